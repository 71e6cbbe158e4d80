/** The picture of a comparison: what differs, and what connects it in both. */

import { countNoun } from "../text";
import { type Comparison, PRESENCE, type Presence, type Relation } from "./comparison";
import { kindsOf } from "./comparison_lists";
import type { Model, Statement } from "./model";
import { SECOND_START } from "./second_graph";
import type { Group, Picture } from "./view";
import { bySize, degrees } from "./views/networks";
import { flowGroups } from "./views/referrals";

const HEADINGS: Record<Side, string> = {
  "-1": PRESENCE.there,
  "0": PRESENCE.both,
  "1": PRESENCE.here,
};
const SIDES: Record<Side, string> = { "-1": "there", "0": "in both", "1": "here" };
const NETWORK = "units-partners"; // drawn where all would be too much
const MOST = 80; // relations that are drawn at once
const ALONE = 0.3; // of the things; from this share on they stand by side
const SHARED: Presence[] = ["both", "alike"]; // relations that do not differ

/** Left what is there, right what is here, and between them what is in both. */
type Side = -1 | 0 | 1;

/** Everything that a filter leaves, or what differs of it; `about` stands in the middle. */
export function comparisonPicture(
  model: Model,
  comparison: Comparison,
  relations: Relation[],
  about?: number,
): Picture {
  const wanted = about === undefined ? differing(model, comparison, relations) : relations;
  const drawn = fewer(model, wanted.length ? wanted : relations);
  const counts = degrees(statementsOf(drawn));
  const ids = [...counts.keys()].sort(bySize(model, counts));
  const rest = ids.filter((id) => id !== about);
  const groups = groupsOf(model, comparison, rest, statementsOf(drawn), about);
  const all = [...drawn, ...(about === undefined ? contextOf(comparison, drawn, groups) : [])];
  const statements = statementsOf(all);
  return {
    root: about === undefined || !ids.includes(about) ? null : about,
    groups,
    statements: statements.map(({ id }) => id),
    lineStyles: new Map(all.map(({ presence, statement }) => [statement.id, presence])),
    tags: new Map(ids.flatMap((id) => tagOf(comparison, id))),
    note: noteOf(relations, drawn),
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

/** Relations, or of too many those of the kinds that partnerships are made of. */
function fewer(model: Model, relations: Relation[]): Relation[] {
  if (relations.length <= MOST) return relations;
  const network = model.network(NETWORK).map(model.statement);
  const kinds = new Set(network.map((item) => kindsOf(model, item)));
  const partnerships = relations.filter(({ statement }) => kinds.has(kindsOf(model, statement)));
  return partnerships.length ? partnerships : relations;
}

/** Relations in both between things in different columns, for they connect what differs. */
function contextOf(comparison: Comparison, drawn: Relation[], groups: Group[]): Relation[] {
  const columns = new Map(
    groups.flatMap(({ things, column }) => things.map((id): [number, number] => [id, column])),
  );
  const before = new Set(drawn);
  return comparison.relations.filter((item) => {
    const [from, to] = [item.statement.source, item.statement.target].map((id) => columns.get(id));
    const isAcross = from !== undefined && to !== undefined && from !== to;
    return isAcross && SHARED.includes(item.presence) && !before.has(item);
  });
}

function groupsOf(
  model: Model,
  comparison: Comparison,
  ids: number[],
  statements: Statement[],
  about: number | undefined,
): Group[] {
  const sides = new Map(ids.map((id) => [id, sideOf(comparison, id)]));
  const alone = ids.filter((id) => sides.get(id)).length;
  if (about === undefined && alone < ALONE * ids.length) return flowGroups(model, ids, statements);
  return ([-1, 0, 1] as const)
    .map((side) => ({
      heading: comparison.data.otherReports ? SIDES[side] : HEADINGS[side],
      things: ids.filter((id) => sides.get(id) === side),
      column: side || (about === undefined ? 0 : 1),
    }))
    .filter((group) => group.things.length);
}

/** The side of a thing; each of two that correspond stands on its own. */
function sideOf(comparison: Comparison, id: number): Side {
  const presence = comparison.presence(id);
  if (presence === "both") return 0;
  if (presence === "alike") return id < SECOND_START ? 1 : -1;
  return presence === "here" ? 1 : -1;
}

/** "only here" below the name of a thing, or "here" where it has a counterpart. */
function tagOf(comparison: Comparison, id: number): [number, string][] {
  const presence = comparison.presence(id);
  if (presence === "both") return [];
  return [[id, presence === "alike" ? SIDES[sideOf(comparison, id)] : PRESENCE[presence]]];
}

function noteOf(relations: Relation[], drawn: Relation[]): string {
  const rest = relations.length - drawn.length;
  if (!rest) return "";
  return `The picture shows what differs. The list has ${countNoun(rest, "further relation")}.`;
}

const statementsOf = (relations: Relation[]): Statement[] =>
  relations.map(({ statement }) => statement);
