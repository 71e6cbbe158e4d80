/** Draws marks, verbs, frames and headings on the canvas. */

import { trace } from "../outlines";
import { formatNumber, plainDirection } from "../text";
import type { Colours } from "./colours";
import type { ClassRow } from "./data";
import { type Drawing, LINE, type Mark, VERB, type Verb, verbBaseline } from "./drawing";
import { lineStyleOf } from "./line_styles";
import { moreWords } from "./mark_builder";
import { verbLines } from "./verbs";

const FACE = '"Source Sans 3", "Segoe UI", system-ui, Roboto, "Helvetica Neue", Arial, sans-serif';
export const FONTS = {
  strong: `650 13.5px ${FACE}`,
  plain: `400 13.5px ${FACE}`,
  small: `400 12px ${FACE}`,
  heading: `600 12px ${FACE}`,
  letter: `700 10px ${FACE}`,
};
const RADIUS = 7;

interface State {
  isHovered: boolean;
  isChosen: boolean;
  isWalked: boolean;
}

export function drawMark(
  ctx: CanvasRenderingContext2D,
  mark: Mark,
  kind: ClassRow | null,
  colours: Colours,
  state: State,
): void {
  const { x, y, scale } = mark;
  ctx.save();
  ctx.translate(x, y);
  ctx.scale(scale, scale);
  ctx.translate(-x, -y);
  const own = { ...mark, width: mark.width / scale, height: mark.height / scale };
  drawBox(ctx, own, colours, state);
  const [left, top] = [x - own.width / 2, y - own.height / 2];
  if (kind) drawIcon(ctx, own, kind, colours);
  drawText(ctx, own, left + (kind ? 29 : 11), top + 6 + 12, colours);
  if (mark.more) drawBadge(ctx, own, colours);
  if (mark.isPinned) drawPin(ctx, own, colours);
  ctx.restore();
}

function drawBox(ctx: CanvasRenderingContext2D, mark: Mark, colours: Colours, state: State): void {
  const { x, y, width, height, tone } = mark;
  const colour = tone ? tone[colours.scheme] : colours.soft;
  box(ctx, x - width / 2, y - height / 2, width, height, RADIUS);
  ctx.fillStyle = mark.isRoot ? tint(colour, colours) : colours.raised;
  ctx.fill();
  ctx.lineWidth = state.isChosen || mark.isRoot ? 2.2 : 1.2;
  ctx.strokeStyle = state.isChosen ? colours.accent : colour;
  ctx.setLineDash(tone ? [] : [4, 3]);
  ctx.stroke();
  ctx.setLineDash([]);
  if (state.isHovered || state.isChosen || state.isWalked) ring(ctx, mark, colours, state);
}

/** A dot at the corner of a mark that the reader put where it stands. */
function drawPin(ctx: CanvasRenderingContext2D, mark: Mark, colours: Colours): void {
  ctx.beginPath();
  ctx.arc(mark.x - mark.width / 2 + 2, mark.y - mark.height / 2 + 2, 3.5, 0, 2 * Math.PI);
  ctx.fillStyle = colours.accent;
  ctx.fill();
}

function ring(ctx: CanvasRenderingContext2D, mark: Mark, colours: Colours, state: State): void {
  const gap = state.isWalked ? 4 : 2.5;
  const { x, y, width, height } = mark;
  box(
    ctx,
    x - width / 2 - gap,
    y - height / 2 - gap,
    width + 2 * gap,
    height + 2 * gap,
    RADIUS + gap,
  );
  ctx.lineWidth = state.isWalked ? 3 : 1.5;
  ctx.strokeStyle =
    state.isHovered && !state.isChosen && !state.isWalked ? colours.soft : colours.accent;
  ctx.stroke();
}

/** The shape of the type, or the letter of the legend, in the colour of the mark. */
function drawIcon(
  ctx: CanvasRenderingContext2D,
  mark: Mark,
  kind: ClassRow,
  colours: Colours,
): void {
  const at = { x: mark.x - mark.width / 2 + 17, y: mark.y };
  trace(ctx, mark.letter ? "dot" : kind.shape, at, mark.letter ? 8 : 5.5);
  ctx.fillStyle = mark.tone ? mark.tone[colours.scheme] : colours.soft;
  ctx.fill();
  if (!mark.letter) return;
  ctx.textAlign = "center";
  ctx.textBaseline = "alphabetic";
  const paper = colours.scheme === "dark" ? colours.paper : colours.raised;
  write(ctx, mark.letter, at.x, at.y + 3.6, FONTS.letter, paper);
}

function drawText(
  ctx: CanvasRenderingContext2D,
  mark: Mark,
  left: number,
  first: number,
  colours: Colours,
): void {
  let y = first;
  ctx.textAlign = "left";
  ctx.textBaseline = "alphabetic";
  if (mark.strong) {
    write(ctx, mark.strong, left, y, FONTS.strong, colours.ink);
    y += LINE;
  }
  for (const line of mark.lines) {
    write(
      ctx,
      line,
      left,
      y,
      mark.strong ? FONTS.small : FONTS.plain,
      mark.strong ? colours.soft : colours.ink,
    );
    y += LINE;
  }
  if (mark.split) drawSplit(ctx, mark.split, left, y, colours);
}

function write(
  ctx: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  font: string,
  colour: string,
): void {
  ctx.font = font;
  ctx.fillStyle = colour;
  ctx.fillText(plainDirection(text), x, y);
}

/** A bar with strengths on the left and concerns on the right, both with their numbers. */
function drawSplit(
  ctx: CanvasRenderingContext2D,
  [strengths, concerns]: [number, number],
  left: number,
  base: number,
  colours: Colours,
): void {
  const total = Math.max(strengths + concerns, 1);
  const width = 46;
  const good = (width * strengths) / total;
  const x = left + 22;
  ctx.fillStyle = colours.line;
  ctx.fillRect(x, base - 9, width, 8);
  ctx.fillStyle = colours.good;
  ctx.fillRect(x, base - 9, strengths ? good : 0, 8);
  ctx.fillStyle = colours.bad;
  ctx.fillRect(x + good, base - 9, concerns ? width - good : 0, 8);
  ctx.textAlign = "right";
  write(ctx, formatNumber(strengths), x - 4, base - 1, FONTS.small, colours.good);
  ctx.textAlign = "left";
  write(ctx, formatNumber(concerns), x + width + 4, base - 1, FONTS.small, colours.bad);
}

/** Fills the box that was last traced as a panel, and draws its edge. */
function fillPanel(ctx: CanvasRenderingContext2D, colours: Colours, edge: number): void {
  ctx.fillStyle = colours.panel;
  ctx.fill();
  ctx.lineWidth = edge;
  ctx.strokeStyle = colours.line;
  ctx.stroke();
}

/** "+4": so many related things are not drawn. */
function drawBadge(ctx: CanvasRenderingContext2D, mark: Mark, colours: Colours): void {
  const text = moreWords(mark);
  ctx.font = FONTS.small;
  const width = ctx.measureText(text).width + 10;
  const x = mark.x + mark.width / 2 - width / 2 - 6;
  const y = mark.y + mark.badge;
  box(ctx, x - width / 2, y - 9, width, 18, 9);
  fillPanel(ctx, colours, 1);
  ctx.textAlign = "center";
  write(ctx, text, x, y + 4, FONTS.small, colours.accent);
  ctx.textAlign = "left";
}

export function drawVerb(
  ctx: CanvasRenderingContext2D,
  verb: Verb,
  colours: Colours,
  state: State,
): void {
  const { x, y, width, height } = verb;
  box(ctx, x - width / 2, y - height / 2, width, height, VERB.height / 2);
  ctx.fillStyle = colours.paper;
  ctx.fill();
  if (state.isHovered || state.isChosen || state.isWalked) {
    ctx.lineWidth = state.isWalked ? 3 : 1.8;
    ctx.strokeStyle = colours.accent;
    ctx.stroke();
  }
  ctx.textAlign = "center";
  const { colour } = lineStyleOf(verb, colours);
  const lines = verbLines(verb);
  lines.forEach((line, at) => {
    write(ctx, line, x, verbBaseline(y, lines.length, at), FONTS.small, colour);
  });
  ctx.textAlign = "left";
}

/** Frames and headings, below all else. */
export function drawFrames(
  ctx: CanvasRenderingContext2D,
  drawing: Drawing,
  colours: Colours,
): void {
  for (const frame of drawing.frames) {
    const [left, top] = [frame.x - frame.width / 2, frame.y - frame.height / 2];
    box(ctx, left, top, frame.width, frame.height, 14);
    fillPanel(ctx, colours, 1.2);
    ctx.textAlign = "center";
    frame.lines.forEach((line, at) => {
      write(ctx, line, frame.x, top + 20 + at * LINE, FONTS.strong, colours.ink);
    });
  }
  for (const { text, x, y, align } of drawing.headings) {
    ctx.textAlign = align;
    write(ctx, text, x, y + 4, FONTS.heading, colours.soft);
  }
  ctx.textAlign = "left";
}

function tint(colour: string, colours: Colours): string {
  return `color-mix(in srgb, ${colour} 14%, ${colours.raised})`;
}

function box(
  ctx: CanvasRenderingContext2D,
  x: number,
  y: number,
  width: number,
  height: number,
  radius: number,
): void {
  ctx.beginPath();
  ctx.roundRect(x, y, width, height, radius);
}
