/** RDF terms as the engine writes them: SPARQL 1.1 Query Results JSON, and N-Triples. */

export interface Term {
  type: "uri" | "literal" | "bnode" | "triple";
  value: string;
  datatype?: string;
  "xml:lang"?: string;
}

export type Row = Record<string, Term | null>;
export type Statement = [Term, Term, Term];

export interface RowsAnswer {
  columns: string[];
  rows: Row[];
}

export interface GraphAnswer {
  graph: Statement[];
}

export interface BooleanAnswer {
  boolean: boolean;
}

export type Answer = RowsAnswer | GraphAnswer | BooleanAnswer;

export const XSD = "http://www.w3.org/2001/XMLSchema#";
export const RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
export const RDFS_LABEL = "http://www.w3.org/2000/01/rdf-schema#label";
const NUMBERS = new Set(["integer", "decimal", "double", "float"].map((name) => XSD + name));
const TERM =
  /<([^>]*)>|_:(\S+)|"((?:[^"\\]|\\.)*)"(?:\^\^<([^>]*)>|@([A-Za-z0-9-]+))?|(<<\(?.*?\)?>>)/gsu;
const ESCAPE = /\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/gsu;
const ESCAPED: Record<string, string> = { t: "\t", n: "\n", r: "\r", b: "\b", f: "\f" };
const LOCAL_NAME = /^[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?$/;

export function parseResults(text: string): RowsAnswer | BooleanAnswer {
  const data = JSON.parse(text);
  if ("boolean" in data) return { boolean: data.boolean };
  const columns: string[] = data.head.vars;
  const rows = data.results.bindings.map((binding: Row) =>
    Object.fromEntries(columns.map((column) => [column, flatTerm(binding[column])])),
  );
  return { columns, rows };
}

/** A statement as a term has no text of its own; the page shows it as a text. */
function flatTerm(term: Term | null | undefined): Term | null {
  if (!term) return null;
  if (term.type !== "triple") return term;
  return { type: "triple", value: JSON.stringify(term.value) };
}

/** The statements of N-Triples, each once, sorted, so that the same answer has the same order. */
export function parseStatements(text: string): Statement[] {
  const lines = [...new Set(text.split("\n").filter(Boolean))].sort();
  return lines.map((line) => {
    const [subject, property, object] = [...line.matchAll(TERM)].map(parseTerm);
    return [subject, property, object];
  });
}

function parseTerm(match: RegExpMatchArray): Term {
  const [text, iri, node, literal, datatype, language] = match;
  if (iri !== undefined) return { type: "uri", value: unescapeText(iri) };
  if (node !== undefined) return { type: "bnode", value: node };
  if (literal === undefined) return { type: "triple", value: text };
  const term: Term = { type: "literal", value: unescapeText(literal) };
  if (datatype) term.datatype = datatype;
  if (language) term["xml:lang"] = language;
  return term;
}

function unescapeText(text: string): string {
  return text.replace(ESCAPE, (_, short, long, letter) => {
    if (letter !== undefined) return ESCAPED[letter] ?? letter;
    return String.fromCodePoint(Number.parseInt(short ?? long, 16));
  });
}

/** Whether a term is a number that can be drawn and added. */
export function isNumber(term: Term | null): boolean {
  return term?.datatype !== undefined && NUMBERS.has(term.datatype);
}

/** The prefixed name of an IRI, or the IRI itself where no prefix fits. */
export function compressIri(iri: string, prefixes: Record<string, string>): string {
  const start = Math.max(iri.lastIndexOf("/"), iri.lastIndexOf("#")) + 1;
  const local = iri.slice(start);
  if (!LOCAL_NAME.test(local)) return iri;
  const namespace = iri.slice(0, start);
  const prefix = Object.keys(prefixes).find((name) => prefixes[name] === namespace);
  return prefix === undefined ? iri : `${prefix}:${local}`;
}

/** The value of a term as plain data: a number, a truth value, or a text. */
export function plainValue(term: Term | null): string | number | boolean | null {
  if (!term) return null;
  if (isNumber(term)) return Number(term.value);
  if (term.datatype === `${XSD}boolean`) return term.value === "true";
  return term.value;
}
