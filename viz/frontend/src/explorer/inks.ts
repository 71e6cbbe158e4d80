/** The colours of the page for the canvas: read from the style sheet, light or dark. */
import type { GraphData } from "./data";

export interface Inks {
  paper: string;
  raised: string;
  panel: string;
  ink: string;
  soft: string;
  line: string;
  accent: string;
  good: string;
  bad: string;
  families: Record<string, string>;
  scheme: "light" | "dark";
}

const NAMES = [
  ...["paper", "raised", "panel", "ink", "soft"],
  ...["line", "accent", "good", "bad"],
] as (keyof Omit<Inks, "families" | "scheme">)[];

export const darkScheme = matchMedia("(prefers-color-scheme: dark)");
let families: GraphData["families"] = {};

/** Takes the colours of relations from the data. */
export function useFamilies(data: GraphData["families"]): void {
  families = data;
}

const read = new Map<string, Inks>();

export function readInks(): Inks {
  const isPrinting = document.body.classList.contains("printing");
  const scheme = darkScheme.matches && !isPrinting ? "dark" : "light";
  const inks = read.get(scheme) ?? colours(scheme);
  read.set(scheme, inks);
  return inks;
}

function colours(scheme: Inks["scheme"]): Inks {
  const style = getComputedStyle(document.body);
  const values = NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]);
  const lines = Object.entries(families).map(([name, family]) => [name, family[scheme]]);
  return { ...Object.fromEntries(values), families: Object.fromEntries(lines), scheme } as Inks;
}
