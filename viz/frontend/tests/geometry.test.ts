import assert from "node:assert/strict";
import { test } from "node:test";
import { markScale, nearestInDirection, roundView, ScreenFit, viewOfPoints } from "../src/geometry";

const BROAD = [
  { x: 0, y: 0 },
  { x: 1000, y: 200 },
];

test("a broad map is turned on a tall screen, and back on a broad one", () => {
  const fit = new ScreenFit();
  assert.ok(fit.update(BROAD, [400, 800]));
  assert.equal(fit.turned, true);
  assert.ok(fit.update(BROAD, [800, 400]));
  assert.equal(fit.turned, false);
  assert.equal(fit.update(BROAD, [800, 400]), false, "nothing changed");
});

test("a map that is tall itself is not turned on a tall screen", () => {
  const fit = new ScreenFit();
  fit.update(
    BROAD.map(({ x, y }) => ({ x: y, y: x })),
    [400, 800],
  );
  assert.equal(fit.turned, false);
});

test("a map is stretched along the shorter side of its shape, by a half at most", () => {
  const fit = new ScreenFit();
  fit.update(BROAD, [800, 400]);
  assert.deepEqual([fit.across, fit.down], [1, 1.5]);
  fit.update(
    [
      { x: 0, y: 0 },
      { x: 500, y: 500 },
    ],
    [1200, 1000],
  );
  assert.deepEqual([fit.across, fit.down], [1.2, 1]);
});

test("places on the canvas lead back to places of the layout", () => {
  for (const size of [
    [400, 800],
    [800, 400],
  ] as const) {
    const fit = new ScreenFit();
    fit.update(BROAD, [...size]);
    const point = fit.fromCanvas(fit.toCanvas({ x: 30, y: -12 }));
    assert.deepEqual([Math.round(point.x), Math.round(point.y)], [30, -12]);
  }
});

test("a map without things, or with one, or in a window of no size, still has a shape", () => {
  const fit = new ScreenFit();
  for (const points of [[], [{ x: 3, y: 3 }]]) {
    fit.update(points, [0, 0]);
    assert.ok(Number.isFinite(fit.across) && Number.isFinite(fit.down));
  }
});

test("marks shrink more slowly than distances, and grow with them", () => {
  assert.equal(markScale(2), 2);
  assert.ok(markScale(0.1) > 0.1);
  assert.ok(markScale(0.1) < markScale(0.5));
});

test("a view holds all its points with a margin", () => {
  const [width, height] = [1000, 600];
  const [x, y, scale] = viewOfPoints(BROAD, [width, height], 1.2, 0);
  assert.deepEqual([x, y], [500, 100]);
  assert.ok(scale * 1000 <= width - 100);
  assert.ok(scale > 0.8);
});

test("a view is not nearer than asked, not farther than can be seen, and higher above a panel", () => {
  assert.equal(viewOfPoints([{ x: 1, y: 1 }], [1000, 600], 1.2, 0)[2], 1.2);
  assert.equal(
    viewOfPoints(
      [
        { x: 0, y: 0 },
        { x: 1e9, y: 0 },
      ],
      [1000, 600],
      1.2,
      0,
    )[2],
    0.03,
  );
  const tall = [
    { x: 0, y: 0 },
    { x: 0, y: 1000 },
  ];
  const covered = viewOfPoints(tall, [1000, 600], 2, 150)[2];
  assert.ok(covered < viewOfPoints(tall, [1000, 600], 2, 0)[2]);
  assert.deepEqual(viewOfPoints([], [1000, 600], 1.2, 0), [0, 0, 1]);
});

test("views are rounded for the address", () => {
  assert.deepEqual(roundView([1.4, -2.6, 0.123456]), [1, -3, 0.123]);
});

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
