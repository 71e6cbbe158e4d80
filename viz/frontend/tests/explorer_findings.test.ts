import "./without_browser";
import assert from "node:assert/strict";
import { test } from "node:test";
import { viewAt } from "../src/explorer/answer";
import { partText } from "../src/explorer/api";
import { cellText } from "../src/explorer/lists";
import { Model } from "../src/explorer/model";
import { Search } from "../src/explorer/search";
import type { Address } from "../src/explorer/view";
import { smallData, smallModel } from "./small_graph";

const model = smallModel();
const context = { model, search: new Search(model) };
const at = (address: Address) => viewAt(context, { view: "findings", ...address });
const words = (address: Address) =>
  at(address)
    .sentence.map((part) => partText(model, part))
    .join("");
const things = (address: Address) =>
  at(address)
    .lists.find(({ id }) => id === "things")
    ?.rows.map((row) => row.cells.map((cell) => cellText(model, cell))) ?? [];

test("findings are about the things that are shown, and no others are counted", () => {
  assert.match(words({}), /^1 strength and 1 concern, about 2 things and themes; /);
  assert.match(
    words({ only: "concerns" }),
    /^0 strengths and 1 concern, about 1 thing or theme with concerns; /,
  );
  assert.deepEqual(things({ only: "concerns" }), [["coercion and control", "theme", "0 / 1"]]);
});

test("mixed findings are counted where there are some", () => {
  const data = smallData();
  data.facts.polarity.values = ["concern", "mixed"];
  const model = new Model(data);
  const { sentence } = viewAt({ model, search: new Search(model) }, { view: "findings" });
  const words = sentence.map((part) => partText(model, part)).join("");
  assert.match(words, /^0 strengths, 1 concern and 1 mixed finding, about /);
});

test("a theme keeps the things that its findings are about", () => {
  const abuse = { theme: "theme:abuse" };
  assert.match(words(abuse), /about 2 things and themes; 0 findings that neither praise nor /);
  assert.deepEqual(
    things({ theme: "theme:coercion" }).map(([name]) => name),
    ["coercion and control"],
  );
});

test("findings without a theme are counted where they are shown alone", () => {
  const data = smallData();
  data.statements.target[7] = 1; // the second finding is about a unit
  const model = new Model(data);
  const remarks = (address: Address) =>
    viewAt({ model, search: new Search(model) }, { view: "findings", ...address })
      .remarks.flat()
      .join("");
  assert.equal(remarks({}), "1 finding carries no theme; it is counted here.");
  assert.equal(remarks({ only: "concerns" }), "1 finding carries no theme; it is counted here.");
  assert.equal(remarks({ only: "strengths" }), "");
  assert.equal(remarks({ theme: "theme:abuse" }), "");
});
