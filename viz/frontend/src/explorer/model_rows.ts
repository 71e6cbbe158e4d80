/** Things, statements and sentences as the rows of the data have them. */
import { type ClassRow, type GraphData, type PropertyRow, rows, type SentenceRow } from "./data";
import { acronymOf } from "./names";

export interface Thing {
  id: number;
  iri: string;
  label: string;
  /** The short form in capitals, or "". */
  acronym: string;
  kind: ClassRow;
  /** Names of all its classes. */
  classes: string[];
  names: string[];
  hidden: string[];
  notes: string[];
  /** Facts by the name of their property, such as `sector` or `polarity`. */
  facts: Record<string, string[]>;
  /** Statements of which it is the source or the target. */
  statements: number[];
  /** Sentences that are quoted for it. */
  quoted: number[];
  /** Sentences that mention it. */
  mentioned: number[];
}

export interface Property extends PropertyRow {
  id: number;
}

export interface Statement {
  id: number;
  source: number;
  target: number;
  property: Property;
  sentences: number[];
}

export interface Sentence {
  id: number;
  iri: string;
  place: string;
  address: string;
  voices: string[];
  heading: string;
  begin: number;
  end: number;
  digest: string;
}

export function readThings(data: GraphData, classes: ClassRow[]): Thing[] {
  const names: (keyof GraphData["nodes"])[] = [
    "iri",
    "label",
    "class",
    "also",
    "names",
    "hidden",
    "notes",
  ];
  const things = rows(data.nodes, names).map((row, id) => ({
    ...row,
    id,
    kind: classes[row.class],
    classes: [row.class, ...row.also].map((at) => classes[at].name),
    acronym: acronymOf(row.label, row.names),
    facts: {} as Record<string, string[]>,
    statements: [],
    quoted: [] as number[],
    mentioned: [] as number[],
  }));
  for (const [name, { values, of, value }] of Object.entries(data.facts)) {
    of.forEach((thing, at) => {
      things[thing].facts[name] = [...(things[thing].facts[name] ?? []), values[value[at]]];
    });
  }
  for (const what of ["quoted", "mentioned"] as const) {
    const { of, sentence } = data[what];
    of.forEach((thing, at) => {
      things[thing][what].push(sentence[at]);
    });
  }
  return things;
}

export const classRows = (data: Pick<GraphData, "classes">): ClassRow[] =>
  rows(data.classes, [
    ...(["name", "words", "plural", "definition"] as const),
    ...(["family", "light", "dark", "shape"] as const),
  ]);

/** The properties of some data, numbered from the first number on. */
export function readProperties(data: Pick<GraphData, "properties">, first = 0): Property[] {
  const names: (keyof PropertyRow)[] = [
    "iri",
    "words",
    "back",
    "planned",
    "mutual",
    "family",
    "definition",
  ];
  return rows(data.properties, names).map((row, at) => ({ ...row, id: first + at }));
}

export function readStatements(data: GraphData, properties: Property[]): Statement[] {
  return rows(data.statements, ["source", "property", "target", "sentences"]).map((row, id) => ({
    ...row,
    id,
    property: properties[row.property],
  }));
}

export function readSentences({ sentences }: Pick<GraphData, "sentences">): Sentence[] {
  const { shared, page, voiceSets, headings } = sentences;
  const names: (keyof SentenceRow)[] = [
    "iri",
    "place",
    "address",
    "voices",
    "heading",
    "begin",
    "end",
    "digest",
  ];
  return rows<SentenceRow>(sentences, names).map((row, id) => ({
    ...row,
    id,
    iri: shared + row.iri,
    address: row.address ? page + row.address : "",
    voices: voiceSets[row.voices] ?? [],
    heading: headings[row.heading] ?? "",
  }));
}
