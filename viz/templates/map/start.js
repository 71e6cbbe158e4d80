// Brings everything together: first the view that the address asks for, then what hands, keys and links change.
function show() {
  sift();
  tell();
  paint();
  move();
  inLine();
  fillTable();
  address();
}

function listen() {
  canvas.on("beforeDrawing", thin);
  canvas.on("afterDrawing", overlay);
  canvas.on("click", clicked);
  canvas.on("dragEnd", seen);
  canvas.on("zoom", seen);
  canvas.on("hoverNode", ({ node, event }) => pointAt(node, event, () => `${nameOf(nodes[node])}\n${capital(kindOf(nodes[node]).words)}, ${counted(nodes[node].edges.length, "relation")}`));
  canvas.on("hoverEdge", ({ edge, event }) => pointAt(null, event, () => sentenceOf(edges[edge])));
  for (const event of ["blurNode", "blurEdge", "dragStart", "zoom"]) canvas.on(event, () => pointAt(null));
}

const sentenceOf = (edge) => `${nameOf(nodes[edge.from])} ${edge.words} ${nameOf(nodes[edge.to])}\n${counted(edge.sentences.length, "sentence")}`;

function pointAt(node, event, words) {
  const tip = by("tip");
  look.hovered = node;
  container.style.cursor = event ? "pointer" : "";
  tip.hidden = !event;
  if (!event) return refresh();
  tip.textContent = words().split("\n").map((line) => brief(line, 120)).join("\n");
  const box = container.getBoundingClientRect();
  const [x, y] = [event.clientX - box.x, event.clientY - box.y];
  tip.style.left = `${Math.min(x + 14, box.width - Math.min(tip.offsetWidth, box.width) - 8)}px`;
  tip.style.top = `${y + 18 + tip.offsetHeight > box.height ? y - tip.offsetHeight - 10 : y + 18}px`;
  return refresh();
}

function clicked({ nodes: [node], edges: [edge], pointer, event }) {
  container.focus({ preventScroll: true });
  const touch = event.pointerType === "touch";
  const near = node ?? nearest(pointer.DOM, touch ? 24 : 6, touch || edge === undefined);
  if (near !== undefined) choose(near);
  else if (edge !== undefined) chooseLine(edge);
  else leave();
}

// A finger is not as exact as a mouse: the nearest thing within reach counts.
function nearest({ x, y }, reach, asked) {
  if (!asked) return undefined;
  const far = (point) => Math.hypot(point.x - x, point.y - y) - point.radius;
  const [best] = [...sights(0).values()].sort((one, other) => far(one) - far(other));
  return best && far(best) <= reach ? best.id : undefined;
}

function repaint() {
  for (const again of repaints) again();
  tell();
  paint();
}

function buttons() {
  const deeds = { undo, redo, whole: seeWhole, nearer: () => nearer(1.4), farther: () => nearer(1 / 1.4), "clear-all": clearFilters };
  for (const [id, deed] of Object.entries(deeds)) by(id).addEventListener("click", deed);
}

function resized() {
  if (fitScreen()) nodeSet.update(nodes.map((node) => ({ id: node.id, ...stand(node) })));
  look.moved = "";
  move();
}

legend();
filters();
menus();
search();
keys();
tableHead();
share();
buttons();
listen();
show();
addEventListener("hashchange", arrived);
night.addEventListener("change", repaint);
new ResizeObserver(measure).observe(by("head"));
new ResizeObserver(resized).observe(container);
canvas.once("afterDrawing", () => { document.body.dataset.drawn = "yes"; });
refresh();
// For tests and for whoever wants to script the page.
window.peelgraph = { canvas, nodes, edges, sentences, shown, drawn, choose, chooseLine, state: () => structuredClone(state), fragment: write, sights };
