import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyState, type ViewState } from "../src/view_state";
import { applyFilters, neighbours, visibleEdges, visibleNodes } from "../src/visibility";
import { smallMap } from "./small_map";

const map = smallMap();

function filter(filters: Partial<ViewState>) {
  const { nodes, edges, counts } = applyFilters(map, { ...emptyState(), ...filters });
  return { nodes: [...nodes], edges: [...edges], counts };
}

test("without filters everything is shown", () => {
  assert.deepEqual(filter({}), {
    nodes: [0, 1, 2, 3, 4],
    edges: [0, 1, 2, 3],
    counts: [2, 1, 1, 5],
  });
});

test("a kind that is hidden takes its relations along, not the things at their other end", () => {
  const { nodes, edges } = filter({ hide: ["Partner"] });
  assert.deepEqual(
    [nodes, edges],
    [
      [0, 1, 3, 4],
      [0, 3],
    ],
  );
});

test("a group can be taken off the map", () => {
  assert.deepEqual(filter({ outside: ["water"] }).edges, [2, 3]);
});

test("a relation can be taken off; things that are left without one go, those that never had one stay", () => {
  const { nodes, edges } = filter({ without: ["refers to"] });
  assert.deepEqual(
    [nodes, edges],
    [
      [0, 1, 2, 3],
      [1, 2],
    ],
  );
});

test("a relation needs as many sentences as asked for, or as much weight", () => {
  assert.deepEqual(filter({ least: 2 }).edges, [0, 3]);
  assert.deepEqual(filter({ least: 5 }).edges, [3]);
});

test("part, voice and theme count the sentences that fit; several values of one are alternatives", () => {
  assert.deepEqual(filter({ voice: ["inspectorate"] }).counts, [1, 0, 0, 0]);
  assert.deepEqual(filter({ voice: ["partner"] }).edges, [0, 1, 2]);
  assert.deepEqual(filter({ part: ["question 1"] }).counts, [2, 1, 0, 0]);
  assert.deepEqual(filter({ part: ["question 1", "question 2"] }).edges, [0, 1, 2]);
  assert.deepEqual(filter({ theme: ["theme:abuse"] }).edges, [0]);
});

test("different filters hold for the same sentence, together with the number of sentences", () => {
  assert.deepEqual(filter({ theme: ["theme:abuse"], voice: ["force"] }).edges, []);
  assert.deepEqual(filter({ theme: ["theme:rural"], voice: ["force"] }).edges, [0, 1]);
  assert.deepEqual(filter({ part: ["question 1"], least: 2 }).edges, [0]);
});

test("a theme that is not in the map leaves no relation", () => {
  assert.deepEqual(filter({ theme: ["theme:unknown"] }).edges, []);
});

test("surroundings are what can be reached in so many steps over what passes", () => {
  assert.deepEqual(filter({ at: "unit:river", around: 1 }).nodes, [1, 0, 2]);
  const once = filter({ at: "unit:river", around: 1, without: ["works with"] });
  assert.deepEqual([once.nodes, once.edges], [[1, 0], [0]]);
  const twice = filter({ at: "unit:river", around: 2, without: ["works with"] });
  assert.deepEqual(twice.nodes, [1, 0, 2]);
  assert.deepEqual(filter({ at: "unit:lonely", around: 3 }).nodes, [3]);
});

test("neighbours are those of visible relations, with the thing itself", () => {
  const visible = applyFilters(map, { ...emptyState(), without: ["plans"] });
  assert.deepEqual([...neighbours(map, visible, 0)], [0, 1]);
  assert.deepEqual([...neighbours(map, visible, 3)], [3]);
});

test("what is visible comes in the order of its numbers", () => {
  const visible = applyFilters(map, { ...emptyState(), at: "unit:river", around: 1 });
  assert.deepEqual(
    visibleNodes(map, visible).map((node) => node.id),
    [0, 1, 2],
  );
  assert.deepEqual(
    visibleEdges(map, visible).map((edge) => edge.id),
    [0, 1, 2],
  );
});
