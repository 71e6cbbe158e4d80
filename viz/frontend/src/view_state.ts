/**
 * What is shown: as a value, as the fragment of the page's address, and as a history of changes.
 */
import { clamp, type View } from "./geometry";
import type { MapData } from "./page_data";

export const LISTS = ["hide", "outside", "without", "theme", "part", "voice"] as const;
export type ListName = (typeof LISTS)[number];
const MOST_CHANGES = 200;

export interface ViewState extends Record<ListName, string[]> {
  /** Fewest sentences behind a relation. */
  least: number;
  /** IRI of the thing that is selected, or "". */
  at: string;
  /** Name of the relation that is selected, or "". */
  line: string;
  /** Only what is within so many steps of the selected thing; 0 for all. */
  around: number;
  view: View | null;
}

export function emptyState(): ViewState {
  return {
    hide: [],
    outside: [],
    without: [],
    theme: [],
    part: [],
    voice: [],
    least: 1,
    at: "",
    line: "",
    around: 0,
    view: null,
  };
}

/** Writes a state as a fragment without "#"; what is as always is left out. */
export function toFragment(state: ViewState): string {
  const fields = new URLSearchParams();
  for (const list of LISTS) {
    for (const value of [...state[list]].sort()) fields.append(list, value);
  }
  if (state.least > 1) fields.set("least", String(state.least));
  if (state.at) fields.set("at", state.at);
  if (state.line) fields.set("line", state.line);
  if (state.around) fields.set("around", String(state.around));
  if (state.view) fields.set("view", state.view.join(","));
  return fields.toString();
}

/**
 * Reads a fragment, which may be anything that somebody typed: what cannot be understood is left
 * out.
 */
export function fromFragment(
  text: string,
  { nodeIds, edgeIds }: Pick<MapData, "nodeIds" | "edgeIds">,
): ViewState {
  const fields = new URLSearchParams(text.replace(/^#/, ""));
  const state = emptyState();
  for (const list of LISTS) state[list] = [...new Set(fields.getAll(list))];
  state.least = wholeNumber(fields.get("least"), 1, 1000) || 1;
  const [at, line] = [fields.get("at") ?? "", fields.get("line") ?? ""];
  if (nodeIds.has(at)) state.at = at;
  if (edgeIds.has(line)) state.line = line;
  if (state.at) state.around = wholeNumber(fields.get("around"), 0, 3);
  state.view = readView(fields.get("view") ?? "");
  return state;
}

function wholeNumber(text: string | null, least: number, most: number): number {
  const value = Number.parseInt(text ?? "", 10);
  return Number.isFinite(value) ? clamp(value, least, most) : 0;
}

function readView(text: string): View | null {
  const numbers = text.split(",").map(Number);
  if (numbers.length !== 3 || !numbers.every(Number.isFinite)) return null;
  const [x, y, scale] = numbers;
  return scale > 0.005 && scale < 20 ? [x, y, scale] : null;
}

/** A list with a value, or without it. */
export function toggled(list: string[], value: string, on: boolean): string[] {
  return on ? [...new Set([...list, value])] : list.filter((item) => item !== value);
}

/** A change that clears all filters and leaves the selection. */
export function clearFilters(state: ViewState): void {
  for (const list of LISTS) state[list] = [];
  Object.assign(state, { least: 1, around: 0 });
}

/** States of before and after the current one, as fragments. */
export class History {
  readonly past: string[] = [];
  readonly future: string[] = [];

  record(fragment: string): void {
    this.past.push(fragment);
    if (this.past.length > MOST_CHANGES) this.past.shift();
    this.future.length = 0;
  }

  undo(current: string): string | undefined {
    return step(this.past, this.future, current);
  }

  redo(current: string): string | undefined {
    return step(this.future, this.past, current);
  }
}

function step(source: string[], target: string[], current: string): string | undefined {
  const fragment = source.pop();
  if (fragment !== undefined) target.push(current);
  return fragment;
}
