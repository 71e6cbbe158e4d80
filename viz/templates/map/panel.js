// Knows what the panel tells of a chosen thing or relation, with every sentence behind it.
const ORDER = ["concern", "mixed", "strength", "neutral", ""];
const POLARITY = { concern: "Concerns", mixed: "Mixed", strength: "Strengths", neutral: "Neutral", "": "Other findings" };
const FEW = 6;

function tell() {
  const at = nodeByName.get(state.at);
  const line = edgeByName.get(state.line);
  const detail = by("detail");
  detail.replaceChildren();
  detail.hidden = at === undefined && line === undefined;
  document.body.classList.toggle("chosen", !detail.hidden);
  by("legend").open = detail.hidden && !narrow.matches;
  if (at !== undefined) tellThing(detail, nodes[at]);
  else if (line !== undefined) tellLine(detail, edges[line]);
  by("panel").scrollTop = 0;
}

function head(parent, build) {
  const top = add(parent, "div", undefined, { className: "head" });
  build(add(top, "h2", undefined, { tabIndex: -1, dir: "auto" }));
  add(top, "button", "×", { type: "button", className: "close", "aria-label": "Leave what is chosen" }).addEventListener("click", leave);
}

function tellThing(parent, node) {
  head(parent, (h2) => { h2.textContent = nameOf(node); });
  const kind = add(parent, "p", undefined, { className: "kind" });
  mark(kind, kindOf(node).shape, colourOf(node));
  name(kind, [kindOf(node).words, node.sector, node.group].filter(Boolean).join(" · "));
  if (node.names.length) add(parent, "p", `Also called ${node.names.join(", ")}.`, { dir: "auto" });
  for (const note of node.notes) add(parent, "p", note, { dir: "auto", className: "note" });
  if (!shown.nodes.has(node.id)) outOfSight(parent);
  actions(parent, node);
  relations(parent, node);
  findings(parent, node);
  figures(parent, node);
  areas(parent, node);
}

function outOfSight(parent) {
  const line = add(parent, "p", "The filters hide it. ", { className: "note" });
  add(line, "button", "Clear the filters", { type: "button", className: "link" }).addEventListener("click", clearFilters);
}

function actions(parent, node) {
  const row = add(parent, "div", undefined, { className: "row" });
  const around = state.around > 0;
  add(row, "button", around ? "Whole map again" : "Only its surroundings", { type: "button" }).addEventListener("click", () => surround(node));
  if (around) add(row, "button", "One step more", { type: "button", disabled: state.around >= 3 }).addEventListener("click", () => surround(node, state.around + 1));
}

function surround(node, hops = state.around ? 0 : 1) {
  change((wanted) => { Object.assign(wanted, { around: hops, at: node.iri, line: "", view: null }); });
}

// The relations of a thing in words as read from it, those with most others first.
function relations(parent, node) {
  const groups = new Map();
  for (const id of node.edges) {
    const words = wordsFrom(edges[id], node.id);
    groups.set(words, [...(groups.get(words) ?? []), edges[id]]);
  }
  if (!groups.size) return;
  add(parent, "h3", counted(node.edges.length, "relation"));
  for (const [words, own] of [...groups].sort((one, other) => other[1].length - one[1].length)) {
    const heading = add(parent, "h4");
    sample(heading, { colour: lookOf(own[0])[scheme()], end: told.directed && !own[0].both ? told.families[own[0].family]?.end : "", dashed: own[0].planned });
    name(heading, words);
    few(parent, own, (list, edge) => relation(list, edge, node));
  }
}

const wordsFrom = (edge, id) => (edge.from === id || edge.both ? edge.words : edge.back) || "(no words)";

function relation(list, edge, node) {
  const other = nodes[edge.from === node.id ? edge.to : edge.from];
  const item = add(list, "li", undefined, { className: shown.edges.has(edge.id) ? "" : "hidden" });
  thing(item, other);
  if (edge.planned) add(item, "span", " planned", { className: "tag" });
  behind(item, edge.sentences, edge);
}

function thing(parent, node) {
  const button = add(parent, "button", undefined, { type: "button", className: "thing" });
  mark(button, kindOf(node).shape, colourOf(node), 13);
  name(button, brief(nameOf(node), 120));
  button.addEventListener("click", () => choose(node.id));
  return button;
}

// A long list shows its first items; the rest is one click away.
function few(parent, items, build) {
  const list = add(parent, "ul");
  const most = items.length <= FEW + 2 ? items.length : FEW;
  for (const item of items.slice(0, most)) build(list, item);
  if (most === items.length) return;
  const more = add(parent, "details", undefined, { className: "more" });
  add(more, "summary", `${number(items.length - most)} more`);
  more.addEventListener("toggle", () => {
    if (more.childElementCount > 1) return;
    const rest = add(more, "ul");
    for (const item of items.slice(most)) build(rest, item);
  });
}

// The sentences behind a statement: one at once, several behind their number.
function behind(parent, ids, edge) {
  if (ids.length < 2) {
    ids.forEach((id) => place(add(parent, "div", undefined, { className: "evidence" }), sentences[id]));
    return;
  }
  const more = add(parent, "details", undefined, { className: "evidence" });
  const limited = edge && shown.counts[edge.id] < ids.length ? `, ${number(shown.counts[edge.id])} within the filters` : "";
  add(more, "summary", `${counted(ids.length, "sentence")}${limited}`);
  const list = add(more, "ul");
  ids.forEach((id) => place(add(list, "li"), sentences[id]));
}

// Where a sentence stands: a link that opens the published page at it, and its voice.
function place(parent, sentence) {
  const words = brief(sentence.place || "a sentence", 200);
  if (/^https?:\/\//i.test(sentence.address)) {
    name(add(parent, "a", undefined, { href: sentence.address, target: "_blank", rel: "noopener noreferrer" }), words);
  } else name(parent, words);
  const voices = sentence.voices.filter(Boolean);
  if (voices.length) name(add(parent, "span", " \u00b7 ", { className: "voice" }), brief(voices.join(", "), 200));
}

function findings(parent, node) {
  if (!node.findings.length) return;
  const all = node.findings.map((id) => findingsTold[id]);
  add(parent, "h3", counted(all.length, "finding"));
  for (const polarity of ORDER) {
    const own = all.filter((finding) => (ORDER.includes(finding.polarity ?? "") ? finding.polarity ?? "" : "") === polarity);
    if (!own.length) continue;
    const heading = add(parent, "h4");
    if (BADGES[polarity]) mark(heading, BADGES[polarity].shape, BADGES[polarity][scheme()], 13);
    heading.append(`${POLARITY[polarity]} `);
    add(heading, "span", number(own.length), { className: "count" });
    few(parent, own, said);
  }
}

function said(list, finding) {
  const item = add(list, "li");
  name(item, finding.words);
  if (finding.practice) add(item, "span", ` ${finding.practice}`, { className: "tag practice" });
  if (finding.status && finding.status !== "current") add(item, "span", ` ${finding.status}`, { className: "tag" });
  behind(item, finding.sentences ?? []);
}

function areas(parent, node) {
  if (!node.areas.length) return;
  add(parent, "h3", counted(node.areas.length, "area for improvement", "areas for improvement"));
  few(parent, node.areas.map((id) => areasTold[id]), said);
}

function figures(parent, node) {
  if (!node.figures.length) return;
  add(parent, "h3", counted(node.figures.length, "figure"));
  few(parent, node.figures.map((id) => figuresTold[id]), figure);
}

function figure(list, one) {
  const item = add(list, "li", undefined, { className: "figure" });
  const most = Math.max(...one.bars.map((bar) => bar.value));
  const alike = one.bars.length > 1 && one.bars.every((bar) => bar.unit === one.bars[0].unit && bar.value >= 0);
  one.bars.forEach((bar, at) => {
    name(add(item, "p", undefined, { className: at ? "label other" : "label" }), bar.label);
    if (alike && most > 0) add(add(item, "div", undefined, { className: "bar", "aria-hidden": "true" }), "i", undefined, { className: at ? "other" : "" }).style.width = `${(100 * bar.value) / most}%`;
    name(add(item, "p", undefined, { className: "value" }), bar.words);
  });
  if (one.outcome) name(add(item, "p", undefined, { className: "outcome" }), capital(one.outcome));
  behind(item, one.sentences);
}

function tellLine(parent, edge) {
  const [from, to] = [nodes[edge.from], nodes[edge.to]];
  head(parent, (h2) => {
    name(h2, nameOf(from));
    add(h2, "em", ` ${edge.words || "is tied to"} `);
    name(h2, nameOf(to));
  });
  const count = edge.sentences.length;
  const told = [edge.planned ? "planned" : "", edge.both ? "holds both ways" : "", edge.group].filter(Boolean);
  add(parent, "p", [`${counted(count, "sentence says", "sentences say")} so`, ...told].join(" · "), { className: "kind", dir: "auto" });
  if (!shown.edges.has(edge.id)) outOfSight(parent);
  const row = add(parent, "div", undefined, { className: "row" });
  thing(row, from);
  thing(row, to);
  if (count) sources(parent, edge);
  between(parent, edge);
}

function sources(parent, edge) {
  add(parent, "h3", "Where the report says so");
  const list = add(parent, "ol", undefined, { className: "sources" });
  for (const id of edge.sentences) {
    const item = add(list, "li");
    place(item, sentences[id]);
    const on = sentences[id].themes.map((theme) => themes[theme].words);
    if (on.length) name(add(item, "p", "On ", { className: "themes" }), on.join(", "));
  }
}

// Other relations between the same two things.
function between(parent, edge) {
  const same = nodes[edge.from].edges.map((id) => edges[id]).filter((other) => other.id !== edge.id && [other.from, other.to].includes(edge.to) && [other.from, other.to].includes(edge.from));
  if (!same.length) return;
  add(parent, "h3", "Also between the two");
  const list = add(parent, "ul");
  for (const other of same) {
    const button = add(add(list, "li"), "button", `${nameOf(nodes[other.from])} ${other.words} ${nameOf(nodes[other.to])}`, { type: "button", className: "link" });
    button.addEventListener("click", () => chooseLine(other.id));
  }
}

function choose(id, near = false) {
  change((wanted) => {
    Object.assign(wanted, { at: nodes[id].iri, line: "" });
    const scale = Number(canvas.getScale().toFixed(3));
    if (narrow.matches) wanted.view = rounded(viewOf(neighbours(id), 0.9, lift(true)));
    else if (near || isCovered(id)) wanted.view = rounded([nodes[id].x, nodes[id].y, near ? Math.max(scale, 0.85) : scale]);
  });
  look.marked = id;
  const node = nodes[id];
  announce(`${nameOf(node)}, ${kindOf(node).words}, ${counted(node.edges.length, "relation")}. Enter reads about it.`);
}

const rounded = ([x, y, scale]) => [Math.round(x), Math.round(y), Number(scale.toFixed(3))];

// On a small screen the panel lies over the lower part of the map; a place outside the rest is brought into sight.
function isCovered(id) {
  const point = sights(0).get(id);
  return !point || (narrow.matches && point.y > container.clientHeight * 0.47);
}

function chooseLine(id) {
  change((wanted) => { Object.assign(wanted, { line: nameOfEdge(edges[id]), at: "", around: 0 }); });
  const edge = edges[id];
  announce(`${nameOf(nodes[edge.from])} ${edge.words} ${nameOf(nodes[edge.to])}, ${counted(edge.sentences.length, "sentence")}.`);
}

function leave() {
  change((wanted) => { Object.assign(wanted, { at: "", line: "", around: 0, view: wanted.around ? null : wanted.view }); });
}

function announce(text) {
  by("status").textContent = text;
}
