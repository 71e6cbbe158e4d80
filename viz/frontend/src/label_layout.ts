/**
 * Where names stand on the map: beside their things, the important ones first, none upon another.
 */
import type { Box, Point, Size } from "./geometry";

const CELL = 80;
const LINE_HEIGHT = 1.15;
const EDGE = 2; // pixels between a name and the edge of the map

export interface SightedPoint extends Point {
  id: number;
  radius: number;
}

/**
 * A name to write: `forced` ones are written wherever they fall, `strong` ones upon things rather
 * than not at all.
 */
export interface LabelRequest {
  id: number;
  forced: boolean;
  strong: boolean;
}

export interface MeasuredLabel {
  lines: string[];
  width: number;
}

export interface Label {
  id: number;
  lines: string[];
  font: string;
  size: number;
  box: Box;
}

export interface LabelFrame {
  size: Size;
  scale: number;
  face: string;
  /** Boxes of the page that lie over the map. */
  taken: Box[];
  /** Whether a thing is in the background and may be written upon. */
  isDimmed: (id: number) => boolean;
  measure: (id: number, font: string) => MeasuredLabel;
}

type Owner = number | "page";

/** Boxes that are taken, found by the cells of a coarse grid. */
export class BoxGrid {
  private readonly cells = new Map<string, { box: Box; owner: Owner }[]>();

  add(box: Box, owner: Owner): void {
    for (const cell of cellsOf(box)) {
      const entries = this.cells.get(cell) ?? [];
      entries.push({ box, owner });
      this.cells.set(cell, entries);
    }
  }

  isFree(box: Box, owner: Owner): boolean {
    return this.countOwners(box, owner) === 0;
  }

  /** How many owners but this one have boxes that overlap a box. */
  countOwners(box: Box, owner: Owner): number {
    const owners = new Set<Owner>();
    for (const cell of cellsOf(box)) {
      for (const entry of this.cells.get(cell) ?? []) {
        if (entry.owner !== owner && overlap(box, entry.box)) owners.add(entry.owner);
      }
    }
    return owners.size;
  }
}

function* cellsOf([left, top, right, bottom]: Box): Generator<string> {
  for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x += 1) {
    for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y += 1) yield `${x},${y}`;
  }
}

function overlap(first: Box, second: Box): boolean {
  return (
    first[0] < second[2] && second[0] < first[2] && first[1] < second[3] && second[1] < first[3]
  );
}

/** The labels to draw, each with its lines, its font and its box in pixels of the screen. */
export function placeLabels(
  points: Map<number, SightedPoint>,
  requests: LabelRequest[],
  frame: LabelFrame,
): Label[] {
  const all = new BoxGrid(); // things and names
  const names = new BoxGrid(); // names alone
  for (const { id, x, y, radius } of points.values()) {
    if (!frame.isDimmed(id)) all.add([x - radius, y - radius, x + radius, y + radius], id);
  }
  for (const box of frame.taken) for (const grid of [all, names]) grid.add(box, "page");
  const labels: Label[] = [];
  for (const request of requests) {
    const label = placeLabel(points, request, frame, { all, names });
    if (!label) continue;
    const [left, top, right, bottom] = label.box;
    const box: Box = [left - 3, top - 1, right + 3, bottom + 1];
    for (const grid of [all, names]) grid.add(box, label.id);
    labels.push(label);
  }
  return labels;
}

function placeLabel(
  points: Map<number, SightedPoint>,
  { id, forced, strong }: LabelRequest,
  frame: LabelFrame,
  grids: { all: BoxGrid; names: BoxGrid },
): Label | null {
  const point = points.get(id);
  if (!point) return null;
  const size = (strong ? 13 : 12) * Math.min(1.5, Math.max(1, frame.scale / 1.1));
  const font = `${strong ? 600 : 400} ${size}px ${frame.face}`;
  const { lines, width } = frame.measure(id, font);
  const candidates = boxesBeside(point, width, lines.length * size * LINE_HEIGHT);
  const inside = candidates.filter((box) => isInside(box, frame.size));
  const box =
    inside.find((candidate) => grids.all.isFree(candidate, id)) ??
    (strong ? leastCovering(inside, id, grids) : undefined) ??
    (forced ? (inside[0] ?? candidates[0]) : undefined);
  return box ? { id, lines, font, size, box } : null;
}

/** The eight boxes beside a thing, the best first. */
export function boxesBeside({ x, y, radius }: SightedPoint, width: number, height: number): Box[] {
  const gap = radius + 2;
  const near = gap * 0.7;
  const corners = [
    [x - width / 2, y + gap],
    [x + gap + 2, y - height / 2],
    [x - gap - 2 - width, y - height / 2],
    [x - width / 2, y - gap - height],
    [x + near, y + near],
    [x - near - width, y + near],
    [x + near, y - near - height],
    [x - near - width, y - near - height],
  ];
  return corners.map(([left, top]) => [left, top, left + width, top + height]);
}

function isInside([left, top, right, bottom]: Box, [width, height]: Size): boolean {
  return left > EDGE && top > EDGE && right < width - EDGE && bottom < height - EDGE;
}

/** The box that meets no name and the fewest things. */
function leastCovering(
  boxes: Box[],
  id: number,
  { all, names }: { all: BoxGrid; names: BoxGrid },
): Box | undefined {
  const free = boxes.filter((box) => names.isFree(box, id));
  return free.sort((a, b) => all.countOwners(a, id) - all.countOwners(b, id))[0];
}

/** The distance from the top of a label to the baseline of one of its lines. */
export const baseline = (size: number, line: number): number => size * (LINE_HEIGHT * line + 0.92);
