/** The canvas of the drawing library: things and relations in the colours of the page. */
import { byId, measureHead } from "./dom";
import { markScale, type Point, ScreenFit, type Size } from "./geometry";
import { trace } from "./outlines";
import type { DrawnEdge, MapEdge, MapNode } from "./page_data";
import {
  edgeColour,
  edgeEnd,
  edges,
  isEdgeVisible,
  isNodeVisible,
  kindOf,
  nodeColour,
  nodes,
  picture,
  selectedEdge,
  selectedNode,
  visibleNeighbours,
} from "./session";

const ARROW = 0.5;
const INKS = ["paper", "ink", "soft", "accent"] as const;

interface Neighbourhood {
  nodes: Set<number>;
  edges: Set<number>;
}

interface Focus {
  /** What stands out while something is selected. */
  near: Neighbourhood | null;
  hovered: number | null;
  /** Where the walk by keyboard is. */
  marked: number | null;
}

interface ThingDrawing {
  ctx: CanvasRenderingContext2D;
  id: number;
  x: number;
  y: number;
  state: { hover: boolean };
}

export const container = byId("map");
export const focus: Focus = { near: null, hovered: null, marked: null };
export const inks: Record<(typeof INKS)[number], string> = {
  paper: "",
  ink: "",
  soft: "",
  accent: "",
};
const fit = new ScreenFit();
const painted = { nodes: new Map<number, string>(), edges: new Map<number, string>() };
let drawnScale = 0;

measureHead();
fitScreen();
readInks();
focus.near = neighbourhood();
const nodeSet = new vis.DataSet<vis.DataItem>(
  unpainted(painted.nodes, nodes.map(nodeItem)).map((item) => ({
    ...item,
    ...canvasPoint(nodes[item.id]),
    shape: "custom",
    ctxRenderer: drawThing,
    size: nodes[item.id].size,
  })),
);
const edgeSet = new vis.DataSet<vis.DataItem>(
  unpainted(painted.edges, edges.map(edgeItem)).map((item) => ({
    ...picture.edges[item.id],
    arrows: arrowOf(edges[item.id]),
    ...item,
  })),
);
export const canvas = new vis.Network(
  container,
  { nodes: nodeSet, edges: edgeSet },
  picture.options,
);
for (const node of Object.values(canvas.body.nodes)) {
  if (!node.shape.ctxRenderer) continue;
  node.shape.distanceToBorder = () => {
    const scale = canvas.getScale();
    return screenRadius(nodes[node.id], scale) / scale + 1;
  };
}
container.firstElementChild?.removeAttribute("tabindex"); // the container itself takes the keyboard

export function containerSize(): Size {
  return [container.clientWidth, container.clientHeight];
}

export function canvasPoint(point: Point): Point {
  return fit.toCanvas(point);
}

export function layoutPoint(point: Point): Point {
  return fit.fromCanvas(point);
}

export function screenRadius(node: MapNode, scale: number): number {
  return node.size * markScale(scale);
}

export function isDimmed(id: number): boolean {
  return focus.near !== null && !focus.near.nodes.has(id);
}

export function ring(
  ctx: CanvasRenderingContext2D,
  { x, y }: Point,
  radius: number,
  width: number,
  colour: string,
): void {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.lineWidth = width;
  ctx.strokeStyle = colour;
  ctx.stroke();
}

/** Fills the outline that is the path of a canvas, apart from what is below it. */
export function fillWithHalo(ctx: CanvasRenderingContext2D, colour: string, halo: number): void {
  ctx.lineWidth = halo;
  ctx.strokeStyle = inks.paper;
  ctx.stroke();
  ctx.fillStyle = colour;
  ctx.fill();
}

function drawThing({ ctx, id, x, y, state: { hover } }: ThingDrawing) {
  const node = nodes[id];
  const scale = canvas.getScale();
  const radius = screenRadius(node, scale) / scale;
  const drawNode = () => {
    ctx.globalAlpha = isDimmed(id) ? 0.22 : 1;
    trace(ctx, kindOf(node).shape, { x, y }, radius);
    fillWithHalo(ctx, nodeColour(node), 3 / scale);
    ctx.globalAlpha = 1;
    const isSelected = selectedNode() === id;
    const colour = isSelected ? inks.accent : inks.soft;
    if (hover || isSelected) ring(ctx, { x, y }, radius + 4 / scale, 2 / scale, colour);
  };
  return { drawNode, nodeDimensions: { width: 2 * radius, height: 2 * radius } };
}

function arrowOf(edge: MapEdge) {
  const type = edgeEnd(edge);
  return type ? { to: { enabled: true, type, scaleFactor: ARROW } } : "";
}

function nodeItem(node: MapNode) {
  return { id: node.id, hidden: !isNodeVisible(node.id) };
}

function edgeItem(edge: MapEdge) {
  const color = {
    color: edgeColour(edge),
    highlight: inks.accent,
    hover: inks.accent,
    opacity: edgeOpacity(edge.id),
  };
  return { id: edge.id, hidden: !isEdgeVisible(edge.id), color };
}

function edgeOpacity(id: number): number {
  if (!focus.near) return 0.55;
  return focus.near.edges.has(id) ? 0.95 : 0.1;
}

/** The items that are not on the canvas as they are now; they count as painted from here on. */
function unpainted<Item extends vis.DataItem>(memory: Map<number, string>, items: Item[]): Item[] {
  return items.filter((item) => {
    const text = JSON.stringify(item);
    const isPainted = memory.get(item.id) === text;
    memory.set(item.id, text);
    return !isPainted;
  });
}

/** Reads the colours of the page, once for many strokes. */
function readInks(): void {
  const style = getComputedStyle(document.body);
  for (const name of INKS) inks[name] = style.getPropertyValue(`--${name}`).trim();
}

function neighbourhood(): Neighbourhood | null {
  const node = selectedNode();
  if (node !== undefined && isNodeVisible(node)) {
    return { nodes: visibleNeighbours(node), edges: new Set(nodes[node].edges) };
  }
  const edge = selectedEdge();
  if (edge !== undefined && isEdgeVisible(edge)) {
    return { nodes: new Set([edges[edge].from, edges[edge].to]), edges: new Set([edge]) };
  }
  return null;
}

/** Fits positions to the shape of the map; returns whether anything changed. */
function fitScreen(): boolean {
  return fit.update(nodes, containerSize());
}

/** Moves things where the shape of the map asks for it. */
export function refit(): void {
  if (fitScreen()) nodeSet.update(nodes.map((node) => ({ id: node.id, ...canvasPoint(node) })));
}

/** Gives lines the same width on the screen at every scale. */
export function scaleLines(): void {
  const scale = canvas.getScale();
  if (scale === drawnScale) return;
  drawnScale = scale;
  const factor = markScale(scale) / scale;
  for (const edge of picture.edges as DrawnEdge[]) {
    const { options } = canvas.body.edges[edge.id];
    options.width = edge.width * factor;
    options.arrows.to.scaleFactor = ARROW * factor;
  }
}

export function redraw(): void {
  canvas.body.emitter.emit("_requestRedraw");
}

/** Brings the canvas in line with what is shown. */
export function paint(): void {
  readInks();
  focus.near = neighbourhood();
  nodeSet.update(unpainted(painted.nodes, nodes.map(nodeItem)));
  edgeSet.update(unpainted(painted.edges, edges.map(edgeItem)));
  drawnScale = 0;
  const edge = selectedEdge();
  const selection = { nodes: [], edges: edge === undefined ? [] : [edge] };
  canvas.setSelection(selection, { highlightEdges: false });
  redraw();
}
