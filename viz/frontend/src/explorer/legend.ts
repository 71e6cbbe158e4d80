/** What the marks of the picture mean: only those that are drawn. Lines say it by their verbs. */
import { add, addSvg } from "../dom";
import { darkScheme } from "./colours";
import type { Drawing, LegendEntry } from "./drawing";
import { addLineStyle, drawnStyles, styleWords } from "./line_styles";
import { addIcon } from "./links";

export function drawLegend(container: HTMLElement, drawing: Drawing): void {
  container.replaceChildren();
  for (const entry of drawing.legend) {
    const item = add(container, "li");
    if (entry.letter) addLetter(item, entry);
    else addIcon(item, entry);
    add(item, "span", entry.words);
  }
  if (drawing.sizeWords) add(container, "li", drawing.sizeWords);
  for (const look of drawnStyles(drawing)) {
    addLineStyle(container, look, darkScheme.matches ? "dark" : "light");
  }
  if (hasSplit(drawing)) addBar(add(container, "li"));
  if (hasBadge(drawing)) {
    const item = add(container, "li");
    add(item, "span", "+4", { className: "badge" });
    add(item, "span", "more related, not drawn");
  }
}

function addLetter(item: HTMLElement, { letter, light, dark }: LegendEntry): void {
  const isDark = darkScheme.matches;
  const icon = addSvg(item, "svg", { viewBox: "-8 -8 16 16", width: 16, height: 16 });
  addSvg(icon, "circle", { r: 8, fill: isDark ? dark : light });
  const look = { y: 3.6, "text-anchor": "middle", "font-size": 10, "font-weight": 700 };
  addSvg(icon, "text", { ...look, fill: isDark ? "#14171a" : "#ffffff" }).textContent = letter;
}

const hasSplit = ({ marks }: Drawing): boolean => marks.some(({ split }) => split !== null);
const hasBadge = ({ marks }: Drawing): boolean =>
  marks.some((mark) => mark.more > 0 || mark.thing === null);

/** What bars and numbers on marks mean, where a mark has them, as texts for files. */
export function legendNotes(drawing: Drawing): string[] {
  return [
    ...(drawing.sizeWords ? [drawing.sizeWords] : []),
    ...drawnStyles(drawing).map((look) => `lines: ${styleWords(look)}`),
    ...(hasSplit(drawing) ? ["bar below a name: strengths left, concerns right"] : []),
    ...(hasBadge(drawing) ? ["+4: the number of related things that are not drawn"] : []),
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
