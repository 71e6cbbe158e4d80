/** Sizes of marks by a measure: relations, betweenness, or sentences. */
import { formatNumber } from "../text";
import { sentencesOf } from "./answer_thing";
import type { Mark } from "./drawing";
import { theForce } from "./forces";
import type { Model } from "./model";
import { section } from "./section_data";

export interface Sizing {
  /** In addresses. */
  name: string;
  /** On the page. */
  words(model: Model): string;
  /** Gives the value of a thing, null where the measure has none for it. */
  reader(model: Model): (id: number) => number | null;
}

const GROWTH = 0.6; // of the mark with the greatest value

export const SIZINGS: Sizing[] = [
  {
    ...{ name: "degree", words: () => "number of related things (degree)" },
    reader: (model) => (id) => relatedTo(model, id).size,
  },
  {
    name: "betweenness",
    words: (model) => `share of shortest paths (betweenness, without ${theForce(model)})`,
    reader: betweennessReader,
  },
  {
    ...{ name: "sentences", words: () => "number of sentences that mention it" },
    reader: (model) => (id) => sentencesOf(model, model.thing(id)).size,
  },
];

const relatedTo = (model: Model, id: number): Set<number> => {
  const ends = model.relations(id).map((statement) => model.other(statement, id));
  return new Set(ends.filter((end) => end !== id));
};

function betweennessReader(model: Model): (id: number) => number | null {
  const analyses = section(model, "measures")?.analyses ?? [];
  const result = analyses.find(({ name }) => name === "betweenness")?.without;
  const at = (result?.columns.indexOf("betweenness") ?? -1) + 2;
  const values = new Map(result?.rows.map((row) => [Number(row[0]), Number(row[at])]));
  return (id) => values.get(id) ?? null;
}

/** Gives marks their values and sizes; returns what the sizes stand for, in words. */
export function sizeMarks(model: Model, marks: Mark[], name: string): string {
  const sizing = SIZINGS.find((item) => item.name === name);
  if (!sizing) return "";
  const measureOf = sizing.reader(model);
  for (const mark of marks) mark.value = mark.thing === null ? null : measureOf(mark.thing);
  const greatest = Math.max(0, ...marks.map(({ value }) => value ?? 0));
  for (const mark of marks) {
    mark.scale = 1 + GROWTH * Math.sqrt((mark.value ?? 0) / (greatest || 1));
    mark.width *= mark.scale;
    mark.height *= mark.scale;
  }
  return `size: ${sizing.words(model)}, at most ${formatNumber(greatest)}`;
}
