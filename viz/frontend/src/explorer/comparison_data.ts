/** The data of a comparison with a second graph, as Python wrote them. */
import type { ClassRow, Columns, GraphData, NodeRow, PropertyRow, StatementRow } from "./data";

/** What one property of a thing is there and here, in words. */
export type DetailData = [words: string, there: string, here: string];

export interface ChangeData {
  /** The number of the thing, or -1 where the page shows no such thing. */
  of: number;
  /** `added`, `removed`, `changed`, `moved` or `evidence changed`, from there to here. */
  what: string;
  /** As in `finding`. */
  kind: string;
  words: string;
  details: DetailData[];
  there: number[];
  here: number[];
}

/** The graph of the page is here; numbers of what only the second graph has begin with `SECOND_START`. */
export interface SecondGraphData {
  here: string;
  there: string;
  /** Whether the graphs hold other reports, so that things correspond in place of being the same. */
  otherReports: boolean;
  /** Whether both say which sentence states what. */
  hasSentences: boolean;
  classes: Columns<ClassRow>;
  properties: Columns<PropertyRow>;
  nodes: Columns<NodeRow>;
  facts: Record<string, [thing: number, value: string][]>;
  onlyHere: number[];
  onlyThere: Columns<StatementRow>;
  /** Statements in both with the sentences there, where these are others. */
  elsewhere: [statement: number, there: number[]][];
  thingsHere: number[];
  alike: [here: number, there: number][];
  changes: ChangeData[];
  /** Values there, in words. */
  figures: [figure: number, words: string][];
  quoted: [thing: number, sentence: number][];
  sentences: GraphData["sentences"];
}
