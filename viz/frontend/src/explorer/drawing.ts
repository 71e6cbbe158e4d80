/** What a picture is made of: marks, verbs, lines, frames and headings, with their places. */
import type { Point } from "../geometry";
import type { Model } from "./model";
import type { Group } from "./view";

export type Measure = (text: string, style: "strong" | "plain" | "small" | "heading") => number;

export interface Box {
  key: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Whether boxes lie on each other, or nearer than a gap. */
export const overlaps = (a: Box, b: Box, gap = 0): boolean =>
  Math.abs(a.x - b.x) < (a.width + b.width) / 2 + gap &&
  Math.abs(a.y - b.y) < (a.height + b.height) / 2 + gap;

export interface Mark extends Box {
  /** The thing; none for a mark that stands for what is folded away. */
  thing: number | null;
  column: number;
  group: number;
  strong: string;
  lines: string[];
  split: [number, number] | null;
  /** How many things are related to it that are not drawn. */
  more: number;
  /** Pixels that are free for their number beside its first or its last row. */
  slack: number;
  /** How far below the middle of the mark their number stands, in pixels of a mark of scale 1. */
  badge: number;
  isRoot: boolean;
  tone: Tone | null;
  /** The letter of its colour in the legend; "" where colours stand for types. */
  letter: string;
  /** Its value by the measure of sizes; null where it has none. */
  value: number | null;
  /** By which factor it is drawn larger. */
  scale: number;
  /** Whether the reader put it where it stands. */
  isPinned: boolean;
}

/** A colour on light and on dark paper. */
export interface Tone {
  light: string;
  dark: string;
}

/** What a colour, or the shape of a type, stands for. */
export interface LegendEntry extends Tone {
  words: string;
  shape: string;
  letter: string;
}

/** The verb of a group of lines: between one mark on one side and some on the other. */
export interface Verb extends Box {
  words: string;
  /** Whether its words stand in lines below each other. */
  isWrapped: boolean;
  family: string;
  isPlanned: boolean;
  lineStyle?: string;
  statements: number[];
  /** Keys of the marks at both ends: the nearer to the middle, and the farther. */
  inner: string[];
  outer: string[];
}

export interface Line {
  from: string;
  to: string;
  family: string;
  isPlanned: boolean;
  /** The style of `line_styles.ts` that it has in place of that of its family. */
  lineStyle?: string;
}

export interface Frame extends Box {
  /** The lines of its title. */
  lines: string[];
  thing: number | null;
}

export interface Heading {
  text: string;
  x: number;
  y: number;
  align: "left" | "right" | "center";
  width?: number;
}

export interface Drawing {
  marks: Mark[];
  verbs: Verb[];
  lines: Line[];
  frames: Frame[];
  headings: Heading[];
  legend: LegendEntry[];
  /** What the sizes of marks stand for, in words; "" where all are of one size. */
  sizeWords: string;
}

export const emptyDrawing = (): Drawing => ({
  ...{ marks: [], verbs: [], lines: [], frames: [], headings: [], legend: [], sizeWords: "" },
});

/** The boxes of headings, whose place is that of their edge. */
export function headingBoxes(headings: Heading[], measure?: Measure): Box[] {
  return headings.map(({ text, x, y, align, width }) => {
    const broad = width ?? measure?.(text, "heading") ?? 0;
    const shift = { left: broad / 2, center: 0, right: -broad / 2 }[align];
    return { key: `h${text}`, x: x + shift, y, width: broad, height: 16 };
  });
}

export const isMark = (box: Box): box is Mark => "strong" in box;
export const isVerb = (box: Box): box is Verb => "statements" in box;

/** What the reader changed in a picture. */
export interface PictureState {
  /** Marks whose further relations are drawn, in the order in which they were opened. */
  opened: number[];
  /** Groups that are drawn as a whole, by their number. */
  unfolded: Set<string>;
  /** Whether relations of the inspected bodies come when a mark is opened. */
  withForce: boolean;
  /** Whether the inspected bodies are not drawn at all. */
  withoutForce: boolean;
  /** By what marks are grouped and coloured: a name of the listing of categories, or "". */
  grouping: string;
  colouring: string;
  /** What the sizes of marks stand for: a name of the listing of sizes, or "". */
  sizing: string;
  /** A name of the listing of layouts, or "" for that of the view. */
  layout: string;
  /** Where the reader put marks, by the short key of their things. */
  moved: Map<string, Point>;
}

export const emptyState = (): PictureState => ({
  ...{ opened: [], unfolded: new Set(), withForce: false, withoutForce: false },
  ...{ grouping: "", colouring: "", sizing: "", layout: "", moved: new Map() },
});

/** The room for a picture on the screen, in pixels. */
export interface Room {
  width: number;
  height: number;
}

/** The width of a room below which a picture has two columns and is as high as it needs to be. */
export const NARROW = 560;

/** How much of a picture is drawn at first. */
export interface Density {
  /** Marks in all, and above each other. */
  marks: number;
  rows: number;
  /** Characters in a line of a name. */
  letters: number;
  /** Factor of the gaps between marks. */
  gaps: number;
}

export interface PlacedGroup extends Group {
  key: string;
  /** Things for which one mark stands. */
  hidden: number[];
}

/** What the modules of an arrangement share. */
export interface Scene {
  model: Model;
  isDown: boolean;
  /** Whether there is room for two columns alone. */
  isNarrow: boolean;
  /** The width of the room over its height. */
  aspect: number;
  /** Factor of the gaps between marks. */
  gaps: number;
  /** Styles of lines by their statement, where they have one of their own. */
  lineStyles?: Map<number, string>;
  groups: PlacedGroup[];
  marks: Mark[];
  /** The mark of each thing; of one that is folded away, that which stands for it. */
  ofThing: Map<number, Mark>;
  byKey: Map<string, Mark>;
}

/** Heights that rows of marks and verbs reckon with, in pixels. */
export const VERB = { height: 17, line: 14, pad: 4 };
export const HEADING = 20;
export const LINE = 16;

/** Where a line of a verb stands whose middle is at a height. */
export const verbBaseline = (y: number, count: number, line: number): number =>
  y + 4 + (line - (count - 1) / 2) * VERB.line;
