import assert from "node:assert/strict";
import { test } from "node:test";
import { nearestInDirection } from "../src/geometry";

test("an arrow key leads to the nearest thing ahead, and rather to a neighbour", () => {
  const place = (id: number, x: number, y: number, isNeighbour = false) => ({
    id,
    x,
    y,
    isNeighbour,
  });
  const right: [number, number] = [1, 0];
  const origin = { x: 0, y: 0 };
  assert.equal(nearestInDirection(origin, right, [place(1, 100, 0), place(2, 150, 0)]), 1);
  assert.equal(nearestInDirection(origin, right, [place(1, 100, 0), place(2, 150, 0, true)]), 2);
  assert.equal(nearestInDirection(origin, right, [place(1, -10, 0), place(2, 10, 100)]), null);
  assert.equal(nearestInDirection(origin, [0, -1], [place(1, 0, 50), place(2, 0, -500)]), 2);
});
