/** Where things come from: the reports that state something of them, and the forces they belong to. */
import { countNoun } from "../text";
import type { Model } from "./model";
import { shortName } from "./names";
import { countThings } from "./nouns";
import { ownersOf } from "./ownership";
import type { Part } from "./view";

const origins = new WeakMap<Model, number[]>();

/** The number of the report that a sentence stands in, or -1: its address begins with the report's. */
export function reportOf(model: Model, sentence: number): number {
  const stored = origins.get(model) ?? readOrigins(model);
  origins.set(model, stored);
  return stored[sentence] ?? -1;
}

function readOrigins({ reports, sentences }: Model): number[] {
  let last = 0; // sentences of one report follow each other
  return sentences.map(({ iri }) => {
    const isOf = (at: number) => iri.startsWith(`${reports[at]?.iri}/`);
    if (!isOf(last))
      last = Math.max(
        0,
        reports.findIndex((_, at) => isOf(at)),
      );
    return isOf(last) ? last : -1;
  });
}

/** The reports in which some sentences stand. */
export function reportsOfSentences(model: Model, sentences: Iterable<number>): Set<number> {
  const reports = new Set<number>();
  for (const id of sentences) reports.add(reportOf(model, id));
  reports.delete(-1);
  return reports;
}

/** The sentences that state something of a thing. */
export const sentencesOf = (model: Model, id: number): number[] =>
  model.thing(id).statements.flatMap((at) => model.statement(at).sentences);

/** The reports that state something of a thing. */
export const reportsOf = (model: Model, id: number): Set<number> =>
  reportsOfSentences(model, sentencesOf(model, id));

/** The inspected forces that a thing belongs to: by what the graph states, or by who tells of it. */
export function forcesOf(model: Model, id: number): number[] {
  const forces = ownForces(model, id);
  return forces.length ? forces : forcesOfReports(model, reportsOf(model, id));
}

/** The inspected forces that the graph states a thing to belong to. */
function ownForces(model: Model, id: number): number[] {
  const bodies = new Set(model.inspected);
  const reached = new Set([id]);
  const forces: number[] = [];
  for (const at of reached) {
    if (bodies.has(at)) forces.push(at);
    else for (const owner of ownersOf(model, at)) reached.add(owner);
  }
  return forces;
}

/** The one force or report that a thing is of, or how many reports tell of it; for who reads names. */
export function originWords(model: Model, id: number): string {
  const [force, ...others] = ownForces(model, id);
  if (force !== undefined) {
    return others.length ? countThings(model, [force, ...others]) : shortName(model.thing(force));
  }
  const reports = [...reportsOf(model, id)];
  return reports.length === 1 ? model.reports[reports[0]].label : countReports(reports.length);
}

const countReports = (count: number): string => (count ? countNoun(count, "report") : "");

/** Of which force a thing is, or in which report it stands; nothing where there is one report. */
export function originRemark(model: Model, id: number): Part[] {
  if (model.reports.length < 2 || model.inspected.includes(id)) return [];
  const [force, ...others] = ownForces(model, id);
  if (force !== undefined && !others.length) return ["Of ", { thing: force }, "."];
  const reports = [...reportsOf(model, id)];
  if (reports.length > 1) return [`In ${countReports(reports.length)}.`];
  return reports.map((at) => `In the report ${model.reports[at].label}.`);
}

/** Whether some things of one name are of different forces, the first of one alone. */
export function areOfSeveral(model: Model, ids: number[]): boolean {
  if (model.reports.length < 2 || ids.length < 2) return false;
  const alone = ids
    .map((id) => forcesOf(model, id))
    .map((forces) => (forces.length === 1 ? forces[0] : -1));
  return alone[0] >= 0 && alone.some((force) => force >= 0 && force !== alone[0]);
}

function forcesOfReports(model: Model, reports: Set<number>): number[] {
  const iris = [...reports].flatMap((at) => model.reports[at].bodies);
  const ids = iris.map((iri) => model.find(iri)?.id ?? -1);
  return [...new Set(ids)].filter((id) => id >= 0);
}

/** Some things by the one inspected force they belong to; those of none or several are the rest. */
export function byForce(
  model: Model,
  ids: number[],
  forces: (id: number) => number[] = (id) => forcesOf(model, id),
): { own: Map<number, number[]>; rest: number[] } {
  const own = new Map<number, number[]>(model.inspected.map((body) => [body, []]));
  const rest: number[] = [];
  for (const id of ids) {
    const [force, ...others] = forces(id);
    const group = others.length ? rest : (own.get(force) ?? rest);
    group.push(id);
  }
  return { own, rest };
}

/** The force below the name of each thing that belongs to one alone, where a picture has many. */
export function forceTags(model: Model, ids: number[]): Map<number, string> {
  const tags = ids.map((id): [number, string] => {
    const [force, ...others] = forcesOf(model, id);
    return [id, force === undefined || others.length ? "" : shortName(model.thing(force))];
  });
  return new Map(tags.filter(([, words]) => words));
}
