/** Selecting a thing or a relation, and leaving it. */
import { isCovered, viewAbovePanel } from "./camera";
import { canvas, focus } from "./canvas";
import { announce, displayName, smallScreen } from "./dom";
import { roundView, type View } from "./geometry";
import type { MapEdge, MapNode } from "./page_data";
import { change, edges, kindOf, nameOfEdge, nodes, session, visibleNeighbours } from "./session";
import { countNoun } from "./text";

const NEAR = 0.85; // the scale at which names around a thing can be read

/** Selects a thing; `near` brings it into the middle. */
export function selectNode(id: number, near = false): void {
  change((state) => {
    const view = viewForNode(id, near);
    Object.assign(state, { at: nodes[id].iri, line: "", view: view ?? state.view });
  });
  focus.marked = id;
  announce(`${describeNode(nodes[id])}. Enter reads about it.`);
}

function viewForNode(id: number, near: boolean): View | null {
  if (smallScreen.matches) return viewAbovePanel(visibleNeighbours(id));
  if (!near && !isCovered(id)) return null;
  const scale = Number(canvas.getScale().toFixed(3));
  return roundView([nodes[id].x, nodes[id].y, near ? Math.max(scale, NEAR) : scale]);
}

export function selectEdge(id: number): void {
  change((state) => {
    Object.assign(state, { line: nameOfEdge(edges[id]), at: "", around: 0 });
  });
  const edge = edges[id];
  announce(`${sentenceOf(edge)}, ${countNoun(edge.sentences.length, "sentence")}.`);
}

export function clearSelection(): void {
  change((state) => {
    const view = state.around ? null : state.view;
    Object.assign(state, { at: "", line: "", around: 0, view });
  });
}

/** Shows only what is within so many steps of a thing; without a number, turns that on or off. */
export function showSurroundings(node: MapNode, hops = session.state.around ? 0 : 1): void {
  change((state) => {
    Object.assign(state, { around: hops, at: node.iri, line: "", view: null });
  });
}

/** A thing in words: its name, kind and number of relations. */
export function describeNode(node: MapNode): string {
  const relations = countNoun(node.edges.length, "relation");
  return `${displayName(node)}, ${kindOf(node).words}, ${relations}`;
}

/** A relation in words. */
export function sentenceOf(edge: MapEdge): string {
  return `${displayName(nodes[edge.from])} ${edge.words} ${displayName(nodes[edge.to])}`;
}
