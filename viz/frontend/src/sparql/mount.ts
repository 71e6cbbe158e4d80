/** The SPARQL panel of a page: named questions, queries of the reader's own, and their answers. */

import { add, addButton } from "../dom";
import { countNoun } from "../text";
import type { Engine } from "./engine";
import { QueryHistory } from "./history";
import type { PanelData } from "./panel_data";
import { type NamedQuestion, openEngine, readPanelData, storedAnswer } from "./panel_data";
import { QueryForm } from "./query_form";
import { QuestionForm } from "./question_form";
import { defaultValues, type Values } from "./question_values";
import {
  alikeQuery,
  isEmpty,
  isUsedQuery,
  literalRemark,
  plainLiterals,
  unboundRemarks,
  unknownRemark,
  unlabelledNames,
} from "./remarks";
import { type ResultContext, showAnswer } from "./results";
import { type Answer, compressIri, type Term } from "./terms";
import { readVocabulary, type Vocabulary } from "./vocabulary";

export interface PanelState {
  query?: string;
  /** Name of a named question; "" for the list of all. */
  question?: string;
  values?: Values;
}

/** What the panel asks of the page around it. */
export interface SparqlHost {
  /** Whether the panel has buttons for its two modes; otherwise the page around it has them. */
  hasModes?: boolean;
  openThing(iri: string): void;
  /** The name of a thing that the page can open; undefined for anything else. */
  labelOf(iri: string): string | undefined;
  drawGraph(statements: [string, string, string][], title: string): void;
  setAddress(state: PanelState): void;
}

export interface SparqlPanel {
  /** Shows a query in the editor, or the form of a named question; it is not run. */
  show(state: PanelState): void;
  /** Runs what is shown. */
  run(): Promise<void>;
  /** Draws the answer as a map, where it connects things. */
  draw(): void;
}

export function mountSparql(container: HTMLElement, host: SparqlHost): SparqlPanel {
  const panel = readPanelData().then((data) => new Panel(container, host, data));
  return {
    show: (state) => void panel.then((item) => item.show(state)),
    run: () => panel.then((item) => item.run()),
    draw: () => container.querySelector<HTMLButtonElement>("button.as-map")?.click(),
  };
}

type Mode = "query" | "question";
const MODES: [Mode, string][] = [
  ["question", "Named questions"],
  ["query", "Your own query"],
];

class Panel {
  readonly #host: SparqlHost;
  readonly #data: PanelData;
  readonly #history = new QueryHistory();
  readonly #tabs = new Map<Mode, HTMLButtonElement>();
  readonly #sections: Record<Mode, HTMLElement>;
  readonly #questions: QuestionForm;
  readonly #query: QueryForm;
  readonly #engineLine: HTMLElement;
  readonly #progress: HTMLElement;
  readonly #results: HTMLElement;
  #engine: Engine | null = null;
  #vocabulary: Promise<Vocabulary | null>;
  #names: Vocabulary | null = null;
  #mode: Mode = "question";

  constructor(container: HTMLElement, host: SparqlHost, data: PanelData) {
    this.#host = host;
    this.#data = data;
    container.replaceChildren();
    const root = add(container, "div", undefined, { className: "sparql" });
    const tabs = add(root, "div", undefined, { className: "tabs modes", role: "group" });
    tabs.setAttribute("aria-label", "Ask with");
    tabs.hidden = host.hasModes === false;
    for (const [mode, words] of MODES) {
      this.#tabs.set(
        mode,
        addButton(tabs, words, () => this.#choose(mode)),
      );
    }
    this.#engineLine = add(root, "p", "The query engine is starting.", {
      className: "engine-line",
      role: "status",
    });
    this.#sections = {
      question: add(root, "section", undefined, { className: "questions" }),
      query: add(root, "section", undefined, { className: "own-query" }),
    };
    this.#questions = new QuestionForm(this.#sections.question, data, {
      ask: (question, values, query, title) => this.#ask(question, values, query, title),
      edit: (query) => this.show({ query }, true),
      choose: (question) => host.setAddress({ question }),
    });
    this.#query = new QueryForm(this.#sections.query, data, this.#history, {
      run: (text, limitMs) => void this.#run(text, limitMs),
      cancel: () => this.#engine?.cancel(),
    });
    this.#progress = add(root, "p", undefined, { className: "progress", role: "status" });
    this.#results = add(root, "section", undefined, { className: "results" });
    this.#results.setAttribute("aria-label", "Answer");
    this.#setMode("question");
    this.#vocabulary = this.#start();
  }

  show({ query, question, values }: PanelState, isLoud = false): void {
    if (query !== undefined) {
      this.#setMode("query");
      this.#query.text = query;
      if (isLoud) this.#host.setAddress({ query });
      if (isLoud) this.#query.focus();
    } else if (question !== undefined) {
      this.#setMode("question");
      const isOpen = question !== "" && this.#questions.open(question, values ?? {});
      if (!isOpen) this.#questions.showList(question);
    }
  }

  async run(): Promise<void> {
    if (this.#mode === "query") await this.#run(this.#query.text);
    else await this.#questions.ask();
  }

  #choose(mode: Mode): void {
    this.#setMode(mode);
    const question = this.#questions.question?.name ?? "";
    this.#host.setAddress(mode === "query" ? { query: this.#query.text } : { question });
  }

  #setMode(mode: Mode): void {
    this.#mode = mode;
    for (const [name, button] of this.#tabs) {
      button.setAttribute("aria-pressed", String(name === mode));
      this.#sections[name].hidden = name !== mode;
    }
  }

  /** Starts the engine, and reads the names of the graph. */
  async #start(): Promise<Vocabulary | null> {
    try {
      const engine = await openEngine();
      await engine.ready;
      this.#engine = engine;
      this.#engineLine.textContent = "";
      this.#names = await readVocabulary(engine, this.#data.prefixes);
      this.#query.setVocabulary(this.#names);
      this.#questions.setVocabulary(this.#names);
      return this.#names;
    } catch (error) {
      this.#engineLine.textContent = messageOf(error);
      this.#engineLine.classList.add("warning");
      this.#questions.fixValues();
      this.#query.disable();
      return null;
    }
  }

  async #ask(question: NamedQuestion, values: Values, query: string, title: string): Promise<void> {
    this.#host.setAddress({ question: question.name, values: changed(question, values) });
    await this.#answer(query, title, async () => {
      if (this.#engine) return this.#engine.query(query);
      return storedAnswer(question.name);
    });
  }

  async #run(text: string, limitMs?: number): Promise<void> {
    this.#host.setAddress({ query: text });
    this.#query.showProblem(null);
    await this.#answer(text, "Answer to a query", async () => {
      if (!this.#engine) throw new Error(this.#engineLine.textContent ?? "");
      const answer = await this.#engine.query(text, limitMs);
      this.#history.add(text);
      return answer;
    });
  }

  async #answer(query: string, title: string, ask: () => Promise<Answer>): Promise<void> {
    this.#query.setRunning(true);
    this.#results.setAttribute("aria-busy", "true");
    await this.#vocabulary;
    this.#progress.textContent = "Running the query.";
    const start = performance.now();
    try {
      const answer = await ask();
      const time = performance.now() - start;
      this.#progress.textContent = describe(answer, time);
      const item = { answer, title, query, remarks: await this.#remarks(query, answer) };
      showAnswer(this.#results, item, this.#context());
    } catch (error) {
      this.#progress.textContent = "";
      this.#results.replaceChildren();
      this.#showProblem(error);
    } finally {
      this.#query.setRunning(false);
      this.#results.removeAttribute("aria-busy");
    }
  }

  #showProblem(error: unknown): void {
    const problem = error instanceof Error ? error : new Error(String(error));
    if (this.#mode === "query") this.#query.showProblem(problem);
    else add(this.#results, "p", problem.message, { className: "error", role: "alert" });
  }

  /** What in a query the graph has no name for, and why an answer may be empty. */
  async #remarks(query: string, answer: Answer): Promise<string[]> {
    const [names, engine] = [this.#names, this.#engine];
    if (!names || !engine) return [];
    const remarks = unboundRemarks(query);
    for (const { name, iri } of unlabelledNames(query, names, this.#data).slice(0, 5)) {
      const isUsed = await engine.query(isUsedQuery(iri));
      if ("boolean" in isUsed && !isUsed.boolean) remarks.push(unknownRemark(name, names));
    }
    if (remarks.length || !isEmpty(answer)) return remarks;
    for (const item of plainLiterals(query).slice(0, 3)) {
      const alike = await engine.query(alikeQuery(item));
      if ("rows" in alike) remarks.push(literalRemark(item, alike.rows, this.#data.prefixes));
    }
    return remarks.filter(Boolean);
  }

  #context(): ResultContext {
    const host = this.#host;
    const isThing = (iri: string) => host.labelOf(iri) !== undefined;
    const labels = this.#names?.labels;
    const byLabel = this.#names?.byLabel;
    return {
      prefixes: this.#data.prefixes,
      isThing,
      nameOf: (term) => {
        if (term.type === "bnode") return `_:${term.value}`;
        if (term.type !== "uri") return term.value;
        const label = host.labelOf(term.value) ?? labels?.get(term.value);
        return label ?? compressIri(term.value, this.#data.prefixes);
      },
      targetOf: (term) => {
        const iri = isPlainText(term) ? (byLabel?.get(term.value) ?? "") : term.value;
        return (term.type === "uri" || isPlainText(term)) && isThing(iri) ? iri : "";
      },
      openThing: (iri) => host.openThing(iri),
      drawGraph: (statements, title) => host.drawGraph(statements, title),
    };
  }
}

const isPlainText = (term: Term): boolean => term.type === "literal" && !term.datatype;

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** The values of a question, where they are not those that it comes with. */
function changed(question: NamedQuestion, values: Values): Values {
  const defaults = defaultValues(question);
  const isDefault = Object.entries(values).every(([name, value]) => defaults[name] === value);
  return isDefault ? {} : values;
}

function describe(answer: Answer, time: number): string {
  const seconds = time < 1000 ? `${Math.round(time)} ms` : `${(time / 1000).toFixed(1)} s`;
  if ("boolean" in answer) return `Answered in ${seconds}.`;
  const amount =
    "graph" in answer
      ? countNoun(answer.graph.length, "statement")
      : countNoun(answer.rows.length, "row");
  return `${amount} in ${seconds}.`;
}
