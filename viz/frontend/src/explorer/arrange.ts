/**
 * Where marks, verbs, lines and frames of a picture stand: columns from the middle outwards, so that
 * every mark has its name, and every line, or group of lines, its verb.
 */
import { groupsOf } from "./folding";
import type { Model, Statement } from "./model";
import { append } from "./model";
import { markLines, shortName } from "./names";
import type { Group, Picture } from "./view";

export type Measure = (text: string, style: "strong" | "plain" | "small") => number;

export interface Box {
  key: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Mark extends Box {
  /** The thing; none for a mark that stands for what is folded away. */
  thing: number | null;
  column: number;
  group: number;
  strong: string;
  lines: string[];
  split: [number, number] | null;
  /** How many things are related to it that are not drawn. */
  more: number;
  isRoot: boolean;
}

/** The verb of a group of lines: between one mark on one side and some on the other. */
export interface Verb extends Box {
  words: string;
  family: string;
  isPlanned: boolean;
  statements: number[];
  inner: number[];
  outer: number[];
}

export interface Line {
  from: string;
  to: string;
  family: string;
  isPlanned: boolean;
}

export interface Frame extends Box {
  title: string;
  thing: number | null;
}

export interface Heading {
  text: string;
  x: number;
  y: number;
}

export interface Drawing {
  marks: Mark[];
  verbs: Verb[];
  lines: Line[];
  frames: Frame[];
  headings: Heading[];
}

/** What the reader changed in a picture. */
export interface PictureState {
  /** Marks whose further relations are drawn, in the order in which they were opened. */
  opened: number[];
  /** Groups that are drawn as a whole, by their number. */
  unfolded: Set<string>;
  /** Whether the inspected bodies are drawn like anything else. */
  withForce: boolean;
}

export interface PlacedGroup extends Group {
  key: string;
  folded: number;
}

const ROW_GAP = 9;
const GROUP_GAP = 20;
const HEADING = 20;
const LINE = 16;
const PAD = { x: 11, y: 7, icon: 18, badge: 30 };
const VERB = { height: 17, pad: 6 };
const FRAME = { side: 18, top: 34, bottom: 18 };

export function arrange(
  model: Model,
  picture: Picture,
  state: PictureState,
  measure: Measure,
  narrow = false,
): Drawing {
  const groups = groupsOf(model, picture, state, narrow);
  const marks = groups.flatMap((group, at) => marksOf(model, picture, group, at, measure));
  if (picture.root !== null) marks.unshift(rootMark(model, picture, picture.root, measure));
  const byThing = new Map(marks.map((mark) => [mark.thing ?? -1, mark]));
  countHidden(model, marks, state);
  const statements = drawnStatements(model, picture, state, byThing);
  const verbs = verbsOf(model, statements, groups, byThing, measure);
  const headings = placeMarks(marks, groups, verbs, byThing);
  placeVerbs(verbs, byThing, groups);
  return {
    marks,
    verbs,
    lines: linesOf(verbs, byThing),
    frames: framesOf(model, groups, marks),
    headings,
  };
}

function rootMark(model: Model, picture: Picture, root: number, measure: Measure): Mark {
  const group: PlacedGroup = { heading: "", things: [], column: 0, key: "root", folded: 0 };
  return { ...markOf(model, picture, group, root, measure), group: -1, isRoot: true };
}

function marksOf(
  model: Model,
  picture: Picture,
  group: PlacedGroup,
  at: number,
  measure: Measure,
): Mark[] {
  const marks = group.things.map((thing) => markOf(model, picture, group, thing, measure));
  if (group.folded) marks.push(foldMark(group, measure));
  return marks.map((mark) => ({ ...mark, group: at }));
}

function markOf(
  model: Model,
  picture: Picture,
  group: PlacedGroup,
  thing: number,
  measure: Measure,
): Mark {
  const { strong, lines } = markLines(model.thing(thing));
  const split = picture.splits?.get(thing) ?? null;
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
  const text = `+${group.folded} more`;
  return {
    ...{ key: `f${group.key}`, thing: null, column: group.column, group: -1, strong: "" },
    ...{ lines: [text], split: null, more: 0, isRoot: false, x: 0, y: 0 },
    width: Math.ceil(measure(text, "plain")) + 2 * PAD.x,
    height: LINE + 2 * PAD.y,
  };
}

/** How many things each mark is related to that are not drawn. */
function countHidden(model: Model, marks: Mark[], state: PictureState): void {
  const drawn = new Set(marks.map((mark) => mark.thing));
  const bodies = new Set(state.withForce ? [] : model.inspected);
  for (const mark of marks) {
    if (mark.thing === null) continue;
    const id = mark.thing;
    const others = model.relations(id).map((statement) => model.other(statement, id));
    mark.more = new Set(others.filter((other) => !drawn.has(other) && !bodies.has(other))).size;
    if (mark.more) mark.width += PAD.badge;
  }
}

/** Statements between marks: those of the picture, and those of opened marks. */
function drawnStatements(
  model: Model,
  picture: Picture,
  state: PictureState,
  marks: Map<number, Mark>,
): Statement[] {
  const opened = new Set(state.opened);
  const own = [...opened].flatMap((id) => model.relations(id).map((item) => item.id));
  return [...new Set([...picture.statements, ...own])]
    .map(model.statement)
    .filter((item) => item.source !== item.target)
    .filter((item) => marks.has(item.source) && marks.has(item.target));
}

/** Gathers statements by their verb: at the mark that a group hangs on, or else at the outer mark. */
function verbsOf(
  model: Model,
  statements: Statement[],
  groups: PlacedGroup[],
  marks: Map<number, Mark>,
  measure: Measure,
): Verb[] {
  const bundles = new Map<string, { inner: number; outer: number; statement: Statement }[]>();
  for (const statement of statements) {
    const [inner, outer] = orient(statement, groups, marks);
    const hub = hubOf(inner, outer, groups, marks);
    const words = model.verb(statement, inner);
    const side = marks.get(hub === inner ? outer : inner)?.column ?? 0;
    const group = hub === inner ? (marks.get(outer)?.group ?? 0) : "";
    append(bundles, `${hub} ${words} ${side} ${group}`, { inner, outer, statement });
  }
  return [...bundles].map(([key, items]) => verbOf(key, items, marks, measure));
}

/** The two ends of a statement, the one nearer to the middle first. */
function orient(
  { source, target }: Statement,
  groups: PlacedGroup[],
  marks: Map<number, Mark>,
): [number, number] {
  const parentOf = (id: number) => groups[marks.get(id)?.group ?? -1]?.parent;
  if (parentOf(target) === source) return [source, target];
  if (parentOf(source) === target) return [target, source];
  const distance = (id: number) => Math.abs(marks.get(id)?.column ?? 0);
  return distance(target) < distance(source) ? [target, source] : [source, target];
}

const hubOf = (
  inner: number,
  outer: number,
  groups: PlacedGroup[],
  marks: Map<number, Mark>,
): number => (groups[marks.get(outer)?.group ?? -1]?.parent === inner ? inner : outer);

function verbOf(
  key: string,
  items: { inner: number; outer: number; statement: Statement }[],
  marks: Map<number, Mark>,
  measure: Measure,
): Verb {
  const [{ inner, outer, statement }] = items;
  const words = key.replace(/^\d+ /, "").replace(/ -?\d+ -?\d*$/, "");
  const isLeft = (marks.get(outer)?.column ?? 0) < (marks.get(inner)?.column ?? 0);
  const arrow = isLeft ? `◂ ${words}` : `${words} ▸`;
  const text = statement.property.mutual ? words : arrow;
  return {
    key: `v${key}`,
    words: text,
    family: statement.property.family,
    isPlanned: items.every((item) => item.statement.property.planned),
    statements: items.map((item) => item.statement.id),
    inner: [...new Set(items.map((item) => item.inner))],
    outer: [...new Set(items.map((item) => item.outer))],
    x: 0,
    y: 0,
    width: Math.ceil(measure(text, "small")) + 2 * VERB.pad,
    height: VERB.height,
  };
}

/** Gives marks their places, and returns the headings of groups. */
function placeMarks(
  marks: Mark[],
  groups: PlacedGroup[],
  verbs: Verb[],
  byThing: Map<number, Mark>,
): Heading[] {
  const columns = [...new Set(marks.map((mark) => mark.column))].sort((a, b) => a - b);
  placeColumns(columns, marks, verbs, byThing);
  const outward = [...columns].sort((a, b) => Math.abs(a) - Math.abs(b) || b - a);
  let headings: Heading[] = [];
  for (let round = 0; round < 4; round++) {
    headings = outward.flatMap((column) => stack(column, marks, groups, verbs, byThing));
  }
  return headings;
}

/** Columns side by side, with room for the longest verb between them. */
function placeColumns(
  columns: number[],
  marks: Mark[],
  verbs: Verb[],
  byThing: Map<number, Mark>,
): void {
  let right = 0;
  columns.forEach((column, at) => {
    const own = marks.filter((mark) => mark.column === column);
    const width = Math.max(...own.map((mark) => mark.width));
    const gap = at ? gapBefore(column, verbs, byThing) : 0;
    for (const mark of own) {
      mark.width = column === 0 || mark.isRoot ? mark.width : mark.width;
      mark.x = right + gap + width / 2;
    }
    right += gap + width;
  });
}

function gapBefore(column: number, verbs: Verb[], byThing: Map<number, Mark>): number {
  const near = verbs.filter((verb) => {
    const places = [...verb.inner, ...verb.outer].map((id) => byThing.get(id)?.column ?? 0);
    return Math.min(...places) < column && Math.max(...places) >= column;
  });
  const widths = near.map((verb) => verb.width);
  return Math.max(24, ...widths) + (near.length ? 74 : 12);
}

/** Stacks the groups of a column around the middle, in the order of what they are connected with. */
function stack(
  column: number,
  marks: Mark[],
  groups: PlacedGroup[],
  verbs: Verb[],
  byThing: Map<number, Mark>,
): Heading[] {
  const own = marks.filter((mark) => mark.column === column);
  const pull = pulls(own, verbs, byThing);
  const stacks = [...new Set(own.map((mark) => mark.group))].map((at) => {
    const members = own.filter((mark) => mark.group === at).sort((a, b) => byPull(a, b, pull));
    const values = members.map((mark) => pull.get(mark.key) ?? 0);
    const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
    return { group: groups[at] as PlacedGroup | undefined, members, centre };
  });
  stacks.sort((a, b) => a.centre - b.centre);
  const heights = stacks.map(({ group, members }) => {
    const rows = members.map((mark) => rowHeight(mark, verbs) + ROW_GAP);
    return rows.reduce((sum, row) => sum + row, group?.heading ? HEADING : 0);
  });
  const total = heights.reduce((sum, height) => sum + height + GROUP_GAP, -GROUP_GAP);
  const starts = startsOf(stacks, heights, total, byThing);
  return stacks.flatMap(({ group, members }, at) => {
    let y = starts[at];
    const heading = group?.heading
      ? [{ text: group.heading, x: members[0].x, y: y + HEADING / 2 - 2 }]
      : [];
    y += group?.heading ? HEADING : 0;
    for (const mark of members) {
      const height = rowHeight(mark, verbs);
      mark.y = y + height / 2;
      y += height + ROW_GAP;
    }
    return heading;
  });
}

interface Stack {
  group: PlacedGroup | undefined;
  members: Mark[];
  centre: number;
}

/** Where each group begins: around the mark it hangs on where it can, else around the middle. */
function startsOf(
  stacks: Stack[],
  heights: number[],
  total: number,
  byThing: Map<number, Mark>,
): number[] {
  const isHung = stacks.every(({ group }) => group?.parent !== undefined && group.column !== 0);
  const parents = stacks.map(({ group }) => byThing.get(group?.parent ?? -2));
  const starts: number[] = [];
  let y = -total / 2;
  const isDeep = isHung && parents.some((parent) => parent && !parent.isRoot);
  stacks.forEach((_, at) => {
    const wanted = isDeep && parents[at] ? (parents[at]?.y ?? 0) - heights[at] / 2 : y;
    y = at || isDeep ? Math.max(y, wanted) : wanted;
    if (at === 0 && isDeep) y = wanted;
    starts.push(y);
    y += heights[at] + GROUP_GAP;
  });
  return starts;
}

/** The height of a row: of the mark, or of the verbs beside it. */
function rowHeight(mark: Mark, verbs: Verb[]): number {
  const beside = verbs.filter(
    (verb) => verb.outer.length === 1 && `t${verb.outer[0]}` === mark.key,
  );
  return Math.max(mark.height, beside.length * (VERB.height + 1));
}

const byPull = (a: Mark, b: Mark, pull: Map<string, number>): number => {
  if (a.thing === null || b.thing === null) return a.thing === null ? 1 : -1;
  return (pull.get(a.key) ?? 0) - (pull.get(b.key) ?? 0);
};

/** For each mark the mean height of what it is connected with in other columns. */
function pulls(own: Mark[], verbs: Verb[], byThing: Map<number, Mark>): Map<string, number> {
  const places = new Map<string, number[]>();
  for (const { inner, outer } of verbs) {
    for (const [ends, others] of [
      [inner, outer],
      [outer, inner],
    ]) {
      for (const id of ends) {
        for (const other of others) append(places, `t${id}`, byThing.get(other)?.y ?? 0);
      }
    }
  }
  return new Map(
    own.map((mark, at) => {
      const heights = places.get(mark.key) ?? [];
      const mean = heights.reduce((sum, y) => sum + y, 0) / Math.max(heights.length, 1);
      return [mark.key, mean + at * 1e-3];
    }),
  );
}

/** Puts each verb beside the mark at which its lines meet. */
function placeVerbs(verbs: Verb[], marks: Map<number, Mark>, groups: PlacedGroup[]): void {
  const beside = new Map<string, Verb[]>();
  for (const verb of verbs) {
    const [inner, outer] = [verb.inner, verb.outer].map((ids) =>
      ids.map((id) => marks.get(id)).filter((mark): mark is Mark => mark !== undefined),
    );
    const isHung = groups[outer[0].group]?.parent === verb.inner[0] && inner.length === 1;
    if (isHung) placeBetween(verb, inner[0], outer);
    else append(beside, `${outer[0].key} ${Math.sign(inner[0].x - outer[0].x)}`, verb);
  }
  for (const items of beside.values()) placeBeside(items, marks);
}

function placeBetween(verb: Verb, inner: Mark, outer: Mark[]): void {
  const side = Math.sign(outer[0].x - inner.x) || 1;
  const edges = outer.map((mark) => mark.x - (side * mark.width) / 2);
  const near = side > 0 ? Math.min(...edges) : Math.max(...edges);
  verb.x = near - side * (verb.width / 2 + 26);
  const ys = outer.map((mark) => mark.y);
  verb.y = (Math.min(...ys) + Math.max(...ys)) / 2;
}

function placeBeside(verbs: Verb[], marks: Map<number, Mark>): void {
  verbs.forEach((verb, at) => {
    const outer = marks.get(verb.outer[0]);
    const inner = marks.get(verb.inner[0]);
    if (!outer || !inner) return;
    const side = Math.sign(inner.x - outer.x) || 1;
    verb.x = outer.x + side * (outer.width / 2 + verb.width / 2 + 6);
    verb.y = outer.y + (at - (verbs.length - 1) / 2) * (VERB.height + 1);
  });
}

function linesOf(verbs: Verb[], marks: Map<number, Mark>): Line[] {
  return verbs.flatMap(({ key, family, isPlanned, inner, outer }) => {
    const ends = [...inner, ...outer].map((id) => marks.get(id)?.key ?? "");
    return ends.map((from) => ({ from, to: key, family, isPlanned }));
  });
}

function framesOf(model: Model, groups: PlacedGroup[], marks: Mark[]): Frame[] {
  const owners = [...new Set(groups.map((group) => group.frame))];
  return owners
    .filter((owner): owner is number => owner !== undefined)
    .map((owner) => {
      const inside = marks.filter((mark) => groups[mark.group]?.frame === owner);
      const left = Math.min(...inside.map((mark) => mark.x - mark.width / 2)) - FRAME.side;
      const right = Math.max(...inside.map((mark) => mark.x + mark.width / 2)) + FRAME.side;
      const top = Math.min(...inside.map((mark) => mark.y - mark.height / 2)) - FRAME.top;
      const bottom = Math.max(...inside.map((mark) => mark.y + mark.height / 2)) + FRAME.bottom;
      return {
        ...{ key: `frame${owner}`, title: shortName(model.thing(owner)), thing: owner },
        ...{ x: (left + right) / 2, y: (top + bottom) / 2 },
        ...{ width: right - left, height: bottom - top },
      };
    });
}
