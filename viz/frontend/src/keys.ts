/** What keys do, on the map and anywhere in the page. */
import { isCovered, showWholeMap, zoom } from "./camera";
import { canvas, canvasPoint, container, focus, redraw } from "./canvas";
import { announce, byId, detailsById } from "./dom";
import { nearestInDirection, roundView } from "./geometry";
import { mostConnected } from "./overlay";
import { clearSelection, describeNode, selectNode, showSurroundings } from "./selection";
import {
  change,
  isNodeVisible,
  nodes,
  redo,
  selectedNode,
  session,
  undo,
  visibleNeighbours,
} from "./session";

const ZOOM = 1.3;
const DIRECTIONS: Record<string, [number, number]> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const MAP_KEYS: Record<string, () => void> = {
  Enter: openMarked,
  " ": openMarked,
  "+": () => zoom(ZOOM),
  "=": () => zoom(ZOOM),
  "-": () => zoom(1 / ZOOM),
  "−": () => zoom(1 / ZOOM),
  0: showWholeMap,
};
const PAGE_KEYS: Record<string, () => void> = {
  "/": () => byId("search").focus(),
  "?": openHelp,
  f: toggleSurroundings,
  Escape: goBack,
};

export function connectKeys(): void {
  container.addEventListener("keydown", onMapKey);
  container.addEventListener("focus", redraw);
  container.addEventListener("blur", redraw);
  document.addEventListener("keydown", onPageKey);
}

/** The nearest visible thing in a direction. */
function nodeTowards(id: number, direction: [number, number]): number | null {
  const near = visibleNeighbours(id);
  const candidates = [...session.visible.nodes]
    .filter((candidate) => candidate !== id)
    .map((candidate) => ({
      id: candidate,
      ...canvasPoint(nodes[candidate]),
      isNeighbour: near.has(candidate),
    }));
  return nearestInDirection(canvasPoint(nodes[id]), direction, candidates);
}

/** Where the walk begins: at what is selected, or at the thing with the most relations. */
function startOfWalk(): number | null {
  const selected = selectedNode();
  return selected !== undefined && isNodeVisible(selected) ? selected : mostConnected();
}

function walk(direction: [number, number]): void {
  const { marked } = focus;
  const isUnderWay = marked !== null && isNodeVisible(marked);
  const next = isUnderWay ? nodeTowards(marked, direction) : startOfWalk();
  if (next === null) return;
  focus.marked = next;
  const node = nodes[next];
  announce(describeNode(node));
  if (!isCovered(next)) {
    redraw();
    return;
  }
  change((state) => {
    state.view = roundView([node.x, node.y, canvas.getScale()]);
  });
}

function openMarked(): void {
  focus.marked ??= startOfWalk();
  if (focus.marked === null) return;
  selectNode(focus.marked);
  byId("detail").querySelector("h2")?.focus();
}

const hasModifier = (event: KeyboardEvent) => event.ctrlKey || event.metaKey || event.altKey;

function onMapKey(event: KeyboardEvent): void {
  if (hasModifier(event)) return;
  const { key } = event;
  if (Object.hasOwn(DIRECTIONS, key)) walk(DIRECTIONS[key]);
  else if (Object.hasOwn(MAP_KEYS, key)) MAP_KEYS[key]();
  else return;
  event.preventDefault();
}

function isTyping(target: EventTarget | null): boolean {
  const fields = "input:not([type=checkbox]):not([type=range]), textarea, select";
  return target instanceof Element && target.matches(fields);
}

function onPageKey(event: KeyboardEvent): void {
  if (isTyping(event.target)) return;
  if (event.ctrlKey || event.metaKey) undoOrRedo(event);
  if (hasModifier(event)) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (!Object.hasOwn(PAGE_KEYS, key)) return;
  event.preventDefault();
  PAGE_KEYS[key]();
}

function undoOrRedo(event: KeyboardEvent): void {
  const key = event.key.toLowerCase();
  if (key === "z" && !event.shiftKey) undo();
  else if (key === "y" || key === "z") redo();
  else return;
  event.preventDefault();
}

function openHelp(): void {
  const help = detailsById("help");
  help.open = true;
  help.querySelector("summary")?.focus();
}

function toggleSurroundings(): void {
  const node = selectedNode();
  if (node !== undefined) showSurroundings(nodes[node]);
}

/** From the panel to the map; on the map, away from what is selected. */
function goBack(): void {
  if (byId("panel").contains(document.activeElement)) container.focus({ preventScroll: true });
  else clearSelection();
}
