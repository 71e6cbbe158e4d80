// Knows how what is seen becomes files, made in the page: CSV, Turtle, GraphML and a picture.
const seenEdges = () => [...shown.edges].sort((one, other) => one - other).map((id) => edges[id]);
const seenNodes = () => [...shown.nodes].sort((one, other) => one - other).map((id) => nodes[id]);

function full(short) {
  const at = short.indexOf(":");
  const prefix = at > 0 && Object.hasOwn(told.prefixes, short.slice(0, at)) && !short.startsWith("//", at + 1) ? told.prefixes[short.slice(0, at)] : null;
  return prefix === null ? short : prefix + short.slice(at + 1);
}

// A text that a spreadsheet would take for a formula is defused (OWASP, CSV injection); quoting after RFC 4180.
function cell(value) {
  const text = typeof value === "number" ? String(value) : /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csv() {
  const head = ["from", "from_kind", "from_iri", "relation", "relation_iri", "to", "to_kind", "to_iri", "planned", "sentences", "places", "voices", "addresses"];
  const rows = seenEdges().map((edge) => {
    const ends = [nodes[edge.from], nodes[edge.to]].map((node) => [node.label, kindOf(node).words, full(node.iri)]);
    const own = edge.sentences.map((id) => sentences[id]);
    const voices = [...new Set(own.flatMap((sentence) => sentence.voices))].join("; ");
    const lists = [own.map((sentence) => sentence.place).join("; "), voices, own.map((sentence) => sentence.address).join(" ")];
    return [...ends[0], edge.words, full(edge.relation), ...ends[1], edge.planned ? "yes" : "no", own.length, ...lists];
  });
  return [head, ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

// Half a character (a lone surrogate) cannot be written as UTF-8.
const wellFormed = (text) => text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");

// Characters that no IRI may hold are written as percent codes (RFC 3987); quoting after RDF 1.1 Turtle.
const iri = (short) => `<${full(short).replace(/[\u0000-\u0020<>"{}|\\^`]/g, (one) => `%${one.codePointAt(0).toString(16).toUpperCase().padStart(2, "0")}`)}>`;
const ESCAPES = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };
const literal = (text) => `"${wellFormed(text).replace(/[\\"\n\r\t]/g, (one) => ESCAPES[one]).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "\ufffd")}"`;

function turtle() {
  const used = new Set(seenEdges().flatMap((edge) => edge.sentences));
  const lines = Object.entries(told.prefixes).filter(([prefix]) => ["prov", "rdf", "rdfs", "schema"].includes(prefix)).map(([prefix, space]) => `@prefix ${prefix}: <${space}> .`);
  for (const node of seenNodes()) lines.push("", `${iri(node.iri)} rdfs:label ${literal(node.label)} .`);
  for (const edge of seenEdges()) lines.push("", ...statement(edge));
  for (const id of [...used].sort((one, other) => one - other)) lines.push("", ...source(sentences[id]));
  return `${lines.join("\n")}\n`;
}

// A statement, and the same described (RDF 1.1 Schema, section 5.3) so that its sentences can be named.
function statement(edge) {
  const [one, relation, other] = [nodes[edge.from].iri, edge.relation, nodes[edge.to].iri].map(iri);
  const lines = [`${one} ${relation} ${other} .`];
  if (!edge.sentences.length) return lines;
  const quoted = edge.sentences.map((id) => iri(sentences[id].iri)).join(" , ");
  const about = `a rdf:Statement ; rdf:subject ${one} ; rdf:predicate ${relation} ; rdf:object ${other} ;`;
  return [...lines, `${iri(told.statement + edge.digest)} ${about}`, `    prov:wasQuotedFrom ${quoted} .`];
}

function source(sentence) {
  const page = /^https?:\/\//i.test(sentence.address) ? ` ; schema:url ${iri(sentence.address)}` : "";
  return [`${iri(sentence.iri)} rdfs:label ${literal(sentence.place)}${page} .`];
}

// Characters that XML 1.0 cannot hold (section 2.2) are replaced.
const xml = (value) => wellFormed(String(value)).replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
  .replace(/[&<>"']/g, (one) => `&#${one.codePointAt(0)};`);

function graphml() {
  const keys = { node: { label: "string", kind: "string", sector: "string", x: "double", y: "double" }, edge: { relation: "string", words: "string", planned: "boolean", weight: "int", places: "string", addresses: "string" } };
  const declared = Object.entries(keys).flatMap(([whose, own]) => Object.entries(own).map(([key, type]) => `<key id="${whose}_${key}" for="${whose}" attr.name="${key}" attr.type="${type}"/>`));
  const data = (whose, values) => Object.keys(keys[whose]).map((key) => `<data key="${whose}_${key}">${xml(values[key] ?? "")}</data>`).join("");
  const things = seenNodes().map((node) => `<node id="${xml(full(node.iri))}">${data("node", { ...node, kind: kindOf(node).words })}</node>`);
  const lines = seenEdges().map((edge) => {
    const own = edge.sentences.map((id) => sentences[id]);
    const facts = { relation: full(edge.relation), words: edge.words, planned: edge.planned, weight: shown.counts[edge.id], places: own.map((one) => one.place).join("; "), addresses: own.map((one) => one.address).join(" ") };
    return `<edge id="e${edge.id}" source="${xml(full(nodes[edge.from].iri))}" target="${xml(full(nodes[edge.to].iri))}">${data("edge", facts)}</edge>`;
  });
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">';
  return [head, ...declared, '<graph edgedefault="directed">', ...things, ...lines, "</graph>", "</graphml>", ""].join("\n");
}

// The map as it is seen, sharper than the screen, below its title and above its key and source.
const ROW = 20;

function photograph(ratio = 3, head = 52) {
  const live = canvas.canvas.frame.canvas;
  const [width, height] = [live.clientWidth, live.clientHeight];
  const copy = document.createElement("canvas");
  const ctx = copy.getContext("2d");
  const rows = keyRows(ctx, width - 32);
  Object.assign(copy, { width: width * ratio, height: (head + height + ROW * rows.length + 36) * ratio });
  ctx.fillStyle = inks.paper;
  ctx.fillRect(0, 0, copy.width, copy.height);
  if (width && height) ctx.drawImage(sharp(live, ratio), 0, head * ratio);
  canvas.redraw();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  caption(ctx, width, { head, bottom: head + height, rows });
  return copy;
}

// The library's canvas, drawn once more at another sharpness; the next drawing brings it back.
function sharp(live, ratio) {
  Object.assign(live, { width: live.clientWidth * ratio, height: live.clientHeight * ratio });
  canvas.canvas.pixelRatio = ratio;
  canvas.renderer._redraw();
  return live;
}

function caption(ctx, width, { head, bottom, rows }) {
  const line = (text, size, weight, colour, y) => {
    Object.assign(ctx, { font: `${weight} ${size}px ${FACE}`, fillStyle: colour });
    ctx.fillText(brief(text.replace(hidesDirection, " "), 120), 16, y, width - 32);
  };
  if (head) {
    line(told.title, 18, 600, inks.ink, 26);
    line(`${counted(shown.nodes.size, "thing")} and ${counted(shown.edges.size, "relation")} shown`, 12, 400, inks.soft, 45);
  }
  rows.forEach((row, at) => row.forEach((entry) => key(ctx, entry, bottom + ROW * at + 16)));
  line("Facts from HMICFRS, Crown copyright, Open Government Licence v3.0. Drawn by peelgraph.", 11, 400, inks.soft, bottom + ROW * rows.length + 22);
}

// What colours and shapes mean, broken into rows.
function keyRows(ctx, width) {
  const used = new Set(seenNodes().map((node) => (told.grouping ? node.group : node.kind)));
  const all = told.grouping ? Object.entries(told.groups).map(([words, look]) => [words, { ...look, words, shape: "dot" }]) : Object.entries(told.kinds);
  const rows = [];
  let left = Infinity;
  ctx.font = `400 12px ${FACE}`;
  for (const [, look] of all.filter(([name]) => used.has(name))) {
    const words = brief(look.words.replace(hidesDirection, " "), 50);
    const wide = 40 + ctx.measureText(words).width;
    if (left + wide > width) { rows.push([]); left = 0; }
    rows.at(-1).push({ ...look, words, left });
    left += wide;
  }
  return rows;
}

function key(ctx, look, y) {
  trace(ctx, look.shape, 22 + look.left, y - 4, 6);
  ctx.fillStyle = look[scheme()];
  ctx.fill();
  Object.assign(ctx, { font: `400 12px ${FACE}`, fillStyle: inks.ink });
  ctx.fillText(look.words, 34 + look.left, y);
}

const TYPES = { csv: [csv, "text/csv"], ttl: [turtle, "text/turtle"], graphml: [graphml, "application/graphml+xml"] };

function take(kind) {
  if (kind === "png") return photograph().toBlob((blob) => save(blob, kind), "image/png");
  const [make, type] = TYPES[kind];
  return save(new Blob([make()], { type: `${type};charset=utf-8` }), kind);
}

function save(blob, kind) {
  const link = add(document.body, "a", undefined, { href: URL.createObjectURL(blob), download: `${fileName()}.${kind}`, hidden: true });
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const fileName = () => fold(told.title).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "map";
