/** A page with the SPARQL panel alone, for tests in a browser; the host records what it is asked. */

import { answerJson } from "../src/sparql/downloads";
import { mountSparql } from "../src/sparql/mount";
import { openEngine, readPanelData, storedAnswer } from "../src/sparql/panel_data";
import { defaultValues, questionQuery } from "../src/sparql/question_values";

const names = JSON.parse(document.getElementById("names")?.textContent ?? "{}");
const calls: unknown[] = [];
const panel = mountSparql(document.getElementById("panel") as HTMLElement, {
  openThing: (iri) => calls.push(["openThing", iri]),
  labelOf: (iri) => names[iri],
  drawGraph: (statements, title) => calls.push(["drawGraph", statements, title]),
  setAddress: (state) => calls.push(["setAddress", state]),
});

const page = {
  calls,
  panel,
  ready: async () => {
    await (await openEngine()).ready;
    return performance.now();
  },
  query: async (text: string, limitMs?: number) =>
    answerJson(await (await openEngine()).query(text, limitMs)),
  ask: async (name: string) => {
    const { questions, prefixes } = await readPanelData();
    const question = questions.find((item) => item.name === name);
    if (!question) throw new Error(name);
    const text = questionQuery(question, defaultValues(question), prefixes);
    return answerJson(await (await openEngine()).query(text));
  },
  stored: async (name: string) => answerJson(await storedAnswer(name)),
};
Object.assign(window, { page });
