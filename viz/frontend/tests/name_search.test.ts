import assert from "node:assert/strict";
import { test } from "node:test";
import { indexNames, matchNames } from "../src/name_search";
import { smallMap } from "./small_map";

const { nodes } = smallMap();
const entries = indexNames(nodes);
const labels = (text: string) => matchNames(entries, text).map(({ node }) => node.label);

test("a thing is found by any part of its name, in any case, without accents", () => {
  assert.deepEqual(labels("REFERRAL"), ["Référral hub"]);
  assert.deepEqual(labels("erral h"), ["Référral hub"]);
  assert.deepEqual(labels("hüb"), ["Référral hub"]);
});

test("another name finds a thing too, and is told", () => {
  const [match] = matchNames(entries, "mash");
  assert.deepEqual([match.node.id, match.name], [0, "MASH"]);
  assert.equal(matchNames(entries, "hub")[0].name, "");
});

test("the whole name goes before a beginning, a beginning before a word, a word before a part", () => {
  const names = ["xriver", "the river", "river trust", "river"];
  const own = names.map((label, id) => ({ ...nodes[0], id, label, names: [] }));
  const found = matchNames(indexNames(own), "river").map(({ node }) => node.label);
  assert.deepEqual(found, ["river", "river trust", "the river", "xriver"]);
});

test("a label goes before another name that matches as well", () => {
  const [first, second] = nodes;
  const own = [
    { ...first, id: 0, label: "x", names: ["door"] },
    { ...second, id: 1, label: "door" },
  ];
  assert.deepEqual(
    matchNames(indexNames(own), "door").map(({ node }) => node.id),
    [1, 0],
  );
});

test("among equals, more relations go first, then the order of the map", () => {
  const own = [3, 1, 0].map((edges, position) => ({
    ...nodes[0],
    id: 2 - position,
    label: "river",
    edges: Array.from({ length: edges === 0 ? 1 : edges }, () => 0),
  }));
  assert.deepEqual(
    matchNames(indexNames(own), "river").map(({ node }) => node.id),
    [2, 0, 1],
  );
});

test("nothing is found for nothing, or for what is not there; eight matches are enough", () => {
  assert.deepEqual(labels("  "), []);
  assert.deepEqual(labels("submarine"), []);
  const many = Array.from({ length: 20 }, (_, id) => ({ ...nodes[0], id, label: `unit ${id}` }));
  assert.equal(matchNames(indexNames(many), "unit").length, 8);
});
