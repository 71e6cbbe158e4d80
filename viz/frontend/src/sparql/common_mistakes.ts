/** Recognise what is never SPARQL: addresses with blanks, open quotation marks, marks of editors. */

import { readTokens } from "./tokens";

export interface Mistake {
  /** Where the part begins that is at fault: an offset in the query. */
  start: number;
  length: number;
  message: string;
}

const HIDDEN = ["comment", "iri", "string"];
/** What cannot stand outside of texts; in brackets where only a part of it is at fault. */
const PATTERNS: [RegExp, string][] = [
  [
    /<[A-Za-z][\w+.-]*:\/\/[^<>"{}|\\^`\s]*[ \t][^<>"{}\n]*>/d,
    "an address holds a blank. Write %20 in its place, or end the address before it.",
  ],
  [/[“”„]/d, 'this is a typographic quotation mark. Write ".'],
  [/[‘’]/d, "this is a typographic quotation mark. Write '."],
  [/["']/d, "this quotation mark is never closed."],
  [/==/d, "SPARQL has no ==. Write =."],
  [
    /\bPREFIX\s+[\w-]+(?=\s+(?:<|$|PREFIX|BASE|SELECT|ASK|CONSTRUCT|DESCRIBE))/di,
    "a colon is missing behind the prefix. Write PREFIX name: <address>.",
  ],
  [
    /\bSELECT\s+(?:DISTINCT\s+|[?$]\w+\s+)*((?:COUNT|SUM|MIN|MAX|AVG|SAMPLE)\s*\([^()]*\))/di,
    "an aggregate needs a name for its value, as in (COUNT(*) AS ?value).",
  ],
];

/** The first mistake of these kinds in a query that cannot be read. */
export function commonMistake(text: string): Mistake | undefined {
  const bare = readTokens(text)
    .map(({ kind, text: part }) => (HIDDEN.includes(kind) ? " ".repeat(part.length) : part))
    .join("");
  const mistakes = PATTERNS.flatMap(([pattern, message]) => {
    const indices = pattern.exec(bare)?.indices;
    const span = indices?.[1] ?? indices?.[0];
    return span ? [{ start: span[0], length: span[1] - span[0], message }] : [];
  });
  return mistakes.sort((one, other) => one.start - other.start)[0];
}
