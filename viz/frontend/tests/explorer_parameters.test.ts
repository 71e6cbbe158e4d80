/** What an address says that a view does not know is said, never passed over. */
import "./without_browser";
import assert from "node:assert/strict";
import { test } from "node:test";
import { viewAt } from "../src/explorer/answer";
import { partText } from "../src/explorer/api";
import { readChosen, writeChosen } from "../src/explorer/chosen";
import { Model } from "../src/explorer/model";
import { sayUnknownState } from "../src/explorer/parameters";
import { Search } from "../src/explorer/search";
import type { Address } from "../src/explorer/view";
import { VIEWS } from "../src/explorer/views/listing";
import { smallData } from "./small_graph";

function modelOfMeasures(): Model {
  const data = smallData();
  const result = { summary: "", network: "", notes: [], columns: ["kind", "betweenness"] };
  const rest = { question: "", definition: "", unit: "", source: "" };
  const analyses = ["degree", "betweenness"].map((name) => ({
    ...{ name, ...rest },
    with: { ...result, rows: [[1, "hub", "unit", 0.5, "first"]] },
    without: { ...result, rows: [[1, "hub", "unit", 0.5, "first"]] },
  }));
  Object.assign(data.sections, {
    measures: { holds: "", analyses, communities: {} },
    ...{ concepts: {}, ontology: {}, timeline: { fieldwork: { ends: [] }, events: [] } },
  });
  data.sections.networks.things = { ...data.sections.networks.structure };
  return new Model(data);
}

function viewOf(address: Address) {
  const model = modelOfMeasures();
  const view = viewAt({ model, search: new Search(model) }, address);
  const remarks = view.remarks.flat().map((part) => partText(model, part));
  const words = view.sentence.map((part) => partText(model, part)).join("");
  return { model, view, remarks, words };
}

test("an unknown measure is said, and the usual one is shown under its own name", () => {
  const { view, remarks } = viewOf({ view: "measures", measure: "beauty" });
  assert.equal(remarks[0], "The graph holds no measure called beauty: betweenness is shown.");
  assert.ok(view.filters.includes("unknown measure: beauty"));
  assert.match(view.title, /betweenness/);
  assert.equal(view.address.measure, undefined);
  const { filters } = viewOf({ view: "measures", measure: "degree", force: "with" }).view;
  assert.deepEqual(filters, ["with the force"]);
});

test("an unknown voice is said, and no sentence is left out", () => {
  const { view, remarks, words } = viewOf({ view: "about", voice: "gossip" });
  assert.equal(remarks[0], "The graph holds no voice called gossip: nothing is left out.");
  assert.deepEqual(view.filters, ["unknown voice: gossip"]);
  assert.match(words, /^4 sentences of /);
  assert.deepEqual(viewOf({ view: "about", voice: "inspectorate" }).view.filters, [
    "voice: inspectorate",
  ]);
});

test("every view says a parameter or a value that it does not know", () => {
  const asked: Record<string, Address> = {
    findings: { only: "praise" },
    partnerships: { units: "all" },
    measures: { force: "no" },
    timeline: { theme: "theme:abuse" },
  };
  for (const { name } of VIEWS) {
    for (const address of [{ polarity: "concern" }, ...(asked[name] ? [asked[name]] : [])]) {
      const [[key, value]] = Object.entries(address);
      const { view, remarks } = viewOf({ view: name, ...address });
      const start = `The address says “${key}=${value}”, which this view does not know: `;
      assert.ok(remarks[0]?.startsWith(start), `${name}: ${remarks[0]}`);
      assert.equal(view.address[key], undefined, name);
    }
  }
});

test("answers about things say what else an address holds; a path needs both ends", () => {
  for (const address of [
    { thing: "unit:hub" },
    { things: "unit:hub,unit:mash" },
    { from: "unit:hub", to: "unit:mash" },
    { find: "care" },
  ] as Address[]) {
    assert.ok(!viewOf(address).remarks.join("").includes("does not know"));
    const { remarks } = viewOf({ ...address, sector: "health" });
    assert.match(remarks[0], /^The address says “sector=health”, which this view does not know: /);
  }
  const ends = { from: "unit:hub", to: "unit:mash" };
  assert.match(viewOf({ ...ends, force: "maybe" }).remarks[0], /“force=maybe”/);
  const half = viewOf({ from: "unit:hub" });
  assert.match(half.words, /^A path has two ends, /);
});

test("what is open, chosen or arranged is said where it is unknown", () => {
  const said = (state: Address) => {
    const { model, view } = viewOf({ view: "partnerships" });
    const before = view.remarks.length;
    sayUnknownState(model, view, { view: "partnerships", ...state });
    return view.remarks.slice(0, view.remarks.length - before).flat();
  };
  const known = { list: "partners", layout: "rings", group: "theme", colour: "community" };
  assert.deepEqual(said({ ...known, size: "degree", marks: "none", open: "unit:hub" }), []);
  for (const name of ["list", "layout", "group", "colour", "size", "marks"]) {
    const words = `The address says “${name}=x”, which this view does not know: the usual one is shown.`;
    assert.deepEqual(said({ [name]: "x" }), [words]);
  }
  assert.deepEqual(said({ open: "unit:hub,unit:x" }), ["The graph holds nothing called unit:x."]);
  assert.deepEqual(said({ chosen: "unit:x" }), ["The graph holds nothing called unit:x."]);
  assert.deepEqual(said({ chosen: "unit:mash" }), []);
});

test("what is chosen is read as it is written", () => {
  const model = modelOfMeasures();
  for (const chosen of [{ thing: 1 }, { things: [1, 2] }, { statements: [0] }, { sentence: 2 }]) {
    assert.deepEqual(readChosen(model, writeChosen(model, chosen)), chosen);
  }
  assert.equal(readChosen(model, writeChosen(model, null)), null);
});
