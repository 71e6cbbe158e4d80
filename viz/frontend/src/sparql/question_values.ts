/** Values of the parameters of a named question: what may be chosen, and how SPARQL writes it. */

import { turtleLiteral } from "../exports";
import { fold } from "../text";
import { nearestWords } from "./nearest";
import type { NamedQuestion, PanelData, Parameter } from "./panel_data";
import { QueryProblem } from "./problem";
import { compressIri } from "./terms";
import { prefixOf, readTokens } from "./tokens";
import type { Entry } from "./vocabulary";

export const ANY = "any"; // the value of a parameter that is left free
const WHOLE_NUMBER = /^-?\d+$/;
const DATE = /^\d{4}-\d\d-\d\d$/;
const READ_BY_ITSELF = /\{\s*SELECT \* \{((?:[^{}]|\{[^{}]*\})*)\}\s*\}/g;
const IRI = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]*$/;

export type Values = Record<string, string>;

/** The values that a question comes with. */
export const defaultValues = ({ parameters }: NamedQuestion): Values =>
  Object.fromEntries(parameters.map((parameter) => [parameter.name, parameter.default]));

/** The query of a question, with values in place of its parameters. */
export function questionQuery(
  question: NamedQuestion,
  values: Values,
  prefixes: Record<string, string>,
): string {
  const terms = new Map(
    question.parameters
      .map(({ name }) => [name, values[name] ?? ANY])
      .filter(([, value]) => value !== ANY)
      .map(([name, value]) => [`?${name}`, termOf(value, prefixes)]),
  );
  const isNarrow = question.parameters.some((item) => item.optional && terms.has(`?${item.name}`));
  // as in graph/query/questions.py: what is read by itself is looked up from a value instead
  const query = isNarrow ? question.text.replace(READ_BY_ITSELF, "{$1}") : question.text;
  return readTokens(query)
    .map(({ kind, text }) => (kind === "variable" ? (terms.get(text) ?? text) : text))
    .join("");
}

function termOf(value: string, prefixes: Record<string, string>): string {
  if (WHOLE_NUMBER.test(value)) return value;
  const iri = expandValue(value, prefixes);
  if (!IRI.test(iri)) return turtleLiteral(value);
  const name = compressIri(iri, prefixes);
  return name === iri ? `<${iri}>` : name;
}

export function expandValue(value: string, prefixes: Record<string, string>): string {
  const prefix = prefixOf(value);
  return value.includes(":") && Object.hasOwn(prefixes, prefix)
    ? prefixes[prefix] + value.slice(prefix.length + 1)
    : value;
}

/** The title of a question, with the names of its values in quotes. */
export function questionTitle(
  { title, parameters }: NamedQuestion,
  nameOf: (parameter: Parameter) => string,
): string {
  return title.replace(/\{(\w+)\}/g, (whole, name) => {
    const parameter = parameters.find((item) => item.name === name);
    return parameter ? nameOf(parameter) : whole;
  });
}

/** The things that a parameter may be. */
export function choicesFor(parameter: Parameter, things: Entry[], data: PanelData): Entry[] {
  if (!parameter.thing) return [];
  if (!parameter.kinds.length) {
    return things.filter(({ iri }) => data.anything.some((namespace) => iri.startsWith(namespace)));
  }
  return things.filter(({ name }) => parameter.kinds.includes(prefixOf(name)));
}

/** The value that a reader's words mean: a prefixed name, a number, a date, or ANY. */
export function resolveValue(parameter: Parameter, words: string, choices: Entry[]): string {
  const text = words.trim();
  if (!text || fold(text) === ANY) {
    if (parameter.optional) return ANY;
    throw new QueryProblem(`${parameter.name} needs a value: ${parameter.words}.`);
  }
  if (!parameter.thing) return checkForm(parameter, text);
  const matches = choices.filter(
    ({ iri, name, label, names }) =>
      [iri, name].includes(text) || [label, ...names].some((item) => fold(item) === fold(text)),
  );
  const exact = matches.filter(({ name, label }) => [name, label].includes(text));
  const best = exact.length ? exact : matches;
  if (best.length === 1) return best[0].name;
  if (best.length) {
    const listing = listed(best);
    throw new QueryProblem(`“${text}” is the name of several things. Choose one: ${listing}.`);
  }
  throw new QueryProblem(nothingCalled(parameter, text, choices));
}

function checkForm(parameter: Parameter, text: string): string {
  const [form, fits] = WHOLE_NUMBER.test(parameter.default)
    ? ["a whole number", WHOLE_NUMBER.test(text)]
    : ["a date, year-month-day", DATE.test(text) && !Number.isNaN(Date.parse(text))];
  if (fits) return text;
  throw new QueryProblem(
    `${parameter.name} has to be ${form}, not “${text}”. As in ${parameter.default}.`,
  );
}

function nothingCalled(parameter: Parameter, text: string, choices: Entry[]): string {
  const wanted = fold(text);
  const within = choices.filter((choice) => fold(choice.label).includes(wanted));
  const byName = new Map(
    choices.flatMap((choice) => [choice.label, ...choice.names].map((name) => [name, choice])),
  );
  const near = nearestWords(text, byName.keys(), 3).map((name) => byName.get(name) as Entry);
  const nearest = [...new Set([...within, ...near])].slice(0, 5);
  const hint = nearest.length ? ` The nearest: ${listed(nearest)}.` : "";
  return `Nothing that ${parameter.name} may be (${parameter.words}) is called “${text}”.${hint}`;
}

const listed = (entries: Entry[]): string =>
  entries
    .slice(0, 5)
    .map(({ label, name }) => `${label} (${name})`)
    .join("; ");

/** The same question for the command line. */
export function questionCommand(question: NamedQuestion, values: Values): string {
  const words = question.parameters
    .map(({ name }) => [name, values[name] ?? ANY])
    .filter(([, value]) => value !== ANY)
    .map(([name, value]) => `${name}=${/^[\w:./-]+$/.test(value) ? value : `"${value}"`}`);
  return ["peelgraph ask", question.name, ...words].join(" ");
}

/** The questions with all the words in title, name or readers. */
export function matchQuestions(
  questions: NamedQuestion[],
  words: string,
  reader: string,
): NamedQuestion[] {
  const wanted = fold(words).split(/\s+/).filter(Boolean);
  return questions.filter(({ name, title, kind, askedBy, description }) => {
    const text = fold([name, title, kind, kindWords(kind), description, ...askedBy].join(" "));
    return (!reader || askedBy.includes(reader)) && wanted.every((word) => text.includes(word));
  });
}

/** What a kind of question asks for, in plain words; a kind without them keeps its name. */
const KIND_WORDS: Record<string, string> = {
  lookup: "facts",
  "multi-hop": "over several steps",
  aggregate: "counts",
  temporal: "dates",
  negative: "what is missing",
  conflict: "what disagrees",
  evidence: "who says so",
  path: "connections",
};

export const kindWords = (kind: string): string => KIND_WORDS[kind] ?? kind;
