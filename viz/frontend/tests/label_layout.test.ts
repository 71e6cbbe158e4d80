import assert from "node:assert/strict";
import { test } from "node:test";
import type { Box } from "../src/geometry";
import {
  BoxGrid,
  baseline,
  boxesBeside,
  type LabelFrame,
  type LabelRequest,
  placeLabels,
} from "../src/label_layout";

const FRAME: LabelFrame = {
  size: [1000, 800],
  scale: 1,
  face: "serif",
  taken: [],
  isDimmed: () => false,
  measure: () => ({ lines: ["a name"], width: 60 }),
};

function points(...places: [number, number][]) {
  return new Map(places.map(([x, y], id) => [id, { id, x, y, radius: 10 }]));
}

function requests(count: number, traits: Partial<LabelRequest> = {}): LabelRequest[] {
  return Array.from({ length: count }, (_, id) => ({
    id,
    forced: false,
    strong: false,
    ...traits,
  }));
}

function overlap(a: Box, b: Box): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

test("a grid knows what meets a box, except what is its own", () => {
  const grid = new BoxGrid();
  grid.add([0, 0, 200, 20], 1);
  grid.add([190, 10, 300, 40], 2);
  assert.equal(grid.countOwners([150, 5, 195, 30], 3), 2);
  assert.equal(grid.countOwners([150, 5, 195, 30], 1), 1);
  assert.equal(grid.isFree([0, 20, 50, 60], 3), true, "boxes may touch");
  assert.equal(grid.isFree([-500, -500, -400, -400], 3), true);
});

test("a name stands below its thing where there is room", () => {
  const [label] = placeLabels(points([500, 400]), requests(1), FRAME);
  const [left, top, right] = label.box;
  assert.equal((left + right) / 2, 500);
  assert.ok(top > 410);
  assert.equal(label.font, "400 12px serif");
});

test("none of the eight places for a name lies upon its thing", () => {
  const boxes = boxesBeside({ id: 0, x: 0, y: 0, radius: 10 }, 60, 14);
  assert.equal(boxes.length, 8);
  for (const box of boxes) assert.equal(overlap(box, [-7, -7, 7, 7]), false, box.join());
});

test("names never lie upon each other or upon other things, however many there are", () => {
  const places: [number, number][] = [];
  for (let at = 0; at < 200; at += 1) places.push([(at * 137) % 1000, (at * 71) % 800]);
  const sighted = points(...places);
  const labels = placeLabels(sighted, requests(200), FRAME);
  assert.ok(labels.length > 20, `${labels.length}`);
  labels.forEach((label, position) => {
    for (const later of labels.slice(position + 1)) assert.ok(!overlap(label.box, later.box));
    for (const { id, x, y } of sighted.values()) {
      const thing: Box = [x - 10, y - 10, x + 10, y + 10];
      assert.ok(id === label.id || !overlap(label.box, thing));
    }
  });
});

test("names stay within the map, and off the buttons that lie over it", () => {
  const [label] = placeLabels(points([995, 400]), requests(1), FRAME);
  assert.ok(label.box[2] <= 998);
  const taken: Box[] = [[0, 0, 1000, 800]];
  assert.deepEqual(placeLabels(points([500, 400]), requests(1), { ...FRAME, taken }), []);
});

test("an important name lies upon things rather than be missing, but never upon a name", () => {
  const ring: [number, number][] = [[500, 400]];
  for (let at = 0; at < 60; at += 1) {
    const angle = (at * Math.PI) / 30;
    for (const reach of [25, 45, 65]) {
      ring.push([500 + reach * Math.cos(angle), 400 + reach * Math.sin(angle)]);
    }
  }
  const sighted = points(...ring);
  assert.deepEqual(placeLabels(sighted, requests(1), FRAME), []);
  const strong = placeLabels(sighted, requests(1, { strong: true }), FRAME);
  assert.equal(strong.length, 1);
  assert.equal(strong[0].font, "600 13px serif");
  const twins = points([500, 400], [500, 400]);
  const [first, second] = placeLabels(twins, requests(2, { strong: true }), FRAME);
  assert.ok(!overlap(first.box, second.box));
});

test("important names leave each other out where they have no place", () => {
  const crowd: [number, number][] = [];
  for (let at = 0; at < 60; at += 1) crowd.push([480 + (at % 10) * 6, 380 + (at % 6) * 6]);
  const labels = placeLabels(points(...crowd), requests(60, { strong: true }), FRAME);
  assert.ok(labels.length > 1 && labels.length < 60, `${labels.length}`);
  labels.forEach((label, position) => {
    for (const later of labels.slice(position + 1)) assert.ok(!overlap(label.box, later.box));
  });
});

test("a forced name is written wherever it falls", () => {
  const taken: Box[] = [[0, 0, 1000, 800]];
  const [label] = placeLabels(points([500, 400]), requests(1, { forced: true }), {
    ...FRAME,
    taken,
  });
  assert.equal(label.id, 0);
});

test("names may lie upon what is in the background", () => {
  const sighted = points([500, 400], [500, 420]);
  const [label] = placeLabels(sighted, requests(1), { ...FRAME, isDimmed: (id) => id === 1 });
  assert.ok(overlap(label.box, [490, 410, 510, 430]));
});

test("what is out of sight has no name, and names grow when one comes nearer, up to a bound", () => {
  assert.deepEqual(placeLabels(points(), requests(1), FRAME), []);
  const near = placeLabels(points([500, 400]), requests(1), { ...FRAME, scale: 10 });
  assert.equal(near[0].size, 18);
});

test("lines of a label stand below each other", () => {
  assert.ok(baseline(12, 1) - baseline(12, 0) > 12);
});
