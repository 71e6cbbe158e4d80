/** What can be written at a place in a query: names that fit, by their labels. */

import { fold } from "../text";
import { FORMS, readTokens, type Token } from "./tokens";
import type { Entry, Vocabulary } from "./vocabulary";

export interface Option {
  label: string;
  detail: string;
  info: string;
  type: "class" | "property" | "constant" | "keyword" | "namespace" | "variable";
}

export interface Completion {
  /** Where the word begins that an option replaces. */
  from: number;
  options: Option[];
}

type Slot = "outside" | "subject" | "property" | "object" | "end" | "expression" | "graph";

export interface Context {
  slot: Slot;
  subject: string;
  property: string;
}

const MOST = 60; // options shown
const TYPE_NAMES = ["a", "rdf:type"];
const KEYWORDS = `${FORMS.join(" ")} WHERE OPTIONAL FILTER MINUS UNION GRAPH BIND VALUES`
  .split(" ")
  .concat("GROUP BY", "ORDER BY", "HAVING", "LIMIT", "OFFSET", "FILTER NOT EXISTS", "DISTINCT");
const SLOT_AFTER: Partial<Record<Slot, Slot>> = {
  graph: "subject",
  subject: "property",
  property: "object",
  object: "end",
};
const TERM_KINDS = ["variable", "iri", "name", "string", "number", "node"];

/** Where a place stands in the patterns before it. */
export function contextAt(tokens: Token[]): Context {
  let context: Context = { slot: "outside", subject: "", property: "" };
  const outer: Context[] = [];
  for (const token of tokens) {
    if (token.kind === "sign" && "{([".includes(token.text)) {
      outer.push(context);
      context = opened(context, token.text);
    } else if (token.kind === "sign" && "})]".includes(token.text)) {
      context = closed(outer.pop() ?? context, token.text);
    } else {
      context = afterToken(context, token);
    }
  }
  return context;
}

function afterToken(context: Context, { kind, text }: Token): Context {
  if (kind === "sign") return { ...context, slot: slotAfterSign(context.slot, text) };
  if (text.toUpperCase() === "GRAPH") return { ...context, slot: "graph" };
  return TERM_KINDS.includes(kind) || text === "a" ? afterTerm(context, text) : context;
}

function opened(context: Context, bracket: string): Context {
  if (bracket === "{") return { slot: "subject", subject: "", property: "" };
  if (bracket === "(") return { ...context, slot: "expression" };
  return { slot: "property", subject: "", property: "" };
}

function closed(context: Context, bracket: string): Context {
  if (bracket === "]") return afterTerm(context, "[]");
  if (bracket === "}" && context.slot !== "outside") return { ...context, slot: "subject" };
  return context;
}

function slotAfterSign(slot: Slot, sign: string): Slot {
  if (slot === "expression" || slot === "outside") return slot;
  if (sign === ".") return "subject";
  if (sign === ";" || "/|^".includes(sign)) return "property";
  return sign === "," ? "object" : slot;
}

function afterTerm(context: Context, text: string): Context {
  const slot = SLOT_AFTER[context.slot] ?? context.slot;
  if (context.slot === "subject") return { slot, subject: text, property: "" };
  if (context.slot === "property") return { ...context, slot, property: text };
  return { ...context, slot };
}

/** The classes that a query says a variable is of. */
export function classesOf(variable: string, text: string): string[] {
  const words = readTokens(text).filter(({ kind }) => kind !== "space" && kind !== "comment");
  const classes: string[] = [];
  words.forEach((word, index) => {
    const before = words.slice(0, index);
    const { subject, property, slot } = contextAt(before);
    const isClass = slot === "object" && TYPE_NAMES.includes(property) && word.kind === "name";
    if (isClass && subject === variable) classes.push(word.text);
  });
  return classes;
}

/** The completions at an offset; `isAsked` where the reader asks for them with nothing typed. */
export function completionsAt(
  text: string,
  offset: number,
  vocabulary: Vocabulary,
  prefixes: Record<string, string>,
  isAsked = false,
): Completion | null {
  const tokens = readTokens(text.slice(0, offset));
  const last = tokens.at(-1);
  if (last && ["comment", "string", "iri", "number"].includes(last.kind)) return null;
  const isTyping = last !== undefined && ["word", "name", "variable"].includes(last.kind);
  if (!isTyping && !isAsked) return null;
  const typed = isTyping ? last.text : "";
  const context = contextAt(tokens.slice(0, isTyping ? -1 : undefined));
  const options =
    last?.kind === "variable" && isTyping
      ? variables(text, typed)
      : optionsFor(context, typed, text, vocabulary, prefixes);
  return options.length ? { from: offset - typed.length, options } : null;
}

function variables(text: string, typed: string): Option[] {
  const names = new Set(
    readTokens(text)
      .filter(({ kind, text: name }) => kind === "variable" && name !== typed)
      .map((token) => token.text),
  );
  return [...names]
    .filter((name) => name.startsWith(typed))
    .map((label) => ({ label, detail: "variable", info: "", type: "variable" }));
}

function optionsFor(
  context: Context,
  typed: string,
  text: string,
  vocabulary: Vocabulary,
  prefixes: Record<string, string>,
): Option[] {
  const keywords = keywordOptions(typed, context.slot);
  if (context.slot === "outside" || context.slot === "end") return keywords;
  if (context.slot === "property") {
    const fitting = fittingProperties(context.subject, text, vocabulary);
    return [...entryOptions(fitting, typed, "property"), ...namespaces(typed, prefixes)];
  }
  if (context.slot === "object" && TYPE_NAMES.includes(context.property)) {
    return [...entryOptions(vocabulary.classes, typed, "class"), ...namespaces(typed, prefixes)];
  }
  const things = typed.length > 1 ? entryOptions(vocabulary.things, typed, "constant") : [];
  const terms =
    context.slot === "expression" && typed
      ? entryOptions([...vocabulary.properties, ...vocabulary.classes], typed, "property")
      : [];
  return [...keywords, ...things, ...terms, ...namespaces(typed, prefixes)].slice(0, MOST);
}

/** The properties that things of the subject's class have, most used first; else all. */
export function fittingProperties(
  subject: string,
  text: string,
  { properties, classes, usage }: Vocabulary,
): Entry[] {
  const names = classesOf(subject, text);
  const iris = classes.filter(({ name }) => names.includes(name)).map(({ iri }) => iri);
  if (!iris.length) return properties;
  const counts = iris.map((iri) => usage.get(iri) ?? new Map<string, number>());
  const count = (iri: string) => Math.min(...counts.map((map) => map.get(iri) ?? 0));
  return properties
    .map((property) => ({ ...property, count: count(property.iri) }))
    .filter((property) => property.count)
    .sort((a, b) => b.count - a.count);
}

function keywordOptions(typed: string, slot: Slot): Option[] {
  if (!typed || slot === "expression") return [];
  const start = typed.toUpperCase();
  return KEYWORDS.filter((word) => word.startsWith(start) && word !== start).map((label) => ({
    label,
    detail: "",
    info: "",
    type: "keyword",
  }));
}

function namespaces(typed: string, prefixes: Record<string, string>): Option[] {
  if (!typed || typed.includes(":")) return [];
  return Object.keys(prefixes)
    .filter((prefix) => prefix.startsWith(typed))
    .map((prefix) => ({
      label: `${prefix}:`,
      detail: prefixes[prefix],
      info: "",
      type: "namespace",
    }));
}

/** Entries whose prefixed name, label or other name begins or contains what was typed. */
function entryOptions(entries: Entry[], typed: string, type: Option["type"]): Option[] {
  const wanted = fold(typed);
  return entries
    .map((entry) => ({ entry, rank: entryRank(entry, wanted) }))
    .filter(({ rank }) => rank < 9)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST)
    .map(({ entry }) => ({
      label: entry.name,
      detail: entry.label,
      info: [entry.note, entry.names.join("; ")].filter(Boolean).join("\n"),
      type,
    }));
}

function entryRank({ name, label, names }: Entry, wanted: string): number {
  if (!wanted) return 0;
  const colon = name.indexOf(":");
  const texts = [name, name.slice(colon + 1), label, ...names].map(fold);
  if (texts.some((text) => text === wanted)) return 0;
  if (texts.some((text) => text.startsWith(wanted))) return 1;
  if (wanted.length < 2) return 9;
  if (texts.some((text) => text.includes(` ${wanted}`) || text.includes(`-${wanted}`))) return 2;
  return texts.some((text) => text.includes(wanted)) ? 3 : 9;
}
