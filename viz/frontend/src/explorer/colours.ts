/** The colours of the page, light or dark, for canvas and SVG, as the style sheet has them. */
import type { GraphData } from "./data";

export interface Colours {
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
] as (keyof Omit<Colours, "families" | "scheme">)[];

export const darkScheme = matchMedia("(prefers-color-scheme: dark)");
let families: GraphData["families"] = {};

/** Takes the colours of relations from the data. */
export function setFamilyColours(data: GraphData["families"]): void {
  families = data;
}

const stored = new Map<string, Colours>();

export function readColours(): Colours {
  const isPrinting = document.body.classList.contains("printing");
  const scheme = darkScheme.matches && !isPrinting ? "dark" : "light";
  const colours = stored.get(scheme) ?? readScheme(scheme);
  stored.set(scheme, colours);
  return colours;
}

function readScheme(scheme: Colours["scheme"]): Colours {
  const style = getComputedStyle(document.body);
  const values = NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]);
  const lines = Object.entries(families).map(([name, family]) => [name, family[scheme]]);
  return { ...Object.fromEntries(values), families: Object.fromEntries(lines), scheme } as Colours;
}
