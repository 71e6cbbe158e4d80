/** SPARQL: a query of the reader's own over the whole graph. */
import { fillSparql } from "../sparql_panel";
import type { Address, View } from "../view";
import { type Context, startView, type ViewDefinition } from "./definition";

const ABOUT = {
  name: "sparql",
  title: "SPARQL: a query of your own",
  menu: "SPARQL",
  summary: "Queries over the whole graph, with the answer as a table, a map or a chart.",
};

export const SPARQL: ViewDefinition = { ...ABOUT, build, readsItself: true };

function build({ model }: Context, address: Address): View {
  const view = startView(ABOUT, address);
  view.sentence = [
    "Every statement stands once in the default graph; GRAPH ?sentence { … } gives its evidence.",
  ];
  view.fill = (container) => fillSparql(container, model, view.address);
  return view;
}
