/** The evidence of what is chosen: claim, who says so, place, and the link to the published page. */
import { add, addButton, addName } from "../dom";
import { countNoun, formatNumber } from "../text";
import { sentencesOf } from "./answer_thing";
import { togetherView } from "./answer_together";
import { comparisonOf } from "./comparison";
import { addBothSides, addThingSides } from "./comparison_evidence";
import { ofReports } from "./forces";
import { addIcon, addSource, addThing, linkTo } from "./links";
import { balanceOf } from "./list_builders";
import type { Model } from "./model";
import { titleName } from "./names";
import { onThisPage } from "./page_part";
import type { SentenceTexts } from "./sentence_texts";
import type { Part } from "./view";

const SHOWN = 4; // sentences that stand there at once

export type Chosen =
  | { thing: number }
  | { things: number[] }
  | { statements: number[] }
  | { sentence: number };

export interface EvidenceEvents {
  close(): void;
  /** Draws what is related to a thing, in the picture. */
  expand(thing: number): void;
  /** The thing to take with another one for a path. */
  path(thing: number): void;
  /** The reader wants to choose the file with the report's text. */
  readFile(): void;
}

export class EvidencePanel {
  /** Whether a comparison is shown, of which the evidence has both sides. */
  compares = false;
  private chosen: Chosen | null = null;

  constructor(
    private readonly model: Model,
    private readonly texts: SentenceTexts,
    private readonly container: HTMLElement,
    private readonly events: EvidenceEvents,
  ) {}

  show(chosen: Chosen | null): void {
    this.chosen = chosen;
    const isIn = this.container.contains(document.activeElement);
    this.container.replaceChildren();
    this.container.hidden = chosen === null;
    if (!chosen) return;
    if ("thing" in chosen) this.showThing(chosen.thing);
    else if ("things" in chosen) this.showThings(chosen.things);
    else if ("statements" in chosen) this.showStatements(chosen.statements);
    else this.showSentences("Sentence", [chosen.sentence]);
    if (isIn) this.container.querySelector<HTMLElement>("h2")?.focus();
  }

  private get comparison() {
    return this.compares ? comparisonOf(this.model) : null;
  }

  again(): void {
    this.show(this.chosen);
  }

  private head(title: string): HTMLElement {
    const head = add(this.container, "div", undefined, { className: "head" });
    add(head, "h2", title, { tabIndex: -1 });
    addButton(head, "×", () => this.events.close(), {
      ...{ className: "close", "aria-label": "Close the evidence" },
    });
    return head;
  }

  private showThing(id: number): void {
    const { model } = this;
    const thing = model.thing(id);
    this.head(model.isCited(id) ? thing.kind.words : titleName(thing));
    const line = add(this.container, "p", undefined, { className: "kind" });
    if (model.isCited(id)) addName(line, thing.label, { className: "claim-text" });
    else {
      addIcon(line, thing.kind);
      add(line, "span", thing.kind.words);
    }
    this.facts(id);
    const row = add(this.container, "p", undefined, { className: "row" });
    add(row, "a", "Open", { className: "button", href: linkTo({ thing: thing.iri }) });
    addButton(row, "Expand in the picture", () => this.events.expand(id));
    if (!model.isCited(id)) addButton(row, "Path to …", () => this.events.path(id));
    const figure = model.figures.get(id);
    for (const comparison of figure?.comparisons ?? []) {
      add(this.container, "p", comparison.words, { className: "outcome" });
    }
    const sides = this.comparison;
    if (sides) {
      addThingSides(this.container, model, sides, id, (ids) => this.sentences(ids));
    }
    const quoted = thing.quoted.length ? thing.quoted : [...sentencesOf(model, thing)];
    this.sentences(quoted);
    if (model.isCited(id)) this.about(id);
  }

  /** What several things have in common, in short; the answer about them has the lists. */
  private showThings(ids: number[]): void {
    const { model } = this;
    this.head(`${formatNumber(ids.length)} chosen`);
    const list = add(this.container, "ul", undefined, { className: "names" });
    for (const id of ids) addThing(add(list, "li"), model, id);
    const line = add(this.container, "p");
    for (const part of onThisPage(model, togetherView(model, ids))) addWords(line, model, part);
    const row = add(this.container, "p", undefined, { className: "row" });
    const iris = ids.map((id) => model.thing(id).iri);
    const open = { className: "button", href: linkTo({ things: iris.join(",") }) };
    add(row, "a", "Open what they have in common", open);
    const [from, to] = iris;
    if (ids.length === 2) {
      add(row, "a", "Paths between them", { className: "button", href: linkTo({ from, to }) });
    }
  }

  private facts(id: number): void {
    const { model } = this;
    const thing = model.thing(id);
    const names = ["polarity", "status", "basis", "grade", "practice", "sector"];
    const facts = names.map((name) => model.fact(thing, name)).filter(Boolean);
    const figure = model.figures.get(id);
    if (figure) facts.unshift(figure.words);
    if (facts.length) add(this.container, "p", facts.join(" · "), { className: "note" });
    if (model.isCited(id)) return;
    const [strengths, concerns] = balanceOf(model, [id]);
    const relations = countNoun(model.relations(id).length, "relation");
    const place = model.part ? "On this page: " : "";
    const words = `${place}${relations}, ${countNoun(strengths, "strength")}, ${countNoun(concerns, "concern")}`;
    add(this.container, "p", words, { className: "note" });
  }

  private about(id: number): void {
    const subjects = this.model
      .thing(id)
      .statements.map(this.model.statement)
      .filter(({ source }) => source === id)
      .map(({ target }) => target);
    if (!subjects.length) return;
    add(this.container, "h3", "About");
    const list = add(this.container, "ul", undefined, { className: "names" });
    for (const subject of new Set(subjects)) addThing(add(list, "li"), this.model, subject);
  }

  private showStatements(ids: number[]): void {
    const title = ids.length === 1 ? "Relation" : countNoun(ids.length, "relation");
    this.head(title);
    for (const id of ids) {
      const { source, target, property, sentences } = this.model.statement(id);
      const claim = add(this.container, "p", undefined, { className: "statement" });
      addThing(claim, this.model, source);
      add(claim, "span", ` ${property.words} `);
      addThing(claim, this.model, target);
      if (property.planned) add(claim, "span", "planned", { className: "tag" });
      const sides = this.comparison?.relation(id);
      if (this.comparison && sides) {
        addBothSides(this.container, this.comparison, sides, (ids) => this.sentences(ids));
      } else if (sentences.length) this.sentences(sentences);
      else
        add(this.container, "p", "Stated by the register, not by a sentence.", {
          className: "note",
        });
    }
  }

  private showSentences(title: string, ids: number[]): void {
    this.head(title);
    this.sentences(ids);
    for (const id of ids) this.said(id);
  }

  /** What a sentence says: the findings quoted from it, and its statements. */
  private said(id: number): void {
    const { model } = this;
    const list = add(this.container, "ul", undefined, { className: "names" });
    for (const note of model.quotes[id]) {
      addButton(add(list, "li"), model.thing(note).label, () => this.show({ thing: note }), {
        className: "claim",
      });
    }
    for (const statement of model.stated[id]) {
      const { source, target, property } = model.statement(statement);
      if (model.isCited(source)) continue;
      const item = add(list, "li");
      addThing(item, model, source);
      add(item, "span", ` ${property.words} `);
      addThing(item, model, target);
    }
  }

  private sentences(ids: number[]): void {
    const unique = [...new Set(ids)];
    const list = add(this.container, "ol", undefined, { className: "evidence" });
    const write = (some: number[]) => {
      for (const id of some) this.sentence(list, id);
    };
    write(unique.slice(0, SHOWN));
    if (unique.length && !this.texts.size) this.sayHowToRead();
    const rest = unique.slice(SHOWN);
    if (!rest.length) return;
    const button = addButton(
      this.container,
      `${countNoun(rest.length, "more sentence", "more sentences")}`,
      () => {
        button.remove();
        write(rest);
        list.children[SHOWN]?.querySelector("a")?.focus();
      },
      { className: "link" },
    );
  }

  /** Where the text of sentences comes from; said once. */
  private sayHowToRead(): void {
    if (this.container.querySelector(".how-to-read")) return;
    const line = add(this.container, "p", undefined, { className: "note how-to-read" });
    add(
      line,
      "span",
      `To read the sentences here, drop the text file of ${ofReports(this.model, "the", "their")} report on this page, or `,
    );
    addButton(line, "choose it", () => this.events.readFile(), { className: "link" });
    add(line, "span", ". It stays on your computer.");
  }

  private sentence(list: HTMLElement, id: number): void {
    const sentence = this.model.sentence(id);
    const item = add(list, "li");
    const text = this.texts.of(id);
    if (text) add(item, "blockquote", text);
    addSource(item, sentence);
    if (sentence.voices.length) {
      add(item, "span", ` · ${sentence.voices.join(", ")}`, { className: "voice" });
    }
  }
}

function addWords(line: HTMLElement, model: Model, part: Part): void {
  if (typeof part === "string") add(line, "span", part);
  else if ("thing" in part) addThing(line, model, part.thing);
  else add(line, "span", countNoun(part.count, part.noun, part.noun));
}
