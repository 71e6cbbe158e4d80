// Knows the data of the page and makes its elements; whatever comes out of data becomes text, never markup.
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const told = read("details");
const picture = read("picture");
const by = (id) => document.getElementById(id);

// A table whose columns are named once; what a row does not hold is empty.
const table = ({ keys, rows }, empty = {}) => rows.map((row) => ({ ...empty, ...Object.fromEntries(keys.map((key, at) => [key, row[at]]).filter(([, value]) => value !== null && value !== undefined)) }));
const nodes = table(told.nodes, { names: [], notes: [], findings: [], figures: [], areas: [], sector: "", group: "" });
nodes.forEach((node, id) => Object.assign(node, picture.nodes[id]));
const kinds = table(told.relations, { words: "", back: "", planned: false, both: false, group: "" });
const edges = table(told.edges, { sentences: [] }).map((edge, id) => ({ ...kinds[edge.kind], ...edge, ...picture.edges[id] }));
const findingsTold = table(told.findings, { polarity: "", status: "", practice: "", sentences: [] });
const areasTold = table(told.areas, { sentences: [] });
const figuresTold = table(told.figures, { sentences: [], outcome: "" });
const themes = table(told.themes);
for (const node of nodes) node.edges = [];
for (const edge of edges) {
  nodes[edge.from].edges.push(edge.id);
  if (edge.to !== edge.from) nodes[edge.to].edges.push(edge.id);
}
const sentences = table(told.sentences, { part: "", themes: [], place: "" }).map((one) => ({
  ...one, iri: told.begin + (one.iri ?? ""), address: told.page + (one.address ?? ""), voices: told.voices[one.voices] ?? [],
}));
const nodeByName = new Map(nodes.map((node) => [node.iri, node.id]));
const nameOfEdge = (edge) => `${nodes[edge.from].iri} ${edge.relation} ${nodes[edge.to].iri}`;
const edgeByName = new Map(edges.map((edge) => [nameOfEdge(edge), edge.id]));

const night = matchMedia("(prefers-color-scheme: dark)");
const still = matchMedia("(prefers-reduced-motion: reduce)");
const narrow = matchMedia("(max-width: 800px)");
const scheme = () => (night.matches && !document.body.classList.contains("printing") ? "dark" : "light");
const kindOf = (node) => told.kinds[node.kind];
const colourOf = (node) => (told.grouping ? told.groups[node.group] ?? GREY : kindOf(node))[scheme()];
const GREY = { light: "#6a737d", dark: "#a7b0ba" };

// The map takes the room that the head of the page leaves.
const main = document.querySelector("main");
const measure = () => document.documentElement.style.setProperty("--head", `${main.offsetTop}px`);
measure();

function add(parent, tag, text, properties = {}) {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes("-") || name === "role" || name === "for") element.setAttribute(name, value);
    else element[name] = value;
  }
  parent.append(element);
  return element;
}

function draw(parent, tag, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  parent.append(element);
  return element;
}

// A name out of the data, kept apart from the direction of the words around it.
const name = (parent, text, properties = {}) => add(parent, "bdi", text || "(no name)", properties);
const nameOf = (node) => node.label || "(no name)";
const number = (value) => value.toLocaleString("en-GB");
const counted = (count, one, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}`;
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
const brief = (text, most = 60) => ([...text].length > most ? `${[...text].slice(0, most - 1).join("")}…` : text);
