/** The data of the page as Python wrote them: tables column by column, things by their number. */

import type { SecondGraphData } from "./comparison_data";

export type Columns<Row> = { [Key in keyof Row]: Row[Key][] };

export interface ClassRow {
  name: string;
  words: string;
  plural: string;
  definition: string;
  /** The family of the class, as in `statement` for findings, figures and the like. */
  family: string;
  light: string;
  dark: string;
  shape: string;
}

export interface NodeRow {
  iri: string;
  label: string;
  class: number;
  also: number[];
  names: string[];
  hidden: string[];
  notes: string[];
}

export interface PropertyRow {
  iri: string;
  words: string;
  back: string;
  planned: boolean;
  mutual: boolean;
  family: string;
  definition: string;
}

export interface StatementRow {
  source: number;
  property: number;
  target: number;
  sentences: number[];
}

export interface SentenceRow {
  iri: string;
  place: string;
  address: string;
  voices: number;
  heading: number;
  begin: number;
  end: number;
  digest: string;
}

export interface FactTable {
  values: string[];
  of: number[];
  value: number[];
}

export interface NetworkData {
  question: string;
  holds: string;
  statements: [source: number, property: string, target: number][];
  /** Things on the second side of a network of two sides. */
  second: number[];
}

export interface ComparisonData {
  with: number;
  words: string;
  better: boolean | null;
  refused: boolean;
  cautions: string[];
}

export interface FigureData {
  of: number;
  words: string;
  value: number;
  unit: string;
  area: string;
  period: string;
  /** As in "about" or "up to", or "". */
  qualifier: string;
  /** "higher", "lower" or "neither". */
  betterWhen: string;
  voices: string[];
  comparisons: ComparisonData[];
}

export interface ReportData {
  iri: string;
  label: string;
  address: string;
  digest: string;
  bodies: string[];
}

/** A line that the graph does not state: its ends, a property or "", words, sentences. */
export type LinkData = [
  source: number,
  iri: string,
  target: number,
  words: string,
  sentences: number[],
];

/** What a page that holds only a part of the graph says of itself. */
export interface PartData {
  title: string;
  /** Where the page starts. */
  address: Record<string, string>;
  words: string;
  filters: string[];
  /** The theme to which it is limited, in words. */
  theme: string;
  notes: string[];
  /** The things that it is of; all others are there for what is said about these. */
  own: number[];
  links: LinkData[];
}

export interface GraphData {
  version: string;
  prefixes: Record<string, string>;
  statement: string;
  classes: Columns<ClassRow>;
  nodes: Columns<NodeRow>;
  facts: Record<string, FactTable>;
  links: Record<string, { from: number[]; to: number[] }>;
  properties: Columns<PropertyRow>;
  /** Colours of groups on light and on dark paper, and that of the rest. */
  groups: { tones: [light: string, dark: string][]; rest: [light: string, dark: string] };
  families: Record<string, { words: string; light: string; dark: string }>;
  statements: Columns<StatementRow>;
  sentences: Columns<SentenceRow> & {
    shared: string;
    page: string;
    voiceSets: string[][];
    headings: string[];
  };
  quoted: { of: number[]; sentence: number[] };
  mentioned: { of: number[]; sentence: number[] };
  reports: ReportData[];
  sections: {
    networks: Record<string, NetworkData>;
    figures: FigureData[];
    [name: string]: unknown;
  };
  texts?: string[];
  /** Of a page that holds only a part of the graph. */
  part?: PartData;
  /** Of a page that compares its graph with a second one. */
  comparison?: SecondGraphData;
}

/** The rows of a table; only the columns that are named. */
export function rows<Row>(columns: Columns<Row>, names: (keyof Row)[]): Row[] {
  const [first] = names;
  return columns[first].map((_, at) => {
    const row = {} as Row;
    for (const name of names) row[name] = columns[name][at];
    return row;
  });
}
