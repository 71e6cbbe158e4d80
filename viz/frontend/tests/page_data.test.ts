import assert from "node:assert/strict";
import { test } from "node:test";
import { edgeName, edgeWeight, records } from "../src/page_data";
import { smallMap } from "./small_map";

const map = smallMap();

test("cells that are empty or left out take the defaults, but zero and false stay", () => {
  const table = { keys: ["a", "b", "c", "d"], rows: [[0, null, false], ["x"]] };
  assert.deepEqual(records<object>(table, { b: "?", d: [] }), [
    { a: 0, b: "?", c: false, d: [] },
    { a: "x", b: "?", d: [] },
  ]);
});

test("nodes have places of the picture, names of the details and the numbers of their edges", () => {
  const [hub, river, trust, lonely, finding] = map.nodes;
  assert.deepEqual([hub.label, hub.x, hub.names], ["Référral hub", 0, ["MASH", "front door"]]);
  assert.deepEqual([river.group, trust.sector, lonely.names], ["water", "voluntary sector", []]);
  assert.deepEqual(
    [hub.edges, river.edges, trust.edges],
    [
      [0, 2],
      [0, 1],
      [1, 2],
    ],
  );
  assert.deepEqual(finding.edges, [3], "a relation of a thing with itself is one edge");
});

test("badges count what findings say of a thing; a finding has none", () => {
  assert.deepEqual(map.nodes[0].badges, { strength: 1, concern: 1, practice: 1 });
  assert.deepEqual(map.nodes[4].badges, { strength: 0, concern: 0, practice: 0 });
});

test("edges have what all edges of their relation share", () => {
  const [refers, works, plans, weighted] = map.edges;
  assert.deepEqual([refers.words, refers.both, refers.planned], ["refers to", false, false]);
  assert.deepEqual([works.both, plans.planned, plans.from, plans.to], [true, true, 0, 2]);
  assert.deepEqual([edgeWeight(refers), edgeWeight(weighted)], [2, 5]);
});

test("sentences have whole addresses and their voices", () => {
  assert.deepEqual(map.sentences[1], {
    iri: "https://example.org/s2",
    address: "https://example.org/page#b",
    place: "paragraph 2",
    part: "question 1",
    themes: [1],
    voices: ["force", "partner"],
  });
});

test("things and relations are found by name", () => {
  assert.equal(map.nodeIds.get("partner:trust"), 2);
  const name = edgeName(map.nodes, map.edges[1]);
  assert.equal(name, "unit:river peel:worksWith partner:trust");
  assert.equal(map.edgeIds.get(name), 1);
});
