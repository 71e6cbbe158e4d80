/** The shortest paths between two things. */
import type { Model, Statement } from "./model";

export interface Paths {
  /** Things by their distance from the source, only those on a shortest path. */
  levels: number[][];
  statements: Statement[];
  /** How many shortest paths there are, counting things, not parallel relations. */
  count: number;
}

/** All shortest paths along relations in either direction; none through things to be avoided. */
export function shortestPaths(
  model: Model,
  source: number,
  target: number,
  avoided: Set<number>,
): Paths | null {
  const forward = distances(model, source, target, avoided);
  const length = forward.get(target);
  if (length === undefined) return null;
  const levels = onPaths(model, forward, target, length);
  const places = new Map(levels.flatMap((ids, level) => ids.map((id) => [id, level] as const)));
  const statements = [...places.keys()]
    .flatMap((id) => model.relations(id))
    .filter((item) => isStep(item, places));
  return {
    levels,
    statements: [...new Set(statements)],
    count: countPaths(model, levels),
  };
}

const isStep = ({ source, target }: Statement, places: Map<number, number>): boolean => {
  const [a, b] = [places.get(source), places.get(target)];
  return a !== undefined && b !== undefined && Math.abs(a - b) === 1;
};

const neighbours = (model: Model, id: number): number[] =>
  model.relations(id).map((statement) => model.other(statement, id));

function distances(
  model: Model,
  source: number,
  target: number,
  avoided: Set<number>,
): Map<number, number> {
  const reached = new Map([[source, 0]]);
  for (const [id, distance] of reached) {
    if (id === target) break;
    for (const next of neighbours(model, id)) {
      if (reached.has(next) || (avoided.has(next) && next !== target)) continue;
      reached.set(next, distance + 1);
    }
  }
  return reached;
}

/** Walks back from the target: the things on shortest paths, by distance from the source. */
function onPaths(
  model: Model,
  reached: Map<number, number>,
  target: number,
  length: number,
): number[][] {
  const levels: number[][] = Array.from({ length: length + 1 }, () => []);
  levels[length] = [target];
  for (let level = length - 1; level >= 0; level--) {
    const before = levels[level + 1].flatMap((id) => neighbours(model, id));
    levels[level] = [...new Set(before)].filter((id) => reached.get(id) === level);
  }
  return levels;
}

function countPaths(model: Model, levels: number[][]): number {
  let ways = new Map(levels[0].map((id) => [id, 1]));
  for (const level of levels.slice(1)) {
    const next = new Map<number, number>();
    for (const id of level) {
      const steps = [...new Set(neighbours(model, id))].map((before) => ways.get(before) ?? 0);
      next.set(
        id,
        steps.reduce((sum, count) => sum + count, 0),
      );
    }
    ways = next;
  }
  return [...ways.values()].reduce((sum, count) => sum + count, 0);
}

/** Up to so many paths, each as the things along it. */
export function listPaths(model: Model, { levels }: Paths, most: number): number[][] {
  let paths = levels[0].map((id) => [id]);
  for (const level of levels.slice(1)) {
    const there = new Set(level);
    paths = paths
      .flatMap((path) => {
        const steps = new Set(neighbours(model, path[path.length - 1]));
        return [...steps].filter((id) => there.has(id)).map((id) => [...path, id]);
      })
      .slice(0, most * 8);
  }
  return paths.slice(0, most);
}
