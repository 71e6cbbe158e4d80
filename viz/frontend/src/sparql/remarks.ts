/** Say which of the project's names in a query the graph does not have, and what was meant. */

import { nearestWords } from "./nearest";
import { prefixOf, readWords } from "./tokens";
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
  const near = nearestWords(name, names).join(" or ");
  return near
    ? `Nothing here is called ${name}; did you mean ${near}?`
    : `Nothing here is called ${name}.`;
}
