/** The shortest paths between two things; where reports tell of both, each stays within one of them. */
import type { Model, Statement } from "./model";
import { reportOf, reportsOfSentences } from "./origin";

export interface Paths {
  /** Things by their distance from the source, only those on a shortest path. */
  levels: number[][];
  statements: Statement[];
  /** How many shortest paths there are, counting things, not parallel relations. */
  count: number;
  /** The shortest paths of each report within which they stay; one of all reports otherwise. */
  routes: Route[];
  /** How many reports state what is on the paths, where these need several. */
  reports: number;
}

/** The shortest paths along the statements of one report, or of all. */
interface Route {
  /** The number of the report, or null for all. */
  report: number | null;
  levels: number[][];
}

const MOST = 1600; // paths that are listed in all

/**
 * All shortest paths along relations in either direction; none through things to be avoided. Where
 * reports state something of both ends, each path stays within the statements of one of these.
 */
export function shortestPaths(
  model: Model,
  source: number,
  target: number,
  avoided: Set<number>,
): Paths | null {
  const shared = sharedReports(model, source, target);
  const routes = (shared.length ? shared : [null]).flatMap((report) => {
    const levels = shortestRoute(model, report, [source, target], avoided);
    return levels ? [{ report, levels }] : [];
  });
  if (!routes.length) return null;
  const length = Math.min(...routes.map(({ levels }) => levels.length));
  return joinedPaths(
    model,
    routes.filter(({ levels }) => levels.length === length),
  );
}

/** The reports that state something of both of two things, where the graph holds several. */
export function sharedReports(model: Model, source: number, target: number): number[] {
  if (model.reports.length < 2) return [];
  const [one, two] = [source, target].map((id) =>
    reportsOfSentences(
      model,
      model.relations(id).flatMap(({ sentences }) => sentences),
    ),
  );
  return [...one].filter((report) => two.has(report)).sort((a, b) => a - b);
}

function joinedPaths(model: Model, routes: Route[]): Paths {
  const statements = new Set(routes.flatMap((route) => stepsOf(model, route)));
  const [{ report, levels }, ...others] = routes;
  const counts = routes.map((route) => countPaths(model, route));
  const sum = counts.reduce((all, count) => all + count, 0);
  const reports = reportsOfSentences(
    model,
    [...statements].flatMap(({ sentences }) => sentences),
  );
  const paths = {
    levels: others.length ? joinedLevels(routes) : levels,
    statements: [...statements],
    ...{ routes, count: sum, reports: report === null ? reports.size : 1 },
  };
  const isListed = others.length > 0 && sum <= MOST;
  return isListed ? { ...paths, count: listPaths(model, paths, MOST).length } : paths;
}

/** The things of all routes by their distance from the source, each once. */
function joinedLevels(routes: Route[]): number[][] {
  const placed = new Set<number>();
  return routes[0].levels.map((_, at) => {
    const things = new Set(routes.flatMap(({ levels }) => levels[at]));
    const own = [...things].filter((id) => !placed.has(id));
    for (const id of own) placed.add(id);
    return own;
  });
}

/** The relations between things one after the other on the paths. */
function stepsOf(model: Model, { report, levels }: Route): Statement[] {
  const places = new Map(levels.flatMap((ids, level) => ids.map((id) => [id, level] as const)));
  return [...places.keys()]
    .flatMap((id) => relationsIn(model, report, id))
    .filter((item) => isStep(item, places));
}

const isStep = ({ source, target }: Statement, places: Map<number, number>): boolean => {
  const [a, b] = [places.get(source), places.get(target)];
  return a !== undefined && b !== undefined && Math.abs(a - b) === 1;
};

/** The relations of a thing that a report states; all of them for null. */
export function relationsIn(model: Model, report: number | null, id: number): Statement[] {
  const relations = model.relations(id);
  if (report === null) return relations;
  return relations.filter(({ sentences }) =>
    sentences.some((at) => reportOf(model, at) === report),
  );
}

const neighbours = (model: Model, report: number | null, id: number): number[] =>
  relationsIn(model, report, id).map((statement) => model.other(statement, id));

/** Things by their distance from the source, only those on a shortest path to the target. */
function shortestRoute(
  model: Model,
  report: number | null,
  [source, target]: [number, number],
  avoided: Set<number>,
): number[][] | null {
  const reached = new Map([[source, 0]]);
  for (const [id, distance] of reached) {
    if (id === target) break;
    for (const next of neighbours(model, report, id)) {
      if (reached.has(next) || (avoided.has(next) && next !== target)) continue;
      reached.set(next, distance + 1);
    }
  }
  const length = reached.get(target);
  if (length === undefined) return null;
  const levels: number[][] = Array.from({ length: length + 1 }, () => []);
  levels[length] = [target];
  for (let level = length - 1; level >= 0; level--) {
    const before = levels[level + 1].flatMap((id) => neighbours(model, report, id));
    levels[level] = [...new Set(before)].filter((id) => reached.get(id) === level);
  }
  return levels;
}

function countPaths(model: Model, { report, levels }: Route): number {
  let ways = new Map(levels[0].map((id) => [id, 1]));
  for (const level of levels.slice(1)) {
    const next = new Map<number, number>();
    for (const id of level) {
      const steps = [...new Set(neighbours(model, report, id))].map(
        (before) => ways.get(before) ?? 0,
      );
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
export const listPaths = (model: Model, paths: Pick<Paths, "routes">, most: number): number[][] =>
  listRoutes(model, paths, most).map(({ things }) => things);

/** Up to so many paths, each once, with the report within which it stays; null for all. */
export function listRoutes(
  model: Model,
  { routes }: Pick<Paths, "routes">,
  most: number,
): { things: number[]; report: number | null }[] {
  const listed = new Map<string, { things: number[]; report: number | null }>();
  for (const route of routes) {
    for (const things of listRoute(model, route, most)) {
      const key = things.join();
      if (!listed.has(key)) listed.set(key, { things, report: route.report });
    }
    if (listed.size >= most) break;
  }
  return [...listed.values()].slice(0, most);
}

function listRoute(model: Model, { report, levels }: Route, most: number): number[][] {
  let paths = levels[0].map((id) => [id]);
  for (const level of levels.slice(1)) {
    const there = new Set(level);
    paths = paths
      .flatMap((path) => {
        const steps = new Set(neighbours(model, report, path[path.length - 1]));
        return [...steps].filter((id) => there.has(id)).map((id) => [...path, id]);
      })
      .slice(0, most * 8);
  }
  return paths.slice(0, most);
}
