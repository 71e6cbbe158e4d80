import assert from "node:assert/strict";
import { test } from "node:test";
import { sortEdges } from "../src/table_order";
import { smallMap } from "./small_map";

const { edges } = smallMap();
const ids = (value: (id: number) => string | number, isDescending = false) =>
  sortEdges(edges, { value: (edge) => value(edge.id) }, isDescending).map((edge) => edge.id);

test("numbers are sorted by size, both ways", () => {
  const counts = [10, 9, 2, 30];
  assert.deepEqual(
    ids((id) => counts[id]),
    [2, 1, 0, 3],
  );
  assert.deepEqual(
    ids((id) => counts[id], true),
    [3, 0, 1, 2],
  );
});

test("texts are sorted as readers do: without case and accents, numbers in them by size", () => {
  const names = ["unit 10", "Éclair", "unit 2", "abc"];
  assert.deepEqual(
    ids((id) => names[id]),
    [3, 1, 2, 0],
  );
});

test("what is equal stays in the order of the map", () => {
  assert.deepEqual(
    ids(() => "same"),
    [0, 1, 2, 3],
  );
});
