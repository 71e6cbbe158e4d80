/** What a picture is made of: marks, verbs, lines, frames and headings, with their places. */
import type { Model } from "./model";
import type { Group } from "./view";

export type Measure = (text: string, style: "strong" | "plain" | "small") => number;

export interface Box {
  key: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

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
  isRoot: boolean;
}

/** The verb of a group of lines: between one mark on one side and some on the other. */
export interface Verb extends Box {
  words: string;
  family: string;
  isPlanned: boolean;
  look?: string;
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
  /** The look of `line_looks.ts` that it has in place of that of its family. */
  look?: string;
}

export interface Frame extends Box {
  title: string;
  thing: number | null;
}

export interface Heading {
  text: string;
  x: number;
  y: number;
  align: "left" | "right" | "center";
}

export interface Drawing {
  marks: Mark[];
  verbs: Verb[];
  lines: Line[];
  frames: Frame[];
  headings: Heading[];
}

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
  /** How marks are grouped: "", "type" or "sector". */
  grouping: string;
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
  groups: PlacedGroup[];
  marks: Mark[];
  /** The mark of each thing; of one that is folded away, that which stands for it. */
  ofThing: Map<number, Mark>;
  byKey: Map<string, Mark>;
}

/** Heights that rows of marks and verbs reckon with, in pixels. */
export const VERB = { height: 17, pad: 6 };
export const HEADING = 20;
