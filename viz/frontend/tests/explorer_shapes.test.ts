/** Shapes of SVG as text: what is in them is never markup. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { shape, shapeText } from "../src/explorer/svg_tree";

test("text and attributes are escaped", () => {
  const text = shapeText(shape("text", { "aria-label": '"<&' }, "<script>"));
  assert.equal(text, '<text aria-label="&#34;&#60;&#38;">&#60;script&#62;</text>');
});

test("shapes stand in shapes", () => {
  const text = shapeText(shape("g", { x: 1 }, [shape("circle", { r: 2 })]));
  assert.equal(text, '<g x="1"><circle r="2"></circle></g>');
});
