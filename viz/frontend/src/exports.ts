/** What is seen, as the text of a file: CSV, Turtle and GraphML. */
import type { MapData, MapEdge, MapNode, Sentence } from "./page_data";
import { type Visible, visibleEdges, visibleNodes } from "./visibility";

const COLUMNS = [
  "from",
  "from_kind",
  "from_iri",
  "relation",
  "relation_iri",
  "to",
  "to_kind",
  "to_iri",
  "planned",
  "sentences",
  "places",
  "voices",
  "addresses",
];
const TURTLE_PREFIXES = ["prov", "rdf", "rdfs", "schema"];
const TURTLE_ESCAPES: Record<string, string> = {
  "\\": "\\\\",
  '"': '\\"',
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};
const GRAPHML_KEYS: Record<"node" | "edge", Record<string, string>> = {
  node: { label: "string", kind: "string", sector: "string", x: "double", y: "double" },
  edge: {
    relation: "string",
    words: "string",
    planned: "boolean",
    weight: "int",
    places: "string",
    addresses: "string",
  },
};
const FORMULA = /^(?:[\t\r\n]|[ \u00a0]*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20])/;
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const WEB_ADDRESS = /^https?:\/\//i;

export const isWebAddress = (address: string): boolean => WEB_ADDRESS.test(address);

/** The whole IRI of a compact one; what has no prefix of the page stays as it is. */
export function expandIri(prefixes: Record<string, string>, compact: string): string {
  const colon = compact.indexOf(":");
  const prefix = compact.slice(0, Math.max(colon, 0));
  if (!Object.hasOwn(prefixes, prefix) || compact.startsWith("//", colon + 1)) return compact;
  return prefixes[prefix] + compact.slice(colon + 1);
}

/**
 * A cell after RFC 4180; a text that a spreadsheet would take for a formula gets an apostrophe
 * (OWASP, CSV injection), as `graph/escape.py` gives it; numbers stay.
 */
export function csvCell(value: string | number): string {
  const isFormula = FORMULA.test(`${value}`) && !NUMBER.test(`${value}`);
  const text = `${isFormula ? "'" : ""}${value}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function toCsv(map: MapData, visible: Visible): string {
  const rows = visibleEdges(map, visible).map((edge) => csvRow(map, edge));
  const lines = [COLUMNS, ...rows].map((row) => row.map(csvCell).join(","));
  return `${lines.join("\r\n")}\r\n`;
}

function csvRow(map: MapData, edge: MapEdge): (string | number)[] {
  const { kinds, prefixes } = map.details;
  const end = ({ label, kind, iri }: MapNode) => [
    label,
    kinds[kind].words,
    expandIri(prefixes, iri),
  ];
  const sentences = edge.sentences.map((id) => map.sentences[id]);
  const voices = new Set(sentences.flatMap((sentence) => sentence.voices));
  return [
    ...end(map.nodes[edge.from]),
    edge.words,
    expandIri(prefixes, edge.relation),
    ...end(map.nodes[edge.to]),
    edge.planned ? "yes" : "no",
    sentences.length,
    sentences.map((sentence) => sentence.place).join("; "),
    [...voices].join("; "),
    sentences.map((sentence) => sentence.address).join(" "),
  ];
}

/** Replaces half characters (lone surrogates), which cannot be written as UTF-8. */
export function wellFormed(text: string): string {
  const lone = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
  return text.replace(lone, "\ufffd");
}

/** An IRI in Turtle; characters that no IRI may hold become percent codes (RFC 3987). */
export function turtleIri(iri: string): string {
  const encode = (character: string) =>
    `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
  return `<${iri.replace(/[\u0000-\u0020<>"{}|\\^`]/g, encode)}>`;
}

/** A text in Turtle, quoted after RDF 1.1 Turtle. */
export function turtleLiteral(text: string): string {
  const escaped = wellFormed(text).replace(
    /[\\"\n\r\t]/g,
    (character) => TURTLE_ESCAPES[character],
  );
  return `"${escaped.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "\ufffd")}"`;
}

export function toTurtle(map: MapData, visible: Visible): string {
  const { prefixes } = map.details;
  const iri = (compact: string) => turtleIri(expandIri(prefixes, compact));
  const edges = visibleEdges(map, visible);
  const sentences = [...new Set(edges.flatMap((edge) => edge.sentences))].sort((a, b) => a - b);
  const blocks = [
    TURTLE_PREFIXES.map((prefix) => `@prefix ${prefix}: <${prefixes[prefix]}> .`).join("\n"),
    ...visibleNodes(map, visible).map(
      (node) => `${iri(node.iri)} rdfs:label ${turtleLiteral(node.label)} .`,
    ),
    ...edges.map((edge) => turtleStatement(map, edge, iri)),
    ...sentences.map((id) => turtleSentence(map.sentences[id], iri)),
  ];
  return `${blocks.join("\n\n")}\n`;
}

/**
 * A statement, and the same described (RDF 1.1 Schema, section 5.3) so that its sentences can be
 * named.
 */
function turtleStatement(map: MapData, edge: MapEdge, iri: (compact: string) => string): string {
  const subject = iri(map.nodes[edge.from].iri);
  const predicate = iri(edge.relation);
  const object = iri(map.nodes[edge.to].iri);
  const statement = `${subject} ${predicate} ${object} .`;
  if (!edge.sentences.length) return statement;
  const quoted = edge.sentences.map((id) => iri(map.sentences[id].iri)).join(" , ");
  const name = iri(map.details.statement + edge.digest);
  const about = `rdf:subject ${subject} ; rdf:predicate ${predicate} ; rdf:object ${object} ;`;
  return `${statement}\n${name} a rdf:Statement ; ${about}\n    prov:wasQuotedFrom ${quoted} .`;
}

function turtleSentence(sentence: Sentence, iri: (compact: string) => string): string {
  const label = `${iri(sentence.iri)} rdfs:label ${turtleLiteral(sentence.place)}`;
  if (!isWebAddress(sentence.address)) return `${label} .`;
  return `${label} ; schema:url ${iri(sentence.address)} .`;
}

/** A value in XML; characters that XML 1.0 cannot hold (section 2.2) are replaced. */
export function xmlText(value: unknown): string {
  const text = wellFormed(String(value));
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

export function toGraphml(map: MapData, visible: Visible): string {
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...graphmlKeys("node"),
    ...graphmlKeys("edge"),
    '<graph edgedefault="directed">',
    ...visibleNodes(map, visible).map((node) => graphmlNode(map, node)),
    ...visibleEdges(map, visible).map((edge) => graphmlEdge(map, edge, visible)),
    "</graph>",
    "</graphml>",
  ];
  return `${lines.join("\n")}\n`;
}

function graphmlKeys(element: "node" | "edge"): string[] {
  return Object.entries(GRAPHML_KEYS[element]).map(
    ([key, type]) =>
      `<key id="${element}_${key}" for="${element}" attr.name="${key}" attr.type="${type}"/>`,
  );
}

function graphmlData(element: "node" | "edge", values: Record<string, unknown>): string {
  const keys = Object.keys(GRAPHML_KEYS[element]);
  return keys
    .map((key) => `<data key="${element}_${key}">${xmlText(values[key] ?? "")}</data>`)
    .join("");
}

const graphmlId = (map: MapData, node: MapNode) =>
  xmlText(expandIri(map.details.prefixes, node.iri));

function graphmlNode(map: MapData, node: MapNode): string {
  const values = { ...node, kind: map.details.kinds[node.kind].words };
  return `<node id="${graphmlId(map, node)}">${graphmlData("node", values)}</node>`;
}

function graphmlEdge(map: MapData, edge: MapEdge, visible: Visible): string {
  const sentences = edge.sentences.map((id) => map.sentences[id]);
  const values = {
    relation: expandIri(map.details.prefixes, edge.relation),
    words: edge.words,
    planned: edge.planned,
    weight: visible.counts[edge.id],
    places: sentences.map((sentence) => sentence.place).join("; "),
    addresses: sentences.map((sentence) => sentence.address).join(" "),
  };
  const [source, target] = [map.nodes[edge.from], map.nodes[edge.to]].map((node) =>
    graphmlId(map, node),
  );
  const data = graphmlData("edge", values);
  return `<edge id="e${edge.id}" source="${source}" target="${target}">${data}</edge>`;
}
