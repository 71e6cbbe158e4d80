/** Types of the data that single views need, as the modules in `viz/explorer/sections` write them. */
import type { Model } from "./model";

export interface EventData {
  of: number;
  when: string;
  /** ISO dates, or "". */
  begin: string;
  end: string;
  planned: boolean;
  voices: string;
  sentences: string[];
}

export interface TimelineData {
  /** The newest fieldwork, and the last day of that of each report that has one, by its IRI. */
  fieldwork: { end: string; ends: Record<string, string> };
  events: EventData[];
}

/** Number of the thing or -1, its label, a value for each column, and a reading. */
export type MeasureRow = (string | number | null)[];

export interface ResultData {
  summary: string;
  network: string;
  notes: string[];
  columns: string[];
  rows: MeasureRow[];
}

export interface AnalysisData {
  name: string;
  question: string;
  definition: string;
  unit: string;
  source: string;
  with?: ResultData;
  without?: ResultData;
}

export interface MeasuresData {
  holds: string;
  analyses: AnalysisData[];
  communities: { with?: number[][]; without?: number[][] };
}

export interface TermData {
  example: string;
  above: string[];
  domain: string[];
  range: string[];
  alignment: string[];
}

export interface SourceData {
  build: string;
  licence: string;
  reports: {
    label: string;
    publisher: string;
    modified: string;
    inspection: string;
    licence: string;
    licenceAddress: string;
    address: string;
  }[];
}

export interface SectionData {
  timeline: TimelineData;
  measures: MeasuresData;
  ontology: Record<string, TermData>;
  source: SourceData;
  comments: [thing: number, text: string][];
  /** Names in another language than English; "" for none. */
  languages: [thing: number, name: string, language: string][];
  /** Source, property and target as in the page, and the sentence that has them turned. */
  mutual_statements: [source: number, property: string, target: number, sentence: number][];
  /** IRI and definition of each concept, by the name of its property and its label. */
  concepts: Record<string, Record<string, [iri: string, definition: string]>>;
}

export function section<Name extends keyof SectionData>(
  model: Model,
  name: Name,
): SectionData[Name] {
  return model.data.sections[name] as SectionData[Name];
}
