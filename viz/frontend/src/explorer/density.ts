/** Chooses how much of a picture is drawn at first, so that its letters can be read. */
import { arrange } from "./arrange";
import {
  type Density,
  type Drawing,
  headingBoxes,
  type Measure,
  NARROW,
  type PictureState,
  type Room,
} from "./drawing";
import type { Model } from "./model";
import type { Picture } from "./view";

export const MARGIN = 24; // pixels around a picture, in all
/** The scale from which the smallest letters, of 12 pixels, have 11 on the screen. */
export const READABLE = 11 / 12;
/** The scales that do where the lines of names are at their shortest; letters are 10 pixels high. */
const LEGIBLE = { wide: 10.2 / 12, narrow: 9.8 / 12 };
const NEARLY = 0.97; // of the largest letters: fewer marks do not pay for less
const ROOMS = [
  ...[
    [30, 14],
    [30, 11],
    [28, 10],
    [26, 9],
    [24, 8],
    [22, 7],
    [20, 6],
    [17, 5],
    [14, 4],
    [11, 3],
    [9, 3],
    [7, 2],
  ],
];
const LINES = [
  ...[
    { letters: 21, gaps: 1 },
    { letters: 21, gaps: 0.5 },
    { letters: 18, gaps: 0.7 },
    { letters: 15, gaps: 0.6 },
    { letters: 13, gaps: 0.5 },
    { letters: 11, gaps: 0.3 },
    { letters: 9, gaps: 0.2 },
  ],
];
const SHORTER = 2; // the place in these lines with which a picture of fewer marks begins

export interface First {
  density: Density;
  drawing: Drawing;
}

interface Try extends First {
  across: number;
  down: number;
}

/** Places in the lists of rooms and of lines. */
interface Step {
  rooms: number;
  lines: number;
}

/**
 * The first picture: as full as it can be read, or else with the largest letters. Shorter lines of
 * names come before fewer marks where it is too wide; where it is too high, fewer marks.
 */
export function firstPicture(
  model: Model,
  picture: Picture,
  state: PictureState,
  { measure, room }: { measure: Measure; room: Room },
): First {
  const first = { ...state, opened: [], unfolded: new Set<string>(), moved: new Map() };
  const legible = room.width < NARROW ? LEGIBLE.narrow : LEGIBLE.wide;
  const tries: Try[] = [];
  let step: Step = { rooms: 0, lines: 0 };
  while (step.rooms < ROOMS.length) {
    const [marks, rows] = ROOMS[step.rooms];
    const density = { marks, rows, ...LINES[step.lines] };
    const drawing = arrange(model, picture, first, { measure, room, density });
    const made: Try = { density, drawing, ...scalesOf(drawing, room) };
    tries.push(made);
    const isShort = step.lines === LINES.length - 1 && made.across < made.down;
    if (smaller(made) >= (isShort ? legible : READABLE)) break;
    step = nextStep(step, made);
  }
  const best = Math.max(...tries.map(smaller));
  const enough = [READABLE, legible, best * NEARLY].find((scale) => scale <= best) ?? 0;
  return tries.find((item) => smaller(item) >= enough) ?? tries[0];
}

const smaller = ({ across, down }: Pick<Try, "across" | "down">): number => Math.min(across, down);

/** What to try next where a drawing is too wide or too high. */
function nextStep({ rooms, lines }: Step, { across, down }: Try): Step {
  const isTooWide = across < down;
  const isLast = isTooWide ? lines === LINES.length - 1 : lines > 0;
  if (!isLast) return { rooms, lines: lines + 1 };
  const [, rows] = ROOMS[rooms];
  const next = ROOMS.findIndex(([, most]) => most <= rows * down);
  return { rooms: Math.max(rooms + 1, next), lines: isTooWide ? SHORTER : lines };
}

/** The scale at which a drawing fits into a room. */
export const scaleOf = (drawing: Drawing, room: Room): number => smaller(scalesOf(drawing, room));

/** The scales at which it fits across and down. */
function scalesOf(drawing: Drawing, { width, height }: Room): { across: number; down: number } {
  const { left, right, top, bottom } = boundsOf(drawing);
  return {
    across: (width - MARGIN) / (right - left),
    down: (height - MARGIN) / (bottom - top),
  };
}

/** The room that a drawing takes, headings included. */
export function boundsOf(drawing: Drawing): Record<"left" | "right" | "top" | "bottom", number> {
  const boxes = [
    ...drawing.marks,
    ...drawing.verbs,
    ...drawing.frames,
    ...headingBoxes(drawing.headings),
  ];
  return {
    left: Math.min(...boxes.map((box) => box.x - box.width / 2)),
    right: Math.max(...boxes.map((box) => box.x + box.width / 2)),
    top: Math.min(...boxes.map((box) => box.y - box.height / 2)),
    bottom: Math.max(...boxes.map((box) => box.y + box.height / 2)),
  };
}
