/** What layouts without columns share: boxes that keep apart, and verbs in the middle of lines. */
import type { Point } from "../../geometry";
import {
  type Box,
  type Heading,
  headingBoxes,
  type Mark,
  overlaps,
  type Scene,
  type Verb,
} from "../drawing";
import { bundled, linkVerbs, turned } from "../verbs";
import type { Layout, Plan } from "./definition";

const EIGHTH = Math.PI / 4;
const ALONG = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82]; // places for a verb on its line
const ASIDE = [0, 10, -10, 20, -20, 30, -30, 45, -45, 60, -60, 90, -90, 130, -130]; // pixels away from it
const GROWTH = 1.12; // of a picture in which a verb finds no place
const TRIES = 12;
const ROUNDS = 400;
const GAP = 16;
const BELOW = 22; // pixels between marks that stand below each other in two columns
const NARROWEST = 390; // pixels of two columns, with room for a verb between them

/** Moves boxes apart that lie on each other, each pair by half along the shorter way. */
export function moveApart(boxes: Box[]): void {
  for (let round = 0; round < ROUNDS; round++) {
    let isFree = true;
    boxes.forEach((a, at) => {
      for (const b of boxes.slice(0, at)) {
        if (!overlaps(a, b, GAP)) continue;
        isFree = false;
        part(a, b);
      }
    });
    if (isFree) return;
  }
}

function part(a: Box, b: Box): void {
  const across = (a.width + b.width) / 2 + GAP - Math.abs(a.x - b.x);
  const down = (a.height + b.height) / 2 + GAP - Math.abs(a.y - b.y);
  const side = (value: number) => (value < 0 ? -1 : 1);
  if (across < down) {
    const shift = (side(a.x - b.x) * (across + 0.5)) / 2;
    [a.x, b.x] = [a.x + shift, b.x - shift];
  } else {
    const shift = (side(a.y - b.y) * (down + 0.5)) / 2;
    [a.y, b.y] = [a.y + shift, b.y - shift];
  }
}

/** Joins marks that have their places: verbs stand where nothing else does. */
export function joinFreely(
  scene: Scene,
  plan: Plan,
  headingsOf: () => Heading[] = () => [],
): ReturnType<Layout["lay"]> {
  const { picture, statements, measure, pin } = plan;
  scene.isDown = false;
  scene.groups = scene.groups.map((group) => ({ ...group, parent: undefined, frame: undefined }));
  pin();
  const hub = (inner: Mark, outer: Mark) =>
    `${inner.key} ${Math.round(Math.atan2(outer.y - inner.y, outer.x - inner.x) / EIGHTH)}`;
  const verbs = [
    ...bundled(scene, statements, measure, hub),
    ...linkVerbs(scene, picture, measure),
  ];
  for (let attempt = 0; attempt < TRIES; attempt++) {
    for (const mark of scene.marks) Object.assign(mark, rounded(mark));
    if (placeAll(verbs, scene, headingBoxes(headingsOf(), measure))) break;
    grow(scene, attempt % 2 === 1);
  }
  for (const verb of verbs) turned(scene, verb);
  return { verbs, headings: headingsOf() };
}

/** A point on whole pixels, where the drawing library puts it. */
const rounded = ({ x, y }: Point): Point => ({ x: Math.round(x), y: Math.round(y) });

/** Moves marks apart: down where there is more room below than beside the picture, or across, or both ways. */
function grow({ marks, isNarrow, aspect }: Scene, isBoth: boolean): void {
  const [width, height] = [extent(marks, "x", "width"), extent(marks, "y", "height")];
  const isDown = isNarrow || width > height * aspect;
  for (const mark of marks.filter(({ isPinned }) => !isPinned)) {
    if (isDown || isBoth) mark.y *= GROWTH;
    if (!isNarrow && (!isDown || isBoth)) mark.x *= GROWTH;
  }
}

function extent(marks: Mark[], place: "x" | "y", size: "width" | "height"): number {
  const ends = (sign: number) => marks.map((mark) => mark[place] + (sign * mark[size]) / 2);
  return Math.max(...ends(1)) - Math.min(...ends(-1));
}

/**
 * Puts marks into two columns, left and right as they stand, each level below the one before: for
 * a screen that is narrow.
 */
export function stackLevels(levels: Mark[][]): void {
  const marks = levels.flat();
  const half = Math.max(NARROWEST / 2, Math.max(...marks.map(({ width }) => width)) + GAP);
  let top = 0;
  for (const level of levels) {
    const sorted = [...level].sort((a, b) => a.x - b.x);
    const isAlone = sorted.length === 1;
    const sides = [sorted.slice(0, sorted.length / 2), sorted.slice(sorted.length / 2)];
    const ends = sides.map((side, at) => {
      let y = top;
      for (const mark of side.sort((a, b) => a.y - b.y)) {
        mark.x = isAlone ? 0 : (at ? 1 : -1) * (half - mark.width / 2);
        mark.y = y + mark.height / 2;
        y += mark.height + BELOW;
      }
      return y;
    });
    top = Math.max(...ends) + BELOW;
  }
}

/** Gives each verb a free place near the middle of its lines; says whether all have one. */
function placeAll(verbs: Verb[], scene: Scene, headings: Box[]): boolean {
  const taken: Box[] = [...scene.marks, ...headings];
  let isFree = true;
  for (const verb of verbs) {
    const places = placesOf(scene, verb);
    const place = places.find(
      (point) =>
        isInside(scene, { ...verb, ...point }) &&
        !taken.some((box) => overlaps({ ...verb, ...point }, box)),
    );
    if (!place) isFree = false;
    Object.assign(verb, place ?? places[0]);
    taken.push({ ...verb });
  }
  return isFree;
}

/** Whether a verb stands between the sides of a narrow picture. */
const isInside = ({ isNarrow, marks }: Scene, { x, width }: Box): boolean =>
  !isNarrow || marks.some((mark) => Math.abs(x) + width / 2 <= Math.abs(mark.x) + mark.width / 2);

function placesOf({ byKey }: Scene, { inner, outer }: Verb): Point[] {
  const [from, to] = [inner, outer].map((keys) =>
    middle(keys.map((key) => byKey.get(key) as Mark)),
  );
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [dx, dy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  return ASIDE.flatMap((aside) =>
    ALONG.map((share) =>
      rounded({
        x: from.x + dx * length * share - dy * aside,
        y: from.y + dy * length * share + dx * aside,
      }),
    ),
  );
}

function middle(marks: Mark[]): Point {
  const sum = (of: (mark: Mark) => number) => marks.reduce((all, mark) => all + of(mark), 0);
  return { x: sum((mark) => mark.x) / marks.length, y: sum((mark) => mark.y) / marks.length };
}
