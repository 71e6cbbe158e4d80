/** Which groups and things a picture draws: about thirty marks at first, the rest folded. */
import { verbGroups } from "./answer_thing";
import type { Density, PictureState, PlacedGroup } from "./drawing";
import type { Model } from "./model";
import type { Group, Picture } from "./view";

const OPENED = 12; // further marks that opening one may draw
const SPARSE = { marks: 24, rows: 12 }; // below which only a mark can stand for a group
const FRAMED = 3; // more rows for the column of a frame, which has the shorter names
/** Between the keys of groups for which one mark stands. */
export const JOINT = "+";
const [FOLDED, HEAD] = [0.6, 0.4]; // heights, in marks, of the mark for a rest and of a heading

/** The groups of a picture, and those of the marks that were opened, folded to what fits. */
export function groupsOf(
  model: Model,
  picture: Picture,
  state: PictureState,
  narrow: boolean,
  density: Density,
): PlacedGroup[] {
  const room = density.marks - (picture.root === null ? 0 : 1);
  const isNarrow = narrow && !picture.isDown;
  const place = <Kind extends Group>(group: Kind) => (isNarrow ? inTwoColumns(group) : group);
  const first = picture.groups.map((group, at) => ({ ...place(group), key: String(at) }));
  const groups = fold(first, { ...density, marks: room }, state.unfolded);
  for (const id of state.opened) {
    const added = openedGroups(model, picture, groups, id, state).map(place);
    groups.push(...fold(added, { ...density, marks: OPENED }, state.unfolded));
  }
  return groups;
}

/** What is two steps from the middle stands below the middle again; frames take one column. */
const inTwoColumns = <Kind extends Group>(group: Kind): Kind => ({
  ...group,
  column: group.frame === undefined ? Math.abs(group.column) % 2 : 0,
});

function openedGroups(
  model: Model,
  picture: Picture,
  groups: PlacedGroup[],
  id: number,
  state: PictureState,
): (Group & { key: string })[] {
  const own = groups.find((group) => group.things.includes(id));
  const column = own?.column ?? 0;
  const drawn = new Set(groups.flatMap((group) => group.things));
  if (picture.root !== null) drawn.add(picture.root);
  if (!state.withForce) for (const body of model.inspected) drawn.add(body);
  const further = verbGroups(model, id, model.relations(id));
  return further
    .map((group, at) => ({
      ...group,
      things: group.things.filter((thing) => !drawn.has(thing)),
      column: column === 0 ? group.column : column + Math.sign(column),
      key: `${id}-${at}`,
    }))
    .filter((group) => group.things.length);
}

type Keyed = Group & { key: string };

/**
 * Shortens groups until all fit; the largest ones give first, and frames keep more. Where there is
 * little room, only a mark stands for a group.
 */
function fold(groups: Keyed[], density: Density, unfolded: Set<string>): PlacedGroup[] {
  const sizes = groups.map((group) => (isFolded(group, unfolded) ? 0 : group.things.length));
  const isWhole = (group: Keyed) => group.isWhole || unfolded.has(group.key);
  const weights = groups.map((group) => (isWhole(group) ? 0 : weightOf(group)));
  const least = density.marks < SPARSE.marks || density.rows < SPARSE.rows ? 0 : 1;
  const marks = () => sizes.reduce((sum, size) => sum + size, 0);
  shorten(sizes, weights, least, () => marks() > density.marks);
  for (const column of new Set(groups.map((group) => group.column))) {
    const isOwn = ({ column: own }: Keyed) => own === column;
    const rows = () =>
      groups.reduce((sum, group, at) => sum + (isOwn(group) ? rowsOf(group, sizes[at]) : 0), 0);
    const own = weights.map((weight, at) => (isOwn(groups[at]) ? weight : 0));
    const isFramed = groups.some((group) => isOwn(group) && group.frame !== undefined);
    const room = density.rows + (isFramed ? FRAMED : 0);
    shorten(sizes, own, least, () => rows() > room);
  }
  const short = groups.map((group, at) => folded(group, sizes[at]));
  return Number.isFinite(density.rows) ? short : gathered(short);
}

const isEmptied = ({ things, isFolded }: PlacedGroup): boolean => !things.length && !isFolded;

/**
 * One mark for all groups of which nothing is drawn for want of room, on each side: in layouts
 * without columns, where each further mark needs room of its own.
 */
function gathered(groups: PlacedGroup[]): PlacedGroup[] {
  return groups.flatMap((group) => {
    const { column, parent } = group;
    const alike = groups.filter((item) => isEmptied(item) && item.column === column);
    if (!isEmptied(group) || alike.length < 2) return [group];
    if (group !== alike[0]) return [];
    return {
      ...{ heading: "", things: [], column, isFolded: true },
      ...(alike.every((item) => item.parent === parent) ? { parent } : {}),
      key: alike.map(({ key }) => key).join(JOINT),
      hidden: alike.flatMap(({ hidden }) => hidden),
    };
  });
}

/** Shortens the largest groups as long as there are too many marks. */
function shorten(sizes: number[], weights: number[], least: number, isMany: () => boolean): void {
  while (isMany()) {
    const largest = largestOf(sizes, weights, least);
    if (largest < 0) return;
    sizes[largest] -= 1;
  }
}

/** The rows that a group takes of which so many things are drawn, with its heading. */
function rowsOf({ things, heading }: Keyed, size: number): number {
  const rest = size < things.length ? FOLDED : 0;
  return size + rest + (heading && size ? HEAD : 0);
}

const isFolded = (group: Keyed, unfolded: Set<string>): boolean =>
  Boolean(group.isFolded) && !unfolded.has(group.key);

const weightOf = (group: Keyed): number => (group.frame === undefined ? 1 : 0.2);

/** A group of which so many things are drawn; a mark for one thing takes as much room as the thing. */
function folded(group: Keyed, size: number): PlacedGroup {
  const count = group.things.length - size === 1 ? group.things.length : size;
  return { ...group, things: group.things.slice(0, count), hidden: group.things.slice(count) };
}

/** The largest group, which gives a mark; of groups of one size the last, which counts least. */
function largestOf(sizes: number[], weights: number[], least: number): number {
  let best = -1;
  sizes.forEach((size, at) => {
    if (!weights[at] || size <= least) return;
    if (best < 0 || size * weights[at] >= sizes[best] * weights[best]) best = at;
  });
  return best;
}
