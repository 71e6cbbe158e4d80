/** The marks of a picture: their names, sizes, and what each leaves out. */
import type { Density, Mark, Measure, PictureState, PlacedGroup } from "./drawing";
import type { Model } from "./model";
import { markLines } from "./names";
import type { Picture } from "./view";

const LINE = 16;
const PAD = { x: 11, y: 5, icon: 18 };
const FULL_LINE = 21; // letters of a line where there is room
const CLAIM = { width: 46, lines: 3 };

/** What makes marks: the picture, how long a line of a name is, and the widths of texts. */
export interface Maker {
  model: Model;
  picture: Picture;
  density: Density;
  measure: Measure;
}

const PLAIN = {
  ...{ split: null, more: 0, isRoot: false, x: 0, y: 0, group: -1 },
  ...{ tone: null, letter: "", value: null, scale: 1, isPinned: false },
};

export function rootMark(maker: Maker, root: number): Mark {
  return { ...markOf(maker, 0, root), isRoot: true };
}

export function marksOf(maker: Maker, group: PlacedGroup, at: number): Mark[] {
  const marks = group.things.map((thing) => markOf(maker, group.column, thing));
  if (group.hidden.length) marks.push(foldMark(group, maker.measure));
  return marks.map((mark) => ({ ...mark, group: at }));
}

function markOf({ model, picture, density, measure }: Maker, column: number, thing: number): Mark {
  const letters = density.letters;
  const { strong, lines } = model.isCited(thing)
    ? markLines(model.thing(thing), Math.round((CLAIM.width * letters) / FULL_LINE), CLAIM.lines)
    : markLines(model.thing(thing), letters);
  const tag = picture.tags?.get(thing);
  if (tag) lines.push(tag);
  const balance = picture.splits?.get(thing);
  const split = balance && balance[0] + balance[1] > 0 ? balance : null;
  const width = Math.max(
    measure(strong, "strong"),
    ...lines.map((line) => measure(line, strong ? "small" : "plain")),
    split ? 92 : 0,
  );
  const rows = (strong ? 1 : 0) + lines.length + (split ? 1 : 0);
  return {
    ...{ ...PLAIN, key: `t${thing}`, thing, column, strong, lines, split },
    width: Math.ceil(width) + 2 * PAD.x + PAD.icon,
    height: rows * LINE + 2 * PAD.y,
  };
}

function foldMark(group: PlacedGroup, measure: Measure): Mark {
  const text = foldWords(group);
  return {
    ...{ ...PLAIN, key: `f${group.key}`, thing: null, column: group.column, strong: "" },
    lines: [text],
    width: Math.ceil(measure(text, "plain")) + 2 * PAD.x,
    height: LINE + 2 * PAD.y,
  };
}

const foldWords = ({ heading, things, hidden }: PlacedGroup): string =>
  things.length ? `+${hidden.length} more` : `${hidden.length} ${heading || "more"}`;

/** How many things each mark is related to that are not drawn. */
export function countHidden(
  model: Model,
  marks: Mark[],
  state: PictureState,
  measure: Measure,
): void {
  const drawn = new Set(marks.map((mark) => mark.thing));
  const bodies = new Set(state.withForce ? [] : model.inspected);
  for (const mark of marks) {
    if (mark.thing === null || bodies.has(mark.thing)) continue;
    const id = mark.thing;
    const others = model.relations(id).map((statement) => model.other(statement, id));
    mark.more = new Set(others.filter((other) => !drawn.has(other) && !bodies.has(other))).size;
    if (mark.more) mark.width += Math.ceil(measure(`+${mark.more}`, "small")) + 14;
  }
}
