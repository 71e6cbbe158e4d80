/** What is wrong with a query: the place, what stands there, and likely corrections. */

import { commonMistake } from "./common_mistakes";
import { nearestWords } from "./nearest";
import {
  FORMS,
  firstWord,
  nestingDepth,
  offsetOf,
  placeOf,
  prefixOf,
  queryForm,
  readWords,
  type Token,
  unbalancedBracket,
  undeclaredPrefixes,
} from "./tokens";

export const LONGEST_QUERY = 10_000; // characters
const DEEPEST = 100;
const UPDATES = "INSERT DELETE LOAD CLEAR DROP CREATE COPY MOVE ADD".split(" ");
const KEYWORDS = `${FORMS.join(" ")} PREFIX BASE WHERE FROM NAMED GRAPH OPTIONAL MINUS UNION FILTER
  BIND VALUES UNDEF AS DISTINCT REDUCED GROUP BY HAVING ORDER ASC DESC LIMIT OFFSET EXISTS NOT IN
  SERVICE SILENT LATERAL COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT SEPARATOR STR LANG LANGMATCHES
  DATATYPE BOUND IRI URI BNODE RAND ABS CEIL FLOOR ROUND CONCAT STRLEN UCASE LCASE ENCODE_FOR_URI
  CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER YEAR MONTH DAY HOURS MINUTES SECONDS TIMEZONE TZ NOW
  UUID STRUUID MD5 SHA1 SHA256 SHA384 SHA512 COALESCE IF STRLANG STRDT SAMETERM ISIRI ISURI ISBLANK
  ISLITERAL ISNUMERIC REGEX SUBSTR REPLACE TRUE FALSE A ADJUST TRIPLE SUBJECT PREDICATE OBJECT
  ISTRIPLE LANGDIR STRLANGDIR HASLANG HASLANGDIR VERSION`
  .split(/\s+/)
  .filter(Boolean);
const ALIASES: Record<string, string> = { dc: "dcterms", dct: "dcterms" };
const REASONS: [string, string][] = [
  [
    "contains a variable that is unbound",
    "SELECT names a variable that is neither grouped nor aggregated.",
  ],
  [
    "overrides an existing variable",
    "An expression is given the name of a variable that the pattern already has.",
  ],
  ["IRI parsing failed", "An address is not a valid IRI."],
  [
    "Duplicated variable name in SELECT",
    "SELECT names a variable twice, and the engine takes one.",
  ],
];
const POSITION = /error at (\d+):(\d+): (?:expected (?:one of )?)?(.*)/s;
export const NO_SERVICE =
  "SERVICE is refused: this page asks its own graph only, and opens no connection.";

/** An error of a query, with its place in the text where it has one. */
export class QueryProblem extends Error {
  /** Where the mistake begins and ends: half-open offsets in the text. */
  readonly from?: number;
  readonly to?: number;

  constructor(message: string, span?: { from: number; to: number }) {
    super(message);
    this.name = "QueryProblem";
    this.from = span?.from;
    this.to = span?.to;
  }
}

function at(text: string, message: string, from: number, length = 1): QueryProblem {
  const { line, column } = placeOf(text, from);
  const to = Math.min(text.length, from + Math.max(length, 1));
  return new QueryProblem(`line ${line}, column ${column}: ${message}`, { from, to });
}

const atToken = (text: string, message: string, token: Token) =>
  at(text, message, token.start, token.text.length);

/** Refuses what must not reach the engine, and says why. */
export function refuse(text: string): void {
  if (!text.trim()) throw new QueryProblem("There is no query yet. Write one, or take an example.");
  if (text.length > LONGEST_QUERY) {
    const length = text.length.toLocaleString("en-GB");
    throw new QueryProblem(`The query has ${length} characters; 10,000 are allowed.`);
  }
  const words = readWords(text).filter(({ kind }) => kind === "word");
  const service = words.find((word) => word.text.toUpperCase() === "SERVICE");
  if (service) throw atToken(text, NO_SERVICE, service);
  const update = words.find((word) => UPDATES.includes(word.text.toUpperCase()));
  if (update && !queryForm(text)) {
    const name = update.text.toUpperCase();
    throw atToken(text, `${name} is refused: the graph in this page is only read.`, update);
  }
  if (nestingDepth(text) > DEEPEST) {
    throw new QueryProblem(`The query is nested deeper than ${DEEPEST} levels.`);
  }
}

/**
 * What the engine's message means for the reader.
 *
 * `shift` is the length of what was put before the query, in its first line; `firstError` finds the
 * first part that a grammar cannot read, or -1 where it reads the whole query.
 */
export function explain(
  text: string,
  message: string,
  prefixes: Record<string, string>,
  shift = 0,
  firstError?: (text: string) => number,
): QueryProblem {
  if (/\bservice\b.*not supported/is.test(message)) return new QueryProblem(NO_SERVICE);
  const match = POSITION.exec(message);
  if (!match) return new QueryProblem(`The query failed: ${message}`);
  const line = Number(match[1]);
  const column = Math.max(1, Number(match[2]) - (line === 1 ? shift : 0));
  const offset = offsetOf(text, { line, column });
  const error = firstError?.(text) ?? offset; // the engine may have come far behind the mistake
  return (
    mistaken(text) ??
    undeclared(text, prefixes) ??
    wrongForm(text) ??
    knownReason(text, match[3], offset) ??
    misspelt(text, offset) ??
    unbalanced(text) ??
    legal(text, error, offset) ??
    unread(text, Math.min(error, offset), match[3])
  );
}

function mistaken(text: string): QueryProblem | undefined {
  const mistake = commonMistake(text);
  return mistake && at(text, mistake.message, mistake.start, mistake.length);
}

function undeclared(text: string, prefixes: Record<string, string>): QueryProblem | undefined {
  for (const token of undeclaredPrefixes(text)) {
    const prefix = prefixOf(token.text);
    if (Object.hasOwn(prefixes, prefix)) continue;
    const near = ALIASES[prefix] ?? nearestWords(prefix, Object.keys(prefixes), 1)[0];
    const hint = near ? `Did you mean ${near}:? Or declare it` : "Declare it";
    const words = `the prefix “${prefix}” is not declared. ${hint}: PREFIX ${prefix}: <http://...>`;
    return at(text, words, token.start, prefix.length + 1);
  }
  return undefined;
}

function wrongForm(text: string): QueryProblem | undefined {
  const word = firstWord(text);
  if (!word) return new QueryProblem("The query ends before SELECT, ASK, CONSTRUCT or DESCRIBE.");
  if (FORMS.includes(word.text.toUpperCase())) return;
  const [near] = nearestWords(word.text, FORMS, 1);
  const hint = near
    ? `Did you mean ${near}?`
    : "It begins with SELECT, ASK, CONSTRUCT or DESCRIBE, after its prefixes.";
  return atToken(text, `a query does not begin with “${word.text}”. ${hint}`, word);
}

function knownReason(text: string, reason: string, offset: number): QueryProblem | undefined {
  const match = REASONS.find(([key]) => reason.includes(key));
  return match && at(text, match[1], offset);
}

/** A query in which the grammar finds no error. */
function legal(text: string, error: number, offset: number): QueryProblem | undefined {
  const message = "this may be legal SPARQL, but the engine of this page does not take it.";
  return error < 0 ? at(text, message, offset) : undefined;
}

/** The first word, as far as the engine came, that SPARQL does not have. */
function misspelt(text: string, offset: number): QueryProblem | undefined {
  const word = readWords(text).find(
    ({ kind, text: name, start }) =>
      kind === "word" && start <= offset && !KEYWORDS.includes(name.toUpperCase()),
  );
  if (!word) return;
  const [near] = nearestWords(word.text, KEYWORDS, 1);
  if (!near && /^[a-z]+[A-Z]/.test(word.text)) {
    const words = `“${word.text}” has no prefix. Write a prefixed name, as in peel:${word.text}.`;
    return atToken(text, words, word);
  }
  const hint = near ? `Did you mean ${near}?` : `For a variable, write ?${word.text}.`;
  return atToken(text, `“${word.text}” is not a SPARQL keyword. ${hint}`, word);
}

function unbalanced(text: string): QueryProblem | undefined {
  const bracket = unbalancedBracket(text);
  if (!bracket) return;
  const isOpening = "({[".includes(bracket.text);
  const words = isOpening ? "is never closed" : "closes nothing";
  return atToken(text, `the bracket ${bracket.text} ${words}.`, bracket);
}

function unread(text: string, offset: number, reason: string): QueryProblem {
  const words = readWords(text);
  const word = words.find(({ start, text: { length } }) => start + length > offset);
  const hint = expected(reason);
  if (!word) {
    const last = words.at(-1);
    return at(text, `the query ends too early.${hint}`, last?.start ?? 0, last?.text.length);
  }
  return atToken(text, `“${word.text}” cannot stand here.${hint}`, word);
}

/** What the engine would take instead, where that is a few plain words. */
function expected(reason: string): string {
  const words = reason.split(/,\s/).map((word) => word.trim().replaceAll('"', ""));
  const plain = words.filter(
    (word) => /^[A-Z]+$/.test(word) && word !== "SERVICE" && word !== "LATERAL",
  );
  const isShort = plain.length > 0 && plain.length === words.length && plain.length <= 4;
  return isShort ? ` It could continue with ${plain.join(" or ")}.` : "";
}
