/** Charts of a view: rows with marks on a scale, drawn as SVG beside their names. */
import { add, addButton } from "../dom";
import { capitalise, countNoun } from "../text";
import { type Colours, readColours } from "./colours";
import { linkTo } from "./links";
import { wrap } from "./names";
import { addShape } from "./svg_elements";
import { type Shape, shape } from "./svg_tree";
import type { Address } from "./view";

/** How a mark is drawn: by colour and by form. */
export type Tone = "main" | "second" | "good" | "bad" | "plan" | "open";

export interface ChartMark {
  at: number;
  /** Where it ends, for a bar. */
  to?: number;
  tone: Tone;
}

export interface ChartRow {
  label: string;
  /** What the row says, in words. */
  words: string;
  marks: ChartMark[];
  /** What the row opens. */
  address: Address;
  /** Its own end of the scale, where rows cannot share one. */
  most?: number;
}

export interface Tick {
  at: number;
  words: string;
}

export interface Chart {
  title: string;
  note?: string;
  from: number;
  to: number;
  ticks: Tick[];
  /** A line across all rows. */
  line?: Tick;
  legend: { tone: Tone; words: string }[];
  rows: ChartRow[];
  /** What the page draws of it until the reader asks for all; files and paper have all. */
  brief?: Chart;
}

const FEW = 60; // rows that the page draws of a chart with more, until all are asked for
const WIDE = 640;
const LINE = 17;
const LETTER = 7.1; // mean width of a letter
const LINES = 12; // that names and words of a row may take, so that none is cut but the longest
const BAR = 9;
const PAD = 18;

interface Frame {
  width: number;
  /** Where the scale begins and ends. */
  left: number;
  right: number;
  isWide: boolean;
  colours: Colours;
}

/** A chart of which the page draws a few rows at first, where it has many. */
export function withBrief(chart: Chart, brief: (few: number) => Chart): Chart {
  return chart.rows.length > FEW ? { ...chart, brief: brief(FEW) } : chart;
}

/** Adds charts to the page. */
export function addCharts(container: HTMLElement, charts: Chart[]): void {
  for (const chart of charts.filter((item) => item.rows.length)) addChart(container, chart);
}

/** Adds a chart, which is drawn anew when its room changes and when all of it is asked for. */
function addChart(container: HTMLElement, chart: Chart): void {
  let shown = chart.brief ?? chart;
  const figure = add(container, "figure", undefined, { className: "chart" });
  add(figure, "figcaption", chart.title);
  addKey(figure, chart);
  const place = add(figure, "div");
  let width = 0;
  const draw = () => {
    place.replaceChildren();
    addShape(place, chartShape(shown, width, readColours()).shape);
  };
  new ResizeObserver(() => {
    const room = Math.floor(place.clientWidth);
    if (room === width || room < 60) return;
    width = room;
    draw();
  }).observe(place);
  const note = shown.note ? add(figure, "p", shown.note, { className: "note" }) : null;
  if (!chart.brief) return;
  const foot = add(figure, "p", undefined, { className: "more" });
  addButton(foot, `Show all ${countNoun(chart.rows.length, "row")}`, () => {
    shown = chart;
    foot.remove();
    note?.replaceChildren(chart.note ?? "");
    draw();
    place.querySelector("a")?.focus();
  });
}

function addKey(figure: HTMLElement, { legend }: Chart): void {
  const list = add(figure, "ul", undefined, { className: "chart-key", "aria-label": "Legend" });
  for (const { tone, words } of legend) {
    const item = add(list, "li");
    const size = { width: 22, height: 14, viewBox: "0 0 22 14", "aria-hidden": "true" };
    addShape(item, shape("svg", size, [keyShape(tone, readColours())]));
    add(item, "span", words);
  }
}

/** The mark of a legend, in a box of 22 by 14. */
export function keyShape(tone: Tone, colours: Colours): Shape {
  if (tone === "plan" || tone === "open") return bar(tone, 2, 20, 7, colours);
  if (tone === "good" || tone === "bad") {
    const line = { x1: 2, x2: 20, y1: 7, y2: 7, stroke: colours[tone], "stroke-width": 3 };
    return shape("line", tone === "bad" ? { ...line, "stroke-dasharray": "4 2" } : line);
  }
  return dot(tone, 11, 7, colours);
}

/** A chart of some width as a shape, and its height. */
export function chartShape(
  chart: Chart,
  width: number,
  colours: Colours,
): { shape: Shape; height: number } {
  const frame = frameOf(chart, width, colours);
  let y = chart.line ? 34 : 22; // below the name of the line
  const rows = chart.rows.map((row) => {
    const part = rowShape(chart, row, frame, y);
    y += part.height;
    return part.shape;
  });
  const height = y + 6;
  const children = [...scaleShapes(chart, frame, height - 4), ...rows];
  const attributes = {
    ...{ width, height, viewBox: `0 0 ${width} ${height}`, role: "group" },
    ...{ "aria-label": chart.title, "font-size": 13, fill: colours.ink },
  };
  return { shape: shape("svg", attributes, children), height };
}

function frameOf(chart: Chart, width: number, colours: Colours): Frame {
  const isWide = width >= WIDE;
  if (!isWide) return { width, isWide, colours, left: PAD, right: width - PAD };
  const longest = Math.max(...chart.rows.map((row) => row.label.length), 12);
  const left = Math.min(width * 0.38, longest * LETTER + 16);
  return { width, isWide, colours, left, right: width - Math.min(230, width * 0.24) };
}

const placeOf = (chart: Chart, frame: Frame, at: number, most = chart.to): number => {
  const share = (at - chart.from) / (most - chart.from || 1);
  return frame.left + Math.max(0, Math.min(1, share)) * (frame.right - frame.left);
};

function scaleShapes(chart: Chart, frame: Frame, bottom: number): Shape[] {
  const { colours } = frame;
  const ticks = chart.ticks.flatMap(({ at, words }) => {
    const x = placeOf(chart, frame, at);
    return [
      shape("line", { x1: x, x2: x, y1: 18, y2: bottom, stroke: colours.line, "stroke-width": 1 }),
      text(words, x, 12, { "text-anchor": "middle", "font-size": 11.5, fill: colours.soft }),
    ];
  });
  if (!chart.line) return ticks;
  const x = placeOf(chart, frame, chart.line.at);
  const line = { x1: x, x2: x, y1: 18, y2: bottom, stroke: colours.accent, "stroke-width": 1.5 };
  const side = x > (frame.left + frame.right) / 2 ? "end" : "start";
  const name = { "text-anchor": side, "font-size": 11.5, fill: colours.accent };
  return [
    ...ticks,
    shape("line", { ...line, "stroke-dasharray": "5 3" }),
    text(chart.line.words, side === "end" ? x - 4 : x + 4, 27, name),
  ];
}

const text = (words: string, x: number, y: number, attributes: Shape["attributes"]): Shape =>
  shape("text", { x, y, ...attributes }, words);

function rowShape(
  chart: Chart,
  row: ChartRow,
  frame: Frame,
  top: number,
): { shape: Shape; height: number } {
  const { isWide, colours, left, right, width } = frame;
  const room = isWide ? left - 16 : width - 2 * PAD;
  const names = wrap(row.label, Math.floor(room / LETTER), LINES);
  const space = isWide ? width - right - 20 : room;
  const notes = wrap(row.words, Math.floor(space / LETTER), LINES);
  const middle = isWide ? (Math.max(names.length, notes.length) * LINE) / 2 + 4 : 0;
  const y = isWide ? top + middle : top + names.length * LINE + 11;
  const parts = [
    ...names.map((line, at) => text(line, isWide ? 0 : PAD, nameLine(at), { fill: colours.ink })),
    ...marksOf(chart, row, frame, y),
    ...notes.map((line, at) => text(line, noteLeft(), noteLine(at), { fill: colours.soft })),
  ];
  function nameLine(at: number): number {
    return isWide ? y + 4.5 + (at - (names.length - 1) / 2) * LINE : top + 13 + at * LINE;
  }
  function noteLine(at: number): number {
    return isWide ? y + 4.5 + (at - (notes.length - 1) / 2) * LINE : y + 22 + at * LINE;
  }
  function noteLeft(): number {
    return isWide ? right + 16 : PAD;
  }
  const height = isWide ? 2 * middle + 3 : (names.length + notes.length) * LINE + 26;
  const link = { href: linkTo(row.address), "aria-label": `${row.label}: ${row.words}` };
  const title = shape("title", {}, `${row.label}: ${row.words}`);
  return { shape: shape("a", link, [title, ...parts]), height };
}

function marksOf(chart: Chart, row: ChartRow, frame: Frame, y: number): Shape[] {
  const { colours, left, right } = frame;
  const track = { x1: left, x2: right, y1: y, y2: y, stroke: colours.line, "stroke-width": 1 };
  const marks = row.marks.map((mark) => {
    const x = placeOf(chart, frame, mark.at, row.most);
    if (mark.to === undefined) return dot(mark.tone, x, y, colours);
    return bar(mark.tone, x, placeOf(chart, frame, mark.to, row.most), y, colours);
  });
  return [shape("line", track), ...marks];
}

/** A point: a circle, or a hollow diamond for what it is compared with. */
function dot(tone: Tone, x: number, y: number, colours: Colours): Shape {
  if (tone === "second") {
    const points = `${x},${y - 6} ${x + 6},${y} ${x},${y + 6} ${x - 6},${y}`;
    return shape("polygon", {
      points,
      fill: colours.raised,
      stroke: colours.soft,
      "stroke-width": 2,
    });
  }
  const fill = tone === "plan" ? colours.raised : colours.accent;
  return shape("circle", { cx: x, cy: y, r: 5.5, fill, stroke: colours.accent, "stroke-width": 2 });
}

function bar(tone: Tone, from: number, to: number, y: number, colours: Colours): Shape {
  if (tone === "good" || tone === "bad") {
    const line = { x1: from, x2: to, y1: y, y2: y, stroke: colours[tone], "stroke-width": 3 };
    return shape("line", tone === "bad" ? { ...line, "stroke-dasharray": "4 2" } : line);
  }
  const [x, width] = [Math.min(from, to), Math.max(Math.abs(to - from), 2)];
  const box = { x, y: y - BAR / 2, width, height: BAR, rx: 2, stroke: colours.accent };
  if (tone === "plan") return shape("rect", { ...box, fill: "none", "stroke-dasharray": "3 2" });
  if (tone === "open") return shape("rect", { ...box, fill: colours.accent, "fill-opacity": 0.35 });
  return shape("rect", { ...box, fill: colours.accent });
}

/** Round numbers on a scale from 0, at most so many. */
export function roundTicks(to: number, unit = "", most = 5): Tick[] {
  const rough = to / most || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const ticks: Tick[] = [];
  for (let at = 0; at <= to * 1.0001; at += step) {
    ticks.push({ at, words: `${Number(at.toPrecision(6))}${unit}` });
  }
  return ticks;
}

/** A chart in words, one row a line: for files and scripts. */
export const chartWords = (chart: Chart): string[] =>
  chart.rows.map((row) => `${capitalise(row.label)}: ${row.words}`);
