/** Looks of lines by where a relation is: a stroke, a sign before the verb, and a colour. */
import { add, addSvg } from "../dom";
import type { Drawing, Line } from "./drawing";
import type { Inks } from "./inks";

export interface LineLook {
  /** Before the verb, so that neither colour nor stroke alone says it. */
  sign: string;
  words: string;
  dashes: number[];
  width: number;
  light: string;
  dark: string;
}

const BLUE = { light: "#0b57a4", dark: "#7ab8ff" };
const BROWN = { light: "#9a4600", dark: "#ffb066" };
const GREY = { light: "#5b6570", dark: "#a9b3bd" };
const DOTS = { dashes: [2, 4], width: 1.6, ...GREY };

export const LOOKS: Record<string, LineLook> = {
  here: { sign: "+", words: "only here", dashes: [], width: 2.6, ...BLUE },
  there: { sign: "\u2212", words: "only there", dashes: [10, 6], width: 2.6, ...BROWN },
  both: { sign: "", words: "in both", ...DOTS },
  moved: { sign: "\u2260", words: "in both, on other sentences", ...DOTS },
  alike: { sign: "\u2248", words: "alike", ...DOTS },
};

/** How a line is drawn: by its look, or as a line of its family. */
export function strokeOf(
  { look, family, isPlanned }: Pick<Line, "look" | "family" | "isPlanned">,
  inks: Inks,
): { colour: string; opacity: number; width: number; dashes: number[] } {
  const own = LOOKS[look ?? ""];
  if (own) return { ...own, colour: own[inks.scheme], opacity: 0.85 };
  const colour = inks.families[family] ?? inks.soft;
  return { colour, opacity: 0.55, width: 1.4, dashes: isPlanned ? [5, 4] : [] };
}

/** A verb with the sign of its look. */
export function signed(words: string, look: string | undefined): string {
  const sign = LOOKS[look ?? ""]?.sign;
  return sign ? `${sign} ${words}` : words;
}

/** The words of a look for those who do not see it. */
export const spoken = (look: string | undefined): string =>
  look && LOOKS[look] ? `, ${LOOKS[look].words}` : "";

/** The looks of the lines that are drawn, in a fixed order. */
export function drawnLooks({ lines }: Drawing): LineLook[] {
  const names = new Set(lines.map(({ look }) => look));
  return Object.entries(LOOKS)
    .filter(([name]) => names.has(name))
    .map(([, look]) => look);
}

export const lookWords = ({ sign, words }: LineLook): string => (sign ? `${sign} ${words}` : words);

/** An entry of the legend with a piece of the line. */
export function addLook(list: HTMLElement, look: LineLook, scheme: Inks["scheme"]): void {
  const item = add(list, "li");
  const size = { viewBox: "0 0 30 10", width: 30, height: 10, "aria-hidden": "true" };
  const svg = addSvg(item, "svg", size);
  addSvg(svg, "path", { d: "M0 5H30", ...strokeAttributes(look, scheme) });
  add(item, "span", lookWords(look));
}

export const strokeAttributes = (look: LineLook, scheme: Inks["scheme"]) => ({
  ...{ fill: "none", stroke: look[scheme], "stroke-width": look.width },
  ...(look.dashes.length ? { "stroke-dasharray": look.dashes.join(" ") } : {}),
});
