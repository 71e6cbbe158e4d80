/** Read the statements out of an answer that can be drawn as a map. */

import type { Answer, Row, RowsAnswer, Statement, Term } from "./terms";
import { prefixOf, readWords } from "./tokens";

/** The two columns of an answer that are things, and the property between them. */
export interface Pair {
  source: string;
  target: string;
  /** A column, an IRI, or "" where the query does not say how the two are related. */
  column: string;
  iri: string;
}

/** Returns statements to draw: those of a graph, or one for each row with two things. */
export function statementsOf(
  answer: Answer,
  query: string,
  prefixes: Record<string, string>,
  isThing: (iri: string) => boolean,
): Statement[] {
  if ("graph" in answer) {
    return answer.graph.filter(([subject, , object]) => areThings([subject, object], isThing));
  }
  if (!("rows" in answer)) return [];
  const pair = findPair(answer, query, prefixes, isThing);
  if (!pair) return [];
  const statements = answer.rows
    .filter((row) => areThings([row[pair.source], row[pair.target]], isThing))
    .map((row) => statementOf(row, pair));
  return [...new Map(statements.map((item) => [JSON.stringify(item), item])).values()];
}

function statementOf(row: Row, pair: Pair): Statement {
  const property = row[pair.column] ?? { type: "uri", value: pair.iri };
  return [row[pair.source] as Term, property, row[pair.target] as Term];
}

const areThings = (terms: (Term | null)[], isThing: (iri: string) => boolean): boolean =>
  terms.every((term) => term?.type === "uri" && isThing(term.value));

/** The first two columns whose terms are things; what is between them, from the query. */
export function findPair(
  { columns, rows }: RowsAnswer,
  query: string,
  prefixes: Record<string, string>,
  isThing: (iri: string) => boolean,
): Pair | null {
  const things = columns.filter((column) => {
    const terms = rows.map((row) => row[column]).filter((term) => term !== null);
    return terms.length > 0 && terms.every((term) => areThings([term], isThing));
  });
  for (const source of things) {
    for (const target of things) {
      const property = source === target ? "" : propertyBetween(query, source, target);
      if (property.startsWith("?")) return { source, target, column: property.slice(1), iri: "" };
      if (property) return { source, target, column: "", iri: expandName(property, prefixes) };
    }
  }
  return things.length > 1 ? { source: things[0], target: things[1], column: "", iri: "" } : null;
}

/** The property, or its variable, in a pattern `?source property ?target` of the query. */
function propertyBetween(query: string, source: string, target: string): string {
  const all = readWords(query);
  const words = all.slice(all.findIndex(({ text }) => text === "{"));
  const match = words.findIndex(
    ({ text }, index) =>
      text === `?${source}` &&
      ["name", "iri", "variable"].includes(words[index + 1]?.kind) &&
      words[index + 2]?.text === `?${target}`,
  );
  return match < 0 ? "" : words[match + 1].text;
}

function expandName(name: string, prefixes: Record<string, string>): string {
  if (name.startsWith("<")) return name.slice(1, -1);
  return (prefixes[prefixOf(name)] ?? "") + name.slice(name.indexOf(":") + 1);
}
