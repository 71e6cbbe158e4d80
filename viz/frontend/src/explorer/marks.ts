/** The marks of a picture: their names, sizes, and what each leaves out. */
import type { Mark, Measure, PictureState, PlacedGroup } from "./drawing";
import type { Model } from "./model";
import { markLines } from "./names";
import type { Picture } from "./view";

const LINE = 16;
const PAD = { x: 11, y: 6, icon: 18 };
const CLAIM = { width: 50, lines: 3 };

export function rootMark(model: Model, picture: Picture, root: number, measure: Measure): Mark {
  const group: PlacedGroup = { heading: "", things: [], column: 0, key: "root", hidden: [] };
  return { ...markOf(model, picture, group, root, measure), group: -1, isRoot: true };
}

export function marksOf(
  model: Model,
  picture: Picture,
  group: PlacedGroup,
  at: number,
  measure: Measure,
): Mark[] {
  const marks = group.things.map((thing) => markOf(model, picture, group, thing, measure));
  if (group.hidden.length) marks.push(foldMark(group, measure));
  return marks.map((mark) => ({ ...mark, group: at }));
}

function markOf(
  model: Model,
  picture: Picture,
  group: PlacedGroup,
  thing: number,
  measure: Measure,
): Mark {
  const [broad, most] = model.isCited(thing) ? [CLAIM.width, CLAIM.lines] : [undefined, undefined];
  const { strong, lines } = markLines(model.thing(thing), broad, most);
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
    key: `t${thing}`,
    thing,
    column: group.column,
    group: -1,
    strong,
    lines,
    split,
    more: 0,
    isRoot: false,
    x: 0,
    y: 0,
    width: Math.ceil(width) + 2 * PAD.x + PAD.icon,
    height: rows * LINE + 2 * PAD.y,
  };
}

function foldMark(group: PlacedGroup, measure: Measure): Mark {
  const text = foldWords(group);
  return {
    ...{ key: `f${group.key}`, thing: null, column: group.column, group: -1, strong: "" },
    ...{ lines: [text], split: null, more: 0, isRoot: false, x: 0, y: 0 },
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
