/** Finds things by their names: labels before other names, beginnings before what stands within. */
import type { MapNode } from "./page_data";
import { fold } from "./text";

const MATCHES = 8;
const NO_MATCH = Infinity;
const OTHER_NAME = 0.5; // a label goes before another name that matches as well

export interface NameMatch {
  node: MapNode;
  rank: number;
  /** The other name by which it was found, or "". */
  name: string;
}

export interface NameEntry {
  node: MapNode;
  label: string;
  names: { text: string; folded: string }[];
}

export function indexNames(nodes: MapNode[]): NameEntry[] {
  return nodes.map((node) => ({
    node,
    label: fold(node.label),
    names: node.names.map((text) => ({ text, folded: fold(text) })),
  }));
}

/** The best matches of what was typed; among equals, things with more relations go first. */
export function matchNames(entries: NameEntry[], text: string): NameMatch[] {
  const query = fold(text);
  if (!query) return [];
  const matches = entries.map((entry) => matchEntry(entry, query));
  return matches
    .filter((match) => match.rank < NO_MATCH)
    .sort(
      (a, b) =>
        a.rank - b.rank || b.node.edges.length - a.node.edges.length || a.node.id - b.node.id,
    )
    .slice(0, MATCHES);
}

function matchEntry({ node, label, names }: NameEntry, query: string): NameMatch {
  let best: NameMatch = { node, rank: rank(label, query), name: "" };
  for (const { text, folded } of names) {
    const candidate = { node, rank: rank(folded, query) + OTHER_NAME, name: text };
    if (candidate.rank < best.rank) best = candidate;
  }
  return best;
}

/** Lower is better: the same, a beginning, a beginning of a word, anywhere. */
function rank(text: string, query: string): number {
  if (text === query) return 0;
  if (text.startsWith(query)) return 1;
  if (text.includes(` ${query}`)) return 2;
  return text.includes(query) ? 3 : NO_MATCH;
}
