/** The panel: what is known of the selected thing or relation, with every sentence behind it. */
import { add, addButton, addName, byId, detailsById, displayName, smallScreen } from "./dom";
import { addEvidence, addList, addSentence, addThing } from "./evidence";
import { addLine, addShape } from "./icons";
import type { BadgeKind, Figure, Finding, MapEdge, MapNode } from "./page_data";
import { clearSelection, selectEdge, sentenceOf, showSurroundings } from "./selection";
import {
  change,
  details,
  edgeColour,
  edgeEnd,
  edges,
  isEdgeVisible,
  isNodeVisible,
  kindOf,
  map,
  nodeColour,
  nodes,
  scheme,
  selectedEdge,
  selectedNode,
  sentences,
  session,
} from "./session";
import { capitalise, countNoun, formatNumber } from "./text";
import { clearFilters } from "./view_state";

const POLARITIES: [string, string][] = [
  ["concern", "Concerns"],
  ["mixed", "Mixed"],
  ["strength", "Strengths"],
  ["neutral", "Neutral"],
  ["", "Other findings"],
];
const FARTHEST = 3; // steps around a thing

export function fillPanel(): void {
  const node = selectedNode();
  const edge = selectedEdge();
  const detail = byId("detail");
  detail.replaceChildren();
  detail.hidden = node === undefined && edge === undefined;
  document.body.classList.toggle("chosen", !detail.hidden);
  detailsById("legend").open = detail.hidden && !smallScreen.matches;
  if (node !== undefined) addNode(detail, nodes[node]);
  else if (edge !== undefined) addEdge(detail, edges[edge]);
  byId("panel").scrollTop = 0;
}

function addHead(parent: Element, build: (heading: Element) => void): void {
  const head = add(parent, "div", undefined, { className: "head" });
  build(add(head, "h2", undefined, { tabIndex: -1, dir: "auto" }));
  const label = { className: "close", "aria-label": "Leave what is chosen" };
  addButton(head, "×", clearSelection, label);
}

function addNode(parent: Element, node: MapNode): void {
  addHead(parent, (heading) => {
    heading.textContent = displayName(node);
  });
  const kind = add(parent, "p", undefined, { className: "kind" });
  addShape(kind, kindOf(node).shape, nodeColour(node));
  const words = [kindOf(node).words, node.sector, node.group];
  addName(kind, words.filter(Boolean).join(" · "));
  if (node.names.length) {
    add(parent, "p", `Also called ${node.names.join(", ")}.`, { dir: "auto" });
  }
  for (const note of node.notes) add(parent, "p", note, { dir: "auto", className: "note" });
  if (!isNodeVisible(node.id)) addHiddenNote(parent);
  addActions(parent, node);
  addRelations(parent, node);
  addFindings(parent, node);
  addFigures(parent, node);
  addAreas(parent, node);
}

function addHiddenNote(parent: Element): void {
  const note = add(parent, "p", "The filters hide it. ", { className: "note" });
  const clear = () => change(clearFilters);
  addButton(note, "Clear the filters", clear, { className: "link" });
}

function addActions(parent: Element, node: MapNode): void {
  const row = add(parent, "div", undefined, { className: "row" });
  const { around } = session.state;
  const toggle = around ? "Whole map again" : "Only its surroundings";
  addButton(row, toggle, () => showSurroundings(node));
  if (!around) return;
  const disabled = around >= FARTHEST;
  addButton(row, "One step more", () => showSurroundings(node, around + 1), { disabled });
}

/** The relations of a thing in words as read from it, the most frequent first. */
function addRelations(parent: Element, node: MapNode): void {
  const groups = new Map<string, MapEdge[]>();
  for (const id of node.edges) {
    const words = wordsFrom(edges[id], node.id);
    groups.set(words, [...(groups.get(words) ?? []), edges[id]]);
  }
  if (!groups.size) return;
  add(parent, "h3", countNoun(node.edges.length, "relation"));
  for (const [words, group] of [...groups].sort((a, b) => b[1].length - a[1].length)) {
    const heading = add(parent, "h4");
    const [edge] = group;
    const colour = edgeColour(edge);
    addLine(heading, { colour, end: edgeEnd(edge), dashed: edge.planned });
    addName(heading, words);
    addList(parent, group, (list, item) => addRelation(list, item, node));
  }
}

function wordsFrom(edge: MapEdge, id: number): string {
  return (edge.from === id || edge.both ? edge.words : edge.back) || "(no words)";
}

function addRelation(list: Element, edge: MapEdge, node: MapNode): void {
  const neighbour = nodes[edge.from === node.id ? edge.to : edge.from];
  const item = add(list, "li", undefined, {
    className: isEdgeVisible(edge.id) ? "" : "hidden",
  });
  addThing(item, neighbour);
  if (edge.planned) add(item, "span", " planned", { className: "tag" });
  addEvidence(item, edge.sentences, edge);
}

function addFindings(parent: Element, node: MapNode): void {
  if (!node.findings.length) return;
  const findings = node.findings.map((id) => map.findings[id]);
  add(parent, "h3", countNoun(findings.length, "finding"));
  for (const [polarity, words] of POLARITIES) {
    const group = findings.filter((finding) => knownPolarity(finding) === polarity);
    if (group.length) addFindingGroup(parent, polarity, words, group);
  }
}

function knownPolarity({ polarity }: Finding): string {
  return POLARITIES.some(([known]) => known === polarity) ? polarity : "";
}

function addFindingGroup(
  parent: Element,
  polarity: string,
  words: string,
  findings: Finding[],
): void {
  const heading = add(parent, "h4");
  if (Object.hasOwn(details.badges, polarity)) {
    const badge = details.badges[polarity as BadgeKind];
    addShape(heading, badge.shape, badge[scheme()], 13);
  }
  heading.append(`${words} `);
  add(heading, "span", formatNumber(findings.length), { className: "count" });
  addList(parent, findings, addFinding);
}

function addFinding(list: Element, finding: Finding): void {
  const { words, practice, status } = finding;
  const item = add(list, "li");
  addName(item, words);
  if (practice) add(item, "span", ` ${practice}`, { className: "tag practice" });
  if (status && status !== "current") add(item, "span", ` ${status}`, { className: "tag" });
  addEvidence(item, finding.sentences);
}

function addAreas(parent: Element, node: MapNode): void {
  if (!node.areas.length) return;
  add(parent, "h3", countNoun(node.areas.length, "area for improvement", "areas for improvement"));
  addList(
    parent,
    node.areas.map((id) => map.areas[id]),
    addFinding,
  );
}

function addFigures(parent: Element, node: MapNode): void {
  if (!node.figures.length) return;
  add(parent, "h3", countNoun(node.figures.length, "figure"));
  addList(
    parent,
    node.figures.map((id) => map.figures[id]),
    addFigure,
  );
}

function addFigure(list: Element, { bars, outcome, sentences: ids }: Figure): void {
  const item = add(list, "li", undefined, { className: "figure" });
  const most = Math.max(...bars.map((bar) => bar.value));
  const isComparable =
    most > 0 && bars.length > 1 && bars.every((bar) => bar.unit === bars[0].unit && bar.value >= 0);
  bars.forEach((bar, index) => {
    const className = index ? "other" : "";
    addName(add(item, "p", undefined, { className: `label ${className}`.trim() }), bar.label);
    if (isComparable) addBar(item, bar.value / most, className);
    addName(add(item, "p", undefined, { className: "value" }), bar.words);
  });
  if (outcome) addName(add(item, "p", undefined, { className: "outcome" }), capitalise(outcome));
  addEvidence(item, ids);
}

function addBar(parent: Element, share: number, className: string): void {
  const frame = add(parent, "div", undefined, { className: "bar", "aria-hidden": "true" });
  add(frame, "i", undefined, { className }).style.width = `${100 * share}%`;
}

function addEdge(parent: Element, edge: MapEdge): void {
  const [source, target] = [nodes[edge.from], nodes[edge.to]];
  addHead(parent, (heading) => {
    addName(heading, displayName(source));
    add(heading, "em", ` ${edge.words || "is tied to"} `);
    addName(heading, displayName(target));
  });
  const kind = { className: "kind", dir: "auto" };
  add(parent, "p", edgeFacts(edge).filter(Boolean).join(" · "), kind);
  if (!isEdgeVisible(edge.id)) addHiddenNote(parent);
  const row = add(parent, "div", undefined, { className: "row" });
  addThing(row, source);
  addThing(row, target);
  if (edge.sentences.length) addSources(parent, edge);
  addParallelEdges(parent, edge);
}

function edgeFacts(edge: MapEdge): string[] {
  const count = countNoun(edge.sentences.length, "sentence says", "sentences say");
  return [
    `${count} so`,
    edge.planned ? "planned" : "",
    edge.both ? "holds both ways" : "",
    edge.group,
  ];
}

function addSources(parent: Element, edge: MapEdge): void {
  add(parent, "h3", "Where the report says so");
  const list = add(parent, "ol", undefined, { className: "sources" });
  for (const id of edge.sentences) {
    const item = add(list, "li");
    addSentence(item, sentences[id]);
    const themes = sentences[id].themes.map((theme) => map.themes[theme].words);
    if (!themes.length) continue;
    addName(add(item, "p", "On ", { className: "themes" }), themes.join(", "));
  }
}

/** Other relations between the same two things. */
function addParallelEdges(parent: Element, edge: MapEdge): void {
  const parallel = nodes[edge.from].edges
    .map((id) => edges[id])
    .filter((candidate) => candidate.id !== edge.id && hasSameEnds(candidate, edge));
  if (!parallel.length) return;
  add(parent, "h3", "Also between the two");
  const list = add(parent, "ul");
  for (const item of parallel) {
    const select = () => selectEdge(item.id);
    addButton(add(list, "li"), sentenceOf(item), select, { className: "link" });
  }
}

function hasSameEnds(first: MapEdge, second: MapEdge): boolean {
  const ends = [first.from, first.to];
  return ends.includes(second.from) && ends.includes(second.to);
}
