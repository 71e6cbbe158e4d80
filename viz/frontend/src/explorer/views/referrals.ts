/** Referrals: where people, cases and information go. */

import { relationList, thingList } from "../list_builders";
import type { Model, Statement } from "../model";
import { type Address, countOf, type Group, type View } from "../view";
import { type Context, inPart, startView, type ViewDefinition } from "./definition";
import { filtered, sayFilter } from "./networks";

const ABOUT = {
  name: "referrals",
  title: "Referrals: where people, cases and information go",
  menu: "Referrals",
  summary: "Who refers to whom, and what feeds into what, in that direction.",
};

export const REFERRALS: ViewDefinition = {
  ...ABOUT,
  build,
  isOffered: inPart((model) => model.network("referrals").length > 0),
};

function build({ model }: Context, address: Address): View {
  const view = startView(ABOUT, address);
  const kept = filtered(model, "referrals", address);
  const ends = [...new Set(kept.statements.flatMap(({ source, target }) => [source, target]))];
  const out = (id: number) => kept.statements.filter((item) => item.source === id);
  const into = (id: number) => kept.statements.filter((item) => item.target === id);
  const things = thingList(model, ends, {
    id: "things",
    title: "Who passes on and receives",
    columns: ["Passes on to", "Receives from"],
    cells: (id) => [
      { things: out(id).map((item) => item.target) },
      { things: into(id).map((item) => item.source) },
    ],
  });
  const relations = relationList(model, kept.statements, "Referrals and flows");
  view.sentence = [
    countOf(relations, "referral or flow of information", "referrals and flows of information"),
    " between ",
    countOf(things, "thing"),
    ".",
  ];
  view.lists = [relations, things];
  sayFilter(model, view, address, kept);
  view.picture = {
    root: null,
    groups: flowGroups(model, ends, kept.statements),
    statements: kept.statements.map((item) => item.id),
  };
  return view;
}

/** Columns in the direction of the flow: each thing one column after what flows into it. */
export function flowGroups(model: Model, ids: number[], statements: Statement[]): Group[] {
  const columns = flowColumns(ids, statements);
  const last = Math.max(0, ...columns.values());
  const sorted = [...ids].sort((a, b) =>
    model.thing(a).label.localeCompare(model.thing(b).label, "en"),
  );
  return Array.from({ length: last + 1 }, (_, column) => ({
    heading: "",
    things: sorted.filter((id) => columns.get(id) === column),
    column,
  })).filter((group) => group.things.length);
}

function flowColumns(ids: number[], statements: Statement[]): Map<number, number> {
  const columns = new Map(ids.map((id) => [id, 0]));
  const most = Math.min(ids.length, 3);
  for (let round = 0; round < most; round++) {
    for (const { source, target } of statements) {
      const next = Math.min((columns.get(source) ?? 0) + 1, most - 1);
      if (source !== target && (columns.get(target) ?? 0) < next) columns.set(target, next);
    }
  }
  return columns;
}
