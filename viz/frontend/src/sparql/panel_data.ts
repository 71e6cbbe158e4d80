/** The data of the panel, as `viz/explorer/engine.py` writes them, and the engine; each read once. */

import { Engine } from "./engine";
import { once, readText } from "./payload";
import type { RowsAnswer, Term } from "./terms";

export interface Parameter {
  name: string;
  default: string;
  /** The name of the default, where it is a thing. */
  label: string;
  optional: boolean;
  thing: boolean;
  /** Prefixes of the things that it may be; none where it may be anything. */
  kinds: string[];
  words: string;
}

export interface NamedQuestion {
  name: string;
  title: string;
  askedBy: string[];
  kind: string;
  description: string;
  parameters: Parameter[];
  text: string;
}

export interface Example {
  title: string;
  text: string;
}

export interface PanelData {
  base: string;
  prefixes: Record<string, string>;
  anything: string[];
  questions: NamedQuestion[];
  examples: Example[];
}

interface StoredAnswer {
  columns: string[];
  rows: (string | Term | null)[][];
}

export const readPanelData = once<PanelData>(async () => JSON.parse(await readText("sparql-data")));

/** The one engine of the page, which starts at the first call. */
export const openEngine = once(async () => new Engine((await readPanelData()).prefixes));

const readAnswers = once<Record<string, StoredAnswer>>(async () =>
  JSON.parse(await readText("sparql-answers")),
);

/** The answer to a named question with its default values, as it was when the page was made. */
export async function storedAnswer(name: string): Promise<RowsAnswer> {
  const { columns, rows } = (await readAnswers())[name];
  return {
    columns,
    rows: rows.map((cells) =>
      Object.fromEntries(columns.map((column, index) => [column, storedTerm(cells[index])])),
    ),
  };
}

const storedTerm = (cell: string | Term | null): Term | null =>
  typeof cell === "string" ? { type: "literal", value: cell } : cell;
