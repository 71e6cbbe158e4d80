/** Outlines of things: polygons by the name of a shape, on the canvas and in small pictures. */
import type { Point } from "./geometry";

const UP = -Math.PI / 2;

function polygon(corners: number, start: number, radius: (corner: number) => number): Point[] {
  return Array.from({ length: corners }, (_, corner) => {
    const angle = start + (2 * Math.PI * corner) / corners;
    return { x: Math.cos(angle) * radius(corner), y: Math.sin(angle) * radius(corner) };
  });
}

const shift = (points: Point[], dy: number) => points.map(({ x, y }) => ({ x, y: y + dy }));

const OUTLINES: Record<string, (r: number) => Point[]> = {
  square: (r) =>
    [
      { x: -r, y: -r },
      { x: r, y: -r },
      { x: r, y: r },
      { x: -r, y: r },
    ].map(({ x, y }) => ({ x: x * 0.86, y: y * 0.86 })),
  diamond: (r) => polygon(4, UP, () => r * 1.12),
  triangle: (r) =>
    shift(
      polygon(3, UP, () => r * 1.2),
      r * 0.2,
    ),
  triangleDown: (r) =>
    shift(
      polygon(3, -UP, () => r * 1.2),
      r * -0.2,
    ),
  hexagon: (r) => polygon(6, 0, () => r * 1.06),
  star: (r) => polygon(10, UP, (corner) => r * (corner % 2 ? 0.56 : 1.28)),
};

/** The corners of a shape around the origin; none for a circle. */
export function outline(shape: string, radius: number): Point[] {
  return Object.hasOwn(OUTLINES, shape) ? OUTLINES[shape](radius) : [];
}

type PathContext = Pick<
  CanvasRenderingContext2D,
  "beginPath" | "moveTo" | "lineTo" | "arc" | "closePath"
>;

/** Makes the outline of a shape the path of a canvas. */
export function trace(ctx: PathContext, shape: string, { x, y }: Point, radius: number): void {
  ctx.beginPath();
  const [first, ...corners] = outline(shape, radius);
  if (first) {
    ctx.moveTo(x + first.x, y + first.y);
    for (const corner of corners) ctx.lineTo(x + corner.x, y + corner.y);
  } else ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.closePath();
}
