/** Named questions: a list to choose from, and a form for the values of the chosen one. */

import { add, addButton } from "../dom";
import { countNoun } from "../text";
import type { NamedQuestion, PanelData, Parameter } from "./panel_data";
import { QueryProblem } from "./problem";
import {
  ANY,
  choicesFor,
  defaultValues,
  kindWords,
  matchQuestions,
  questionCommand,
  questionQuery,
  questionTitle,
  resolveValue,
  type Values,
} from "./question_values";
import { compressIri } from "./terms";
import type { Entry, Vocabulary } from "./vocabulary";

export interface QuestionActions {
  /** Asks a question with values, under a title that names them. */
  ask(question: NamedQuestion, values: Values, query: string, title: string): Promise<void>;
  /** Shows a query in the editor. */
  edit(query: string): void;
  /** A question has been chosen, or "" for the list of all. */
  choose(name: string): void;
}

interface Field {
  parameter: Parameter;
  input: HTMLInputElement;
  error: HTMLElement;
  choices: Entry[];
}

let fieldCount = 0;

export class QuestionForm {
  readonly #parent: HTMLElement;
  readonly #data: PanelData;
  readonly #actions: QuestionActions;
  #vocabulary: Vocabulary | null = null;
  #isFixed = false;
  #question: NamedQuestion | null = null;
  #values: Values = {};
  #fields: Field[] = [];
  #search = "";
  #reader = "";

  constructor(parent: HTMLElement, data: PanelData, actions: QuestionActions) {
    this.#parent = parent;
    this.#data = data;
    this.#actions = actions;
    this.showList();
  }

  /** Offers the things of the graph as choices. */
  setVocabulary(vocabulary: Vocabulary): void {
    const untouched = this.#fields.filter(
      ({ input, parameter }) => input.value === this.#valueWords(parameter),
    );
    this.#vocabulary = vocabulary;
    for (const field of this.#fields) this.#fillChoices(field);
    for (const { input, parameter } of untouched) input.value = this.#valueWords(parameter);
    this.#showTitle();
  }

  #showTitle(): void {
    const heading = this.#parent.querySelector("h2");
    if (heading) heading.textContent = this.#title();
  }

  /** Without an engine, questions keep the values that they come with. */
  fixValues(): void {
    this.#isFixed = true;
    for (const { input } of this.#fields) input.readOnly = true;
  }

  get question(): NamedQuestion | null {
    return this.#question;
  }

  /** Shows all questions; `unknown` is the name of one that there is not. */
  showList(unknown = ""): void {
    this.#question = null;
    this.#fields = [];
    this.#parent.replaceChildren();
    if (unknown) {
      const words = `There is no question called “${unknown}” here.`;
      add(this.#parent, "p", words, { className: "error", role: "alert" });
    }
    const bar = add(this.#parent, "div", undefined, { className: "question-search" });
    const search = add(add(bar, "label", "Find a question "), "input", undefined, {
      type: "search",
      value: this.#search,
    });
    const reader = add(add(bar, "label", "Asked by "), "select");
    add(reader, "option", "anybody", { value: "" });
    const readers = new Set(this.#data.questions.flatMap(({ askedBy }) => askedBy));
    for (const name of [...readers].sort()) add(reader, "option", name, { value: name });
    reader.value = this.#reader;
    const count = add(this.#parent, "p", undefined, { className: "position", role: "status" });
    const list = add(this.#parent, "ul", undefined, { className: "question-list" });
    const draw = () => {
      this.#search = search.value;
      this.#reader = reader.value;
      this.#drawList(list, count);
    };
    search.addEventListener("input", draw);
    reader.addEventListener("change", draw);
    draw();
  }

  #drawList(list: HTMLElement, count: HTMLElement): void {
    const questions = matchQuestions(this.#data.questions, this.#search, this.#reader);
    count.textContent = questions.length
      ? countNoun(questions.length, "question")
      : "No question has all these words. Try fewer.";
    list.replaceChildren();
    for (const question of questions) {
      const title = questionTitle(question, ({ name }) => name.toUpperCase());
      const button = addButton(add(list, "li"), title, () => {
        this.open(question.name, {});
        this.#actions.choose(question.name);
        this.#parent.querySelector<HTMLElement>("h2")?.focus();
      });
      add(button, "small", `${kindWords(question.kind)} · ${question.askedBy.join(", ")}`);
    }
  }

  /** Shows the form of a question; values are prefixed names, IRIs, numbers, dates or "any". */
  open(name: string, values: Values): boolean {
    const question = this.#data.questions.find((item) => item.name === name);
    if (!question) return false;
    this.#question = question;
    this.#values = { ...defaultValues(question), ...values };
    this.#parent.replaceChildren();
    addButton(
      this.#parent,
      "All questions",
      () => {
        this.showList();
        this.#actions.choose("");
        this.#parent.querySelector("input")?.focus();
      },
      { className: "back" },
    );
    add(this.#parent, "h2", this.#title(), { tabIndex: -1 });
    if (question.description) {
      add(this.#parent, "p", question.description, { className: "note" });
    }
    const names = question.parameters.map((parameter) => parameter.name);
    const unknown = Object.keys(values).filter((item) => !names.includes(item));
    if (unknown.length) {
      const words = `This question has no parameter called ${unknown.join(", ")}.`;
      add(this.#parent, "p", words, { className: "error", role: "alert" });
    }
    this.#addForm(question);
    return true;
  }

  #addForm(question: NamedQuestion): void {
    const form = add(this.#parent, "form", undefined, { className: "question-form" });
    this.#fields = question.parameters.map((parameter) => this.#addField(form, parameter));
    const bar = add(form, "div", undefined, { className: "buttons" });
    add(bar, "button", "Ask", { type: "submit", className: "primary" });
    addButton(bar, "Show the SPARQL", () => this.#withValues((query) => this.#actions.edit(query)));
    const command = add(form, "p", "On the command line: ", { className: "note" });
    const code = add(command, "code", questionCommand(question, this.#values));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.ask();
    });
    form.addEventListener("change", () => {
      code.textContent = questionCommand(question, this.#read() ?? this.#values);
    });
  }

  /** Asks the question that is shown; with a wrong value, says at its field what is wrong. */
  async ask(): Promise<void> {
    let answer = Promise.resolve();
    this.#withValues((query, question, values) => {
      this.#showTitle();
      answer = this.#actions.ask(question, values, query, this.#title());
    });
    await answer;
  }

  #withValues(act: (query: string, question: NamedQuestion, values: Values) => void): void {
    const question = this.#question;
    const values = this.#read(true);
    if (!question || !values) return;
    this.#values = values;
    act(questionQuery(question, values, this.#data.prefixes), question, values);
  }

  /** The values of the fields; none where one of them is wrong. */
  #read(isLoud = false): Values | null {
    const values: Values = {};
    let wrong: HTMLInputElement | null = null;
    for (const field of this.#fields) {
      const problem = this.#readField(field, values);
      if (problem) wrong ??= field.input;
      if (!isLoud) continue;
      field.error.textContent = problem;
      field.input.setAttribute("aria-invalid", String(problem !== ""));
    }
    if (wrong && isLoud) wrong.focus();
    return wrong ? null : values;
  }

  #readField({ parameter, input, choices }: Field, values: Values): string {
    const { name } = parameter;
    const isSame = input.value === this.#valueWords(parameter);
    try {
      values[name] = isSame ? this.#values[name] : resolveValue(parameter, input.value, choices);
    } catch (error) {
      if (!(error instanceof QueryProblem)) throw error;
      return error.message;
    }
    return "";
  }

  #addField(form: HTMLElement, parameter: Parameter): Field {
    fieldCount += 1;
    const id = `value-${fieldCount}`;
    const row = add(form, "div", undefined, { className: "field" });
    add(row, "label", parameter.name, { htmlFor: id });
    const input = add(row, "input", undefined, {
      id,
      value: this.#valueWords(parameter),
      autocomplete: "off",
      readOnly: this.#isFixed,
    });
    if (parameter.optional) input.placeholder = "any";
    if (parameter.thing) input.setAttribute("list", `${id}-choices`);
    const optional = parameter.optional ? "; may be left empty" : "";
    add(row, "small", `${parameter.words}${optional}`, { id: `${id}-words` });
    const error = add(row, "p", undefined, {
      id: `${id}-error`,
      className: "error",
      role: "alert",
    });
    input.setAttribute("aria-describedby", `${id}-words ${id}-error`);
    const field = { parameter, input, error, choices: [] };
    this.#fillChoices(field);
    return field;
  }

  #fillChoices(field: Field): void {
    if (!this.#vocabulary || !field.parameter.thing) return;
    field.choices = choicesFor(field.parameter, this.#vocabulary.things, this.#data);
    const id = `${field.input.id}-choices`;
    document.getElementById(id)?.remove();
    const list = add(field.input.parentElement as HTMLElement, "datalist", undefined, { id });
    for (const name of choiceNames(field.choices)) add(list, "option", undefined, { value: name });
  }

  #title(): string {
    const quoted = (parameter: Parameter) => {
      const words = this.#valueWords(parameter);
      if (!words) return `any ${parameter.name}`;
      return parameter.thing ? `“${words}”` : words;
    };
    return this.#question ? questionTitle(this.#question, quoted) : "";
  }

  /** A value as the reader sees it: the name of a thing; nothing where it is left free. */
  #valueWords(parameter: Parameter): string {
    const value = this.#values[parameter.name];
    if (value === undefined || value === ANY) return "";
    if (!parameter.thing) return value;
    if (value === parameter.default) return parameter.label;
    const name = compressIri(value, this.#data.prefixes);
    const entry = this.#vocabulary?.things.find((thing) => thing.name === name);
    return entry?.label ?? value;
  }
}

/** The names of things; a name that several have is followed by the thing's own. */
function choiceNames(choices: Entry[]): string[] {
  const labels = choices.map(({ label, name }) => {
    const isShared = choices.some((choice) => choice.label === label && choice.name !== name);
    return isShared ? name : label;
  });
  return [...new Set([...labels, ...choices.flatMap(({ names }) => names)])];
}
