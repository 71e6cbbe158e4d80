/** What is written over things and relations: badges, names and the ring of the keyboard. */
import { pointsInSight } from "./camera";
import {
  canvas,
  container,
  containerSize,
  fillWithHalo,
  focus,
  inks,
  isDimmed,
  ring,
} from "./canvas";
import { byId, displayName } from "./dom";
import type { Box } from "./geometry";
import {
  baseline,
  type Label,
  type LabelRequest,
  type MeasuredLabel,
  placeLabels,
  type SightedPoint,
} from "./label_layout";
import { trace } from "./outlines";
import type { BadgeKind } from "./page_data";
import { details, isNodeVisible, nodes, scheme, selectedNode } from "./session";
import { wrapLabel } from "./text";

export const FACE =
  '"Source Sans 3", "Segoe UI", system-ui, Roboto, "Helvetica Neue", Arial, sans-serif';
const MOST_LABELS = 500; // for which a place is sought, so that large maps stay quick
const PIXELS_PER_HUB = 60_000;
const SEVERAL = 3; // strengths that earn a badge
export const BADGE_WORDS: Record<BadgeKind, string> = {
  strength: "three or more strengths",
  concern: "a concern",
  practice: "good, positive or outstanding practice",
};

/** The boxes of the names that were written last. */
export const drawn: { boxes: Pick<Label, "id" | "box" | "size">[] } = { boxes: [] };
const measured = new Map<string, MeasuredLabel>();
const byDegree = [...nodes].sort((a, b) => b.edges.length - a.edges.length || a.id - b.id);
const hubs = byDegree
  .slice(0, Math.ceil(nodes.length / 8))
  .filter((node) => node.edges.length > 3)
  .map((node) => node.id);

/** The visible thing with the most relations. */
export const mostConnected = (): number | null =>
  byDegree.find((node) => isNodeVisible(node.id))?.id ?? null;

export function drawOverlay(ctx: CanvasRenderingContext2D): void {
  const size = containerSize();
  const ratio = ctx.canvas.width / size[0];
  const points = pointsInSight();
  const measure = (id: number, font: string) => measureLabel(ctx, id, font);
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  for (const point of points.values()) drawBadges(ctx, point);
  drawFocus(ctx, points);
  const scale = canvas.getScale();
  const frame = { size, scale, face: FACE, taken: [zoomButtons()], isDimmed, measure };
  writeLabels(ctx, placeLabels(points, labelRequests(points), frame));
  ctx.restore();
}

/**
 * The names to write, the first ones first: what is selected, marked or pointed at, its neighbours,
 * then by number of relations.
 */
function labelRequests(points: Map<number, SightedPoint>): LabelRequest[] {
  const first = [selectedNode(), focus.marked, focus.hovered].filter(
    (id): id is number => id !== undefined && id !== null,
  );
  const rest = byDegree.map((node) => node.id).filter((id) => !isDimmed(id));
  const ids = [...new Set([...first, ...rest])].filter((id) => points.has(id));
  const hubCount = Math.ceil((container.clientWidth * container.clientHeight) / PIXELS_PER_HUB);
  const strong = new Set([...first, ...hubs.slice(0, hubCount)]);
  return ids
    .slice(0, MOST_LABELS)
    .map((id) => ({ id, forced: first.includes(id), strong: strong.has(id) }));
}

function measureLabel(ctx: CanvasRenderingContext2D, id: number, font: string): MeasuredLabel {
  const key = `${font}|${id}`;
  const known = measured.get(key);
  if (known) return known;
  ctx.font = font;
  const lines = wrapLabel(displayName(nodes[id]));
  const width = Math.max(...lines.map((line) => ctx.measureText(line).width));
  const label = { lines, width };
  measured.set(key, label);
  return label;
}

function writeLabels(ctx: CanvasRenderingContext2D, labels: Label[]): void {
  ctx.textAlign = "center";
  ctx.textBaseline = "alphabetic";
  ctx.lineJoin = "round";
  ctx.lineWidth = 3.5;
  ctx.strokeStyle = inks.paper;
  ctx.fillStyle = inks.ink;
  for (const { lines, font, size, box } of labels) {
    ctx.font = font;
    const middle = (box[0] + box[2]) / 2;
    lines.forEach((line, index) => {
      const base = box[1] + baseline(size, index);
      ctx.strokeText(line, middle, base);
      ctx.fillText(line, middle, base);
    });
  }
  drawn.boxes = labels.map(({ id, box, size }) => ({ id, box, size }));
}

function zoomButtons(): Box {
  const { offsetLeft, offsetTop, offsetWidth, offsetHeight } = byId("zoom");
  return [offsetLeft, offsetTop, offsetLeft + offsetWidth, offsetTop + offsetHeight];
}

function badgesAreOff(): boolean {
  return document.querySelector<HTMLInputElement>("#legend-badges")?.checked === false;
}

function drawBadges(ctx: CanvasRenderingContext2D, { id, x, y, radius }: SightedPoint): void {
  if (radius < 5 || isDimmed(id) || badgesAreOff()) return;
  const { concern, practice, strength } = nodes[id].badges;
  const size = Math.min(5.5, Math.max(3.2, radius * 0.42));
  const reach = 0.95 * 0.8 * radius;
  const draw = (kind: BadgeKind, dx: number) => {
    trace(ctx, details.badges[kind].shape, { x: x + dx, y: y - reach }, size);
    fillWithHalo(ctx, details.badges[kind][scheme()], 2.5);
  };
  if (concern) draw("concern", reach);
  if (practice) draw("practice", -reach);
  else if (strength >= SEVERAL) draw("strength", -reach);
}

function drawFocus(ctx: CanvasRenderingContext2D, points: Map<number, SightedPoint>): void {
  const point = focus.marked === null ? undefined : points.get(focus.marked);
  if (!point || document.activeElement !== container) return;
  ring(ctx, point, point.radius + 6, 6, inks.paper);
  ring(ctx, point, point.radius + 6, 3, inks.accent);
}
