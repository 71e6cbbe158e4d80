/** What things are called: acronyms first where there is room for few words. */
import { capitalise, plainDirection, shorten } from "../text";

interface Named {
  label: string;
  acronym: string;
}

const WORD = 18; // letters up to which a word is never broken
const SHORT_FORM = /^[A-Z][A-Za-z&]{1,9}$/;

/** The acronym among the names of a thing, or "": mostly capitals, singular, the longest first. */
export function acronymOf(label: string, names: string[]): string {
  const forms = names.filter((name) => isAcronym(name));
  const singular = forms.filter(
    (form) => !(form.endsWith("s") && forms.includes(form.slice(0, -1))),
  );
  const [first = ""] = singular.sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  return first === label ? "" : first;
}

function isAcronym(name: string): boolean {
  const capitals = name.replace(/[^A-Z]/g, "").length;
  return SHORT_FORM.test(name) && capitals >= 2 && capitals > name.length / 2;
}

/** A name for sentences and lists: "multi-agency safeguarding hub (MASH)". */
export function fullName({ label, acronym }: Named): string {
  const name = label || "(no name)";
  return acronym && !label.includes(acronym) ? `${name} (${acronym})` : name;
}

/** A name for titles. */
export const titleName = (named: Named): string => capitalise(fullName(named));

/** A name for where there is room for little: the acronym, or the label. */
export const shortName = ({ label, acronym }: Named): string => acronym || label || "(no name)";

/** The lines of a mark: the acronym first, then the name in at most so many lines. */
export function markLines(named: Named, width = 21, most = 4): { strong: string; lines: string[] } {
  const lines = wrap(plainDirection(named.label || "(no name)"), width, most);
  return named.acronym
    ? { strong: named.acronym, lines: wrap(plainDirection(named.label), width + 3, most - 1) }
    : { strong: "", lines };
}

/** Breaks a text into lines of about so many characters; the last one ends with an ellipsis. */
export function wrap(text: string, width: number, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).flatMap((piece) => chop(piece, Math.max(width, WORD)))) {
    const line = lines.at(-1);
    if (line === undefined || line.length + word.length + 1 > width) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  if (lines.length <= most) return lines;
  const last = shorten(lines.slice(most - 1).join(" "), width);
  return [...lines.slice(0, most - 1), last.endsWith("…") ? last : `${last}…`];
}

const chop = (word: string, width: number): string[] =>
  word.match(new RegExp(`.{1,${width}}`, "gsu")) ?? [];
