/**
 * A picture of the map as it is seen: sharper than the screen, with a title, a key and the source.
 */
import { canvas, inks } from "./canvas";
import { trace } from "./outlines";
import { FACE } from "./overlay";
import type { Look } from "./page_data";
import { details, map, scheme, session } from "./session";
import { countNoun, plainDirection, shorten } from "./text";
import { visibleNodes } from "./visibility";

const SOURCE =
  "Facts from HMICFRS, Crown copyright, Open Government Licence v3.0. Drawn by peelgraph.";
const MARGIN = 16;
const ROW = 20;
const FOOT = 36;

interface KeyEntry {
  look: Look;
  words: string;
  left: number;
}

interface TextLine {
  text: string;
  size: number;
  weight: number;
  colour: string;
  y: number;
}

/** Draws the map, below a head of so many pixels with its title, or without one. */
export function drawPicture(ratio = 3, head = 52): HTMLCanvasElement {
  const live = canvas.canvas.frame.canvas;
  const [width, height] = [live.clientWidth, live.clientHeight];
  const copy = document.createElement("canvas");
  const ctx = copy.getContext("2d");
  if (!ctx) throw new Error("this browser has no canvas to draw a picture on");
  const rows = keyRows(ctx, width - 2 * MARGIN);
  copy.width = width * ratio;
  copy.height = (head + height + ROW * rows.length + FOOT) * ratio;
  ctx.fillStyle = inks.paper;
  ctx.fillRect(0, 0, copy.width, copy.height);
  if (width && height) ctx.drawImage(redrawSharply(live, ratio), 0, head * ratio);
  canvas.redraw();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  if (head) writeHead(ctx, width);
  writeKey(ctx, rows, head + height);
  const y = head + height + ROW * rows.length + 22;
  writeLine(ctx, width, { text: SOURCE, size: 11, weight: 400, colour: inks.soft, y });
  return copy;
}

/** Draws the library's canvas once more, at another sharpness; its next drawing brings it back. */
function redrawSharply(live: HTMLCanvasElement, ratio: number): HTMLCanvasElement {
  const [width, height] = [live.clientWidth * ratio, live.clientHeight * ratio];
  Object.assign(live, { width, height });
  canvas.canvas.pixelRatio = ratio;
  canvas.renderer._redraw();
  return live;
}

function writeLine(ctx: CanvasRenderingContext2D, width: number, line: TextLine): void {
  ctx.font = `${line.weight} ${line.size}px ${FACE}`;
  ctx.fillStyle = line.colour;
  const text = shorten(plainDirection(line.text), 120);
  ctx.fillText(text, MARGIN, line.y, width - 2 * MARGIN);
}

function writeHead(ctx: CanvasRenderingContext2D, width: number): void {
  const { nodes, edges } = session.visible;
  const counts = `${countNoun(nodes.size, "thing")} and ${countNoun(edges.size, "relation")} shown`;
  writeLine(ctx, width, { text: details.title, size: 18, weight: 600, colour: inks.ink, y: 26 });
  writeLine(ctx, width, { text: counts, size: 12, weight: 400, colour: inks.soft, y: 45 });
}

/** What colours and shapes mean, broken into rows. */
function keyRows(ctx: CanvasRenderingContext2D, width: number): KeyEntry[][] {
  const rows: KeyEntry[][] = [];
  let left = Infinity;
  ctx.font = `400 12px ${FACE}`;
  for (const look of looksInUse()) {
    const words = shorten(plainDirection(look.words), 50);
    const needed = 40 + ctx.measureText(words).width;
    if (left + needed > width) {
      rows.push([]);
      left = 0;
    }
    rows[rows.length - 1].push({ look, words, left });
    left += needed;
  }
  return rows;
}

function looksInUse(): Look[] {
  const nodes = visibleNodes(map, session.visible);
  if (!details.grouping) {
    const kinds = new Set(nodes.map((node) => node.kind));
    return namesIn(details.kinds, kinds).map((kind) => details.kinds[kind]);
  }
  const groups = new Set(nodes.map((node) => node.group));
  return namesIn(details.groups, groups).map((words) => ({
    ...details.groups[words],
    words,
    shape: "dot",
  }));
}

const namesIn = (looks: object, names: Set<string>): string[] =>
  Object.keys(looks).filter((name) => names.has(name));

function writeKey(ctx: CanvasRenderingContext2D, rows: KeyEntry[][], top: number): void {
  rows.forEach((row, index) => {
    for (const entry of row) writeEntry(ctx, entry, top + ROW * index + 16);
  });
}

function writeEntry(ctx: CanvasRenderingContext2D, entry: KeyEntry, y: number): void {
  const { look, words, left } = entry;
  trace(ctx, look.shape, { x: 22 + left, y: y - 4 }, 6);
  ctx.fillStyle = look[scheme()];
  ctx.fill();
  ctx.font = `400 12px ${FACE}`;
  ctx.fillStyle = inks.ink;
  ctx.fillText(words, 34 + left, y);
}
