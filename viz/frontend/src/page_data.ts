/** The data in the page: their types, and the tables of the page as records with their defaults. */

export type Scheme = "light" | "dark";
export type Colours = Record<Scheme, string>;
export type BadgeKind = "strength" | "concern" | "practice";

export interface Look extends Colours {
  words: string;
  shape: string;
}

export interface Family extends Colours {
  words: string;
  end: string;
}

/** Rows whose columns are named once; null and what is left out at the end of a row are empty. */
export interface Table {
  keys: string[];
  rows: unknown[][];
}

/** The block "details" of the page, written by viz/maps/page_data.py. */
export interface Details {
  nodes: Table;
  edges: Table;
  relations: Table;
  sentences: Table;
  findings: Table;
  areas: Table;
  figures: Table;
  themes: Table;
  voices: string[][];
  parts: Record<string, string>;
  begin: string;
  page: string;
  grouping: string;
  statement: string;
  prefixes: Record<string, string>;
  kinds: Record<string, Look>;
  families: Record<string, Family>;
  groups: Record<string, Colours>;
  badges: Record<BadgeKind, Colours & { shape: string }>;
  neutral: Colours;
  directed: boolean;
  title: string;
  shown: string;
}

export interface DrawnNode {
  id: number;
  label: string;
  size: number;
  x: number;
  y: number;
}

export interface DrawnEdge {
  id: number;
  from: number;
  to: number;
  width: number;
}

/** The block "picture" of the page: what pyvis has of the network. */
export interface Picture {
  nodes: DrawnNode[];
  edges: DrawnEdge[];
  options: object;
}

export interface MapNode extends DrawnNode {
  iri: string;
  kind: string;
  names: string[];
  notes: string[];
  findings: number[];
  figures: number[];
  areas: number[];
  sector: string;
  group: string;
  /** Numbers of its edges. */
  edges: number[];
  badges: Record<BadgeKind, number>;
}

interface Relation {
  relation: string;
  words: string;
  back: string;
  family: string;
  planned: boolean;
  both: boolean;
  group: string;
}

export interface MapEdge extends DrawnEdge, Relation {
  digest: string;
  sentences: number[];
  weight?: number;
}

export interface Sentence {
  iri: string;
  address: string;
  place: string;
  part: string;
  themes: number[];
  voices: string[];
}

/** A finding or an area for improvement. */
export interface Finding {
  words: string;
  polarity: string;
  status: string;
  practice: string;
  sentences: number[];
}

export interface Bar {
  label: string;
  words: string;
  value: number;
  unit: string;
}

export interface Figure {
  bars: Bar[];
  outcome: string;
  sentences: number[];
}

export interface Theme {
  id: string;
  words: string;
}

export interface MapData {
  details: Details;
  nodes: MapNode[];
  edges: MapEdge[];
  sentences: Sentence[];
  findings: Finding[];
  areas: Finding[];
  figures: Figure[];
  themes: Theme[];
  nodeIds: Map<string, number>;
  edgeIds: Map<string, number>;
}

const NODE = {
  names: [],
  notes: [],
  findings: [],
  figures: [],
  areas: [],
  sector: "",
  group: "",
};
const RELATION = { words: "", back: "", planned: false, both: false, group: "" };
const SENTENCE = { iri: "", address: "", part: "", themes: [], place: "", voices: -1 };
const FINDING = { words: "", polarity: "", status: "", practice: "", sentences: [] };
const FIGURE = { bars: [], sentences: [], outcome: "" };
const THEME = { id: "", words: "" };

/** Returns the rows of a table as records; empty cells take the defaults. */
export function records<Row>({ keys, rows }: Table, defaults: object): Row[] {
  const isFilled = ([, value]: [string, unknown]) => value !== null && value !== undefined;
  return rows.map((row) => {
    const cells = keys.map((key, column): [string, unknown] => [key, row[column]]);
    return { ...defaults, ...Object.fromEntries(cells.filter(isFilled)) } as Row;
  });
}

export function readMap(details: Details, picture: Picture): MapData {
  const findings = records<Finding>(details.findings, FINDING);
  const edges = readEdges(details, picture);
  const nodes = readNodes(details, picture, findings);
  for (const edge of edges) {
    for (const id of new Set([edge.from, edge.to])) nodes[id].edges.push(edge.id);
  }
  return {
    details,
    nodes,
    edges,
    findings,
    sentences: readSentences(details),
    areas: records<Finding>(details.areas, FINDING),
    figures: records<Figure>(details.figures, FIGURE),
    themes: records<Theme>(details.themes, THEME),
    nodeIds: new Map(nodes.map((node) => [node.iri, node.id])),
    edgeIds: new Map(edges.map((edge) => [edgeName(nodes, edge), edge.id])),
  };
}

/** An edge as it stands in the address of the page: subject, relation and object. */
export function edgeName(nodes: MapNode[], edge: MapEdge): string {
  return `${nodes[edge.from].iri} ${edge.relation} ${nodes[edge.to].iri}`;
}

export function edgeWeight(edge: MapEdge): number {
  return edge.weight ?? edge.sentences.length;
}

function readNodes(details: Details, picture: Picture, findings: Finding[]): MapNode[] {
  return records<MapNode>(details.nodes, NODE).map((row, id) => {
    const badges = countBadges(row.kind, row.findings, findings);
    return { ...row, ...picture.nodes[id], edges: [], badges };
  });
}

/** Counts what the badges of a thing say; a finding is its own mark and has none. */
function countBadges(kind: string, ids: number[], findings: Finding[]): MapNode["badges"] {
  const own = kind.startsWith("Finding") ? [] : ids.map((id) => findings[id]);
  const count = (test: (finding: Finding) => boolean) => own.filter(test).length;
  return {
    strength: count((finding) => finding.polarity === "strength"),
    concern: count((finding) => finding.polarity === "concern"),
    practice: count((finding) => finding.practice !== ""),
  };
}

function readEdges(details: Details, picture: Picture): MapEdge[] {
  const relations = records<Relation>(details.relations, RELATION);
  const rows = records<MapEdge & { kind: number }>(details.edges, { sentences: [] });
  return rows.map((row, id) => ({ ...relations[row.kind], ...row, ...picture.edges[id] }));
}

function readSentences(details: Details): Sentence[] {
  type Row = Omit<Sentence, "voices"> & { voices: number };
  return records<Row>(details.sentences, SENTENCE).map((row) => ({
    ...row,
    iri: details.begin + row.iri,
    address: details.page + row.address,
    voices: details.voices[row.voices] ?? [],
  }));
}
