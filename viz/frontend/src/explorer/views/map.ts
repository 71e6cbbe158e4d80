/** All things and relations of the map that a page holds, or of the answer to a query. */
import { answerPicture, linkStatement } from "../answer_map";
import { relationList, thingList } from "../list_builders";
import { append, type Model, type Statement } from "../model";
import { type Address, countOf, type View } from "../view";
import { type Context, startView, type ViewDefinition } from "./definition";

const ABOUT = {
  name: "map",
  title: "All of this map",
  menu: "All of this map",
  summary: "All things and relations of the map that this page holds.",
};

export const MAP: ViewDefinition = {
  ...ABOUT,
  build,
  isOffered: (model) => statementsOf(model).length > 0,
};

function build({ model }: Context, address: Address): View {
  const view = startView({ ...ABOUT, title: model.part?.title ?? ABOUT.title }, address);
  const statements = statementsOf(model);
  const counts = new Map<number, Statement[]>();
  for (const item of statements) {
    for (const id of new Set([item.source, item.target])) append(counts, id, item);
  }
  const things = thingList(model, model.part?.own ?? [], {
    id: "things",
    title: "Things",
    columns: ["Relations"],
    cells: (id) => [counts.get(id)?.length ?? 0],
  });
  const relations = relationList(model, statements);
  view.sentence = [countOf(things, "thing"), " and ", countOf(relations, "relation"), "."];
  view.lists = [relations, things];
  if (statements.length) view.picture = answerPicture(model, statements);
  return view;
}

/** The statements of the map, and the links that the graph does not state. */
function statementsOf(model: Model): Statement[] {
  const links = (model.part?.links ?? []).map((link) => linkStatement(model, link));
  return [...model.network("map").map(model.statement), ...links];
}
