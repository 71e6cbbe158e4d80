/** Show an answer as a table: pages of rows that can be sorted and filtered. */

import { add, addButton, addName } from "../dom";
import { isWebAddress } from "../exports";
import { countNoun, formatNumber, isDate } from "../text";
import { filterRows, type Order, sortRows } from "./row_order";
import { isNumber, type Row, type RowsAnswer, type Term } from "./terms";

export const PAGE_SIZE = 100; // rows

/** What the table asks about a term. */
export interface TermNames {
  /** The name of a term as a reader should see it. */
  nameOf(term: Term): string;
  /** The IRI of what a term opens in the explorer, or "". */
  targetOf(term: Term): string;
  openThing(iri: string): void;
}

export class ResultTable {
  /** The rows that are shown: filtered and sorted. */
  rows: Row[];
  readonly #answer: RowsAnswer;
  readonly #names: TermNames;
  readonly #body: HTMLElement;
  readonly #position: HTMLElement;
  readonly #pages: HTMLElement;
  readonly #heads = new Map<string, HTMLElement>();
  #order: Order | null = null;
  #words = "";
  #page = 0;

  constructor(parent: Element, answer: RowsAnswer, names: TermNames, caption: string) {
    this.#answer = answer;
    this.#names = names;
    this.rows = answer.rows;
    const bar = add(parent, "div", undefined, { className: "table-bar" });
    if (answer.rows.length > 10) this.#addFilter(bar);
    this.#position = add(bar, "p", undefined, { className: "position", role: "status" });
    const frame = add(parent, "div", undefined, { className: "table-frame", tabIndex: 0 });
    frame.setAttribute("role", "region");
    frame.setAttribute("aria-label", "Table of the answer");
    const table = add(frame, "table");
    add(table, "caption", caption, { className: "unseen" });
    this.#addHeads(add(add(table, "thead"), "tr"));
    this.#body = add(table, "tbody");
    this.#pages = add(parent, "nav", undefined, { className: "pages" });
    this.#pages.setAttribute("aria-label", "Pages of the table");
    this.#draw();
  }

  #addFilter(parent: Element): void {
    const label = add(parent, "label", "Filter rows ");
    const input = add(label, "input", undefined, { type: "search", className: "row-filter" });
    input.addEventListener("input", () => {
      this.#words = input.value;
      this.#page = 0;
      this.#draw();
    });
  }

  #addHeads(parent: Element): void {
    for (const column of this.#answer.columns) {
      const head = add(parent, "th", undefined, { scope: "col" });
      addButton(head, column.replaceAll("_", " "), () => this.#sort(column));
      this.#heads.set(column, head);
    }
  }

  #sort(column: string): void {
    const isSame = this.#order?.column === column;
    this.#order = { column, isDescending: isSame && !this.#order?.isDescending };
    this.#page = 0;
    for (const [name, head] of this.#heads) {
      if (name !== column) head.removeAttribute("aria-sort");
      else head.setAttribute("aria-sort", this.#order.isDescending ? "descending" : "ascending");
    }
    this.#draw();
  }

  #draw(): void {
    const nameOf = (term: Term) => this.#names.nameOf(term);
    const rows = filterRows(this.#answer.rows, this.#words, nameOf);
    this.rows = this.#order ? sortRows(rows, this.#order, nameOf) : rows;
    this.#drawPage();
  }

  #drawPage(): void {
    const start = this.#page * PAGE_SIZE;
    const part = this.rows.slice(start, start + PAGE_SIZE);
    this.#body.replaceChildren();
    for (const row of part) this.#addRow(row);
    this.#position.textContent = this.#positionText(start, part.length);
    this.#drawPages();
  }

  #positionText(start: number, length: number): string {
    const total = this.rows.length;
    const all = this.#answer.rows.length;
    const counted =
      total < all ? `${formatNumber(total)} of ${countNoun(all, "row")}` : countNoun(all, "row");
    if (total === all && total <= PAGE_SIZE) return ""; // the line above the answer says it
    if (total <= PAGE_SIZE) return counted;
    return `${formatNumber(start + 1)} to ${formatNumber(start + length)} of ${counted}`;
  }

  #drawPages(): void {
    this.#pages.replaceChildren();
    const last = Math.ceil(this.rows.length / PAGE_SIZE) - 1;
    this.#pages.hidden = last < 1;
    if (last < 1) return;
    const steps: [string, number, boolean][] = [
      ["First", 0, this.#page === 0],
      ["Previous", this.#page - 1, this.#page === 0],
      ["Next", this.#page + 1, this.#page === last],
      ["Last", last, this.#page === last],
    ];
    for (const [words, page, disabled] of steps) {
      addButton(this.#pages, words, () => this.#turnTo(page, words), { disabled });
    }
    add(this.#pages, "span", `Page ${this.#page + 1} of ${formatNumber(last + 1)}`);
  }

  #turnTo(page: number, words: string): void {
    this.#page = page;
    this.#drawPage();
    const buttons = [...this.#pages.querySelectorAll("button")];
    const same = buttons.find((button) => button.textContent === words && !button.disabled);
    (same ?? buttons.find((button) => !button.disabled))?.focus();
  }

  #addRow(row: Row): void {
    const line = add(this.#body, "tr");
    for (const column of this.#answer.columns) {
      const term = row[column];
      const cell = add(line, "td", undefined, { "data-title": column.replaceAll("_", " ") });
      if (term) this.#addTerm(cell, term);
    }
  }

  #addTerm(cell: HTMLElement, term: Term): void {
    const name = this.#names.nameOf(term);
    const target = this.#names.targetOf(term);
    if (isNumber(term)) cell.className = "number";
    else if (isDate(term.value)) cell.className = "date";
    if (target) {
      const button = addButton(cell, undefined, () => this.#names.openThing(target), {
        className: "link",
      });
      addName(button, name);
    } else if (term.type === "uri" && isWebAddress(term.value) && name === term.value) {
      const link = add(cell, "a", term.value, { href: term.value, rel: "noopener noreferrer" });
      link.target = "_blank";
    } else {
      addName(cell, name);
    }
  }
}
