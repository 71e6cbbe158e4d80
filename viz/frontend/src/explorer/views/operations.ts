/** Operations: what they aimed at, who took part, and what came of them. */

import { relationList, thingList } from "../list_builders";
import type { Model } from "../model";
import { type Address, countOf, type Group, type View } from "../view";
import { type Context, inPart, startView, type ViewDefinition } from "./definition";
import { filtered, sayFilter } from "./networks";

const ABOUT = {
  name: "operations",
  title: "Operations: who took part, and against what",
  menu: "Operations",
  summary: "Operations, who carried them out, who took part, and what they were aimed at.",
};

export const OPERATIONS: ViewDefinition = {
  ...ABOUT,
  build,
  isOffered: inPart((model) => model.network("operations").length > 0),
};

function build({ model }: Context, address: Address): View {
  const view = startView(ABOUT, address);
  const kept = filtered(model, "operations", address);
  const ends = new Set(kept.statements.flatMap(({ source, target }) => [source, target]));
  const ids = model.allOf("Operation").filter((id) => !address.theme || ends.has(id));
  const operations = thingList(model, ids, {
    id: "operations",
    isOneType: true,
    title: "Operations",
    columns: ["With partners", "Relations"],
    cells: (id) => [
      { things: partners(model, id) },
      kept.statements.filter((item) => item.source === id || item.target === id).length,
    ],
  });
  const relations = relationList(model, kept.statements);
  view.sentence = [
    countOf(operations, "operation"),
    " with ",
    countOf(relations, "relation"),
    " to those who carried them out, took part or were targeted.",
  ];
  view.lists = [operations, relations];
  sayFilter(model, view, address, kept);
  view.picture = {
    root: null,
    groups: groups(
      model,
      ids,
      kept.statements.map((item) => item.id),
    ),
    statements: kept.statements.map((item) => item.id),
  };
  return view;
}

const partners = (model: Model, id: number): number[] => {
  const others = model.relations(id).map((item) => model.other(item, id));
  return [...new Set(others)].filter((other) => model.isA(other, "Partner"));
};

/** Operations in the middle; organisations and roles on the left, all else on the right. */
function groups(model: Model, operations: number[], statements: number[]): Group[] {
  const own = new Set(operations);
  const others = new Set(
    statements
      .map(model.statement)
      .flatMap(({ source, target }) => [source, target])
      .filter((id) => !own.has(id)),
  );
  const isActor = (id: number) => model.isA(id, "Organisation") || model.isA(id, "Role");
  const actors = [...others].filter(isActor);
  const rest = [...others].filter((id) => !isActor(id));
  const kinds = [...new Set(rest.map((id) => model.thing(id).kind.plural))].sort();
  return [
    { heading: "operations", things: operations, column: 0 },
    { heading: "who took part", things: actors, column: -1 },
    ...kinds.map((heading) => ({
      heading,
      things: rest.filter((id) => model.thing(id).kind.plural === heading),
      column: 1,
    })),
  ].filter((group) => group.things.length);
}
