import "./without_browser";
import assert from "node:assert/strict";
import { test } from "node:test";
import { viewAt } from "../src/explorer/answer";
import { partText } from "../src/explorer/api";
import { cellText, withoutEmptyColumns } from "../src/explorer/lists";
import { Model } from "../src/explorer/model";
import { Search } from "../src/explorer/search";
import { ThemeFilter } from "../src/explorer/theme_filter";
import { type Address, addressText, readAddress } from "../src/explorer/view";
import { idOf, smallData, smallModel } from "./small_graph";

const model = smallModel();
const context = { model, search: new Search(model) };
const at = (address: Address) => viewAt(context, address);
const sentence = (address: Address) =>
  at(address)
    .sentence.map((part) => partText(model, part))
    .join("");
const list = (address: Address, id: string) =>
  at(address)
    .lists.find((item) => item.id === id)
    ?.rows.map((row) => row.cells.map((cell) => cellText(model, cell))) ?? [];

test("a unit says with whom it works", () => {
  const words = sentence({ thing: "unit:hub" });
  assert.equal(
    words,
    "METHUB: works with 2 partners and is a unit of 1 force; 0 strengths, 0 concerns; no area for improvement.",
  );
  assert.equal(list({ thing: "unit:hub" }, "relations").length, 3);
});

test("what has units is said to have so many, in words that suit names in the plural too", () => {
  assert.match(
    sentence({ thing: "force:x" }),
    /^Exampleshire Police: works with 1 partner and has 2 units; /,
  );
  const data = smallData();
  data.properties.back[2] = "has the kind";
  const kinds = new Model(data);
  const view = viewAt({ model: kinds, search: new Search(kinds) }, { thing: "force:x" });
  const words = view.sentence.map((part) => partText(kinds, part)).join("");
  assert.match(words, / and has 2 kinds; /);
  const counted = view.sentence.find(
    (part) => typeof part !== "string" && "only" in part && part.only === "has the kind",
  );
  assert.equal(partText(kinds, counted ?? ""), "2 kinds");
});

test("a count holds as many rows as it says", () => {
  const view = at({ thing: "unit:hub" });
  for (const part of view.sentence) {
    if (typeof part === "string" || !("count" in part) || !part.count) continue;
    const rows = view.lists.find(({ id }) => id === part.list)?.rows ?? [];
    const counted = rows.filter((row) => !part.only || row.key === part.only);
    assert.equal(counted.length, part.count);
  }
});

test("a theme counts narrower themes and the groups they concern", () => {
  assert.match(sentence({ thing: "theme:abuse" }), /^Domestic abuse: 1 strength, 1 concern;/);
  assert.match(sentence({ thing: "theme:coercion" }), /: 0 strengths, 1 concern;/);
  assert.equal(list({ thing: "theme:abuse" }, "themes").length, 3);
});

test("a path leads not through the force unless it may", () => {
  const ends = { from: "unit:hub", to: "organisation:cps" };
  const names = list(ends, "paths").map(([path]) => path);
  assert.deepEqual(names, [
    "METHUB — works with → care homes — works with → MASH — works with → CPS",
  ]);
  assert.equal(list({ ...ends, force: "yes" }, "paths").length, 1);
  assert.match(sentence({ ...ends, force: "yes" }), /^METHUB and CPS are 2 steps apart/);
});

test("partners of several units can be picked", () => {
  const names = list({ view: "partnerships", units: "several" }, "partners").map(([name]) => name);
  assert.deepEqual(names, ["care homes"]);
});

test("a theme filter keeps what touches the theme, and says why", () => {
  const filter = new ThemeFilter(model, idOf(model, "domestic abuse"));
  const reasons = model.network("units-partners").map((id) => filter.reason(model.statement(id)));
  assert.deepEqual(reasons, [
    "",
    "multi-agency safeguarding hub (MASH) targets domestic abuse",
    "its sentence speaks of it",
    "domestic abuse service is named after it",
    "its sentence speaks of it",
  ]);
});

test("nothing of that name is said plainly", () => {
  assert.match(sentence({ thing: "unit:none" }), /^The graph holds nothing called unit:none\./);
  assert.match(sentence({ view: "none" }), /^This page has no view called “none”\./);
  assert.match(sentence({ find: "zzz" }), /^The graph holds no name/);
});

test("an address is read as it was written", () => {
  const address = { from: "unit:a", to: "x y&z", open: "a,b" };
  assert.equal(addressText(address), "from=unit:a&to=x+y%26z&open=a,b");
  assert.deepEqual(readAddress(`#${addressText(address)}`), address);
});

test("a column in which no row has anything is left out", () => {
  const rows = [
    { item: null, cells: ["", "", 0, { things: [] }] },
    { item: null, cells: ["", "said", 0, { things: [] }] },
  ];
  const columns = ["Name", "Who says so", "Count", "With"];
  const kept = withoutEmptyColumns(model, { id: "x", title: "X", columns, rows });
  assert.deepEqual(kept.columns, ["Name", "Who says so", "Count"]);
  assert.deepEqual(kept.rows[1].cells, ["", "said", 0]);
  const none = withoutEmptyColumns(model, { id: "x", title: "X", columns, rows: [] });
  assert.deepEqual(none.columns, columns);
});

/** The sentence at an address, on a page that holds the part of a map that starts at another one. */
function sentenceOfPart(start: Address, address: Address, filters: string[] = []): string {
  const named = { title: "Map", words: "This page holds part of the graph.", theme: "", notes: [] };
  const part = { ...named, address: start, filters, own: [], links: [] };
  const page = new Model({ ...smallData(), part });
  const view = viewAt({ model: page, search: new Search(page) }, address);
  return view.sentence.map((item) => partText(page, item)).join("");
}

test("a page of a part says of every answer that it is of this page", () => {
  const said = (address: Address) => sentenceOfPart({ view: "map" }, address);
  assert.match(said({ thing: "theme:abuse" }), /^On this page: 1 strength, 1 concern;/);
  assert.match(said({ thing: "unit:hub" }), /^On this page: METHUB: works with 2 partners/);
  assert.match(said({ things: "unit:hub,unit:mash" }), /^On this page: 2 things have 0 relations/);
  assert.match(said({ find: "victims" }), /^On this page: The word “victims” occurs in/);
  assert.match(
    said({ find: "domestic abuse victims" }),
    /^On this page: The words “domestic abuse victims” occur in/,
  );
  assert.match(said({ view: "partnerships" }), /^On this page: 3 partners of Exampleshire Police/);
  const ends = { from: "unit:hub", to: "organisation:cps" };
  assert.match(said({ ...ends, force: "yes" }), /^On this page: METHUB and CPS are 2 steps apart/);
  const forced = { from: "organisation:aid", to: "force:x" };
  assert.match(said(forced), /^On this page: /);
  assert.match(said({ thing: "unit:none" }), /^This page holds nothing called unit:none\./);
});

test("what a map is of is answered as in the graph, unless filters made the map", () => {
  const ends = { from: "unit:hub", to: "organisation:cps" };
  const start = { ...ends, force: "", colour: "" };
  assert.match(sentenceOfPart(start, ends), /^METHUB and CPS are 3 steps apart/);
  assert.match(sentenceOfPart(start, { ...ends, force: "yes" }), /^On this page: METHUB and CPS/);
  assert.match(sentenceOfPart(start, ends, ["voice: force states"]), /^On this page: METHUB/);
  const around = { thing: "unit:hub", colour: "" };
  assert.match(sentenceOfPart(around, { thing: "unit:hub" }), /^METHUB: works with 2 partners/);
  assert.match(sentenceOfPart(around, { thing: "unit:mash" }), /^On this page: MASH: /);
  const theme = { thing: "theme:abuse", colour: "" };
  assert.match(sentenceOfPart(theme, { thing: "theme:abuse" }), /^On this page: 1 strength/);
});
