/** The map of this page, what of it is shown, and the one way to change that. */
import {
  type Colours,
  edgeName,
  type MapEdge,
  type MapNode,
  readMap,
  type Scheme,
} from "./page_data";
import { fromFragment, History, toFragment, type ViewState } from "./view_state";
import { applyFilters, neighbours, type Visible } from "./visibility";

const readBlock = (id: string) => JSON.parse(document.getElementById(id)?.textContent ?? "");

export const picture = readBlock("picture");
export const map = readMap(readBlock("details"), picture);
export const { details, nodes, edges, sentences } = map;
export const darkScheme = matchMedia("(prefers-color-scheme: dark)");
export const changes = new History();

interface Session {
  state: ViewState;
  visible: Visible;
}

const initial = fromFragment(location.hash || details.shown, map);
export const session: Session = { state: initial, visible: applyFilters(map, initial) };

let showState: () => void = () => {};

/** Registers what brings the page in line with the state. */
export function onChange(show: () => void): void {
  showState = show;
}

/** Changes what is shown; the change can be undone and stands in the address. */
export function change(edit: (state: ViewState) => void): void {
  const before = fragment();
  const next = structuredClone(session.state);
  edit(next);
  if (toFragment(next) === before) return;
  changes.record(before);
  enter(next);
}

export const undo = () => restore(changes.undo(fragment()));
export const redo = () => restore(changes.redo(fragment()));

function restore(text: string | undefined): void {
  if (text !== undefined) enter(fromFragment(text, map));
}

function enter(next: ViewState): void {
  session.state = next;
  session.visible = applyFilters(map, next);
  showState();
}

export const fragment = (): string => toFragment(session.state);

/** Writes the state into the address of the page. */
export function writeAddress(): void {
  const text = fragment();
  if (text === location.hash.replace(/^#/, "")) return;
  try {
    const address = text ? `#${text}` : location.pathname + location.search;
    window.history.replaceState(null, "", address);
  } catch {
    // A page inside another one may not change its address; the link is still made by hand.
  }
}

/** Takes up an address that was changed by hand. */
export function readAddress(): void {
  const text = location.hash.replace(/^#/, "");
  if (text === fragment()) return;
  changes.record(fragment());
  enter(fromFragment(text, map));
}

export const selectedNode = (): number | undefined => map.nodeIds.get(session.state.at);
export const selectedEdge = (): number | undefined => map.edgeIds.get(session.state.line);
export const isNodeVisible = (id: number): boolean => session.visible.nodes.has(id);
export const isEdgeVisible = (id: number): boolean => session.visible.edges.has(id);
export const visibleNeighbours = (id: number): Set<number> => neighbours(map, session.visible, id);
export const nameOfEdge = (edge: MapEdge): string => edgeName(nodes, edge);

/** Light for paper, else as the reader's system has it. */
export function scheme(): Scheme {
  return darkScheme.matches && !document.body.classList.contains("printing") ? "dark" : "light";
}

export const kindOf = (node: MapNode) => details.kinds[node.kind];

export function nodeColour(node: MapNode): string {
  const colours = details.grouping ? groupColours(node.group) : kindOf(node);
  return colours[scheme()];
}

export function edgeColour(edge: MapEdge): string {
  const colours = details.grouping ? groupColours(edge.group) : details.families[edge.family];
  return (colours ?? details.neutral)[scheme()];
}

const groupColours = (group: string): Colours => details.groups[group] ?? details.neutral;

/**
 * The mark at the far end of a relation, which tells its family; one that holds both ways has none.
 */
export function edgeEnd(edge: MapEdge): string {
  return details.directed && !edge.both ? (details.families[edge.family]?.end ?? "") : "";
}
