import assert from "node:assert/strict";
import { test } from "node:test";
import { outline, trace } from "../src/outlines";

test("every shape has its number of corners, and about the size asked for", () => {
  const corners = { square: 4, diamond: 4, triangle: 3, triangleDown: 3, hexagon: 6, star: 10 };
  for (const [shape, count] of Object.entries(corners)) {
    const points = outline(shape, 10);
    assert.equal(points.length, count, shape);
    const reach = Math.max(...points.map(({ x, y }) => Math.hypot(x, y)));
    assert.ok(reach > 9 && reach < 14.5, `${shape} reaches ${reach}`);
  }
});

test("a triangle points up, the other one down", () => {
  const top = (shape: string) => Math.min(...outline(shape, 10).map(({ y }) => y));
  assert.ok(Math.abs(top("triangle")) > Math.abs(top("triangleDown")));
});

test("what has no corners is a circle", () => {
  assert.deepEqual(outline("dot", 10), []);
  assert.deepEqual(outline("toString", 10), []);
});

test("an outline is traced around its place and closed", () => {
  const calls: string[] = [];
  const record = (name: string) => (x?: number, y?: number) => {
    calls.push(x === undefined ? name : `${name} ${x.toFixed(1)} ${y?.toFixed(1)}`);
  };
  const context = {
    beginPath: record("begin"),
    moveTo: record("move"),
    lineTo: record("line"),
    arc: record("arc"),
    closePath: record("close"),
  };
  trace(context, "diamond", { x: 100, y: 50 }, 10);
  trace(context, "dot", { x: 1, y: 2 }, 10);
  assert.deepEqual(calls, [
    "begin",
    "move 100.0 38.8",
    "line 111.2 50.0",
    "line 100.0 61.2",
    "line 88.8 50.0",
    "close",
    "begin",
    "arc 1.0 2.0",
    "close",
  ]);
});
