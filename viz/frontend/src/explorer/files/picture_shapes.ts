/** A drawing as shapes of SVG: the same marks, verbs, lines and frames as on the page. */
import { outline } from "../../outlines";
import { formatNumber, plainDirection } from "../../text";
import type { Colours } from "../colours";
import {
  type Box,
  type Drawing,
  type Frame,
  type Heading,
  LINE,
  type Line,
  type Mark,
  VERB,
  type Verb,
  verbBaseline,
} from "../drawing";
import { lineStyleOf } from "../line_styles";
import { moreWords } from "../mark_builder";
import type { Model } from "../model";
import { type Shape, shape } from "../svg_tree";
import { verbLines } from "../verbs";

const SPLIT = 46; // width of the bar of strengths and concerns
const SMALL = { "font-size": 12 };
const STRONG = { "font-size": 13.5, "font-weight": 650 };

export function drawingShapes(
  model: Model,
  drawing: Drawing,
  colours: Colours,
  isDown: boolean,
): Shape[] {
  const boxes = new Map<string, Box>(
    [...drawing.marks, ...drawing.verbs].map((box) => [box.key, box]),
  );
  return [
    ...drawing.frames.flatMap((frame) => frameShapes(frame, colours)),
    ...drawing.headings.map((heading) => headingShape(heading, colours)),
    ...drawing.lines.flatMap((line) => lineShape(line, boxes, colours, isDown)),
    ...drawing.marks.map((mark) => markShape(model, mark, colours)),
    ...drawing.verbs.filter((verb) => verb.words).map((verb) => verbShape(verb, colours)),
  ];
}

const write = (text: string, x: number, y: number, attributes: Shape["attributes"]): Shape =>
  shape("text", { x, y, ...attributes }, plainDirection(text));

function rect({ x, y, width, height }: Box, rx: number, attributes: Shape["attributes"]): Shape {
  const place = { x: x - width / 2, y: y - height / 2, width, height, rx };
  return shape("rect", { ...place, ...attributes });
}

function frameShapes(frame: Frame, colours: Colours): Shape[] {
  const { x, y, height, lines } = frame;
  const look = { ...STRONG, fill: colours.ink, "text-anchor": "middle" };
  return [
    rect(frame, 14, { fill: colours.panel, stroke: colours.line }),
    ...lines.map((line, at) => write(line, x, y - height / 2 + 20 + at * LINE, look)),
  ];
}

const ANCHORS = { left: "start", center: "middle", right: "end" };

function headingShape({ text, x, y, align }: Heading, colours: Colours): Shape {
  const look = { "font-size": 12, "font-weight": 600, fill: colours.soft };
  return write(text, x, y + 4, { ...look, "text-anchor": ANCHORS[align] });
}

function lineShape(
  line: Line,
  boxes: Map<string, Box>,
  colours: Colours,
  isDown: boolean,
): Shape[] {
  const [from, to] = [boxes.get(line.from), boxes.get(line.to)];
  if (!from || !to) return [];
  const [x, y] = [(from.x + to.x) / 2, (from.y + to.y) / 2];
  const bend = isDown ? `${from.x} ${y} ${to.x} ${y}` : `${x} ${from.y} ${x} ${to.y}`;
  const { colour, opacity, width, dashes } = lineStyleOf(line, colours);
  const look = {
    ...{ fill: "none", stroke: colour, "stroke-opacity": opacity, "stroke-width": width },
    ...(dashes.length ? { "stroke-dasharray": dashes.join(" ") } : {}),
  };
  return [shape("path", { d: `M${from.x} ${from.y}C${bend} ${to.x} ${to.y}`, ...look })];
}

function markShape(model: Model, mark: Mark, colours: Colours): Shape {
  const { x, y, scale } = mark;
  const kind = mark.thing === null ? null : model.thing(mark.thing).kind;
  const colour = mark.tone ? mark.tone[colours.scheme] : colours.soft;
  const own = { ...mark, width: mark.width / scale, height: mark.height / scale };
  const [left, top] = [x - own.width / 2, y - own.height / 2];
  const border = {
    ...{ stroke: colour, "stroke-width": mark.isRoot ? 2.2 : 1.2 },
    ...(kind ? {} : { "stroke-dasharray": "4 3" }),
  };
  const transform = `translate(${x} ${y}) scale(${scale}) translate(${-x} ${-y})`;
  return shape("g", scale === 1 ? {} : { transform }, [
    rect(own, 7, { fill: colours.raised, ...border }),
    ...(mark.isRoot ? [rect(own, 7, { fill: colour, "fill-opacity": 0.14 })] : []),
    ...(kind ? iconShapes({ ...kind, letter: mark.letter }, left + 17, y, colour) : []),
    ...textShapes(own, left + (kind ? 29 : 11), top + 18, colours),
    ...(mark.more ? badgeShapes(own, colours) : []),
  ]);
}

/** The mark of a type, or the letter of a group, around a point. */
export function iconShapes(
  { shape: name, letter }: { shape: string; letter: string },
  x: number,
  y: number,
  fill: string,
): Shape[] {
  if (letter) {
    const look = { "font-size": 10, "font-weight": 700, "text-anchor": "middle", fill: "#ffffff" };
    return [shape("circle", { cx: x, cy: y, r: 8, fill }), write(letter, x, y + 3.6, look)];
  }
  const corners = outline(name, 5.5);
  if (!corners.length) return [shape("circle", { cx: x, cy: y, r: 5.5, fill })];
  const points = corners.map((corner) => `${x + corner.x},${y + corner.y}`).join(" ");
  return [shape("polygon", { points, fill })];
}

function textShapes(mark: Mark, x: number, first: number, colours: Colours): Shape[] {
  const shapes: Shape[] = [];
  let y = first;
  if (mark.strong) {
    shapes.push(write(mark.strong, x, y, { ...STRONG, fill: colours.ink }));
    y += LINE;
  }
  const look = mark.strong
    ? { ...SMALL, fill: colours.soft }
    : { "font-size": 13.5, fill: colours.ink };
  for (const line of mark.lines) {
    shapes.push(write(line, x, y, look));
    y += LINE;
  }
  return mark.split ? [...shapes, ...splitShapes(mark.split, x, y, colours)] : shapes;
}

function splitShapes(
  [strengths, concerns]: [number, number],
  left: number,
  base: number,
  colours: Colours,
): Shape[] {
  const good = (SPLIT * strengths) / Math.max(strengths + concerns, 1);
  const x = left + 22;
  const part = (at: number, width: number, fill: string) =>
    shape("rect", { x: at, y: base - 9, width, height: 8, fill });
  return [
    part(x, good, colours.good),
    part(x + good, SPLIT - good, colours.bad),
    write(formatNumber(strengths), x - 4, base - 1, {
      ...SMALL,
      fill: colours.good,
      "text-anchor": "end",
    }),
    write(formatNumber(concerns), x + SPLIT + 4, base - 1, { ...SMALL, fill: colours.bad }),
  ];
}

function badgeShapes(mark: Mark, colours: Colours): Shape[] {
  const text = moreWords(mark);
  const width = text.length * 7 + 10;
  const x = mark.x + mark.width / 2 - width / 2 - 6;
  const y = mark.y + mark.badge;
  const box = { key: "", x, y, width, height: 18 };
  return [
    rect(box, 9, { fill: colours.panel, stroke: colours.line }),
    write(text, x, y + 4, { ...SMALL, fill: colours.accent, "text-anchor": "middle" }),
  ];
}

function verbShape(verb: Verb, colours: Colours): Shape {
  const fill = lineStyleOf(verb, colours).colour;
  const lines = verbLines(verb);
  return shape("g", {}, [
    rect(verb, VERB.height / 2, { fill: colours.paper }),
    ...lines.map((line, at) =>
      write(line, verb.x, verbBaseline(verb.y, lines.length, at), {
        ...{ ...SMALL, fill, "text-anchor": "middle" },
      }),
    ),
  ]);
}
