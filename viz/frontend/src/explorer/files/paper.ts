/** A view on paper: one to three pages with its picture, its open list, legend and licence. */
import { add, addName } from "../../dom";
import { formatNumber } from "../../text";
import { cellText } from "../lists";
import type { Model } from "../model";
import { addShape } from "../svg_elements";
import type { List, Row } from "../view";
import { type Caption, captionLines } from "./caption";
import { isDrawn, type SvgSource, svgShape } from "./svg_file";

const PAGE = 940; // pixels of height that fit on a page of A4 with its margins
const PAGES = 3;
const RESERVE = 110; // for the last lines, and for rows that move to the next page

/** Fills the sheet, which only paper shows; rows that do not fit are counted. */
export function fillSheet(
  sheet: HTMLElement,
  source: SvgSource,
  list: List | undefined,
  rows: Row[],
): void {
  sheet.replaceChildren();
  sheet.classList.add("measured");
  const { model, view, caption } = source;
  if (isDrawn(view)) addPicture(sheet, source);
  else addWords(sheet, caption);
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

/** As many rows as there is room for. */
function addRows(sheet: HTMLElement, model: Model, list: List, rows: Row[]): void {
  const head = add(sheet, "h2", list.title);
  const table = add(sheet, "table");
  const titles = add(add(table, "thead"), "tr");
  for (const title of list.columns) add(titles, "th", title, { scope: "col" });
  const body = add(table, "tbody");
  const limit = PAGES * PAGE - RESERVE - (sheet.querySelector("svg") ? 40 : 0);
  let count = 0;
  for (const row of rows) {
    const line = add(body, "tr");
    for (const cell of row.cells) addName(add(line, "td"), shown(model, cell));
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
