/** The camera over the map: what of it is in sight, and how it moves. */
import { canvas, canvasPoint, container, containerSize, layoutPoint, screenRadius } from "./canvas";
import { reducedMotion, smallScreen } from "./dom";
import { clamp, roundView, SCALES, type View, viewOfPoints } from "./geometry";
import type { SightedPoint } from "./label_layout";
import { change, nodes, session } from "./session";

const MOVE = { duration: 350, easingFunction: "easeInOutQuad" };
const REST = 250; // milliseconds until a movement by hand counts as finished
const COVERED = 0.26; // of the map's height: by so much its middle is higher on a small screen
const LOWEST = 0.47; // of the map's height that the panel leaves free there
let target = "";
let resting: ReturnType<typeof setTimeout> | undefined;

const hasSelection = () => session.state.at !== "" || session.state.line !== "";

/** By how many pixels the middle of the map is higher, because the panel covers its lower part. */
const lift = (isSelected = hasSelection()): number =>
  smallScreen.matches && isSelected ? container.clientHeight * COVERED : 0;

function currentView(): View {
  const scale = canvas.getScale();
  const { x, y } = canvas.getViewPosition();
  const point = layoutPoint({ x, y: y - lift() / scale });
  return roundView([point.x, point.y, scale]);
}

/** The view that holds some things. */
function viewOf(ids: Iterable<number>, most = 1.2, covered = lift()): View {
  const points = [...ids].map((id) => canvasPoint(nodes[id]));
  const [x, y, scale] = viewOfPoints(points, containerSize(), most, covered);
  const point = layoutPoint({ x, y });
  return [point.x, point.y, scale];
}

/** The view above the panel of a small screen that holds some things. */
export const viewAbovePanel = (ids: Iterable<number>): View =>
  roundView(viewOf(ids, 0.9, lift(true)));

function lookAt([x, y, scale]: View): void {
  const isSmooth = !reducedMotion.matches && document.body.dataset.drawn !== undefined;
  const position = canvasPoint({ x, y });
  position.y += lift() / scale;
  canvas.moveTo({ position, scale, animation: isSmooth ? MOVE : false });
}

const targetText = (view: View) => [...view, lift()].join();

/** Goes to the view of the state, unless it is there. */
export function move(): void {
  const view = session.state.view ?? viewOf(session.visible.nodes);
  const text = targetText(view);
  if (text === target) return;
  target = text;
  lookAt(view);
}

/** Goes to the view of the state again, after the window changed. */
export function moveAgain(): void {
  target = "";
  move();
}

export function zoom(factor: number): void {
  const [x, y, scale] = currentView();
  change((state) => {
    state.view = [x, y, clamp(scale * factor, SCALES.least, SCALES.most)];
  });
}

export function showWholeMap(): void {
  change((state) => {
    state.view = null;
  });
}

/** Makes what hands or wheel did to the view a part of the state, once they rest. */
export function onMovedByHand(): void {
  clearTimeout(resting);
  resting = setTimeout(() => {
    const view = currentView();
    target = targetText(view);
    change((state) => {
      state.view = view;
    });
  }, REST);
}

/** Where each visible thing stands on the screen, if it is in sight. */
export function pointsInSight(margin = 40): Map<number, SightedPoint> {
  const [width, height] = containerSize();
  const { scale, translation } = canvas.body.view;
  const points = new Map<number, SightedPoint>();
  for (const id of session.visible.nodes) {
    const place = canvasPoint(nodes[id]);
    const x = place.x * scale + translation.x;
    const y = place.y * scale + translation.y;
    const isInside = x > -margin && y > -margin && x < width + margin && y < height + margin;
    if (isInside) points.set(id, { id, x, y, radius: screenRadius(nodes[id], scale) });
  }
  return points;
}

/** Whether a thing is out of sight, or below the panel of a small screen. */
export function isCovered(id: number): boolean {
  const point = pointsInSight(0).get(id);
  return !point || (smallScreen.matches && point.y > container.clientHeight * LOWEST);
}
