/** What the marks of the picture mean: only those that are drawn. Lines say it by their verbs. */
import { add } from "../dom";
import type { ClassRow } from "./data";
import type { Drawing } from "./drawing";
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
}
