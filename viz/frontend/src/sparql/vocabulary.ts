/** What the graph has names for: classes, properties and things, for completion and labels. */

import type { Engine } from "./engine";
import { compressIri, RDF_TYPE, type RowsAnswer } from "./terms";

export interface Entry {
  iri: string;
  /** Its prefixed name. */
  name: string;
  label: string;
  /** Other names. */
  names: string[];
  note: string;
  /** How often the graph has it: as a class of things, or in statements. */
  count: number;
}

export interface Vocabulary {
  classes: Entry[];
  properties: Entry[];
  things: Entry[];
  /** How many things of a class have a property: class, property, count. */
  usage: Map<string, Map<string, number>>;
  labels: Map<string, string>;
  /** The thing that alone has a label. */
  byLabel: Map<string, string>;
}

const QUERIES = {
  labels: "SELECT ?thing ?label { ?thing rdfs:label ?label } ORDER BY ?label ?thing",
  names: "SELECT ?thing ?name { ?thing skos:altLabel ?name } ORDER BY ?name ?thing",
  notes: `SELECT ?thing ?note { ?thing skos:definition|rdfs:comment ?note
    FILTER(STRSTARTS(STR(?thing), STR(peel:))) } ORDER BY ?thing ?note`,
  usage: `SELECT ?class ?property (COUNT(*) AS ?count) { ?thing a ?class ; ?property ?value }
    GROUP BY ?class ?property`,
};

export async function readVocabulary(
  engine: Engine,
  prefixes: Record<string, string>,
): Promise<Vocabulary> {
  const texts = Object.values(QUERIES);
  const answers = await Promise.all(texts.map((text) => engine.query(text, 30_000)));
  const [labels, names, notes, usage] = answers.map((answer) => tableOf(answer as RowsAnswer));
  return makeVocabulary({ labels, names, notes, usage }, prefixes);
}

const tableOf = ({ columns, rows }: RowsAnswer): string[][] =>
  rows.map((row) => columns.map((column) => row[column]?.value ?? ""));

export type Tables = Record<keyof typeof QUERIES, string[][]>;

export function makeVocabulary(tables: Tables, prefixes: Record<string, string>): Vocabulary {
  const labels = new Map(tables.labels.map(([iri, label]) => [iri, label]));
  const names = groupByFirst(tables.names);
  const notes = new Map(tables.notes.map(([iri, note]) => [iri, note]));
  const entry = (iri: string, count: number): Entry => ({
    iri,
    name: compressIri(iri, prefixes),
    label: labels.get(iri) ?? "",
    names: (names.get(iri) ?? []).map(([, name]) => name),
    note: notes.get(iri) ?? "",
    count,
  });
  const usage = readUsage(tables.usage);
  const classes = [...usage].map(([iri, properties]) => entry(iri, properties.get(RDF_TYPE) ?? 0));
  const properties = [...totals(usage)].map(([iri, count]) => entry(iri, count));
  const terms = new Set([...classes, ...properties].map(({ iri }) => iri));
  const things = [...labels.keys()].filter((iri) => !terms.has(iri)).map((iri) => entry(iri, 0));
  return {
    classes: byCount(classes),
    properties: byCount(properties),
    things: things.filter(({ iri, name }) => name !== iri),
    usage,
    labels,
    byLabel: uniqueLabels(things),
  };
}

function groupByFirst(rows: string[][]): Map<string, string[][]> {
  const groups = new Map<string, string[][]>();
  for (const row of rows) groups.set(row[0], [...(groups.get(row[0]) ?? []), row]);
  return groups;
}

function readUsage(rows: string[][]): Map<string, Map<string, number>> {
  const usage = new Map<string, Map<string, number>>();
  for (const [type, property, count] of rows) {
    const properties = usage.get(type) ?? new Map<string, number>();
    usage.set(type, properties.set(property, Number(count)));
  }
  return usage;
}

/** Of each property the count in the class that has it most: classes overlap. */
function totals(usage: Map<string, Map<string, number>>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const properties of usage.values()) {
    for (const [property, count] of properties) {
      counts.set(property, Math.max(count, counts.get(property) ?? 0));
    }
  }
  return counts;
}

const byCount = (entries: Entry[]): Entry[] =>
  entries.sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));

function uniqueLabels(things: Entry[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { iri, label } of things) found.set(label, found.has(label) ? "" : iri);
  return new Map([...found].filter(([, iri]) => iri));
}
