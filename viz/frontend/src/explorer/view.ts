/**
 * The view: what an answer holds. Page, picture, files, print and scripts all take it from here.
 */

import type { Chart } from "./charts";

/** What restores a view: the parameters of the fragment, in a fixed order. */
export type Address = Record<string, string>;

/** A piece of a sentence; a count opens the list that holds exactly what it counts. */
export type Part =
  | string
  | { count: number; noun: string; list: string; only?: string }
  | { thing: number };

/** One thing, statement or sentence of the graph. */
export type Item =
  | { thing: number }
  | { statement: number }
  | { statements: number[] }
  | { sentence: number };

export type Cell =
  | string
  | number
  | { thing: number; words?: string }
  | { things: number[]; words?: string }
  | { sentences: number[] }
  | { split: [strengths: number, concerns: number] }
  | { address: Address; words: string; count?: number };

export interface Row {
  item: Item | null;
  cells: Cell[];
  /** By which the rows that a count speaks of can be picked, such as the words of a relation. */
  key?: string;
}

/** A sortable table, each of whose rows is one item. */
export interface List {
  id: string;
  title: string;
  columns: string[];
  rows: Row[];
  note?: string;
  /** Whether it is shown only when somebody asks for it. */
  isClosed?: boolean;
}

/** A group of marks in a picture, in a frame with a heading or only below a heading. */
export interface Group {
  heading: string;
  things: number[];
  column: number;
  /** The mark from which lines go to all things of the group, gathered by their verbs. */
  parent?: number;
  /** Whether the group is drawn as a whole, however large it is. */
  isWhole?: boolean;
  /** Whether only a mark stands for the group at first. */
  isFolded?: boolean;
  /** The thing that the group belongs to, such as the force around its units. */
  frame?: number;
}

export interface Picture {
  /** The thing in the middle, if there is one. */
  root: number | null;
  groups: Group[];
  statements: number[];
  /** Lines that no statement is behind, such as from a theme to a narrower one. */
  links?: { from: number; to: number; words: string }[];
  /** Whether groups stand below each other, as the steps of a path do. */
  isDown?: boolean;
  /** Things whose strengths and concerns a split bar shows. */
  splits?: Map<number, [strengths: number, concerns: number]>;
  /** The styles of lines, by statement, where it is no matter of their family (`line_styles.ts`). */
  lineStyles?: Map<number, string>;
  /** Words below the names of things. */
  tags?: Map<number, string>;
  /** What is not drawn, and why. */
  note?: string;
}

export interface Choice {
  words: string;
  /** The technical term for it, where there is one. */
  term?: string;
  address: Address;
  isChosen: boolean;
}

/** A control above the answer: a switch or a set of choices that lead to other addresses. */
export interface Control {
  title: string;
  choices: Choice[];
}

/** What files say of single statements and things, as in "only here". */
export interface Marks {
  statements: Map<number, { words: string; sentences: number[] }>;
  things: Map<number, string>;
}

export interface View {
  address: Address;
  /** The name of the view among all views, or "thing", "theme", "path", "words". */
  kind: string;
  title: string;
  sentence: Part[];
  /** Further plain sentences: what is included, what is left out. */
  remarks: Part[][];
  controls: Control[];
  /** Whether a theme can be chosen as a filter, and which one is: its IRI or "". */
  themeFilter?: string;
  /** Whether a force or a report can be chosen as a filter, and which one is: its IRI or "". */
  reportFilter?: string;
  /** The filter that applies, in words. */
  filters: string[];
  lists: List[];
  picture: Picture | null;
  marks?: Marks;
  /** Charts, which `fill` draws and files hold. */
  charts?: Chart[];
  /** Fills a place of its own below the answer, where lists are not enough. */
  fill?: (container: HTMLElement) => void;
}

export function emptyView(address: Address, kind: string, title: string): View {
  return {
    address,
    kind,
    title,
    sentence: [],
    remarks: [],
    controls: [],
    filters: [],
    lists: [],
    picture: null,
  };
}

/** The count of a list's rows as a piece of a sentence. */
export function countOf(list: List, singular: string, plural = `${singular}s`): Part {
  const count = list.rows.length;
  return { count, noun: count === 1 ? singular : plural, list: list.id };
}

/** The count of those rows of a list that have a key. */
export function countOnly(list: List, only: string, noun: string): Part {
  const count = list.rows.filter((row) => row.key === only).length;
  return { count, noun, list: list.id, only };
}

/** Joins parts with commas, and the last one with "and". */
export function joined(parts: Part[], last = "and"): Part[] {
  return parts.flatMap((part, at) => {
    if (at === 0) return [part];
    return [at === parts.length - 1 ? ` ${last} ` : ", ", part];
  });
}

export const addressText = (address: Address): string =>
  Object.entries(address)
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join("&")
    .replaceAll("%3A", ":")
    .replaceAll("%20", "+")
    .replaceAll("%2C", ",")
    .replaceAll("%2F", "/");

export function readAddress(fragment: string): Address {
  return Object.fromEntries(new URLSearchParams(fragment.replace(/^#/, "")));
}
