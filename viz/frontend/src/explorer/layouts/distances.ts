/** Distances between the marks of a picture along its lines, and the mark in its middle. */
import type { Mark, Scene } from "../drawing";
import { append, type Statement } from "../model";

/** The marks that each mark has a line to. */
export function neighboursOf(scene: Scene, statements: Statement[]): Map<string, string[]> {
  const neighbours = new Map<string, string[]>(scene.marks.map(({ key }) => [key, []]));
  const join = (a: string, b: string) => {
    append(neighbours, a, b);
    append(neighbours, b, a);
  };
  for (const { source, target } of statements) {
    join((scene.ofThing.get(source) as Mark).key, (scene.ofThing.get(target) as Mark).key);
  }
  return neighbours;
}

/** The key of the mark in the middle: that of the view, or the one with the most lines. */
export function centreOf(scene: Scene, statements: Statement[]): string {
  const root = scene.marks.find((mark) => mark.isRoot);
  if (root) return root.key;
  const neighbours = neighboursOf(scene, statements);
  const size = ({ key, thing }: Mark) => (thing === null ? 0 : (neighbours.get(key)?.length ?? 0));
  const [first] = [...scene.marks].sort((a, b) => size(b) - size(a));
  return first?.key ?? "";
}

/** Steps from a mark to each other one; those without a path are one step beyond the farthest. */
export function distancesFrom(
  scene: Scene,
  statements: Statement[],
  start: string,
): Map<string, number> {
  const neighbours = neighboursOf(scene, statements);
  const steps = new Map([[start, 0]]);
  for (const [key, step] of steps) {
    for (const next of neighbours.get(key) ?? []) {
      if (!steps.has(next)) steps.set(next, step + 1);
    }
  }
  const beyond = Math.max(...steps.values()) + 1;
  return new Map(scene.marks.map(({ key }) => [key, steps.get(key) ?? beyond]));
}
