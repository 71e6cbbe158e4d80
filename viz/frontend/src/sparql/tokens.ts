/** Read a SPARQL text word by word, as far as help with it needs. */

export type TokenKind =
  | "space"
  | "comment"
  | "iri"
  | "string"
  | "variable"
  | "language"
  | "node"
  | "name"
  | "number"
  | "word"
  | "sign";

export interface Token {
  kind: TokenKind;
  text: string;
  start: number;
}

export interface Place {
  line: number;
  column: number;
}

export const FORMS = ["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"];
const PROLOGUE = ["PREFIX", "BASE"];

const PATTERNS: Record<TokenKind, string> = {
  space: "\\s+",
  comment: "#[^\\n\\r]*",
  iri: '<[^<>"{}|^`\\\\\\x00-\\x20]*>',
  string:
    "\"\"\"(?:[^\\\\]|\\\\.)*?\"\"\"|'''(?:[^\\\\]|\\\\.)*?'''" +
    "|\"(?:[^\"\\\\\\n\\r]|\\\\.)*\"|'(?:[^'\\\\\\n\\r]|\\\\.)*'",
  variable: "[?$][\\p{L}\\p{N}_]+",
  language: "@[A-Za-z][A-Za-z0-9-]*",
  node: "_:[\\w.-]+",
  name: "(?:[A-Za-z][\\w-]*)?:(?:[\\w:%](?:[\\w.:%-]*[\\w:%-])?)?",
  number: "(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?",
  word: "[A-Za-z][A-Za-z0-9_]*",
  sign: ".",
};
const TOKEN = new RegExp(
  Object.entries(PATTERNS)
    .map(([kind, pattern]) => `(?<${kind}>${pattern})`)
    .join("|"),
  "gsu",
);
const OPENING: Record<string, string> = { ")": "(", "}": "{", "]": "[" };

export function readTokens(text: string): Token[] {
  return [...text.matchAll(TOKEN)].map((match) => {
    const [kind] = Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined) ?? [
      "sign",
    ];
    return { kind: kind as TokenKind, text: match[0], start: match.index };
  });
}

/** The words and signs that mean something: without space and comments. */
export function readWords(text: string): Token[] {
  return readTokens(text).filter(({ kind }) => kind !== "space" && kind !== "comment");
}

/** SELECT, ASK, CONSTRUCT or DESCRIBE; "" where the text has none. */
export function queryForm(text: string): string {
  const words = readWords(text).filter(({ kind }) => kind === "word");
  return words.map((word) => word.text.toUpperCase()).find((word) => FORMS.includes(word)) ?? "";
}

/** The first word after the prologue, which has to be a form of query. */
export function firstWord(text: string): Token | undefined {
  const words = readWords(text);
  let index = 0;
  while (words[index]?.kind === "word" && PROLOGUE.includes(words[index].text.toUpperCase())) {
    index += words[index].text.toUpperCase() === "BASE" ? 2 : 3;
  }
  return words[index];
}

export const prefixOf = (name: string): string => name.slice(0, name.indexOf(":"));

export function declaredPrefixes(tokens: Token[]): Set<string> {
  const words = tokens.filter(({ kind }) => kind !== "space" && kind !== "comment");
  const declared = words.filter(
    (word, index) =>
      word.kind === "name" &&
      words[index - 1]?.kind === "word" &&
      words[index - 1].text.toUpperCase() === "PREFIX",
  );
  return new Set(declared.map((word) => prefixOf(word.text)));
}

/** The prefixes that a query uses and does not declare, in the order of their first use. */
export function undeclaredPrefixes(text: string): Token[] {
  const tokens = readTokens(text);
  const seen = declaredPrefixes(tokens);
  return tokens.filter(({ kind, text: name }) => {
    if (kind !== "name" || seen.has(prefixOf(name))) return false;
    seen.add(prefixOf(name));
    return true;
  });
}

/** The declarations that a query needs, of prefixes in the table, in one line or one each. */
export function prologueFor(
  text: string,
  prefixes: Record<string, string>,
  separator = " ",
): string {
  return undeclaredPrefixes(text)
    .map((token) => prefixOf(token.text))
    .filter((prefix) => Object.hasOwn(prefixes, prefix))
    .sort()
    .map((prefix) => `PREFIX ${prefix}: <${prefixes[prefix]}>${separator}`)
    .join("");
}

/** How deep the brackets of a query are nested. */
export function nestingDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const { kind, text: sign } of readWords(text)) {
    if (kind !== "sign") continue;
    if ("({[".includes(sign)) depth += 1;
    if (")}]".includes(sign)) depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** The first bracket that is never closed, or that closes nothing. */
export function unbalancedBracket(text: string): Token | undefined {
  const open: Token[] = [];
  for (const token of readWords(text)) {
    if (token.kind !== "sign") continue;
    if ("({[".includes(token.text)) open.push(token);
    else if (")}]".includes(token.text) && open.pop()?.text !== OPENING[token.text]) return token;
  }
  return open.at(-1);
}

/** Line and column of an offset, both from 1. */
export function placeOf(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  return { line, column: offset - before.lastIndexOf("\n") };
}

export function offsetOf(text: string, { line, column }: Place): number {
  const lines = text.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, item) => sum + item.length + 1, 0);
  return Math.min(before + column - 1, text.length);
}
