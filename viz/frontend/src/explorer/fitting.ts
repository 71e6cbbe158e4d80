/** How much of a picture is drawn at first, so that its letters are large enough to read. */
import { arrange, FULL } from "./arrange";
import {
  type Density,
  type Drawing,
  headingBoxes,
  type Measure,
  type PictureState,
} from "./drawing";
import type { Model } from "./model";
import type { Picture } from "./view";

export interface Room {
  width: number;
  height: number;
}

const MARGIN = 24; // pixels around a picture, in all
export const NARROW = 560; // width of a picture whose groups all stand right of the middle
/** The scale from which the smallest letters, of 12 pixels, have 11 on the screen. */
export const READABLE = 11 / 12;
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
  ],
];
const LINES = [
  ...[
    { letters: 21, gaps: 1 },
    { letters: 21, gaps: 0.5 },
    { letters: 18, gaps: 0.7 },
    { letters: 15, gaps: 0.6 },
    { letters: 13, gaps: 0.5 },
  ],
];
/** Full pictures first, then such with shorter lines and fewer marks. */
const DENSITIES: Density[] = ROOMS.flatMap(([marks, rows]) =>
  LINES.map((lines) => ({ marks, rows, ...lines })),
);

/** The fullest of densities in which the first picture can be read, as nearly as it can be. */
export function densityOf(
  model: Model,
  picture: Picture,
  state: PictureState,
  { measure, room }: { measure: Measure; room: Room },
): Density {
  const first = { ...state, opened: [], unfolded: new Set<string>(), moved: new Map() };
  const narrow = room.width < NARROW;
  const scales: number[] = [];
  for (const density of DENSITIES) {
    const drawing = arrange(model, picture, first, { measure, narrow, density });
    scales.push(scaleOf(drawing, room));
    if ((scales.at(-1) ?? 0) >= READABLE) return density;
  }
  const enough = Math.max(...scales) * NEARLY;
  return DENSITIES[scales.findIndex((scale) => scale >= enough)] ?? FULL;
}

export function scaleOf(drawing: Drawing, { width, height }: Room): number {
  const { left, right, top, bottom } = boundsOf(drawing);
  return Math.min((width - MARGIN) / (right - left), (height - MARGIN) / (bottom - top));
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
