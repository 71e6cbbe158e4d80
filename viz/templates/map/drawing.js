// Knows the drawing library: puts things and relations on the canvas, in the colours of the page, and moves the eye over them.
const container = by("map");
const fitted = { turned: false, across: 1, down: 1 }; // how places are brought into the shape of the screen
const STRETCH = 1.5; // at most
const inks = {};
const painted = { nodes: new Map(), edges: new Map() };
const look = { near: null, hovered: null, marked: null, moved: "" };
const ARROW = 0.5;
const TRIED = 500; // names for which room is sought, so that large maps stay quick
const EYE = { least: 0.03, most: 6, room: 56 };

const css = (property) => getComputedStyle(document.body).getPropertyValue(property).trim();

// A place of the map on the canvas, and back: a broad map is turned by a right angle on a tall screen, then stretched along the shorter side.
const onto = (x, y) => (fitted.turned ? { x: y * fitted.across, y: x * fitted.down } : { x: x * fitted.across, y: y * fitted.down });
const backFrom = (x, y) => (fitted.turned ? [y / fitted.down, x / fitted.across] : [x / fitted.across, y / fitted.down]);
const stand = (node) => onto(node.x, node.y);

// Things shrink more slowly than the distances between them, so that they can still be seen and hit on the whole map.
const swell = (scale) => (scale < 0.8 ? scale ** 0.6 * 0.8 ** 0.4 : scale);
const radiusOf = (node, scale) => node.size * swell(scale);

function drawThing({ ctx, id, x, y, state: { hover } }) {
  const node = nodes[id];
  const scale = canvas.getScale();
  const radius = radiusOf(node, scale) / scale;
  const drawNode = () => {
    ctx.globalAlpha = look.near && !look.near.nodes.has(id) ? 0.22 : 1;
    trace(ctx, kindOf(node).shape, x, y, radius);
    ctx.lineWidth = 3 / scale;
    ctx.strokeStyle = inks.paper;
    ctx.stroke();
    ctx.fillStyle = colourOf(node);
    ctx.fill();
    ctx.globalAlpha = 1;
    if (hover || nameIs(id)) ring(ctx, x, y, radius + 4 / scale, 2 / scale, hover && !nameIs(id) ? inks.soft : inks.accent);
  };
  return { drawNode, nodeDimensions: { width: 2 * radius, height: 2 * radius } };
}

const nameIs = (id) => state.at !== "" && nodeByName.get(state.at) === id;

function ring(ctx, x, y, radius, width, colour) {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.lineWidth = width;
  ctx.strokeStyle = colour;
  ctx.stroke();
}

// The mark at the far end of a relation tells its family; one that holds both ways has none.
function arrowOf(edge) {
  const type = told.directed && !edge.both ? told.families[edge.family]?.end : "";
  return type ? { to: { enabled: true, type, scaleFactor: ARROW } } : "";
}

const nodeItem = (node) => ({ id: node.id, hidden: !shown.nodes.has(node.id) });
const lookOf = (edge) => (told.grouping ? told.groups[edge.group] ?? GREY : told.families[edge.family] ?? GREY);

fitScreen();
mix();
state = understood(location.hash || told.shown);
sift();
look.near = nearby();
const nodeSet = new vis.DataSet(changed(painted.nodes, nodes.map(nodeItem)).map((item) => ({ ...item, ...stand(nodes[item.id]), shape: "custom", ctxRenderer: drawThing, size: nodes[item.id].size })));
const edgeSet = new vis.DataSet(changed(painted.edges, edges.map(edgeItem)).map((item) => ({ ...picture.edges[item.id], arrows: arrowOf(edges[item.id]), ...item })));
const canvas = new vis.Network(container, { nodes: nodeSet, edges: edgeSet }, picture.options);
for (const node of Object.values(canvas.body.nodes)) {
  if (node.shape.ctxRenderer) node.shape.distanceToBorder = () => radiusOf(nodes[node.id], canvas.getScale()) / canvas.getScale() + 1;
}
container.firstElementChild?.removeAttribute("tabindex"); // the container itself takes the keyboard

// Returns whether anything changed.
function fitScreen() {
  const before = JSON.stringify(fitted);
  const [across, down] = [extent(nodes.map((node) => node.x)), extent(nodes.map((node) => node.y))].map((one) => Math.max(one, 100));
  const screen = Math.max(container.clientWidth, 1) / Math.max(container.clientHeight, 1);
  fitted.turned = screen < 0.87 && across > 1.15 * down;
  const needed = screen / (fitted.turned ? down / across : across / down);
  fitted.across = Math.min(Math.max(needed, 1), STRETCH);
  fitted.down = Math.min(Math.max(1 / needed, 1), STRETCH);
  return before !== JSON.stringify(fitted);
}

function extent(values) {
  return values.reduce((most, value) => Math.max(most, value), -Infinity) - values.reduce((least, value) => Math.min(least, value), Infinity);
}

// Lines keep their width on the screen while the map shrinks.
let thinned = 0;
function thin() {
  const scale = canvas.getScale();
  if (scale === thinned) return;
  thinned = scale;
  const grown = swell(scale) / scale;
  for (const edge of picture.edges) {
    const { options } = canvas.body.edges[edge.id];
    options.width = edge.width * grown;
    options.arrows.to.scaleFactor = ARROW * grown;
  }
}

function nearby() {
  const at = nodeByName.get(state.at);
  if (at !== undefined && shown.nodes.has(at)) return { nodes: neighbours(at), edges: new Set(nodes[at].edges) };
  const line = edgeByName.get(state.line);
  if (line !== undefined && shown.edges.has(line)) return { nodes: new Set([edges[line].from, edges[line].to]), edges: new Set([line]) };
  return null;
}


function edgeItem(edge) {
  const dim = look.near && !look.near.edges.has(edge.id);
  const plain = lookOf(edge)[scheme()];
  const opacity = dim ? 0.1 : look.near ? 0.95 : 0.55;
  return { id: edge.id, hidden: !shown.edges.has(edge.id), color: { color: plain, highlight: inks.accent, hover: inks.accent, opacity } };
}

// What is not yet on the canvas in this way.
function changed(memory, items) {
  return items.filter((item) => {
    const told = JSON.stringify(item);
    const same = memory.get(item.id) === told;
    memory.set(item.id, told);
    return !same;
  });
}

// The colours of the page, read once for many strokes.
function mix() {
  for (const name of ["paper", "ink", "soft", "accent"]) inks[name] = css(`--${name}`);
}

const refresh = () => canvas.body.emitter.emit("_requestRedraw");

function paint() {
  mix();
  look.near = nearby();
  nodeSet.update(changed(painted.nodes, nodes.map(nodeItem)));
  edgeSet.update(changed(painted.edges, edges.map(edgeItem)));
  thinned = 0;
  const line = edgeByName.get(state.line);
  canvas.setSelection({ nodes: [], edges: line === undefined ? [] : [line] }, { highlightEdges: false });
  refresh();
}

// Where each thing that is in sight stands on the screen.
function sights(margin = 40) {
  const [width, height] = [container.clientWidth, container.clientHeight];
  const { scale, translation } = canvas.body.view;
  const found = new Map();
  for (const id of shown.nodes) {
    const place = stand(nodes[id]);
    const point = { id, x: place.x * scale + translation.x, y: place.y * scale + translation.y, radius: radiusOf(nodes[id], scale) };
    const inside = point.x > -margin && point.y > -margin && point.x < width + margin && point.y < height + margin;
    if (inside) found.set(id, point);
  }
  return found;
}

const ranked = [...nodes].sort((one, other) => other.edges.length - one.edges.length || one.id - other.id);
const hubs = ranked.slice(0, Math.ceil(nodes.length / 8)).filter((node) => node.edges.length > 3).map((node) => node.id);

// The names to write, the most wanted first: what is chosen, marked or pointed at, its neighbours, then by number of relations.
function wanted(points) {
  const first = [nodeByName.get(state.at), look.marked, look.hovered].filter((id) => id !== undefined && id !== null);
  const near = look.near ? ranked.filter((node) => look.near.nodes.has(node.id)).map((node) => node.id) : [];
  const rest = look.near ? [] : ranked.map((node) => node.id);
  const all = [...new Set([...first, ...near, ...rest])].filter((id) => points.has(id)).slice(0, TRIED);
  const strong = new Set([...first, ...hubs.slice(0, Math.ceil((container.clientWidth * container.clientHeight) / 60_000))]);
  return all.map((id) => ({ id, forced: first.includes(id), strong: strong.has(id) }));
}

function overlay(ctx) {
  const frame = [container.clientWidth, container.clientHeight];
  const ratio = ctx.canvas.width / frame[0];
  const scale = canvas.getScale();
  const points = sights();
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  for (const point of points.values()) badges(ctx, point);
  if (look.marked !== null && points.has(look.marked)) focusRing(ctx, points.get(look.marked));
  writeLabels(ctx, placed(ctx, points, wanted(points), { scale, frame, taken: [zoomBox()] }), inks, () => false);
  ctx.restore();
}

// The buttons that lie over the map.
function zoomBox() {
  const { offsetLeft, offsetTop, offsetWidth, offsetHeight } = by("zoom");
  return [offsetLeft, offsetTop, offsetLeft + offsetWidth, offsetTop + offsetHeight];
}

function badges(ctx, { id, x, y, radius }) {
  if (radius < 5 || (look.near && !look.near.nodes.has(id)) || by("legend-badges")?.checked === false) return;
  const own = nodes[id].counts;
  const size = Math.min(5.5, Math.max(3.2, radius * 0.42));
  const put = (kind, dx, dy) => {
    trace(ctx, BADGES[kind].shape, x + dx * radius * 0.95, y + dy * radius * 0.95, size);
    ctx.lineWidth = 2.5;
    ctx.strokeStyle = inks.paper;
    ctx.stroke();
    ctx.fillStyle = BADGES[kind][scheme()];
    ctx.fill();
  };
  if (own.concern) put("concern", 0.8, -0.8);
  if (own.practice) put("practice", -0.8, -0.8);
  else if (own.strength >= SEVERAL) put("strength", -0.8, -0.8);
}

function focusRing(ctx, { x, y, radius }) {
  if (document.activeElement !== container) return;
  ring(ctx, x, y, radius + 6, 6, inks.paper);
  ring(ctx, x, y, radius + 6, 3, inks.accent);
}

// The eye: where it is, in the map's own places, and how near.
function eye() {
  const scale = canvas.getScale();
  const { x, y } = canvas.getViewPosition();
  const middle = y - lift() / scale;
  return rounded([...backFrom(x, middle), scale]);
}

// On a small screen the panel covers the lower part of the map: by so many pixels its middle is higher.
const lift = (chosen = state.at || state.line) => (narrow.matches && chosen ? container.clientHeight * 0.26 : 0);

function lookAt([x, y, scale], smoothly = true) {
  const animation = smoothly && !still.matches && document.body.dataset.drawn ? { duration: 350, easingFunction: "easeInOutQuad" } : false;
  const position = onto(x, y);
  position.y += lift() / scale;
  canvas.moveTo({ position, scale, animation });
}

// The view that holds all of some things.
function viewOf(ids, most = 1.2, up = lift()) {
  const points = [...ids].map((id) => stand(nodes[id]));
  if (!points.length) return [0, 0, 1];
  const bounds = (pick) => [Math.min(...points.map(pick)), Math.max(...points.map(pick))];
  const [[left, right], [top, bottom]] = [bounds((node) => node.x), bounds((node) => node.y)];
  const room = Math.min(EYE.room, container.clientWidth / 8);
  const fits = Math.min((container.clientWidth - 2 * room) / (right - left), (container.clientHeight - 2 * up - 1.6 * room) / (bottom - top), most);
  return [...backFrom((left + right) / 2, (top + bottom) / 2), Math.max(fits, EYE.least)];
}

function move() {
  const goal = state.view ?? viewOf(shown.nodes);
  const text = [...goal, lift()].join();
  if (text === look.moved) return;
  look.moved = text;
  lookAt(goal);
}

function nearer(factor) {
  const [x, y, scale] = eye();
  change((wanted) => { wanted.view = [x, y, Math.min(Math.max(scale * factor, EYE.least), EYE.most)]; });
}

// What hands or wheel did to the view becomes part of what is shown, once they rest.
let resting = 0;
function seen() {
  clearTimeout(resting);
  resting = setTimeout(() => {
    const view = eye();
    look.moved = [...view, lift()].join();
    change((wanted) => { wanted.view = view; });
  }, 250);
}
