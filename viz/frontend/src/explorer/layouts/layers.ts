/**
 * Layers in the direction of relations: what acts stands before what is acted upon.
 *
 * Method: levels that differ by one along each relation as nearly as can be, and by nothing along a
 * mutual one (MacKay, Johnson and Sansom, How directed is a directed network?, 2020).
 */
import type { Mark, PlacedGroup, Scene } from "../drawing";
import type { Statement } from "../model";
import { COLUMNS } from "./columns";
import type { Layout, Plan } from "./definition";
import { centreOf, distancesFrom } from "./distances";
import { joinFreely, stackLevels } from "./free";
import { byColumn } from "./rings";

const ROUNDS = 300;
const MOST = 4; // layers

export const LAYERS: Layout = { name: "layers", words: "layers, by direction", lay };

function lay(scene: Scene, plan: Plan): ReturnType<Layout["lay"]> {
  const levels = layersOf(scene, plan.statements);
  const columns = [...new Set(levels.values())].sort((a, b) => a - b);
  scene.isDown = false;
  scene.groups = columns.map(
    (column): PlacedGroup => ({ heading: "", things: [], column, key: `l${column}`, hidden: [] }),
  );
  for (const mark of scene.marks) {
    mark.column = levels.get(mark.key) ?? 0;
    mark.group = columns.indexOf(mark.column);
  }
  if (!scene.isNarrow) return COLUMNS.lay(scene, plan);
  stackLevels(byColumn(scene));
  return joinFreely(scene, plan);
}

/** The layer of each mark, from 0. */
export function layersOf(scene: Scene, statements: Statement[]): Map<string, number> {
  const levels = levelsOf(scene, statements);
  const [least, most] = [Math.min(...levels.values()), Math.max(...levels.values())];
  if (most - least < 0.5) return distancesFrom(scene, statements, centreOf(scene, statements));
  const step = Math.max(1, (most - least) / (MOST - 1));
  const layers = [...levels].map(([key, level]): [string, number] => [
    key,
    Math.round((level - least) / step),
  ]);
  return new Map(layers);
}

function levelsOf(scene: Scene, statements: Statement[]): Map<string, number> {
  const pulls = new Map<string, [from: string, step: number][]>(
    scene.marks.map(({ key }) => [key, []]),
  );
  for (const { source, target, property } of statements) {
    const [from, to] = [source, target].map((id) => (scene.ofThing.get(id) as Mark).key);
    const step = property.mutual ? 0 : 1;
    pulls.get(to)?.push([from, step]);
    pulls.get(from)?.push([to, -step]);
  }
  const levels = new Map(scene.marks.map(({ key }) => [key, 0]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [key, own] of pulls) {
      if (!own.length) continue;
      const sum = own.reduce((all, [from, step]) => all + (levels.get(from) ?? 0) + step, 0);
      levels.set(key, sum / own.length);
    }
  }
  return levels;
}
