/** A view on paper: one to three pages with its picture, its open list, legend and licence. */
import { add, addName } from "../../dom";
import { countNoun, formatNumber, isDate } from "../../text";
import { cellText } from "../lists";
import type { Model } from "../model";
import { addShape } from "../svg_elements";
import type { List, Row } from "../view";
import { type Caption, captionLines } from "./caption";
import { paperContent } from "./paper_content";
import { isDrawn, type SvgSource, svgShape } from "./svg_file";

const PAGE = 940; // pixels of height that fit on a page of A4 with its margins
const PAGES = 3;
const RESERVE = 110; // for the last lines, and for rows that move to the next page

/** What stands below the picture: the open list, and the place that the view fills itself. */
interface Below {
  list: List | undefined;
  rows: Row[];
  place: HTMLElement;
}

/** Fills the sheet, which only paper shows; rows that do not fit are counted. */
export function fillSheet(
  sheet: HTMLElement,
  source: SvgSource,
  { list, rows, place }: Below,
): void {
  sheet.replaceChildren();
  sheet.classList.add("measured");
  const { model, view, caption } = source;
  if (isDrawn(view)) addPicture(sheet, source);
  else addWords(sheet, caption);
  addContent(sheet, place);
  if (list?.rows.length) addRows(sheet, model, list, rows);
  const [licence, maker] = captionLines(caption).slice(-2);
  if (!isDrawn(view)) for (const line of [licence, maker]) add(sheet, "p", line);
  sheet.classList.remove("measured");
}

/** Picture and caption; a high one gets a page of its own. */
function addPicture(sheet: HTMLElement, source: SvgSource): void {
  const { shape, width, height } = svgShape(source);
  const room = sheet.clientWidth;
  const scale = Math.min(1, room / width, PAGE / height);
  const { width: _w, height: _h, ...attributes } = shape.attributes;
  const size = { width: Math.floor(width * scale), height: Math.floor(height * scale) };
  addShape(sheet, { ...shape, attributes: { ...attributes, ...size } });
}

function addWords(sheet: HTMLElement, { title, sentence, remarks, filter }: Caption): void {
  addName(add(sheet, "h1"), title);
  for (const line of [sentence, ...remarks, filter]) add(sheet, "p", line);
}

/** How high the sheet may be before its last lines. */
const limitOf = (sheet: HTMLElement): number =>
  PAGES * PAGE - RESERVE - (sheet.querySelector("svg") ? 40 : 0);

/** What the view shows itself, such as the answer to a question; as much as there is room for. */
function addContent(sheet: HTMLElement, place: HTMLElement): void {
  const content = paperContent(place);
  if (!content.textContent?.trim()) return;
  sheet.append(content);
  const rows = [...content.querySelectorAll("tbody tr, li, dd")];
  const all = rows.length;
  while (rows.length && sheet.offsetHeight > limitOf(sheet)) rows.pop()?.remove();
  const rest = all - rows.length;
  if (rest) add(sheet, "p", `${countNoun(rest, "more row", "more rows")} that the page shows.`);
}

/** As many rows as there is room for. */
function addRows(sheet: HTMLElement, model: Model, list: List, rows: Row[]): void {
  const head = add(sheet, "h2", list.title);
  const table = add(sheet, "table");
  const titles = add(add(table, "thead"), "tr");
  for (const title of list.columns) add(titles, "th", title, { scope: "col" });
  const body = add(table, "tbody");
  const limit = limitOf(sheet);
  let count = 0;
  for (const row of rows) {
    const line = add(body, "tr");
    for (const cell of row.cells) {
      const words = shown(model, cell);
      addName(add(line, "td", undefined, { className: isDate(words) ? "date" : "" }), words);
    }
    if (sheet.offsetHeight > limit) {
      line.remove();
      break;
    }
    count += 1;
  }
  const all = formatNumber(rows.length);
  const words =
    count < rows.length
      ? `the first ${formatNumber(count)} of ${all}; the CSV file holds all`
      : all;
  head.textContent = `${list.title} (${words})`;
}

const shown = (model: Model, cell: Row["cells"][number]): string =>
  cellText(model, cell) || "\u2013";
