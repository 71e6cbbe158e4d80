/** Picture and charts of a view as one SVG file with its caption, or as a PNG of that file. */

import { type Chart, chartShape, keyShape } from "../charts";
import type { Colours } from "../colours";
import { boundsOf as extentOf } from "../density";
import type { Drawing } from "../drawing";
import { legendNotes } from "../legend";
import { drawnStyles, strokeAttributes, styleWords } from "../line_styles";
import type { Model } from "../model";
import { wrap } from "../names";
import { type Shape, shape, shapeText } from "../svg_tree";
import type { View } from "../view";
import type { Caption } from "./caption";
import { drawingShapes, iconShapes } from "./picture_shapes";

const MARGIN = 24;
const LEAST = 900; // width
const LETTER = 7.2; // mean width of a letter
const FACE = "'Source Sans 3', 'Segoe UI', system-ui, Roboto, 'Helvetica Neue', Arial, sans-serif";
const SCALE = 2; // of a PNG

interface Part {
  shape: Shape;
  height: number;
}

/** Whether a view has anything to draw. */
export const isDrawn = (view: View): boolean =>
  view.picture !== null || (view.charts ?? []).some(({ rows }) => rows.length > 0);

export interface SvgSource {
  model: Model;
  view: View;
  drawing: Drawing | null;
  caption: Caption;
  colours: Colours;
}

/** The shape of the whole file, with its size. */
export function svgShape(source: SvgSource): { shape: Shape; width: number; height: number } {
  const { view, drawing, caption, colours } = source;
  const bounds = drawing?.marks.length ? boundsOf(drawing) : null;
  const width = Math.max(LEAST, Math.ceil((bounds?.width ?? 0) + 2 * MARGIN));
  const parts: Part[] = [headPart(caption, width, colours)];
  if (bounds && drawing) {
    const shift = [(width - bounds.width) / 2 - bounds.left, -bounds.top];
    const shapes = drawingShapes(source.model, drawing, colours, view.picture?.isDown ?? false);
    const transform = `translate(${shift.join(" ")})`;
    parts.push({ shape: shape("g", { transform }, shapes), height: bounds.height });
    parts.push(legendPart(source, drawing, width));
  }
  const charts = (view.charts ?? []).filter(({ rows }) => rows.length);
  parts.push(...charts.map((chart) => chartPart(chart, width, colours)));
  parts.push(footPart(caption, drawing ? legendNotes(drawing) : [], width, colours));
  let y = MARGIN;
  const placed = parts.map((part) => {
    const group = shape("g", { transform: `translate(0 ${y})` }, [part.shape]);
    y += part.height + 14;
    return group;
  });
  const height = Math.ceil(y + MARGIN - 14);
  const attributes = {
    ...{ xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}` },
    ...{ "font-family": FACE, role: "img", "aria-label": caption.title },
  };
  const paper = shape("rect", { width, height, fill: colours.paper });
  const title = shape("title", {}, `${caption.title}. ${caption.sentence}`);
  return { shape: shape("svg", attributes, [title, paper, ...placed]), width, height };
}

export const toSvg = (source: SvgSource): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${shapeText(svgShape(source).shape)}\n`;

/** The SVG file drawn into a PNG. */
export async function toPng(source: SvgSource): Promise<Blob> {
  const { shape: tree, width, height } = svgShape(source);
  const href = URL.createObjectURL(new Blob([shapeText(tree)], { type: "image/svg+xml" }));
  const image = new Image(width, height);
  image.src = href;
  await image.decode();
  URL.revokeObjectURL(href);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width * SCALE, height * SCALE];
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return await new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no PNG"))), "image/png");
  });
}

/** The room that a drawing takes. */
function boundsOf(drawing: Drawing): { left: number; top: number; width: number; height: number } {
  const { left, right, top, bottom } = extentOf(drawing);
  return { left: left - 6, top: top - 6, width: right - left + 12, height: bottom - top + 12 };
}

function lines(
  texts: [text: string, size: number, fill: string][],
  width: number,
): { shapes: Shape[]; height: number } {
  let y = 0;
  const shapes = texts.flatMap(([text, size, fill]) => {
    const room = Math.floor((width - 2 * MARGIN) / (LETTER * (size / 13)));
    return wrap(text, room, 4).map((line) => {
      y += size * 1.4;
      return shape("text", { x: MARGIN, y, "font-size": size, fill }, line);
    });
  });
  return { shapes, height: y };
}

function headPart(caption: Caption, width: number, colours: Colours): Part {
  const { shapes, height } = lines(
    [
      [caption.title, 22, colours.ink],
      [caption.sentence, 14, colours.ink],
      [caption.filter, 12.5, colours.soft],
    ],
    width,
  );
  return { shape: shape("g", {}, shapes), height: height + 8 };
}

function footPart(
  { licence, maker }: Caption,
  notes: string[],
  width: number,
  colours: Colours,
): Part {
  const { shapes, height } = lines(
    [
      ...notes.map((words): [string, number, string] => [words, 11.5, colours.soft]),
      [licence, 11.5, colours.soft],
      [maker, 11.5, colours.soft],
    ],
    width,
  );
  return { shape: shape("g", {}, shapes), height };
}

function legendPart({ colours }: SvgSource, drawing: Drawing, width: number): Part {
  let [x, y] = [MARGIN, 10];
  const shapes = drawing.legend.flatMap((entry) => {
    const room = entry.words.length * LETTER + 36;
    if (x + room > width - MARGIN) [x, y] = [MARGIN, y + 20];
    const text = { x: x + 18, y: y + 4.5, "font-size": 12.5, fill: colours.soft };
    const icon = iconShapes(entry, x + 6, y, entry[colours.scheme]);
    const item = [...icon, shape("text", text, entry.words)];
    x += room;
    return item;
  });
  const looks = drawnStyles(drawing).map((look, at) => {
    const place = { x: MARGIN + 36, y: y + 24.5 + at * 20, "font-size": 12.5, fill: colours.soft };
    const line = {
      d: `M${MARGIN} ${y + 20 + at * 20}h30`,
      ...strokeAttributes(look, colours.scheme),
    };
    return shape("g", {}, [shape("path", line), shape("text", place, styleWords(look))]);
  });
  return { shape: shape("g", {}, [...shapes, ...looks]), height: y + 10 + looks.length * 20 };
}

function chartPart(chart: Chart, width: number, colours: Colours): Part {
  const drawn = chartShape(chart, width - 2 * MARGIN, colours);
  const title = { x: MARGIN, y: 15, "font-size": 15, "font-weight": 600, fill: colours.ink };
  let x = MARGIN;
  const key = chart.legend.flatMap(({ tone, words }) => {
    const place = `translate(${x} 24)`;
    x += words.length * LETTER + 50;
    const text = { x: 28, y: 11.5, "font-size": 12.5, fill: colours.soft };
    return [
      shape("g", { transform: place }, [keyShape(tone, colours), shape("text", text, words)]),
    ];
  });
  const top = chart.legend.length ? 46 : 24;
  const inner = { ...drawn.shape, attributes: { ...drawn.shape.attributes, x: MARGIN, y: top } };
  const note = lines([[chart.note ?? "", 11.5, colours.soft]], width);
  const place = { transform: `translate(0 ${top + drawn.height})` };
  const shapes = [shape("text", title, chart.title), ...key, inner, shape("g", place, note.shapes)];
  return { shape: shape("g", {}, shapes), height: top + drawn.height + note.height };
}
