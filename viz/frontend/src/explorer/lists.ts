/** The lists of an answer: tabs, and a sortable table of the one that is chosen. */
import { add, addButton, byId } from "../dom";
import { capitalise, countNoun, fold, formatNumber, isDate } from "../text";
import { addSource, addThing, linkTo } from "./links";
import type { Model } from "./model";
import { fullName } from "./names";
import type { Cell, Item, List, Row } from "./view";

const PAGE = 150; // rows that are written at once
const FILTERED_FROM = 12; // rows from which a table has a filter
const NAMED = 4; // things that a cell names

export interface ListEvents {
  choose(item: Item): void;
  /** Another list was opened. */
  open(list: string, only: string): void;
}

interface Order {
  column: number;
  isDown: boolean;
}

export class Lists {
  private lists: List[] = [];
  private current = "";
  private only = "";
  private order: Order | null = null;
  private filter = "";
  private shown = PAGE;
  /** The width at which the table was folded or not. */
  private width = 0;

  constructor(
    private readonly model: Model,
    private readonly container: HTMLElement,
    private readonly events: ListEvents,
  ) {
    new ResizeObserver(() => {
      if (container.clientWidth !== this.width) this.fold();
    }).observe(container);
  }

  show(lists: List[], current = "", only = ""): void {
    this.lists = lists.map((list) => withoutEmptyColumns(this.model, list));
    const [first] = lists.filter((list) => !list.isClosed);
    this.current = lists.some((list) => list.id === current) ? current : (first?.id ?? "");
    this.only = only;
    this.reset();
    this.draw();
  }

  /** Opens the list that a number counts, with exactly the rows that it counts. */
  open(id: string, only = ""): void {
    this.current = id;
    this.only = only;
    this.reset();
    this.draw();
    this.events.open(id, only);
    this.container.querySelector<HTMLElement>('[role="tabpanel"]')?.focus();
  }

  /** The list that is open. */
  shownList(): List | undefined {
    return this.lists.find(({ id }) => id === this.current);
  }

  /** The rows of the table as they are shown: filtered and sorted. */
  rows(): Row[] {
    const list = this.lists.find(({ id }) => id === this.current);
    if (!list) return [];
    const words = fold(this.filter);
    const rows = list.rows
      .filter((row) => !this.only || row.key === this.only)
      .filter((row) => !words || fold(this.textOf(row)).includes(words));
    return this.order ? this.sorted(rows, this.order) : rows;
  }

  private reset(): void {
    this.order = null;
    this.filter = "";
    this.shown = PAGE;
  }

  private draw(): void {
    this.container.replaceChildren();
    const list = this.lists.find(({ id }) => id === this.current);
    if (!list) return;
    this.drawTabs();
    const panel = add(this.container, "div", undefined, {
      ...{ role: "tabpanel", id: "panel", tabIndex: -1 },
      "aria-labelledby": `tab-${list.id}`,
    });
    if (list.note) add(panel, "p", list.note, { className: "note" });
    this.drawFilters(panel, list);
    const wide = add(panel, "div", undefined, { className: "wide" });
    const table = add(wide, "table");
    add(table, "caption", list.title, { className: "unseen" });
    this.drawHead(table, list);
    add(table, "tbody");
    const foot = add(panel, "p", undefined, { className: "more" });
    this.drawRows(table, foot);
  }

  private drawTabs(): void {
    const tabs = add(this.container, "div", undefined, {
      ...{ role: "tablist", className: "tabs", "aria-label": "Lists of this answer" },
    });
    for (const list of this.lists) {
      const isCurrent = list.id === this.current;
      const tab = addButton(tabs, list.title, () => this.open(list.id), {
        ...{ role: "tab", id: `tab-${list.id}`, tabIndex: isCurrent ? 0 : -1 },
        ...{ "aria-selected": String(isCurrent), "aria-controls": "panel" },
      });
      add(tab, "span", formatNumber(list.rows.length), { className: "count" });
    }
    tabs.addEventListener("keydown", (event) => this.onTabKey(event));
  }

  private onTabKey(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const at = this.lists.findIndex(({ id }) => id === this.current);
    const next = this.lists[(at + step + this.lists.length) % this.lists.length];
    this.open(next.id);
    byId(`tab-${next.id}`).focus();
    event.preventDefault();
  }

  private drawFilters(panel: HTMLElement, list: List): void {
    const row = add(panel, "div", undefined, { className: "row" });
    if (this.only) {
      const chip = addButton(row, `only: ${this.only}`, () => this.open(list.id), {
        className: "chip",
      });
      add(chip, "span", " ×", { "aria-hidden": "true" });
      add(chip, "span", " (show all rows)", { className: "unseen" });
    }
    if (list.rows.length < FILTERED_FROM) return;
    const label = add(row, "label", "Filter rows", { className: "unseen", htmlFor: "row-filter" });
    const input = add(row, "input", undefined, {
      ...{ type: "search", id: "row-filter", placeholder: "Filter rows", autocomplete: "off" },
    });
    label.after(input);
    input.addEventListener("input", () => {
      this.filter = input.value;
      this.refresh();
    });
  }

  private drawHead(table: HTMLTableElement, list: List): void {
    const row = add(add(table, "thead"), "tr");
    list.columns.forEach((title, column) => {
      const isSorted = this.order?.column === column;
      const direction = this.order?.isDown ? "descending" : "ascending";
      const head = add(row, "th", undefined, {
        scope: "col",
        "aria-sort": isSorted ? direction : "none",
      });
      addButton(head, title, () => this.sortBy(column));
    });
  }

  private sortBy(column: number): void {
    const isSame = this.order?.column === column;
    const isNumber = this.rows().some((row) => typeof sortKey(row.cells[column]) === "number");
    const isDown = isSame ? !this.order?.isDown : isNumber;
    this.order = { column, isDown };
    this.container.querySelectorAll("th").forEach((head, at) => {
      const direction = isDown ? "descending" : "ascending";
      head.setAttribute("aria-sort", at === column ? direction : "none");
    });
    this.refresh();
  }

  private sorted(rows: Row[], { column, isDown }: Order): Row[] {
    const keys = new Map(rows.map((row) => [row, this.keyOf(row.cells[column])]));
    const sign = isDown ? -1 : 1;
    return [...rows].sort((a, b) => sign * compare(keys.get(a) ?? "", keys.get(b) ?? ""));
  }

  private keyOf(cell: Cell): string | number {
    const key = sortKey(cell);
    if (key !== null) return key;
    return fold(cellText(this.model, cell));
  }

  private refresh(): void {
    this.shown = PAGE;
    const table = this.container.querySelector("table");
    const foot = this.container.querySelector<HTMLElement>(".more");
    if (table && foot) this.drawRows(table, foot);
  }

  private drawRows(table: HTMLTableElement, foot: HTMLElement): void {
    const rows = this.rows();
    const [body] = table.tBodies;
    body.replaceChildren();
    const titles = this.lists.find(({ id }) => id === this.current)?.columns ?? [];
    for (const row of rows.slice(0, this.shown)) this.drawRow(body, row, titles);
    foot.replaceChildren();
    const rest = rows.length - this.shown;
    if (!rows.length) foot.textContent = "No row matches the filter.";
    if (rest > 0) {
      addButton(foot, `Show ${Math.min(rest, PAGE * 4)} more of ${countNoun(rest, "row")}`, () => {
        const first = this.shown;
        this.shown += PAGE * 4;
        this.drawRows(table, foot);
        focusFirst(body.rows[first]);
      });
    }
    this.fold();
  }

  /** Turns the rows of a table that is wider than its panel into cards. */
  private fold(): void {
    const table = this.container.querySelector("table");
    const panel = table?.parentElement;
    if (!table || !panel) return;
    this.width = this.container.clientWidth;
    table.classList.remove("folded");
    table.classList.toggle("folded", panel.scrollWidth > panel.clientWidth);
  }

  private drawRow(body: HTMLElement, row: Row, titles: string[]): void {
    const line = add(body, "tr");
    row.cells.forEach((cell, at) => {
      const place = add(line, at ? "td" : "th", undefined, { "data-title": titles[at] ?? "" });
      if (!at) place.setAttribute("scope", "row");
      this.drawCell(place, cell, row.item);
    });
  }

  private drawCell(place: HTMLElement, cell: Cell, item: Item | null): void {
    if (typeof cell === "string") {
      place.textContent = cell;
      place.classList.toggle("date", isDate(cell));
    } else if (typeof cell === "number") {
      place.textContent = formatNumber(cell);
      place.className = "number";
    } else if ("thing" in cell) this.drawThing(place, cell.thing, cell.words);
    else if ("things" in cell) this.drawThings(place, cell.things, cell.words);
    else if ("sentences" in cell) this.drawSentences(place, cell.sentences, item);
    else if ("split" in cell) drawSplit(place, cell.split);
    else add(place, "a", cell.words, { href: linkTo(cell.address) });
  }

  private drawThing(place: HTMLElement, id: number, words = ""): void {
    if (!this.model.isCited(id)) {
      addThing(place, this.model, id, words);
      return;
    }
    place.classList.add("claim-cell");
    const label = words || this.model.thing(id).label;
    addButton(place, label, () => this.events.choose({ thing: id }), { className: "claim" });
  }

  private drawThings(place: HTMLElement, ids: number[], words = ""): void {
    if (words) {
      place.textContent = words;
      return;
    }
    if (!ids.length) return;
    const list = add(place, "ul", undefined, { className: "names" });
    for (const id of ids.slice(0, NAMED)) this.drawThing(add(list, "li"), id);
    const rest = ids.slice(NAMED);
    if (!rest.length) return;
    const item = add(list, "li");
    addButton(
      item,
      `${formatNumber(rest.length)} more`,
      () => {
        item.remove();
        for (const id of rest) this.drawThing(add(list, "li"), id);
        focusFirst(list.children[NAMED]);
      },
      { className: "link" },
    );
  }

  private drawSentences(place: HTMLElement, ids: number[], item: Item | null): void {
    const unique = [...new Set(ids)];
    if (!unique.length) return;
    const isPlace = item !== null && "sentence" in item;
    if (isPlace) {
      addSource(place, this.model.sentence(unique[0]));
      return;
    }
    const chosen = item ?? { sentence: unique[0] };
    const text = countNoun(unique.length, "sentence");
    addButton(place, text, () => this.events.choose(chosen), { className: "link evidence-button" });
  }

  textOf(row: Row): string {
    return row.cells.map((cell) => cellText(this.model, cell)).join(" ");
  }
}

/** Goes on where a button has made room for what it stood for. */
function focusFirst(place: Element | undefined): void {
  place?.querySelector<HTMLElement>("a, button")?.focus();
}

function drawSplit(place: HTMLElement, [strengths, concerns]: [number, number]): void {
  const holder = add(place, "span", undefined, { className: "split" });
  add(holder, "span", formatNumber(strengths), { className: "good" });
  const bar = add(holder, "span", undefined, { className: "bar", "aria-hidden": "true" });
  const total = Math.max(strengths + concerns, 1);
  const parts: [string, number][] = [
    ["good", strengths],
    ["bad", concerns],
  ];
  for (const [name, count] of parts) {
    const part = add(bar, "i", undefined, { className: name });
    part.style.flexGrow = String(count / total);
  }
  add(holder, "span", formatNumber(concerns), { className: "bad" });
  const words = `${countNoun(strengths, "strength")}, ${countNoun(concerns, "concern")}`;
  add(holder, "span", words, { className: "unseen" });
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b), "en");
}

/** By what a cell is sorted where that is a number. */
function sortKey(cell: Cell): number | null {
  if (typeof cell === "number") return cell;
  if (typeof cell === "string") return null;
  if ("things" in cell && !cell.words) return cell.things.length;
  if ("sentences" in cell) return new Set(cell.sentences).size;
  if ("split" in cell) return cell.split[0] + cell.split[1];
  if ("address" in cell) return cell.count ?? null;
  return null;
}

/** A cell as text: for files, filters and scripts. */
export function cellText(model: Model, cell: Cell): string {
  if (typeof cell === "string") return cell;
  if (typeof cell === "number") return String(cell);
  if ("thing" in cell) return cell.words || fullName(model.thing(cell.thing));
  if ("things" in cell) {
    return cell.words ? cell.words : cell.things.map((id) => fullName(model.thing(id))).join("; ");
  }
  if ("sentences" in cell) {
    return [...new Set(cell.sentences)].map((id) => model.sentence(id).place).join("; ");
  }
  if ("split" in cell) return `${cell.split[0]} / ${cell.split[1]}`;
  return cell.words;
}

/** A list without the columns in which no row has anything; the first one stays. */
export function withoutEmptyColumns(model: Model, list: List): List {
  const isKept = list.columns.map(
    (_, at) => at === 0 || list.rows.some(({ cells }) => cellText(model, cells[at]) !== ""),
  );
  if (!list.rows.length || isKept.every(Boolean)) return list;
  const kept = <Value>(values: Value[]): Value[] => values.filter((_, at) => isKept[at]);
  const rows = list.rows.map((row) => ({ ...row, cells: kept(row.cells) }));
  return { ...list, columns: kept(list.columns), rows };
}

export const listTitle = (list: List): string =>
  `${capitalise(list.title)} (${formatNumber(list.rows.length)})`;
