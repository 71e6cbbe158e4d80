/** A small map for the tests: a hub, two teams and a trust, with four relations. */
import { type Details, type MapData, type Picture, readMap, type Table } from "../src/page_data";

const COLOURS = { light: "#000000", dark: "#ffffff" };

function table(keys: string, ...rows: unknown[][]): Table {
  return { keys: keys.split(" "), rows };
}

export const DETAILS: Details = {
  nodes: table(
    "iri kind findings figures areas sector names notes group",
    ["unit:hub", "Unit", [0, 1, 2], null, null, null, ["MASH", "front door"]],
    ["unit:river", "Unit", null, null, null, null, null, null, "water"],
    ["partner:trust", "Partner", null, null, null, "voluntary sector"],
    ["unit:lonely", "Unit"],
    ["finding:one", "Finding strength", [0]],
  ),
  relations: table(
    "relation words back family planned both group",
    ["peel:refersTo", "refers to", "gets referrals from", "flow"],
    ["peel:worksWith", "works with", "works with", "together", null, true],
    ["peel:plans", "plans", "is planned by", "plan", true],
  ),
  edges: table(
    "kind digest sentences weight",
    [0, "d0", [0, 1]],
    [1, "d1", [1]],
    [2, "d2", [2]],
    [0, "d3", null, 5],
  ),
  sentences: table(
    "iri place address voices part themes",
    ["s1", "paragraph 1", "#a", 0, "question 1", [0]],
    ["s2", "paragraph 2", "#b", 1, "question 1", [1]],
    ["s3", "paragraph 3", "#c", 1, "question 2"],
  ),
  findings: table(
    "words polarity sentences status practice",
    ["The hub works.", "strength", [0]],
    ["The hub is slow.", "concern", [1], null, "good practice"],
    ["The hub exists."],
  ),
  areas: table("words"),
  figures: table("bars"),
  themes: table("id words", ["theme:abuse", "domestic abuse"], ["theme:rural", "rural crime"]),
  voices: [["inspectorate"], ["force", "partner"]],
  parts: { "question 1": "How effective?" },
  begin: "https://example.org/",
  page: "https://example.org/page",
  grouping: "",
  statement: "https://example.org/statement/",
  prefixes: {
    finding: "https://example.org/finding/",
    partner: "https://example.org/partner/",
    peel: "https://example.org/peel#",
    prov: "http://www.w3.org/ns/prov#",
    rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    rdfs: "http://www.w3.org/2000/01/rdf-schema#",
    schema: "https://schema.org/",
    unit: "https://example.org/unit/",
  },
  kinds: {
    Unit: { ...COLOURS, words: "unit", shape: "dot" },
    Partner: { ...COLOURS, words: "partner", shape: "square" },
    "Finding strength": { ...COLOURS, words: "strength", shape: "triangle" },
  },
  families: { flow: { ...COLOURS, words: "refer", end: "arrow" } },
  groups: {},
  badges: {
    strength: { ...COLOURS, shape: "triangle" },
    concern: { ...COLOURS, shape: "triangleDown" },
    practice: { ...COLOURS, shape: "star" },
  },
  neutral: COLOURS,
  directed: true,
  title: "A small map",
  shown: "",
};

const LABELS = ["Référral hub", "river team", "river trust", "lonely unit", "a finding"];
const ENDS = [
  [0, 1],
  [1, 2],
  [0, 2],
  [4, 4],
];

export const PICTURE: Picture = {
  nodes: LABELS.map((label, id) => ({ id, label, size: 10, x: 100 * id, y: 10 * id })),
  edges: ENDS.map(([from, to], id) => ({ id, from, to, width: 1 })),
  options: {},
};

export const smallMap = (): MapData => readMap(DETAILS, PICTURE);
