/** Starts the explorer: the page of everything, with named questions and SPARQL. */
import { readPanelData } from "../sparql/panel_data";
import { offerQuestions } from "./answer_nearest";
import { connectSparql, queryRows } from "./sparql_panel";
import { startPage } from "./start_page";
import { addViews } from "./views/listing";
import { QUESTIONS } from "./views/questions";
import { SPARQL } from "./views/sparql";

addViews(QUESTIONS, SPARQL);
const readQuestions = async () => (await readPanelData()).questions;
offerQuestions(readQuestions);
void startPage({
  connect: ({ page, router }) => {
    connectSparql(page, router);
    return { query: queryRows };
  },
  later: async ({ box }) => {
    box.questions = await readQuestions();
  },
});
