/** Show an answer: as a table, a map or a chart, and as files to download. */

import { add, addButton } from "../dom";
import { countNoun, fileName } from "../text";
import { numberColumns } from "./bars";
import { answerCsv, answerJson, asRows, statementsTurtle } from "./downloads";
import { statementsOf } from "./pairs";
import { drawChart } from "./result_chart";
import { ResultTable, type TermNames } from "./result_table";
import type { Answer, Row, RowsAnswer, Statement } from "./terms";

/** What the results need to know of the page around them. */
export interface ResultContext extends TermNames {
  prefixes: Record<string, string>;
  isThing(iri: string): boolean;
  drawGraph(statements: [string, string, string][], title: string): void;
}

export interface AnswerToShow {
  answer: Answer;
  title: string;
  query: string;
  /** Where the answer has no row: what else could be asked. */
  remarks: string[];
}

const LICENCE =
  "Facts from HMICFRS, PEEL: Police effectiveness, Crown copyright, Open Government Licence v3.0.";

export function showAnswer(parent: HTMLElement, item: AnswerToShow, context: ResultContext): void {
  parent.replaceChildren();
  const { answer, remarks } = item;
  for (const remark of remarks) add(parent, "p", remark, { className: "remark" });
  if ("boolean" in answer) {
    add(parent, "p", answer.boolean ? "Yes." : "No.", { className: "verdict" });
  }
  const table = asRows(answer);
  if (!table.rows.length) {
    add(parent, "p", "The graph holds no answer to this query.", { className: "verdict" });
    return;
  }
  const statements = statementsOf(answer, item.query, context.prefixes, context.isThing);
  const bar = add(parent, "div", undefined, { className: "result-tools" });
  if (!("boolean" in answer)) addViews(parent, bar, table, item.title, context);
  addTools(bar, item, statements, context);
}

function addTools(
  bar: HTMLElement,
  { answer, title, query }: AnswerToShow,
  statements: Statement[],
  context: ResultContext,
): void {
  if (statements.length) {
    const triples = statements.map(
      ([subject, property, object]) =>
        [subject.value, property.value, object.value] as [string, string, string],
    );
    const words = `Show ${countNoun(triples.length, "link")} as a map`;
    addButton(bar, words, () => context.drawGraph(triples, title), { className: "as-map" });
  }
  const name = fileName(title);
  const save = (label: string, kind: string, type: string, write: () => string) =>
    addButton(bar, label, () => download(`${name}.${kind}`, type, write()), {
      "aria-label": `Download ${label}`,
    });
  add(bar, "span", "Download", { className: "tools-label" });
  save("CSV", "csv", "text/csv", () => answerCsv(answer));
  save("JSON", "json", "application/sparql-results+json", () => answerJson(answer));
  const triples = "graph" in answer ? answer.graph : statements.filter(([, { value }]) => value);
  if (!triples.length) return;
  save("Turtle", "ttl", "text/turtle", () =>
    statementsTurtle(triples, context.prefixes, [title, LICENCE, `Query: ${query}`]),
  );
}

function addViews(
  parent: HTMLElement,
  bar: HTMLElement,
  answer: RowsAnswer,
  title: string,
  context: ResultContext,
): void {
  const hasChart = numberColumns(answer).length > 0 && answer.columns.length > 1;
  const tabs = add(bar, "div", undefined, { className: "tabs" });
  const body = add(parent, "div", undefined, { className: "answer-view" });
  let rows: Row[] = answer.rows;
  let table: ResultTable | null = null;
  const views: [string, () => void][] = [
    [
      "Table",
      () => {
        table = new ResultTable(body, answer, context, title);
      },
    ],
    [
      "Chart",
      () => {
        drawChart(body, answer, rows, context);
      },
    ],
  ];
  const show = (name: string) => {
    rows = table?.rows ?? rows;
    body.replaceChildren();
    for (const button of tabs.children) {
      button.setAttribute("aria-pressed", String(button.textContent === name));
    }
    views.find(([words]) => words === name)?.[1]();
  };
  if (hasChart) {
    tabs.setAttribute("role", "group");
    tabs.setAttribute("aria-label", "Show the answer as");
    for (const [name] of views) addButton(tabs, name, () => show(name));
  }
  show("Table");
}

/** Lets the browser save a text as a file. */
export function download(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = add(document.body, "a", undefined, { href: address, download: name });
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
