/** Words and numbers as the page writes them. */

const ASCII = /^[ -~]*$/;
const DIRECTION_OR_CONTROL = /[\u200e\u200f\u202a-\u202e\u2066-\u2069\p{Cc}]/gu;

/** A number with commas between thousands; those of whole numbers need no table of languages. */
export function formatNumber(value: number): string {
  if (!Number.isSafeInteger(value)) return value.toLocaleString("en-GB");
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** Whether a text is a date or a month as data have it, which is never broken into lines. */
export const isDate = (text: string): boolean => /^\d{4}-\d\d(-\d\d)?$/.test(text);

/** "1 thing", "2 things". */
export function countNoun(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatNumber(count)} ${count === 1 ? singular : plural}`;
}

/** The title of a named question whose values are open: "Who does UNIT work with?". */
export const openTitle = (title: string): string =>
  title.replace(/\{(\w+)\}/g, (_, name: string) => name.toUpperCase());

export const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A text for comparison: without accents, in small letters. */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase().trim(); // most names; far faster
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

/** A text of at most so many characters, with an ellipsis where it was cut. */
export function shorten(text: string, limit = 60): string {
  const characters = [...text];
  return characters.length > limit ? `${characters.slice(0, limit - 1).join("")}…` : text;
}

/** A text without characters that change the direction of what follows, for the canvas. */
export const plainDirection = (text: string): string => text.replace(DIRECTION_OR_CONTROL, " ");

/** The name of a file to download, from the title of what it holds. */
export function fileName(title: string): string {
  const name = fold(title).replace(/[^a-z0-9]+/g, "-");
  return name.replace(/^-|-$/g, "").slice(0, 60) || "map";
}
