/**
 * Starts the map: fills the page, connects hands, keys and links, and shows what the address asks
 * for.
 */
import { move, moveAgain, pointsInSight, showWholeMap, zoom } from "./camera";
import { canvas, container, paint, redraw, refit, scaleLines } from "./canvas";
import { buttonById, byId, measureHead } from "./dom";
import { fillChips } from "./filter_chips";
import { fillFilters } from "./filters";
import { repaintIcons } from "./icons";
import { connectKeys } from "./keys";
import { fillLegend } from "./legend";
import { connectMenus } from "./menus";
import { drawn, drawOverlay } from "./overlay";
import { fillPanel } from "./panel";
import { connectPointer } from "./pointer";
import { connectSearch } from "./search_box";
import { selectEdge, selectNode } from "./selection";
import {
  change,
  changes,
  darkScheme,
  edges,
  fragment,
  nodes,
  onChange,
  readAddress,
  redo,
  sentences,
  session,
  undo,
  writeAddress,
} from "./session";
import { connectShare } from "./share";
import { fillTable, fillTableHead } from "./table";
import { countNoun } from "./text";
import { updateControls } from "./ticks";
import { clearFilters } from "./view_state";

const ZOOM = 1.4;
const BUTTONS: Record<string, () => void> = {
  undo: undo,
  redo: redo,
  whole: showWholeMap,
  nearer: () => zoom(ZOOM),
  farther: () => zoom(1 / ZOOM),
  "clear-all": () => change(clearFilters),
};

/** Brings the page in line with the state. */
function show(): void {
  fillPanel();
  paint();
  move();
  updateControls();
  fillChips();
  updateSummary();
  fillTable();
  writeAddress();
}

function updateSummary(): void {
  const { nodes, edges } = session.visible;
  byId("empty").hidden = nodes.size > 0;
  buttonById("undo").disabled = changes.past.length === 0;
  buttonById("redo").disabled = changes.future.length === 0;
  const counts = `${countNoun(nodes.size, "thing")} and ${countNoun(edges.size, "relation")}`;
  container.setAttribute("aria-label", `Relationship map, ${counts}`);
}

/** Takes up the colours of a page that turned from light to dark, or back. */
function repaint(): void {
  repaintIcons();
  fillPanel();
  paint();
}

function fillPage(): void {
  fillLegend();
  fillFilters();
  fillTableHead();
}

function connectPage(): void {
  connectMenus();
  connectSearch();
  connectKeys();
  connectShare();
  connectPointer();
  for (const [id, action] of Object.entries(BUTTONS)) byId(id).addEventListener("click", action);
  canvas.on("beforeDrawing", scaleLines);
  canvas.on("afterDrawing", drawOverlay);
  addEventListener("hashchange", readAddress);
  darkScheme.addEventListener("change", repaint);
}

fillPage();
connectPage();
onChange(show);
show();
new ResizeObserver(measureHead).observe(byId("head"));
new ResizeObserver(() => {
  refit();
  moveAgain();
}).observe(container);
canvas.once("afterDrawing", () => {
  document.body.dataset.drawn = "yes";
});
redraw();

/** For tests, and for whoever wants to script the page. */
Object.assign(window, {
  peelgraph: {
    canvas,
    nodes,
    edges,
    sentences: sentences,
    get shown() {
      return session.visible;
    },
    drawn,
    choose: selectNode,
    chooseLine: selectEdge,
    state: () => structuredClone(session.state),
    fragment: fragment,
    sights: pointsInSight,
  },
});
