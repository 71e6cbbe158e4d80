/** Rings around the middle: what is one step away, two steps away, and so on. */
import { type Mark, overlaps, type Scene } from "../drawing";
import type { Statement } from "../model";
import type { Layout, Plan } from "./definition";
import { centreOf, distancesFrom, neighboursOf } from "./distances";
import { joinFreely, stackLevels } from "./free";

const BROAD = 1.35; // width of a ring over its height
const STEP = 12; // pixels by which a ring grows until its marks fit
const GAP = 14;

export const RINGS: Layout = { name: "rings", words: "rings around the middle", isFree: true, lay };

function lay(scene: Scene, plan: Plan): ReturnType<Layout["lay"]> {
  placeRings(scene, plan.statements);
  if (scene.isNarrow) stackLevels(byColumn(scene));
  return joinFreely(scene, plan);
}

/** The marks of each ring or layer, from the first one on. */
export function byColumn({ marks }: Scene): Mark[][] {
  const columns = [...new Set(marks.map(({ column }) => column))].sort((a, b) => a - b);
  return columns.map((column) => marks.filter((mark) => mark.column === column));
}

/** Gives marks their places on rings around the origin, and their ring as column. */
export function placeRings(scene: Scene, statements: Statement[]): void {
  const rings = distancesFrom(scene, statements, centreOf(scene, statements));
  const neighbours = neighboursOf(scene, statements);
  const angles = new Map<string, number>();
  const placed: Mark[] = [];
  let radius = 0;
  for (const mark of scene.marks) mark.column = rings.get(mark.key) ?? 0;
  for (const ring of [...new Set(rings.values())].sort((a, b) => a - b)) {
    const own = scene.marks.filter((mark) => mark.column === ring);
    const pull = (mark: Mark) => meanAngle(neighbours.get(mark.key) ?? [], angles);
    if (ring > 1) own.sort((a, b) => pull(a) - pull(b));
    radius = placeRing(own, placed, ring && radius + 70);
    for (const mark of own) angles.set(mark.key, Math.atan2(mark.y * BROAD, mark.x));
    placed.push(...own);
  }
}

/** Puts marks on a ring that is wide enough for them; returns its height from the middle. */
function placeRing(own: Mark[], placed: Mark[], least: number): number {
  let radius = least;
  for (;;) {
    own.forEach((mark, at) => {
      const angle = (2 * Math.PI * (at + 0.5)) / own.length - Math.PI / 2;
      mark.x = Math.cos(angle) * radius * BROAD;
      mark.y = Math.sin(angle) * radius;
    });
    const isFree = own.every((mark, at) =>
      [...placed, ...own.slice(0, at)].every((before) => !overlaps(mark, before, GAP)),
    );
    if (isFree) return radius;
    radius += STEP;
  }
}

/** The mean direction of the neighbours that have a place, from 0 on. */
function meanAngle(keys: string[], angles: Map<string, number>): number {
  const own = keys.map((key) => angles.get(key)).filter((angle) => angle !== undefined);
  const x = own.reduce((sum, angle) => sum + Math.cos(angle), 0);
  const y = own.reduce((sum, angle) => sum + Math.sin(angle), 0);
  const angle = Math.atan2(y, x) + Math.PI / 2;
  return angle < 0 ? angle + 2 * Math.PI : angle;
}
