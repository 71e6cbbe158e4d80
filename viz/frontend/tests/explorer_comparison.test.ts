/** A comparison of the small graph with a second one: presence, filters, lists, picture, files. */
import "./without_browser";
import assert from "node:assert/strict";
import { test } from "node:test";
import { viewAt } from "../src/explorer/answer";
import { comparisonOf, PRESENCE } from "../src/explorer/comparison";
import type { SecondGraphData } from "../src/explorer/comparison_data";
import { captionOf } from "../src/explorer/files/caption";
import { toGraphml } from "../src/explorer/files/graphml_file";
import { toTurtle } from "../src/explorer/files/rdf_files";
import { lineStyleOf, withSign } from "../src/explorer/line_styles";
import { Model } from "../src/explorer/model";
import { Search } from "../src/explorer/search";
import { SECOND_START } from "../src/explorer/second_graph";
import { addressText, type View } from "../src/explorer/view";
import { smallData } from "./small_graph";

const none = { light: "#000000", dark: "#ffffff" };

/** A second graph with a charity of its own, without a partner, and one relation moved. */
function secondGraph(change: Partial<SecondGraphData> = {}): SecondGraphData {
  return {
    ...{ here: "this graph", there: "the other graph", otherReports: false, hasSentences: true },
    classes: {
      ...{ name: ["Charity"], words: ["charity"], plural: ["charities"], definition: [""] },
      ...{ family: ["thing"], light: [none.light], dark: [none.dark], shape: ["dot"] },
    },
    properties: {
      ...{ iri: [], words: [], back: [], planned: [], mutual: [], family: [], definition: [] },
    },
    nodes: {
      ...{ iri: ["organisation:old"], label: ["an old charity"], class: [5], also: [[]] },
      ...{ names: [[]], hidden: [[]], notes: [[]] },
    },
    facts: { sector: [[SECOND_START, "voluntary sector"]] },
    onlyHere: [3],
    onlyThere: { source: [1], property: [1], target: [SECOND_START], sentences: [[SECOND_START]] },
    elsewhere: [[2, [SECOND_START]]],
    thingsHere: [4],
    alike: [],
    changes: [
      {
        ...{ of: 8, what: "changed", kind: "finding", words: "The hub supports victims well." },
        ...{ details: [["polarity", "concern", "strength"]], there: [3], here: [3] },
      },
      {
        of: -1,
        what: "added",
        kind: "concept",
        words: "a concept",
        details: [],
        there: [],
        here: [],
      },
    ],
    figures: [],
    quoted: [],
    sentences: {
      ...{ shared: "s:", page: "https://example.org/", voiceSets: [["force states"]] },
      ...{ headings: [], iri: ["old"], place: ["sentence of old"], address: ["#old"], voices: [0] },
      ...{ heading: [-1], begin: [0], end: [0], digest: [""] },
    },
    ...change,
  };
}

function modelWith(change: Partial<SecondGraphData> = {}): Model {
  const data = smallData();
  const sections = { ...data.sections, source: { build: "", licence: "", reports: [] } };
  const empty = { concepts: {}, languages: [], mutual_statements: [] };
  return new Model({
    ...data,
    sections: { ...sections, ...empty },
    comparison: secondGraph(change),
  });
}

function viewOf(model: Model, address: Record<string, string> = {}): View {
  return viewAt({ model, search: new Search(model) }, { view: "comparison", ...address });
}

const words = (view: View): string =>
  view.sentence
    .map((part) =>
      typeof part === "object" && "count" in part ? `${part.count} ${part.noun}` : part,
    )
    .join("");

const keysOf = (view: View): string[] => view.lists[0].rows.map((row) => row.key ?? "");

test("the sentence counts relations by side, and each count opens its rows", () => {
  const view = viewOf(modelWith());
  assert.equal(
    words(view),
    "1 relation only here, 1 only there, 6 in both and 1 on other sentences.",
  );
  for (const part of view.sentence) {
    if (typeof part !== "object" || !("count" in part)) continue;
    assert.equal(part.count, keysOf(view).filter((key) => key === part.only).length);
  }
});

test("one side alone is counted where one is chosen, and none of the others", () => {
  const model = modelWith();
  assert.equal(words(viewOf(model, { only: "there" })), "1 relation only there.");
  assert.equal(words(viewOf(model, { only: "both" })), "6 relations in both.");
  const empty = { only: "here", relation: "org:unitOf" };
  assert.equal(words(viewOf(model, empty)), "0 relations only here.");
  const kinds = viewOf(model, { only: "there" }).lists.find(({ id }) => id === "kinds");
  assert.deepEqual(kinds?.columns, ["Kinds of things and relation", "Only there"]);
});

test("what only the second graph has stands in no other view", () => {
  const model = modelWith();
  assert.equal(model.things.length, smallData().nodes.iri.length);
  assert.equal(model.thing(1).statements.includes(SECOND_START), false);
  assert.equal(
    model.relations(1).some(({ id }) => id >= SECOND_START),
    false,
  );
  assert.deepEqual(new Search(model).matches("old charity"), []);
});

test("the address of a thing there leads to its comparison", () => {
  const model = modelWith();
  const view = viewAt({ model, search: new Search(model) }, { thing: "organisation:old" });
  assert.equal(addressText(view.address), "view=comparison&about=organisation:old");
  assert.deepEqual(keysOf(view), [PRESENCE.there]);
});

test("relation, kind, thing and side limit the comparison, and the filter says so", () => {
  const model = modelWith();
  const cases: [Record<string, string>, number, string][] = [
    [{ relation: "org:unitOf" }, 2, "relation: is a unit of"],
    [
      { type: "charity, voluntary sector" },
      1,
      "with a thing of the kind charity, voluntary sector",
    ],
    [{ about: "unit:mash" }, 4, "about multi-agency safeguarding hub (MASH)"],
    [{ only: "there" }, 1, "only there"],
    [
      { kinds: "unit works with partner, criminal justice" },
      1,
      "unit works with partner, criminal justice",
    ],
  ];
  for (const [address, count, filter] of cases) {
    const view = viewOf(model, address);
    assert.equal(view.lists[0].rows.length, count, filter);
    assert.deepEqual(view.filters, [filter]);
  }
});

test("kinds count what their links open", () => {
  const model = modelWith();
  const kinds = viewOf(model).lists.find(({ id }) => id === "kinds");
  const cells = kinds?.rows.flatMap((row) => row.cells.slice(1)) ?? [];
  const links = cells.flatMap((cell) =>
    typeof cell === "object" && "address" in cell ? [cell] : [],
  );
  assert.ok(links.length > 3);
  for (const { address, count } of links) {
    assert.equal(viewOf(model, address).lists[0].rows.length, count);
  }
});

test("things, findings and the rest that differ are listed with what changed", () => {
  const view = viewOf(modelWith());
  const list = (id: string) => view.lists.find((item) => item.id === id)?.rows ?? [];
  assert.deepEqual(
    list("things").map(({ key }) => key),
    [PRESENCE.here, PRESENCE.there],
  );
  assert.deepEqual(list("Finding")[0].cells.slice(1, 3), [
    "changed",
    "polarity: concern → strength",
  ]);
  assert.equal(list("others")[0].key, PRESENCE.here);
});

test("the picture tells sides apart by look, sign and tag", () => {
  const { picture } = viewOf(modelWith());
  assert.equal(picture?.lineStyles?.get(SECOND_START), "there");
  assert.equal(picture?.lineStyles?.get(3), "here");
  assert.equal(picture?.tags?.get(SECOND_START), "only there");
  const colours = { scheme: "light", soft: "grey", families: {} } as never;
  const strokes = ["here", "there", "both"].map((look) =>
    lineStyleOf({ lineStyle: look, family: "", isPlanned: false }, colours),
  );
  assert.equal(new Set(strokes.map(({ colour }) => colour)).size, 3);
  assert.equal(new Set(strokes.map(({ dashes }) => dashes.join())).size, 3);
  const signs = ["here", "there", "both"].map((look) => withSign("works with", look));
  assert.deepEqual(signs, ["+ works with", "− works with", "works with"]);
});

test("relations of things that correspond are alike, and stand there once", () => {
  const model = modelWith({
    ...{
      otherReports: true,
      alike: [[4, SECOND_START]],
      onlyHere: [3],
      elsewhere: [[2, [SECOND_START]]],
    },
    onlyThere: { source: [2], property: [1], target: [SECOND_START], sentences: [[SECOND_START]] },
  });
  const comparison = comparisonOf(model);
  assert.deepEqual(comparison?.relation(3)?.there, [SECOND_START]);
  assert.equal(comparison?.relation(3)?.presence, "alike");
  assert.equal(comparison?.relation(SECOND_START), undefined);
  assert.equal(comparison?.relation(2)?.presence, "both");
  assert.deepEqual(comparison?.things, [4]);
});

test("Turtle and GraphML hold the marks; what only the other states is not stated", () => {
  const model = modelWith();
  const view = viewOf(model, { about: "unit:hub" });
  const turtle = toTurtle(model, view, captionOf(model, view, null));
  assert.match(turtle, /skos:editorialNote|editorialNote> "only there"/);
  const stated = /an old charity|unit\/hub>\s+(?:[^.]*\n)*\s+peel:worksWith <?organisation:old/;
  assert.match(turtle, /"an old charity"/);
  const [plain] = turtle.split("rdf:Statement");
  assert.equal(/worksWith[^\n]*organisation:old>? [;.]/.test(plain), false, String(stated));
  assert.match(toGraphml(model, view, captionOf(model, view, null)), /edge_mark">only there</);
});

test("a page without a second graph says how to get one", () => {
  const model = new Model(smallData());
  assert.match(words(viewOf(model)), /peelgraph site --with OTHER/);
  assert.equal(comparisonOf(model), null);
});
