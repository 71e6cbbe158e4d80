// Knows what keys do, on the map and anywhere in the page.
const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// The nearest thing in a direction; a neighbour counts as half as far.
function towards(id, [dx, dy]) {
  const from = stand(nodes[id]);
  const near = neighbours(id);
  let best = null;
  for (const other of shown.nodes) {
    if (other === id) continue;
    const to = stand(nodes[other]);
    const [x, y] = [to.x - from.x, to.y - from.y];
    const ahead = x * dx + y * dy;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    if (ahead <= 0 || aside > 1.2 * ahead) continue;
    const far = (ahead + 1.5 * aside) * (near.has(other) ? 0.5 : 1);
    if (!best || far < best.far) best = { far, id: other };
  }
  return best?.id ?? null;
}

// Where the walk begins: at what is chosen, or at the best connected thing.
function start() {
  const at = nodeByName.get(state.at);
  if (at !== undefined && shown.nodes.has(at)) return at;
  return ranked.find((node) => shown.nodes.has(node.id))?.id ?? null;
}

function walk(way) {
  const here = look.marked !== null && shown.nodes.has(look.marked) ? look.marked : null;
  const next = here === null ? start() : towards(here, way);
  if (next === null) return;
  look.marked = next;
  const node = nodes[next];
  announce(`${nameOf(node)}, ${kindOf(node).words}, ${counted(node.edges.length, "relation")}`);
  if (!isCovered(next)) refresh();
  else change((wanted) => { wanted.view = rounded([node.x, node.y, canvas.getScale()]); });
}

function open() {
  if (look.marked === null) look.marked = start();
  if (look.marked === null) return;
  choose(look.marked);
  by("detail").querySelector("h2")?.focus();
}

function mapKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const deeds = { Enter: open, " ": open, "+": () => nearer(1.3), "=": () => nearer(1.3), "-": () => nearer(1 / 1.3), "−": () => nearer(1 / 1.3), 0: seeWhole };
  if (event.key in WAYS) walk(WAYS[event.key]);
  else if (event.key in deeds) deeds[event.key]();
  else return;
  event.preventDefault();
}

function seeWhole() {
  change((wanted) => { wanted.view = null; });
}

const isTyping = (target) => target.matches?.("input:not([type=checkbox]):not([type=range]), textarea, select") ?? false;

function pageKey(event) {
  if ((event.ctrlKey || event.metaKey) && !isTyping(event.target)) return turnBack(event);
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return undefined;
  const deeds = { "/": () => by("search").focus(), "?": help, f: focusHere, Escape: back };
  const deed = deeds[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!deed) return undefined;
  event.preventDefault();
  return deed();
}

function turnBack(event) {
  const key = event.key.toLowerCase();
  if (key === "z" && !event.shiftKey) undo();
  else if (key === "y" || (key === "z" && event.shiftKey)) redo();
  else return;
  event.preventDefault();
}

function help() {
  by("help").open = true;
  by("help").firstElementChild.focus();
}

function focusHere() {
  const at = nodeByName.get(state.at);
  if (at !== undefined) surround(nodes[at]);
}

// From the panel to the map; on the map, away from what is chosen.
function back() {
  if (by("panel").contains(document.activeElement)) container.focus({ preventScroll: true });
  else leave();
}

function keys() {
  container.addEventListener("keydown", mapKey);
  container.addEventListener("focus", () => refresh());
  container.addEventListener("blur", () => refresh());
  document.addEventListener("keydown", pageKey);
}
