/** Gives marks their coordinates: columns from the middle outwards, or steps below each other. */
import {
  HEADING,
  type Heading,
  LINE,
  type Mark,
  type PlacedGroup,
  type Scene,
  type Verb,
} from "./drawing";
import { append } from "./model";
import { wrap } from "./names";

const TITLE = { letters: 18, lines: 3, height: 14 }; // of a heading on a narrow screen
const ROW_GAP = 9;
const GROUP_GAP = 20;
const DOWN_GAP = 26;
const FRAMED = { top: 40, bottom: 18, side: 38, narrow: 22 }; // room for a frame between groups that stand outside it

/** Steps below each other: marks side by side, the verbs above the mark to which lines lead. */
export function placeDown({ marks, gaps }: Scene, verbs: Verb[]): void {
  const levels = [...new Set(marks.map((mark) => mark.column))].sort((a, b) => a - b);
  let y = 0;
  for (const level of levels) {
    const own = marks.filter((mark) => mark.column === level);
    const most = Math.max(0, ...own.map((mark) => heightOf(above(mark, verbs))));
    const height = Math.max(...own.map((mark) => mark.height));
    const widths = own.map((mark) =>
      Math.max(mark.width, ...above(mark, verbs).map((verb) => verb.width)),
    );
    y += most ? 30 * gaps + most : 0;
    let x = -(widths.reduce((sum, width) => sum + width + DOWN_GAP, -DOWN_GAP) / 2);
    own.forEach((mark, at) => {
      mark.x = x + widths[at] / 2;
      mark.y = y + height / 2;
      x += widths[at] + DOWN_GAP;
    });
    y += height;
  }
}

/** Puts verbs above the mark to which lines lead. */
export function placeAbove({ marks }: Scene, verbs: Verb[]): void {
  for (const mark of marks) {
    let y = mark.y - mark.height / 2 - 6;
    for (const verb of above(mark, verbs)) {
      verb.x = mark.x;
      verb.y = y - verb.height / 2;
      y -= verb.height;
    }
  }
}

const heightOf = (verbs: Verb[]): number => verbs.reduce((sum, { height }) => sum + height, 0);

const above = (mark: Mark, verbs: Verb[]): Verb[] =>
  verbs.filter((verb) => verb.outer.length === 1 && verb.outer[0] === mark.key);

/** Gives marks their places, and returns the headings of groups. */
export function placeMarks(scene: Scene, verbs: Verb[]): Heading[] {
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

function gapBefore(scene: Scene, column: number, verbs: Verb[]): number {
  const { byKey, gaps } = scene;
  const near = verbs.filter((verb) => {
    const places = [...verb.inner, ...verb.outer].map((key) => byKey.get(key)?.column ?? 0);
    return Math.min(...places) < column && Math.max(...places) >= column;
  });
  const widths = near.map((verb) => verb.width);
  const gap = Math.max(20 * gaps, ...widths) + (near.length ? 58 : 12) * gaps;
  const edge = scene.isNarrow ? FRAMED.narrow : FRAMED.side;
  return Math.max(gap, edge * edges(scene, column));
}

/** How many frames end or begin between a column and the one before. */
function edges({ groups }: Scene, column: number): number {
  const columns = [...new Set(groups.map((group) => group.column))].sort((a, b) => a - b);
  const before = columns[columns.indexOf(column) - 1];
  const framesOf = (at: number) => {
    const own = groups.filter((group) => group.column === at);
    return [...new Set(own.map(({ frame }) => frame ?? -1))].join();
  };
  const [left, right] = [framesOf(before), framesOf(column)];
  if (left === right) return 0;
  return [left, right].includes("-1") || before === undefined ? 1 : 1.5;
}

/** Stacks the groups of a column around the middle, in the order of what they are connected with. */
function stack(scene: Scene, column: number, verbs: Verb[]): Heading[] {
  const own = scene.marks.filter((mark) => mark.column === column);
  const pull = pulls(scene, own, verbs);
  const stacks = [...new Set(own.map((mark) => mark.group))].map((at) => {
    const members = own.filter((mark) => mark.group === at).sort((a, b) => byPull(a, b, pull));
    const values = members.map((mark) => pull.get(mark.key) ?? 0);
    const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
    const group = scene.groups[at] as PlacedGroup | undefined;
    return { group, members, centre, room: { top: 0, bottom: 0 } };
  });
  stacks.sort((a, b) => a.centre - b.centre);
  const isMixed = new Set(stacks.map(({ group }) => group?.frame)).size > 1;
  for (const item of stacks) item.room = roomOf(scene, item.group, isMixed);
  const [rowGap, groupGap] = [ROW_GAP * scene.gaps, GROUP_GAP * scene.gaps];
  const heights = stacks.map(({ room, members }) => {
    const rows = members.map((mark) => rowHeight(mark, verbs) + rowGap);
    return rows.reduce((sum, row) => sum + row, room.top + room.bottom - rowGap);
  });
  const total = heights.reduce((sum, height) => sum + height + groupGap, -groupGap);
  const starts = startsOf(scene, stacks, heights, total);
  return stacks.flatMap((item, at) => {
    placeStack(item, starts[at], verbs, rowGap);
    return headingsOf(scene, item, starts[at]);
  });
}

const headingLines = ({ isNarrow }: Scene, { heading }: PlacedGroup): string[] =>
  isNarrow ? wrap(heading, TITLE.letters, TITLE.lines) : [heading];

/** Whether a heading stands above a group; the mark for all that is folded away names itself. */
const hasHeading = (group: PlacedGroup | undefined): group is PlacedGroup =>
  Boolean(group?.heading && group.things.length);

/** The room above and below a group: for its heading, or for the edges of its frame. */
function roomOf(scene: Scene, group: PlacedGroup | undefined, isMixed: boolean): Stack["room"] {
  const { top, bottom } = FRAMED;
  if (isMixed && group?.frame !== undefined)
    return { top: top + (scene.isNarrow ? LINE : 0), bottom };
  if (!hasHeading(group)) return { top: 0, bottom: 0 };
  return { top: HEADING + (headingLines(scene, group).length - 1) * TITLE.height, bottom: 0 };
}

function placeStack({ members, room }: Stack, start: number, verbs: Verb[], rowGap: number): void {
  let y = start + room.top;
  for (const mark of members) {
    const height = rowHeight(mark, verbs);
    mark.y = y + height / 2;
    y += height + rowGap;
  }
}

function headingsOf(scene: Scene, { group, members }: Stack, start: number): Heading[] {
  if (!hasHeading(group)) return [];
  const [{ x, width }] = members;
  const align = (["right", "center", "left"] as const)[Math.sign(group.column) + 1];
  const edge = { left: x - width / 2, right: x + width / 2, center: x }[align];
  return headingLines(scene, group).map((text, at) => {
    const y = start + HEADING / 2 - 3 + at * TITLE.height;
    return { text, x: edge, y, align };
  });
}

interface Stack {
  group: PlacedGroup | undefined;
  members: Mark[];
  centre: number;
  room: { top: number; bottom: number };
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
    next = starts[at] + heights[at] + GROUP_GAP * scene.gaps;
  });
  return isDeep ? starts.map((start) => start + offset / starts.length) : starts;
}

/** The height of a row: of the mark, or of the verbs beside it. */
function rowHeight(mark: Mark, verbs: Verb[]): number {
  const beside = verbs.filter(
    ({ outer, key }) =>
      outer.length === 1 && outer[0] === mark.key && key.startsWith(`v${mark.key} `),
  );
  return Math.max(mark.height, heightOf(beside) + beside.length);
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
