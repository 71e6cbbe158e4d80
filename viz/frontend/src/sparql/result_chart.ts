/** Show an answer as bars, where a column is a number. */

import { add, addName, addSvg } from "../dom";
import { countNoun } from "../text";
import { type Bar, makeBars, numberColumns } from "./bars";
import type { TermNames } from "./result_table";
import type { Row, RowsAnswer } from "./terms";

export const MOST_BARS = 40;

export function drawChart(
  parent: Element,
  answer: RowsAnswer,
  rows: Row[],
  names: TermNames,
): void {
  const numbers = numberColumns(answer);
  const labels = answer.columns.filter((column) => !numbers.includes(column)).slice(0, 2);
  const bar = add(parent, "div", undefined, { className: "table-bar" });
  const choice = add(add(bar, "label", "Bars show "), "select");
  for (const column of numbers)
    add(choice, "option", column.replaceAll("_", " "), { value: column });
  const note = add(bar, "p", undefined, { className: "position" });
  const list = add(parent, "ol", undefined, { className: "bars" });
  const draw = () => {
    const bars = makeBars(rows, choice.value, labels, names);
    const words = countNoun(bars.length, "row");
    note.textContent = bars.length > MOST_BARS ? `The first ${MOST_BARS} of ${words}` : words;
    drawBars(list, bars.slice(0, MOST_BARS));
  };
  choice.addEventListener("change", draw);
  draw();
}

function drawBars(list: Element, bars: Bar[]): void {
  list.replaceChildren();
  const low = Math.min(0, ...bars.map(({ value }) => value));
  const high = Math.max(0, ...bars.map(({ value }) => value));
  const scale = high - low ? 100 / (high - low) : 0;
  for (const { label, value, text } of bars) {
    const item = add(list, "li");
    addName(item, label, { className: "bar-label" });
    const svg = addSvg(item, "svg", {
      viewBox: "0 0 100 10",
      preserveAspectRatio: "none",
      "aria-hidden": "true",
    });
    addSvg(svg, "rect", {
      x: (Math.min(0, value) - low) * scale,
      y: 0,
      width: Math.max(Math.abs(value) * scale, 0.4),
      height: 10,
    });
    add(item, "span", text, { className: "bar-value" });
  }
}
