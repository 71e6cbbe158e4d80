/** Styles of lines by where a relation is: width and dashes, a sign before the verb, a colour. */
import { add, addSvg } from "../dom";
import type { Colours } from "./colours";
import type { Drawing, Line } from "./drawing";

export interface LineStyle {
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

export const LINE_STYLES: Record<string, LineStyle> = {
  here: { sign: "+", words: "only here", dashes: [], width: 2.6, ...BLUE },
  there: { sign: "\u2212", words: "only there", dashes: [10, 6], width: 2.6, ...BROWN },
  both: { sign: "", words: "in both", ...DOTS },
  moved: { sign: "\u2260", words: "in both, on other sentences", ...DOTS },
  alike: { sign: "\u2248", words: "alike", ...DOTS },
};

/** How a line is drawn: by its style, or as a line of its family. */
export function lineStyleOf(
  { lineStyle, family, isPlanned }: Pick<Line, "lineStyle" | "family" | "isPlanned">,
  colours: Colours,
): { colour: string; opacity: number; width: number; dashes: number[] } {
  const own = LINE_STYLES[lineStyle ?? ""];
  if (own) return { ...own, colour: own[colours.scheme], opacity: 0.85 };
  const colour = colours.families[family] ?? colours.soft;
  return { colour, opacity: 0.55, width: 1.4, dashes: isPlanned ? [5, 4] : [] };
}

/** A verb with the sign of its style. */
export function withSign(words: string, lineStyle: string | undefined): string {
  const sign = LINE_STYLES[lineStyle ?? ""]?.sign;
  return sign ? `${sign} ${words}` : words;
}

/** The words of a style for those who do not see it. */
export const spokenStyle = (lineStyle: string | undefined): string =>
  lineStyle && LINE_STYLES[lineStyle] ? `, ${LINE_STYLES[lineStyle].words}` : "";

/** The styles of the lines that are drawn, in a fixed order. */
export function drawnStyles({ lines }: Drawing): LineStyle[] {
  const names = new Set(lines.map(({ lineStyle }) => lineStyle));
  return Object.entries(LINE_STYLES)
    .filter(([name]) => names.has(name))
    .map(([, lineStyle]) => lineStyle);
}

export const styleWords = ({ sign, words }: LineStyle): string =>
  sign ? `${sign} ${words}` : words;

/** An entry of the legend with a piece of the line. */
export function addLineStyle(
  list: HTMLElement,
  lineStyle: LineStyle,
  scheme: Colours["scheme"],
): void {
  const item = add(list, "li");
  const size = { viewBox: "0 0 30 10", width: 30, height: 10, "aria-hidden": "true" };
  const svg = addSvg(item, "svg", size);
  addSvg(svg, "path", { d: "M0 5H30", ...strokeAttributes(lineStyle, scheme) });
  add(item, "span", styleWords(lineStyle));
}

export const strokeAttributes = (lineStyle: LineStyle, scheme: Colours["scheme"]) => ({
  ...{ fill: "none", stroke: lineStyle[scheme], "stroke-width": lineStyle.width },
  ...(lineStyle.dashes.length ? { "stroke-dasharray": lineStyle.dashes.join(" ") } : {}),
});
