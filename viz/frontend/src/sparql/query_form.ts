/** A query of the reader's own: the editor, what runs it, examples and earlier queries. */

import { add, addButton } from "../dom";
import { shorten } from "../text";
import { type Completion, completionsAt } from "./completion";
import { createEditor, type Editor } from "./editor";
import type { QueryHistory } from "./history";
import { addMenu } from "./menu";
import type { PanelData } from "./panel_data";
import { QueryProblem } from "./problem";
import { prologueFor } from "./tokens";
import type { Vocabulary } from "./vocabulary";

const LIMITS = [10, 30, 120]; // seconds
const LABEL = "SPARQL query";

export interface QueryActions {
  run(text: string, limitMs: number): void;
  cancel(): void;
}

export class QueryForm {
  readonly #data: PanelData;
  readonly #actions: QueryActions;
  readonly #editor: Editor;
  readonly #error: HTMLElement;
  readonly #run: HTMLButtonElement;
  readonly #cancel: HTMLButtonElement;
  readonly #limit: HTMLSelectElement;
  #vocabulary: Vocabulary | null = null;

  constructor(parent: HTMLElement, data: PanelData, history: QueryHistory, actions: QueryActions) {
    this.#data = data;
    this.#actions = actions;
    const area = add(parent, "textarea", undefined, { rows: 9, spellcheck: false });
    area.setAttribute("aria-label", LABEL);
    this.#error = add(parent, "p", undefined, {
      id: "query-error",
      className: "error",
      role: "alert",
    });
    this.#editor = createEditor(area, {
      label: `${LABEL}. Control and Enter run it. Escape, then Tab leaves the editor.`,
      describedBy: this.#error.id,
      complete: (text, offset, isAsked) => this.#complete(text, offset, isAsked),
      onRun: () => this.run(),
      onChange: () => this.showProblem(null),
    });
    const bar = add(parent, "div", undefined, { className: "buttons" });
    this.#run = addButton(bar, "Run", () => this.run(), { className: "primary" });
    this.#run.title = "Ctrl+Enter";
    this.#cancel = addButton(bar, "Cancel", () => actions.cancel(), { disabled: true });
    addMenu(bar, "Examples", () => data.examples.map((item) => this.#item(item.title, item.text)));
    addMenu(bar, "History", () =>
      history.texts.map((text) => this.#item(shorten(text.replace(/\s+/g, " "), 90), text)),
    );
    addButton(bar, "Add prefixes", () => this.#addPrefixes(), {
      title: "Declare the prefixes that the query uses, so that it runs elsewhere too",
    });
    this.#limit = add(add(bar, "label", "Stop after "), "select");
    for (const seconds of LIMITS) {
      add(this.#limit, "option", `${seconds} seconds`, { value: String(seconds) });
    }
  }

  get text(): string {
    return this.#editor.getText();
  }

  set text(text: string) {
    this.#editor.setText(text);
    this.showProblem(null);
  }

  setVocabulary(vocabulary: Vocabulary): void {
    this.#vocabulary = vocabulary;
  }

  focus(): void {
    this.#editor.focus();
  }

  run(): void {
    this.#actions.run(this.text, Number(this.#limit.value) * 1000);
  }

  /** Says what is wrong and marks its place, or takes both away. */
  showProblem(problem: Error | null): void {
    this.#error.textContent = problem?.message ?? "";
    this.#editor.mark(problem instanceof QueryProblem ? problem : null);
  }

  setRunning(isRunning: boolean): void {
    this.#run.disabled = isRunning;
    this.#cancel.disabled = !isRunning;
  }

  /** Without an engine, a query can be read and not run. */
  disable(): void {
    this.#run.disabled = true;
  }

  #item(title: string, text: string) {
    const choose = () => {
      this.text = text;
      this.focus();
    };
    return { title, detail: "", choose };
  }

  #addPrefixes(): void {
    this.text = prologueFor(this.text, this.#data.prefixes, "\n") + this.text;
    this.focus();
  }

  #complete(text: string, offset: number, isAsked: boolean): Completion | null {
    if (!this.#vocabulary) return null;
    return completionsAt(text, offset, this.#vocabulary, this.#data.prefixes, isAsked);
  }
}
