/** The picture of a comparison: what differs, and what connects it in both. */
import { type Comparison, PRESENCE, type Presence, type Relation } from "./comparison";
import type { Model, Statement } from "./model";
import type { Group, Picture } from "./view";
import { bySize, degrees } from "./views/networks";
import { flowGroups } from "./views/referrals";

const COLUMNS: [column: number, heading: string, sides: Presence[]][] = [
  [-1, PRESENCE.there, ["there"]],
  [0, PRESENCE.both, ["both", "alike"]],
  [1, PRESENCE.here, ["here"]],
];
const SHARED: Presence[] = ["both", "alike"]; // relations that do not differ

/** Everything that a filter leaves, or what differs of it; `about` stands in the middle. */
export function comparisonPicture(
  model: Model,
  comparison: Comparison,
  relations: Relation[],
  about?: number,
): Picture {
  const wanted = about === undefined ? differing(model, comparison, relations) : relations;
  const drawn = wanted.length ? wanted : relations;
  const ids = [...degrees(statementsOf(drawn)).keys()];
  const context = comparison.relations.filter(({ presence, statement }) => {
    const isBetween = ids.includes(statement.source) && ids.includes(statement.target);
    return isBetween && SHARED.includes(presence);
  });
  const all = [...new Set([...drawn, ...context])];
  const statements = statementsOf(all);
  const sorted = ids.sort(bySize(model, degrees(statementsOf(drawn))));
  const rest = sorted.filter((id) => id !== about);
  return {
    root: about === undefined || !ids.includes(about) ? null : about,
    groups: groupsOf(model, comparison, rest, statements, about),
    statements: statements.map(({ id }) => id),
    looks: new Map(all.map(({ presence, statement }) => [statement.id, presence])),
    tags: new Map(ids.flatMap((id) => tagOf(comparison, id))),
    note: noteOf(comparison, relations, drawn),
  };
}

/** What is not in both; between other reports without the forces, with which all has to do. */
function differing(model: Model, comparison: Comparison, relations: Relation[]): Relation[] {
  const bodies = new Set(model.inspected.map((id) => model.thing(id).kind));
  const isOfForce = (id: number) => bodies.has(model.thing(id).kind);
  const different = relations.filter(({ presence }) => !SHARED.includes(presence));
  if (!comparison.data.otherReports) return different;
  return different.filter(
    ({ statement }) => !isOfForce(statement.source) && !isOfForce(statement.target),
  );
}

function groupsOf(
  model: Model,
  comparison: Comparison,
  ids: number[],
  statements: Statement[],
  about: number | undefined,
): Group[] {
  const isAlone = (id: number) => !SHARED.includes(comparison.presence(id));
  if (about === undefined && !ids.some(isAlone)) return flowGroups(model, ids, statements);
  return COLUMNS.map(([column, heading, sides]) => ({
    heading,
    things: ids.filter((id) => sides.includes(comparison.presence(id))),
    column: column || (about === undefined ? 0 : 1),
  })).filter((group) => group.things.length);
}

function tagOf(comparison: Comparison, id: number): [number, string][] {
  const presence = comparison.presence(id);
  return SHARED.includes(presence) ? [] : [[id, PRESENCE[presence]]];
}

function noteOf(comparison: Comparison, relations: Relation[], drawn: Relation[]): string {
  const rest = relations.length - drawn.length;
  if (!rest) return "";
  const forces = comparison.data.otherReports ? ", and those of the forces themselves," : "";
  return `Relations that are alike or in both${forces} are in the list.`;
}

const statementsOf = (relations: Relation[]): Statement[] =>
  relations.map(({ statement }) => statement);
