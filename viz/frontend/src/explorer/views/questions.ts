/** Named questions: forms whose answers come from the query engine of the page. */
import { fillSparql } from "../sparql_panel";
import type { Address, View } from "../view";
import { type Context, startView, type ViewDefinition } from "./definition";

const ABOUT = {
  name: "questions",
  title: "Questions: answers to what readers ask",
  menu: "Questions",
  summary: "Named questions with values to choose, their answers as tables, and their SPARQL.",
};

export const QUESTIONS: ViewDefinition = { ...ABOUT, build, readsItself: true };

function build({ model }: Context, address: Address): View {
  const view = startView(ABOUT, address);
  view.fill = (container) => fillSparql(container, model, view.address);
  return view;
}
