/** Colours of marks by type, sector, theme or community, and what they stand for. */
import { categoryOf } from "./categories";
import type { LegendEntry, Mark } from "./drawing";
import type { Model } from "./model";

const LETTERS = "ABCDEFGH";

/** Colours the marks, and returns the legend: the largest groups first, the others together. */
export function colourMarks(model: Model, marks: Mark[], colouring: string): LegendEntry[] {
  const category = categoryOf(colouring);
  if (!category || category.name === "type") return byType(model, marks);
  const groupOf = category.reader(model);
  const sizes = new Map<string, number>();
  for (const { thing } of marks) {
    const name = thing === null ? "" : groupOf(thing);
    if (name) sizes.set(name, (sizes.get(name) ?? 0) + 1);
  }
  const names = [...sizes].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const { tones, rest } = model.data.groups;
  const entries = names.slice(0, Math.min(tones.length, LETTERS.length)).map(([words], at) => ({
    ...{ words, shape: "dot", letter: LETTERS[at], light: tones[at][0], dark: tones[at][1] },
  }));
  const [light, dark] = rest;
  const last: LegendEntry = { words: category.none, shape: "dot", letter: "–", light, dark };
  if (names.length > entries.length) last.words = `others, or ${category.none}`;
  const things = marks.filter((mark) => mark.thing !== null);
  const used = new Set(
    things.map((mark) => {
      const name = groupOf(mark.thing as number);
      const entry = entries.find(({ words }) => words === name) ?? last;
      Object.assign(mark, { tone: entry, letter: entry.letter });
      return entry;
    }),
  );
  return [...entries, last].filter((entry) => used.has(entry));
}

function byType(model: Model, marks: Mark[]): LegendEntry[] {
  const kinds = marks.flatMap(({ thing }) => (thing === null ? [] : [model.thing(thing).kind]));
  for (const mark of marks) {
    mark.tone = mark.thing === null ? null : model.thing(mark.thing).kind;
  }
  return [...new Set(kinds)].map(({ words, shape, light, dark }) => ({
    ...{ words, shape, light, dark, letter: "" },
  }));
}
