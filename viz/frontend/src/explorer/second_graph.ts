/**
 * What only a second graph has, to which the page is compared: things, statements and sentences
 * with numbers from `SECOND_START` on, so that they stand in no view but the comparison.
 */
import type { SecondGraphData } from "./comparison_data";
import { type ClassRow, rows } from "./data";
import {
  classRows,
  type Property,
  readProperties,
  readSentences,
  type Sentence,
  type Statement,
  type Thing,
} from "./model_rows";
import { acronymOf } from "./names";

export const SECOND_START = 1_000_000;

export interface SecondGraph {
  things: Thing[];
  statements: Statement[];
  sentences: Sentence[];
  properties: Property[];
}

export const emptySecondGraph = (): SecondGraph => ({
  things: [],
  statements: [],
  sentences: [],
  properties: [],
});

/** Reads them; classes and properties are those of the page and then further ones. */
export function readSecondGraph(
  data: SecondGraphData,
  near: ClassRow[],
  properties: Property[],
): SecondGraph {
  const further = readProperties(data, properties.length);
  const all = [...properties, ...further];
  const things = readThings(data, [...near, ...classRows(data)]);
  const statements = rows(data.onlyThere, ["source", "property", "target", "sentences"]).map(
    (row, at) => ({ ...row, id: SECOND_START + at, property: all[row.property] }),
  );
  const sentences = readSentences(data).map((sentence, at) => ({
    ...sentence,
    id: SECOND_START + at,
  }));
  for (const { id, source, target } of statements) {
    for (const end of new Set([source, target])) things[end - SECOND_START]?.statements.push(id);
  }
  return { things, statements, sentences, properties: further };
}

function readThings(data: SecondGraphData, classes: ClassRow[]): Thing[] {
  const things = rows(data.nodes, [
    ...(["iri", "label", "class", "also", "names", "hidden", "notes"] as const),
  ]).map((row, at) => ({
    ...row,
    id: SECOND_START + at,
    kind: classes[row.class],
    classes: [row.class, ...row.also].map((kind) => classes[kind].name),
    acronym: acronymOf(row.label, row.names),
    facts: {} as Record<string, string[]>,
    statements: [] as number[],
    quoted: [] as number[],
    mentioned: [],
  }));
  for (const [name, pairs] of Object.entries(data.facts)) {
    for (const [id, value] of pairs) {
      const { facts } = things[id - SECOND_START];
      facts[name] = [...(facts[name] ?? []), value];
    }
  }
  for (const [id, sentence] of data.quoted) things[id - SECOND_START].quoted.push(sentence);
  return things;
}
