/**
 * Places by distance: marks that few lines part stand near each other.
 *
 * Method: stress majorisation (Gansner, Koren and North, Graph Drawing by Stress Majorization,
 * 2004), started from rings, then boxes are moved apart.
 */
import type { Mark, Scene } from "../drawing";
import type { Statement } from "../model";
import type { Layout, Plan } from "./definition";
import { distancesFrom } from "./distances";
import { joinFreely, moveApart, stackLevels } from "./free";
import { placeRings } from "./rings";

const ROUNDS = 120;
const UNIT = 150; // pixels for a step
const BROAD = 1.25;

export const DISTANCE: Layout = { name: "distance", words: "by distance", isFree: true, lay };

function lay(scene: Scene, plan: Plan): ReturnType<Layout["lay"]> {
  placeRings(scene, plan.statements);
  majorise(scene, plan.statements);
  for (const mark of scene.marks) mark.x *= BROAD;
  if (scene.isNarrow) stackLevels([scene.marks]);
  else moveApart(scene.marks);
  return joinFreely(scene, plan);
}

/** Moves marks so that distances in the picture follow the numbers of steps between them. */
function majorise(scene: Scene, statements: Statement[]): void {
  const { marks } = scene;
  const steps = marks.map(({ key }) => distancesFrom(scene, statements, key));
  const wanted = marks.map((_, at) => marks.map(({ key }) => UNIT * (steps[at].get(key) ?? 1)));
  for (let round = 0; round < ROUNDS; round++) {
    marks.forEach((mark, at) => {
      pull(mark, marks, wanted[at]);
    });
  }
}

/** Moves a mark to where all others together want it; the nearer ones count more. */
function pull(mark: Mark, marks: Mark[], wanted: number[]): void {
  let [x, y, total] = [0, 0, 0];
  marks.forEach((end, at) => {
    if (end === mark) return;
    const weight = 1 / wanted[at] ** 2;
    const distance = Math.hypot(mark.x - end.x, mark.y - end.y) || 1;
    x += weight * (end.x + ((mark.x - end.x) * wanted[at]) / distance);
    y += weight * (end.y + ((mark.y - end.y) * wanted[at]) / distance);
    total += weight;
  });
  if (total) Object.assign(mark, { x: x / total, y: y / total });
}
