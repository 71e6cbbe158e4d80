/** Shapes of SVG as text: what is in them is never markup. */
import "./without_browser";
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Chart } from "../src/explorer/charts";
import type { Colours } from "../src/explorer/colours";
import { toSvg } from "../src/explorer/files/svg_file";
import { shape, shapeText } from "../src/explorer/svg_tree";
import { emptyView } from "../src/explorer/view";
import { smallModel } from "./small_graph";

test("text and attributes are escaped", () => {
  const text = shapeText(shape("text", { "aria-label": '"<&' }, "<script>"));
  assert.equal(text, '<text aria-label="&#34;&#60;&#38;">&#60;script&#62;</text>');
});

test("shapes stand in shapes", () => {
  const text = shapeText(shape("g", { x: 1 }, [shape("circle", { r: 2 })]));
  assert.equal(text, '<g x="1"><circle r="2"></circle></g>');
});

test("a saved chart has its note, and its rows in full", () => {
  const words = "14% against 17% (most other forces of England and of Wales and beyond): better";
  const address = { view: "figures" };
  const chart: Chart = {
    ...{ title: "Figures", note: "Each row has a scale of its own.", from: 0, to: 1 },
    ...{ ticks: [], legend: [] },
    rows: [{ label: "a figure", words, marks: [{ at: 1, tone: "main" }], address }],
  };
  const names = ["paper", "raised", "panel", "ink", "soft", "line", "accent", "good", "bad"];
  const tones = Object.fromEntries(names.map((name) => [name, "#000000"]));
  const colours = { ...tones, families: {}, scheme: "light" } as unknown as Colours;
  const caption = {
    ...{ title: "Figures", sentence: "1 figure.", remarks: [], filter: "Filter: none" },
    ...{ legend: [], licence: "licence", maker: "maker" },
  };
  const view = { ...emptyView(address, "figures", "Figures"), charts: [chart] };
  const text = toSvg({ model: smallModel(), view, drawing: null, caption, colours });
  assert.match(text, />Each row has a scale of its own\.</);
  assert.ok(!text.includes("…"));
  assert.match(text, /better<\/text>/);
});
