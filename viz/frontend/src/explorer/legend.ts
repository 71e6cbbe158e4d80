/** What the marks of the picture mean: only those that are drawn. Lines say it by their verbs. */
import { add } from "../dom";
import type { ClassRow } from "./data";
import type { Drawing } from "./drawing";
import { darkScheme } from "./inks";
import { addLook, drawnLooks, lookWords } from "./line_looks";
import { addIcon } from "./links";
import type { Model } from "./model";

/** The types of the marks that are drawn. */
export function legendOf(model: Model, drawing: Drawing): ClassRow[] {
  const things = drawing.marks.flatMap((mark) => (mark.thing === null ? [] : [mark.thing]));
  return [...new Set(things.map((id) => model.thing(id).kind))];
}

export function drawLegend(container: HTMLElement, model: Model, drawing: Drawing): void {
  container.replaceChildren();
  for (const kind of legendOf(model, drawing)) {
    const item = add(container, "li");
    addIcon(item, kind);
    add(item, "span", kind.words);
  }
  for (const look of drawnLooks(drawing)) {
    addLook(container, look, darkScheme.matches ? "dark" : "light");
  }
  if (hasSplit(drawing)) addBar(add(container, "li"));
  if (hasBadge(drawing)) {
    const item = add(container, "li");
    add(item, "span", "+4", { className: "badge" });
    add(item, "span", "more related, not drawn");
  }
}

const hasSplit = ({ marks }: Drawing): boolean => marks.some(({ split }) => split !== null);
const hasBadge = ({ marks }: Drawing): boolean =>
  marks.some((mark) => mark.more > 0 || mark.thing === null);

/** What bars and numbers on marks mean, where a mark has them, as texts for files. */
export function legendNotes(drawing: Drawing): string[] {
  return [
    ...drawnLooks(drawing).map((look) => `lines: ${lookWords(look)}`),
    ...(hasSplit(drawing) ? ["bar below a name: strengths left, concerns right"] : []),
    ...(hasBadge(drawing) ? ["+4 and the like: so many related things that are not drawn"] : []),
  ];
}

function addBar(item: HTMLElement): void {
  const split = add(item, "span", undefined, { className: "split" });
  const bar = add(split, "span", undefined, { className: "bar", "aria-hidden": "true" });
  for (const className of ["good", "bad"]) {
    add(bar, "i", undefined, { className }).style.flexGrow = "1";
  }
  add(item, "span", "strengths, concerns");
}
