/**
 * What mouse and finger do on the map: the tip beside what is pointed at, and selecting by a click.
 */
import { onMovedByHand, pointsInSight } from "./camera";
import { canvas, container, focus, redraw } from "./canvas";
import { byId, displayName } from "./dom";
import type { Point } from "./geometry";
import type { SightedPoint } from "./label_layout";
import { clearSelection, selectEdge, selectNode, sentenceOf } from "./selection";
import { edges, kindOf, nodes } from "./session";
import { capitalise, countNoun, shorten } from "./text";

const MOUSE_REACH = 6;
const FINGER_REACH = 24;

export function connectPointer(): void {
  canvas.on("click", onClick);
  canvas.on("dragEnd", onMovedByHand);
  canvas.on("zoom", onMovedByHand);
  canvas.on("hoverNode", ({ node, event }) => {
    focus.hovered = node;
    showTip(nodeTip(node), event);
  });
  canvas.on("hoverEdge", ({ edge, event }) => {
    focus.hovered = null;
    showTip(edgeTip(edge), event);
  });
  for (const name of ["blurNode", "blurEdge", "dragStart", "zoom"] as const) {
    canvas.on(name, hideTip);
  }
}

function nodeTip(id: number): string[] {
  const node = nodes[id];
  const relations = countNoun(node.edges.length, "relation");
  return [displayName(node), `${capitalise(kindOf(node).words)}, ${relations}`];
}

function edgeTip(id: number): string[] {
  return [sentenceOf(edges[id]), countNoun(edges[id].sentences.length, "sentence")];
}

function showTip(lines: string[], event: MouseEvent): void {
  const tip = byId("tip");
  container.style.cursor = "pointer";
  tip.hidden = false;
  tip.textContent = lines.map((line) => shorten(line, 120)).join("\n");
  const box = container.getBoundingClientRect();
  const [x, y] = [event.clientX - box.x, event.clientY - box.y];
  const rightmost = box.width - Math.min(tip.offsetWidth, box.width) - 8;
  const isBelow = y + 18 + tip.offsetHeight <= box.height;
  tip.style.left = `${Math.min(x + 14, rightmost)}px`;
  tip.style.top = `${isBelow ? y + 18 : y - tip.offsetHeight - 10}px`;
  redraw();
}

function hideTip(): void {
  focus.hovered = null;
  container.style.cursor = "";
  byId("tip").hidden = true;
  redraw();
}

function onClick({ nodes: [node], edges: [edge], pointer, event }: vis.ClickEvent): void {
  container.focus({ preventScroll: true });
  const isTouch = event.pointerType === "touch";
  const reach = isTouch ? FINGER_REACH : MOUSE_REACH;
  const nearby = isTouch || edge === undefined ? nearestNode(pointer.DOM, reach) : undefined;
  const selected = node ?? nearby;
  if (selected !== undefined) selectNode(selected);
  else if (edge !== undefined) selectEdge(edge);
  else clearSelection();
}

/** The nearest thing within reach: a finger is not as exact as a mouse. */
function nearestNode({ x, y }: Point, reach: number): number | undefined {
  const distance = (point: SightedPoint) => Math.hypot(point.x - x, point.y - y) - point.radius;
  const points = [...pointsInSight(0).values()].filter((point) => distance(point) <= reach);
  return points.sort((a, b) => distance(a) - distance(b))[0]?.id;
}
