/**
 * Builds the marks of a picture, which are its nodes: boxes with the name of a thing, or one that
 * stands for what is folded away.
 */
import { formatNumber } from "../text";
import {
  type Density,
  LINE,
  type Mark,
  type Measure,
  type PictureState,
  type PlacedGroup,
} from "./drawing";
import type { Model } from "./model";
import { markLines } from "./names";
import type { Picture } from "./view";

const PAD = { x: 11, y: 5, icon: 18 };
const SPLIT = 92; // width of a bar of strengths and concerns with its numbers
/** The letters in a line of a name, over those of names of things, and the most lines. */
const CLAIM = { wide: { share: 2.2, lines: 3 }, narrow: { share: 1.25, lines: 9 } };
const LINES = { wide: 4, narrow: 6 };

/** What makes marks: the picture, how long a line of a name is, and the widths of texts. */
export interface MarkContext {
  model: Model;
  picture: Picture;
  density: Density;
  measure: Measure;
  isNarrow: boolean;
}

const PLAIN = {
  ...{ split: null, more: 0, slack: 0, badge: 0, isRoot: false, x: 0, y: 0, group: -1 },
  ...{ tone: null, letter: "", value: null, scale: 1, isPinned: false },
};

export function rootMark(context: MarkContext, root: number): Mark {
  return { ...markOf(context, 0, root), isRoot: true };
}

export function marksOf(context: MarkContext, group: PlacedGroup, at: number): Mark[] {
  const marks = group.things.map((thing) => markOf(context, group.column, thing));
  if (group.hidden.length) marks.push(foldMark(group, context.measure));
  return marks.map((mark) => ({ ...mark, group: at }));
}

function markOf(
  { model, picture, density, measure, isNarrow }: MarkContext,
  column: number,
  thing: number,
): Mark {
  const letters = density.letters;
  const size = isNarrow ? "narrow" : "wide";
  const { share, lines: most } = CLAIM[size];
  const { strong, lines } = model.isCited(thing)
    ? markLines(model.thing(thing), Math.round(share * letters), most)
    : markLines(model.thing(thing), letters, LINES[size]);
  const tag = picture.tags?.get(thing);
  if (tag) lines.push(tag);
  const balance = picture.splits?.get(thing);
  const split = balance && balance[0] + balance[1] > 0 ? balance : null;
  const widths = [
    ...(strong ? [measure(strong, "strong")] : []),
    ...lines.map((line) => measure(line, strong ? "small" : "plain")),
    ...(split ? [SPLIT] : []),
  ];
  const width = Math.max(...widths);
  return {
    ...{ ...PLAIN, key: `t${thing}`, thing, column, strong, lines, split },
    ...(isNarrow && widths.length > 1 ? badgeBeside(widths) : {}),
    width: Math.ceil(width) + 2 * PAD.x + PAD.icon,
    height: widths.length * LINE + 2 * PAD.y,
  };
}

/** The place of a number beside the first or the last row, whichever is the shorter. */
function badgeBeside(widths: number[]): Pick<Mark, "slack" | "badge"> {
  const [first, last] = [widths[0], widths[widths.length - 1]];
  const side = first < last ? -1 : 1;
  return {
    slack: Math.max(...widths) - Math.min(first, last),
    badge: (side * (widths.length - 1) * LINE) / 2,
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
  things.length
    ? `+${formatNumber(hidden.length)} more`
    : `${formatNumber(hidden.length)} ${heading || "more"}`;

/** "+1,204": what the number beside a mark says. */
export const moreWords = ({ more }: Pick<Mark, "more">): string => `+${formatNumber(more)}`;

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
    const badge = Math.ceil(measure(moreWords(mark), "small")) + 14;
    if (mark.more) mark.width += Math.max(0, badge - mark.slack);
  }
}
