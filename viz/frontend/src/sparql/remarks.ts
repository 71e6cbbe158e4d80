/** Say which of the project's names in a query the graph does not have, and what was meant. */

import { namesSharingWords, nearestWords } from "./nearest";
import { type Answer, compressIri, type Row, type Term } from "./terms";
import { prefixOf, readWords, type Token } from "./tokens";
import type { Vocabulary } from "./vocabulary";

/** The project's own names in a query that have no label, with their IRIs. */
export function unlabelledNames(
  text: string,
  vocabulary: Vocabulary,
  { base, prefixes }: { base: string; prefixes: Record<string, string> },
): { name: string; iri: string }[] {
  const names = readWords(text)
    .filter(({ kind, text: name }) => kind === "name" && !name.endsWith(":"))
    .map((word) => word.text);
  return [...new Set(names)]
    .map((name) => {
      const prefix = prefixOf(name);
      return { name, iri: (prefixes[prefix] ?? "") + name.slice(prefix.length + 1) };
    })
    .filter(({ iri }) => iri.startsWith(base) && !vocabulary.labels.has(iri));
}

/** The query that says whether the graph has an IRI anywhere. */
export const isUsedQuery = (iri: string): string =>
  `ASK { { <${iri}> ?p ?o } UNION { ?s <${iri}> ?o } UNION { ?s ?p <${iri}> } }`;

export function unknownRemark(name: string, vocabulary: Vocabulary): string {
  const { classes, properties, things } = vocabulary;
  const start = `${prefixOf(name)}:`;
  const names = [...classes, ...properties, ...things]
    .map((entry) => entry.name)
    .filter((item) => item.startsWith(start));
  const alike = nearestWords(name, names);
  const near = (alike.length ? alike : namesSharingWords(name, names)).join(" or ");
  return near
    ? `Nothing here is called ${name}; did you mean ${near}?`
    : `Nothing here is called ${name}.`;
}

/** Whether an answer says nothing: no row, no statement, or no. */
export function isEmpty(answer: Answer): boolean {
  if ("boolean" in answer) return !answer.boolean;
  return !("rows" in answer ? answer.rows : answer.graph).length;
}

/** Remarks on the variables that SELECT names and that stand nowhere else; not with subqueries. */
export function unboundRemarks(text: string): string[] {
  const words = readWords(text);
  const isSelect = ({ kind, text: word }: Token) => kind === "word" && /^select$/i.test(word);
  const start = words.findIndex(isSelect);
  if (start < 0 || words.filter(isSelect).length > 1) return [];
  const open = words.findIndex(({ text: sign }, index) => index > start && sign === "{");
  const variables = (part: Token[]) => part.filter(({ kind }) => kind === "variable").map(nameOf);
  const given = variables(words.slice(open));
  const named = words.slice(start, open).filter((word, index, head) => {
    return word.kind === "variable" && !/^as$/i.test(head[index - 1].text);
  });
  return [...new Set(named.map(nameOf))]
    .filter((name) => !given.includes(name))
    .map((name) => {
      const [near] = nearestWords(name, new Set(given), 1);
      const hint = near ? `; did you mean ?${near}?` : ".";
      return `?${name} never has a value: SELECT names it, but no pattern gives it one${hint}`;
    });
}

const nameOf = ({ text }: Token): string => text.slice(1);

/** A text without a language or type, or a whole number, behind a property in a query. */
export interface PlainLiteral {
  property: string;
  literal: string;
}

export function plainLiterals(text: string): PlainLiteral[] {
  const words = readWords(text);
  return words.flatMap(({ kind, text: literal }, index) => {
    const [before, property, next] = [words[index - 2], words[index - 1], words[index + 1]];
    const isPlain = kind === "string" ? next?.kind !== "language" && next?.text !== "^" : false;
    const isNumber = kind === "number" && /^\d+$/.test(literal);
    if (property?.kind !== "name" || "|/^".includes(before?.text ?? "|")) return [];
    return isPlain || isNumber ? [{ property: property.text, literal }] : [];
  });
}

/** The query for literals of the same text or number, whatever their property. */
export function alikeQuery({ literal }: PlainLiteral): string {
  const isNumber = /^\d/.test(literal);
  const test = isNumber ? `?o = ${literal}` : `LCASE(STR(?o)) = LCASE(${literal})`;
  return `SELECT DISTINCT ?p ?o { ?s ?p ?o FILTER(isLiteral(?o) && ${test}) } ORDER BY ?p ?o LIMIT 20`;
}

/** What the data have in place of a literal, from the answer to its query; "" where they have it. */
export function literalRemark(
  { property, literal }: PlainLiteral,
  rows: Row[],
  prefixes: Record<string, string>,
): string {
  const found = rows.map(({ p, o }) => ({
    property: compressIri(p?.value ?? "", prefixes),
    literal: writtenLiteral(o),
  }));
  const own = found.filter((item) => item.property === property).map((item) => item.literal);
  if (own.includes(literal) || !found.length) return "";
  const values = own.length ? own : found.map((item) => `${item.property} ${item.literal}`);
  const words = [...new Set(values)].slice(0, 3).join(" or ");
  return `No ${property} is ${literal}: the data have ${words}. Language tags, types and capitals matter.`;
}

/** A literal as in a query; numbers without quotes, decimals with a point. */
function writtenLiteral(term: Term | null): string {
  const [value, type] = [term?.value ?? "", term?.datatype ?? ""];
  if (type.endsWith("#decimal")) return value.includes(".") ? value : `${value}.0`;
  if (type.endsWith("#integer")) return value;
  const language = term?.["xml:lang"];
  return JSON.stringify(value) + (language ? `@${language}` : "");
}
