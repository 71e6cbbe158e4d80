/**
 * Positions: of the layout on the canvas, of views that hold things, and of neighbours in a
 * direction.
 */

export interface Point {
  x: number;
  y: number;
}

/** Centre in positions of the layout, and scale. */
export type View = [x: number, y: number, scale: number];
export type Box = [left: number, top: number, right: number, bottom: number];
export type Size = [width: number, height: number];

const STRETCH = 1.5; // at most
const SMALLEST_EXTENT = 100;
export const SCALES = { least: 0.03, most: 6 };
const MARGIN = 56;

export const clamp = (value: number, least: number, most: number): number =>
  Math.min(Math.max(value, least), most);

/**
 * Brings positions into the shape of the screen: a broad map is turned by a right angle on a tall
 * screen, then stretched along the shorter side.
 */
export class ScreenFit {
  turned = false;
  across = 1;
  down = 1;

  /** Returns whether anything changed. */
  update(points: Point[], [width, height]: Size): boolean {
    const before = JSON.stringify(this);
    const across = Math.max(extent(points.map((point) => point.x)), SMALLEST_EXTENT);
    const down = Math.max(extent(points.map((point) => point.y)), SMALLEST_EXTENT);
    const screen = Math.max(width, 1) / Math.max(height, 1);
    this.turned = screen < 0.87 && across > 1.15 * down;
    const needed = screen / (this.turned ? down / across : across / down);
    this.across = clamp(needed, 1, STRETCH);
    this.down = clamp(1 / needed, 1, STRETCH);
    return before !== JSON.stringify(this);
  }

  toCanvas({ x, y }: Point): Point {
    const [across, down] = this.turned ? [y, x] : [x, y];
    return { x: across * this.across, y: down * this.down };
  }

  fromCanvas({ x, y }: Point): Point {
    const [across, down] = [x / this.across, y / this.down];
    return this.turned ? { x: down, y: across } : { x: across, y: down };
  }
}

function extent(values: number[]): number {
  const [least, most] = range(values);
  return most - least;
}

function range(values: number[]): [number, number] {
  return values.reduce<[number, number]>(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)],
    [Infinity, -Infinity],
  );
}

/**
 * The factor by which marks shrink: more slowly than distances, so that they can be seen and hit on
 * the whole map.
 */
export const markScale = (scale: number): number =>
  scale < 0.8 ? scale ** 0.6 * 0.8 ** 0.4 : scale;

/**
 * The view on the canvas that holds all points; `covered` pixels below are not to be used twice
 * over.
 */
export function viewOfPoints(points: Point[], size: Size, most: number, covered: number): View {
  if (!points.length) return [0, 0, 1];
  const [width, height] = size;
  const [left, right] = range(points.map((point) => point.x));
  const [top, bottom] = range(points.map((point) => point.y));
  const margin = Math.min(MARGIN, width / 8);
  const across = (width - 2 * margin) / (right - left);
  const down = (height - 2 * covered - 1.6 * margin) / (bottom - top);
  const scale = Math.max(Math.min(across, down, most), SCALES.least);
  return [(left + right) / 2, (top + bottom) / 2, scale];
}

export function roundView([x, y, scale]: View): View {
  return [Math.round(x), Math.round(y), Number(scale.toFixed(3))];
}

interface Candidate extends Point {
  id: number;
  isNeighbour: boolean;
}

/** The nearest candidate in a direction; a neighbour counts as half as far. */
export function nearestInDirection(
  origin: Point,
  [dx, dy]: [number, number],
  candidates: Iterable<Candidate>,
): number | null {
  let best = { distance: Infinity, id: null as number | null };
  for (const candidate of candidates) {
    const [x, y] = [candidate.x - origin.x, candidate.y - origin.y];
    const ahead = x * dx + y * dy;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    if (ahead <= 0 || aside > 1.2 * ahead) continue;
    const distance = (ahead + 1.5 * aside) * (candidate.isNeighbour ? 0.5 : 1);
    if (distance < best.distance) best = { distance, id: candidate.id };
  }
  return best.id;
}
