/** Which things and relations pass the filters, and how many sentences count for each relation. */
import { edgeWeight, type MapData, type MapEdge } from "./page_data";
import type { ViewState } from "./view_state";

export interface Visible {
  nodes: Set<number>;
  edges: Set<number>;
  /** Sentences within the filters, by number of the edge. */
  counts: number[];
}

interface SentenceFilter {
  themes: Set<number>;
  parts: Set<string>;
  voices: Set<string>;
}

export function applyFilters(map: MapData, state: ViewState): Visible {
  const filter = sentenceFilter(map, state);
  const counts = map.edges.map((edge) => countSentences(map, edge, filter));
  const without = new Set(state.without);
  const passing = map.edges.filter(
    (edge) => counts[edge.id] >= state.least && !without.has(edge.words),
  );
  const nodes = withinReach(map, state, nodesWith(map, state, passing), passing);
  const edges = passing.filter((edge) => nodes.has(edge.from) && nodes.has(edge.to));
  return { nodes, edges: new Set(edges.map((edge) => edge.id)), counts };
}

function sentenceFilter({ themes }: MapData, state: ViewState): SentenceFilter {
  const numbers = state.theme.map((id) => themes.findIndex((theme) => theme.id === id));
  return {
    themes: new Set(numbers),
    parts: new Set(state.part),
    voices: new Set(state.voice),
  };
}

/**
 * Counts the sentences of a relation in the chosen parts of the report, in the chosen voices, on
 * the chosen themes.
 */
function countSentences(map: MapData, edge: MapEdge, filter: SentenceFilter): number {
  const { themes, parts, voices } = filter;
  if (!themes.size && !parts.size && !voices.size) return edgeWeight(edge);
  const passing = edge.sentences.filter((id) => {
    const sentence = map.sentences[id];
    return (
      (!parts.size || parts.has(sentence.part)) &&
      (!voices.size || sentence.voices.some((voice) => voices.has(voice))) &&
      (!themes.size || sentence.themes.some((theme) => themes.has(theme)))
    );
  });
  return passing.length;
}

/**
 * A thing is shown while its kind is shown and a relation of its own passes; one without relations
 * always is.
 */
function nodesWith(map: MapData, state: ViewState, passing: MapEdge[]): Set<number> {
  const touched = new Set(passing.flatMap((edge) => [edge.from, edge.to]));
  const hidden = new Set(state.hide);
  const outside = new Set(state.outside);
  const nodes = map.nodes.filter(
    (node) =>
      !hidden.has(node.kind) &&
      !outside.has(node.group) &&
      (touched.has(node.id) || !node.edges.length),
  );
  return new Set(nodes.map((node) => node.id));
}

/** Of some things, those within so many steps of the selected one. */
function withinReach(
  map: MapData,
  state: ViewState,
  nodes: Set<number>,
  passing: MapEdge[],
): Set<number> {
  const start = map.nodeIds.get(state.at);
  if (!state.around || start === undefined) return nodes;
  let reached = new Set([start]);
  for (let hop = 0; hop < state.around; hop += 1) {
    const next = new Set(reached);
    for (const edge of passing) {
      if (reached.has(edge.from) && nodes.has(edge.to)) next.add(edge.to);
      if (reached.has(edge.to) && nodes.has(edge.from)) next.add(edge.from);
    }
    reached = next;
  }
  return reached;
}

/** A thing and those to which a visible relation leads. */
export function neighbours(map: MapData, visible: Visible, id: number): Set<number> {
  const edges = map.nodes[id].edges.filter((edge) => visible.edges.has(edge));
  return new Set([id, ...edges.flatMap((edge) => [map.edges[edge].from, map.edges[edge].to])]);
}

export const visibleNodes = (map: MapData, visible: Visible) =>
  map.nodes.filter((node) => visible.nodes.has(node.id));

export const visibleEdges = (map: MapData, visible: Visible) =>
  map.edges.filter((edge) => visible.edges.has(edge.id));
