/** Starts the explorer: the page of everything, with named questions and SPARQL. */
import { readPanelData } from "../sparql/panel_data";
import { offerQuestions } from "./answer_nearest";
import { connectSparql, queryRows } from "./sparql_panel";
import { startPage } from "./start_page";
import { addViews } from "./views/listing";
import { QUESTIONS } from "./views/questions";
import { SPARQL } from "./views/sparql";

async function start(): Promise<void> {
  addViews(QUESTIONS, SPARQL);
  const readQuestions = async () => (await readPanelData()).questions;
  offerQuestions(readQuestions);
  const { box } = await startPage(({ page, router }) => {
    connectSparql(page, router);
    return { query: queryRows };
  });
  box.questions = await readQuestions();
}

void start();
