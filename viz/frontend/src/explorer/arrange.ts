/**
 * Where marks, verbs, lines and frames of a picture stand: columns from the middle outwards, so that
 * every mark has its name, and every line, or group of lines, its verb.
 */
import { countNoun } from "../text";
import { groupsOf } from "./folding";
import type { Model, Statement } from "./model";
import { append } from "./model";
import { markLines, shortName } from "./names";
import { regrouped } from "./regroup";
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
  /** Keys of the marks at both ends: the nearer to the middle, and the farther. */
  inner: string[];
  outer: string[];
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
  align: "left" | "right" | "center";
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
  /** Whether relations of the inspected bodies come when a mark is opened. */
  withForce: boolean;
  /** Whether the inspected bodies are not drawn at all. */
  withoutForce: boolean;
  /** How marks are grouped: "", "type" or "sector". */
  grouping: string;
}

export interface PlacedGroup extends Group {
  key: string;
  /** Things for which one mark stands. */
  hidden: number[];
}

const ROW_GAP = 9;
const GROUP_GAP = 20;
const HEADING = 20;
const LINE = 16;
const PAD = { x: 11, y: 6, icon: 18 };
const VERB = { height: 17, pad: 6 };
const MIXED = " relations"; // of several kinds, with what is folded away
const SHARED = 5; // groups of lines from which a verb that all have stands once
const CLAIM = { width: 42, lines: 4 };
const DOWN_GAP = 26;
const FRAME = { side: 18, top: 34, bottom: 18 };

export function arrange(
  model: Model,
  original: Picture,
  state: PictureState,
  measure: Measure,
  narrow = false,
): Drawing {
  const picture = withoutForce(model, regrouped(model, original, state.grouping), state);
  const groups = groupsOf(model, picture, state, narrow);
  const marks = groups.flatMap((group, at) => marksOf(model, picture, group, at, measure));
  if (picture.root !== null) marks.unshift(rootMark(model, picture, picture.root, measure));
  countHidden(model, marks, state, measure);
  const isDown = picture.isDown ?? false;
  const scene: Scene = { model, isDown, groups, marks, ...indexes(groups, marks) };
  const verbs = [
    ...verbsOf(scene, drawnStatements(scene, picture, state), measure),
    ...linkVerbs(scene, picture, measure),
  ];
  const shared = picture.isDown ? [] : shareVerbs(scene, verbs);
  const headings = picture.isDown ? placeDown(scene, verbs) : placeMarks(scene, verbs);
  if (!picture.isDown) placeVerbs(scene, verbs);
  headings.push(...shared.map((item) => sharedHeading(scene, item)));
  return {
    marks,
    verbs,
    lines: linesOf(verbs),
    frames: framesOf(model, groups, marks),
    headings,
  };
}

/** The picture without marks for the inspected bodies, unless they are wanted or in its middle. */
function withoutForce(model: Model, picture: Picture, state: PictureState): Picture {
  if (!state.withoutForce) return picture;
  const bodies = new Set(model.inspected);
  const groups = picture.groups.map((group) => ({
    ...group,
    things: group.things.filter((id) => !bodies.has(id)),
  }));
  return { ...picture, groups: groups.filter((group) => group.things.length) };
}

interface Scene {
  model: Model;
  isDown: boolean;
  groups: PlacedGroup[];
  marks: Mark[];
  /** The mark of each thing; of one that is folded away, that which stands for it. */
  ofThing: Map<number, Mark>;
  byKey: Map<string, Mark>;
}

function indexes(groups: PlacedGroup[], marks: Mark[]): Pick<Scene, "ofThing" | "byKey"> {
  const ofThing = new Map<number, Mark>();
  const byKey = new Map(marks.map((mark) => [mark.key, mark]));
  for (const group of groups) {
    const mark = byKey.get(`f${group.key}`);
    if (mark) for (const id of group.hidden) ofThing.set(id, mark);
  }
  for (const mark of marks) if (mark.thing !== null) ofThing.set(mark.thing, mark);
  return { ofThing, byKey };
}

const parentOf = ({ groups }: Scene, mark: Mark): number | undefined => groups[mark.group]?.parent;

function rootMark(model: Model, picture: Picture, root: number, measure: Measure): Mark {
  const group: PlacedGroup = { heading: "", things: [], column: 0, key: "root", hidden: [] };
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
function countHidden(model: Model, marks: Mark[], state: PictureState, measure: Measure): void {
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

/** Statements between marks: those of the picture, and those of opened marks. */
function drawnStatements(
  { model, ofThing }: Scene,
  picture: Picture,
  state: PictureState,
): Statement[] {
  const own = state.opened.flatMap((id) => model.relations(id).map((item) => item.id));
  return [...new Set([...picture.statements, ...own])]
    .map(model.statement)
    .filter(({ source, target }) => ofThing.get(source) !== ofThing.get(target))
    .filter(({ source, target }) => ofThing.has(source) && ofThing.has(target));
}

interface Step {
  inner: Mark;
  outer: Mark;
  statement: Statement;
}

/** Gathers statements by their verb: at the mark that a group hangs on, or else at the outer mark. */
function verbsOf(scene: Scene, statements: Statement[], measure: Measure): Verb[] {
  const bundles = new Map<string, Step[]>();
  for (const statement of statements) {
    const [near, far] = orient(scene, statement);
    const [inner, outer] = [near, far].map((id) => scene.ofThing.get(id) as Mark);
    const words = scene.model.verb(statement, near);
    const isHung = parentOf(scene, outer) === near;
    const isMixed = outer.thing === null && scene.groups[outer.group]?.isFolded;
    const hub = isHung ? `${inner.key} ${outer.group}` : `${outer.key} ${inner.column}`;
    append(bundles, `${hub} ${isMixed ? MIXED : words}`, { inner, outer, statement });
  }
  return [...bundles].map(([key, steps]) => verbOf(scene, key, steps, measure));
}

/** The two ends of a statement, the one nearer to the middle first. */
function orient(scene: Scene, { source, target }: Statement): [number, number] {
  const [from, to] = [source, target].map((id) => scene.ofThing.get(id) as Mark);
  if (parentOf(scene, to) === source) return [source, target];
  if (parentOf(scene, from) === target) return [target, source];
  return Math.abs(to.column) < Math.abs(from.column) ? [target, source] : [source, target];
}

function verbOf({ model, isDown }: Scene, key: string, steps: Step[], measure: Measure): Verb {
  const [{ inner, outer, statement }] = steps;
  const isFromSource = statement.source === inner.thing || statement.target === outer.thing;
  const { words, back, family, mutual } = model.properties[statement.property.id];
  const verb = isFromSource ? words : back;
  const isLeft = outer.column < inner.column;
  const arrow = isLeft ? `◂ ${verb}` : `${verb} ${isDown ? "▾" : "▸"}`;
  const single = mutual ? verb : arrow;
  const text = key.endsWith(MIXED) ? countNoun(steps.length, "relation") : single;
  return {
    key: `v${key}`,
    words: text,
    family: key.endsWith(MIXED) ? "" : family,
    isPlanned: steps.every((step) => step.statement.property.planned),
    statements: steps.map((step) => step.statement.id),
    inner: [...new Set(steps.map((step) => step.inner.key))],
    outer: [...new Set(steps.map((step) => step.outer.key))],
    x: 0,
    y: 0,
    width: Math.ceil(measure(text, "small")) + 2 * VERB.pad,
    height: VERB.height,
  };
}

/** The words of lines that no statement is behind. */
function linkVerbs(scene: Scene, { links = [] }: Picture, measure: Measure): Verb[] {
  const bundles = new Map<string, { inner: Mark; outer: Mark; words: string }[]>();
  for (const { from, to, words } of links) {
    const [inner, outer] = [scene.ofThing.get(from), scene.ofThing.get(to)];
    if (!inner || !outer || inner === outer) continue;
    append(bundles, `${inner.key} ${outer.group} ${words}`, { inner, outer, words });
  }
  return [...bundles].map(([key, items]) => {
    const [{ inner, outer, words }] = items;
    const text = outer.column < inner.column ? `◂ ${words}` : `${words} ▸`;
    return {
      ...{ key: `v${key}`, words: text, family: "about", isPlanned: false, statements: [] },
      inner: [inner.key],
      outer: [...new Set(items.map((item) => item.outer.key))],
      ...{ x: 0, y: 0, height: VERB.height },
      width: Math.ceil(measure(text, "small")) + 2 * VERB.pad,
    };
  });
}

interface Shared {
  words: string;
  verbs: Verb[];
}

/** Where all lines between two columns have one verb, it stands once above them. */
function shareVerbs({ byKey }: Scene, verbs: Verb[]): Shared[] {
  const pairs = new Map<string, Verb[]>();
  const column = (key: string) => byKey.get(key)?.column ?? 0;
  for (const verb of verbs)
    append(pairs, `${column(verb.inner[0])} ${column(verb.outer[0])}`, verb);
  return [...pairs.values()]
    .filter(
      (items) => items.length >= SHARED && new Set(items.map(({ words }) => words)).size === 1,
    )
    .map((items) => {
      const [{ words }] = items;
      for (const verb of items) Object.assign(verb, { words: "", width: 8, height: 8 });
      return { words, verbs: items };
    });
}

function sharedHeading({ byKey }: Scene, { words, verbs }: Shared): Heading {
  const ends = verbs.flatMap(({ inner, outer }) => [...inner, ...outer]);
  const marks = ends.map((key) => byKey.get(key) as Mark);
  const edge = (key: string, side: number) => {
    const mark = byKey.get(key) as Mark;
    return mark.x + (side * mark.width) / 2;
  };
  const side = Math.sign(
    (byKey.get(verbs[0].outer[0])?.x ?? 0) - (byKey.get(verbs[0].inner[0])?.x ?? 0),
  );
  const inner = verbs.flatMap((verb) => verb.inner).map((key) => edge(key, side));
  const outer = verbs.flatMap((verb) => verb.outer).map((key) => edge(key, -side));
  const x = ((side > 0 ? Math.max(...inner) : Math.min(...inner)) + outer[0]) / 2;
  const y = Math.min(...marks.map((mark) => mark.y - mark.height / 2)) - 10 - HEADING;
  return { text: words, x, y, align: "center" };
}

/** Steps below each other: marks side by side, the verbs above the mark to which lines lead. */
function placeDown({ marks }: Scene, verbs: Verb[]): Heading[] {
  const levels = [...new Set(marks.map((mark) => mark.column))].sort((a, b) => a - b);
  let y = 0;
  for (const level of levels) {
    const own = marks.filter((mark) => mark.column === level);
    const most = Math.max(0, ...own.map((mark) => above(mark, verbs).length));
    const height = Math.max(...own.map((mark) => mark.height));
    const widths = own.map((mark) =>
      Math.max(mark.width, ...above(mark, verbs).map((verb) => verb.width)),
    );
    y += most ? 30 + most * VERB.height : 0;
    let x = -(widths.reduce((sum, width) => sum + width + DOWN_GAP, -DOWN_GAP) / 2);
    own.forEach((mark, at) => {
      mark.x = x + widths[at] / 2;
      mark.y = y + height / 2;
      x += widths[at] + DOWN_GAP;
      above(mark, verbs).forEach((verb, place) => {
        verb.x = mark.x;
        verb.y = mark.y - mark.height / 2 - 6 - (place + 0.5) * VERB.height;
      });
    });
    y += height;
  }
  return [];
}

const above = (mark: Mark, verbs: Verb[]): Verb[] =>
  verbs.filter((verb) => verb.outer.length === 1 && verb.outer[0] === mark.key);

/** Gives marks their places, and returns the headings of groups. */
function placeMarks(scene: Scene, verbs: Verb[]): Heading[] {
  const columns = [...new Set(scene.marks.map((mark) => mark.column))].sort((a, b) => a - b);
  placeColumns(scene, columns, verbs);
  const outward = [...columns].sort((a, b) => Math.abs(a) - Math.abs(b) || b - a);
  let headings: Heading[] = [];
  for (let round = 0; round < 4; round++) {
    headings = outward.flatMap((column) => stack(scene, column, verbs));
  }
  return headings;
}

/** Columns side by side, with room for the longest verb between them; marks face the middle. */
function placeColumns(scene: Scene, columns: number[], verbs: Verb[]): void {
  let right = 0;
  columns.forEach((column, at) => {
    const own = scene.marks.filter((mark) => mark.column === column);
    const width = Math.max(...own.map((mark) => mark.width));
    const left = right + (at ? gapBefore(scene, column, verbs) : 0);
    right = left + width;
    for (const mark of own) mark.x = aligned(mark, column, columns, left, right);
  });
}

/** The middle of a mark: marks left and right of the middle column stand at its near edge. */
function aligned(
  mark: Mark,
  column: number,
  columns: number[],
  left: number,
  right: number,
): number {
  if (column > 0 && columns.length > 1) return left + mark.width / 2;
  return column < 0 ? right - mark.width / 2 : (left + right) / 2;
}

function gapBefore({ byKey }: Scene, column: number, verbs: Verb[]): number {
  const near = verbs.filter((verb) => {
    const places = [...verb.inner, ...verb.outer].map((key) => byKey.get(key)?.column ?? 0);
    return Math.min(...places) < column && Math.max(...places) >= column;
  });
  const widths = near.map((verb) => verb.width);
  return Math.max(20, ...widths) + (near.length ? 58 : 12);
}

/** Stacks the groups of a column around the middle, in the order of what they are connected with. */
function stack(scene: Scene, column: number, verbs: Verb[]): Heading[] {
  const own = scene.marks.filter((mark) => mark.column === column);
  const pull = pulls(scene, own, verbs);
  const stacks = [...new Set(own.map((mark) => mark.group))].map((at) => {
    const members = own.filter((mark) => mark.group === at).sort((a, b) => byPull(a, b, pull));
    const values = members.map((mark) => pull.get(mark.key) ?? 0);
    const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
    return { group: scene.groups[at] as PlacedGroup | undefined, members, centre };
  });
  stacks.sort((a, b) => a.centre - b.centre);
  const heights = stacks.map(({ group, members }) => {
    const rows = members.map((mark) => rowHeight(mark, verbs) + ROW_GAP);
    return rows.reduce((sum, row) => sum + row, (hasHeading(group) ? HEADING : 0) - ROW_GAP);
  });
  const total = heights.reduce((sum, height) => sum + height + GROUP_GAP, -GROUP_GAP);
  const starts = startsOf(scene, stacks, heights, total);
  return stacks.flatMap((item, at) => placeStack(item, starts[at], verbs));
}

/** Whether a heading stands above a group; the mark for all that is folded away names itself. */
const hasHeading = (group: PlacedGroup | undefined): group is PlacedGroup =>
  Boolean(group?.heading && group.things.length);

function placeStack({ group, members }: Stack, start: number, verbs: Verb[]): Heading[] {
  let y = start + (hasHeading(group) ? HEADING : 0);
  for (const mark of members) {
    const height = rowHeight(mark, verbs);
    mark.y = y + height / 2;
    y += height + ROW_GAP;
  }
  if (!hasHeading(group)) return [];
  const [{ x, width }] = members;
  const align = (["right", "center", "left"] as const)[Math.sign(group.column) + 1];
  const edge = { left: x - width / 2, right: x + width / 2, center: x }[align];
  return [{ text: group.heading, x: edge, y: start + HEADING / 2 - 3, align }];
}

interface Stack {
  group: PlacedGroup | undefined;
  members: Mark[];
  centre: number;
}

/** Where each group begins: around the mark it hangs on where it can, else around the middle. */
function startsOf(scene: Scene, stacks: Stack[], heights: number[], total: number): number[] {
  const parents = stacks.map(({ group }) => scene.ofThing.get(group?.parent ?? -1));
  const isDeep = parents.every((parent) => parent && !parent.isRoot);
  const starts: number[] = [];
  let offset = 0; // from the marks on which groups hang, in all
  let next = isDeep ? -Infinity : -total / 2;
  stacks.forEach((_, at) => {
    const wanted = isDeep ? (parents[at]?.y ?? 0) - heights[at] / 2 : next;
    starts.push(Math.max(next, wanted));
    offset += wanted - starts[at];
    next = starts[at] + heights[at] + GROUP_GAP;
  });
  return isDeep ? starts.map((start) => start + offset / starts.length) : starts;
}

/** The height of a row: of the mark, or of the verbs beside it. */
function rowHeight(mark: Mark, verbs: Verb[]): number {
  const beside = verbs.filter(
    ({ outer, key }) =>
      outer.length === 1 && outer[0] === mark.key && key.startsWith(`v${mark.key} `),
  );
  return Math.max(mark.height, beside.length * (VERB.height + 1));
}

const byPull = (a: Mark, b: Mark, pull: Map<string, number>): number => {
  if (a.thing === null || b.thing === null) return a.thing === null ? 1 : -1;
  return (pull.get(a.key) ?? 0) - (pull.get(b.key) ?? 0);
};

/** For each mark the mean height of what it is connected with in other columns. */
function pulls({ byKey }: Scene, own: Mark[], verbs: Verb[]): Map<string, number> {
  const places = new Map<string, number[]>();
  const join = (ends: string[], others: string[]) => {
    for (const key of ends) {
      for (const other of others) append(places, key, byKey.get(other)?.y ?? 0);
    }
  };
  for (const { inner, outer } of verbs) {
    join(inner, outer);
    join(outer, inner);
  }
  return new Map(
    own.map((mark, at) => {
      const heights = places.get(mark.key) ?? [];
      const mean = heights.reduce((sum, y) => sum + y, 0) / Math.max(heights.length, 1);
      return [mark.key, mean + at * 1e-3];
    }),
  );
}

/** Puts each verb where its lines meet: before the marks of a hanging group, or beside a mark. */
function placeVerbs(scene: Scene, verbs: Verb[]): void {
  const beside = new Map<string, Verb[]>();
  for (const verb of verbs) {
    const [inner, outer] = [verb.inner, verb.outer].map((keys) =>
      keys.map((key) => scene.byKey.get(key) as Mark),
    );
    const isHung = inner.length === 1 && verb.key.startsWith(`v${inner[0].key} `);
    if (isHung) placeBetween(verb, inner[0], outer);
    else append(beside, `${outer[0].key} ${Math.sign(inner[0].x - outer[0].x)}`, verb);
  }
  for (const items of beside.values()) placeBeside(scene, items);
  spread(verbs.filter((verb) => verb.words));
}

/** Moves verbs apart that would lie on each other. */
function spread(verbs: Verb[]): void {
  const sorted = [...verbs].sort((a, b) => a.y - b.y);
  sorted.forEach((verb, at) => {
    for (const before of sorted.slice(0, at)) {
      const isBeside = Math.abs(before.x - verb.x) < (before.width + verb.width) / 2;
      const least = before.y + VERB.height;
      if (isBeside && Math.abs(verb.y - before.y) < VERB.height) verb.y = least;
    }
  });
}

function placeBetween(verb: Verb, inner: Mark, outer: Mark[]): void {
  const side = Math.sign(outer[0].x - inner.x) || 1;
  const edges = outer.map((mark) => mark.x - (side * mark.width) / 2);
  const near = side > 0 ? Math.min(...edges) : Math.max(...edges);
  verb.x = near - side * (verb.width / 2 + (outer.length > 1 ? 24 : 8));
  const ys = outer.map((mark) => mark.y);
  verb.y = (Math.min(...ys) + Math.max(...ys)) / 2;
}

function placeBeside({ byKey }: Scene, verbs: Verb[]): void {
  verbs.forEach((verb, at) => {
    const outer = byKey.get(verb.outer[0]);
    const inner = byKey.get(verb.inner[0]);
    if (!outer || !inner) return;
    const side = Math.sign(inner.x - outer.x) || 1;
    verb.x = outer.x + side * (outer.width / 2 + verb.width / 2 + 6);
    verb.y = outer.y + (at - (verbs.length - 1) / 2) * (VERB.height + 1);
  });
}

function linesOf(verbs: Verb[]): Line[] {
  return verbs.flatMap(({ key, family, isPlanned, inner, outer }) =>
    [...inner, ...outer].map((from) => ({ from, to: key, family, isPlanned })),
  );
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
