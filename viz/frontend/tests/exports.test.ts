import assert from "node:assert/strict";
import { test } from "node:test";
import { csvCell, expandIri, turtleIri, turtleLiteral, xmlText } from "../src/exports";

test("compact IRIs become whole; web addresses and unknown prefixes stay", () => {
  const prefixes = { unit: "https://example.org/unit/", https: "wrong:" };
  assert.equal(expandIri(prefixes, "unit:hub"), "https://example.org/unit/hub");
  assert.equal(expandIri(prefixes, "https://x.org/a"), "https://x.org/a");
  assert.equal(expandIri(prefixes, "urn:x"), "urn:x");
  assert.equal(expandIri(prefixes, "toString:x"), "toString:x");
  assert.equal(expandIri(prefixes, "no prefix"), "no prefix");
});

test("cells with commas, quotes or breaks are quoted", () => {
  assert.equal(csvCell("a, b"), '"a, b"');
  assert.equal(csvCell('say "x"'), '"say ""x"""');
  assert.equal(csvCell("a\nb"), '"a\nb"');
  assert.equal(csvCell(-3), "-3");
});

test("a text that a spreadsheet would take for a formula gets an apostrophe", () => {
  const texts = ["=1", "+a", "-a", "@x", "\tx", " =1", "\u00a0 +a", "\uff1d1", " \t=1", "-1-1"];
  for (const text of texts) assert.equal(csvCell(text)[0], "'");
  assert.match(csvCell("\n=1"), /^"'\n/);
  for (const text of ["-1.5", "+1e3", "a=1"]) assert.equal(csvCell(text), text);
  assert.equal(csvCell('=HYPERLINK("x")'), '"\'=HYPERLINK(""x"")"');
});

test("IRIs and texts are quoted for Turtle, whatever they hold", () => {
  assert.equal(turtleIri("urn:a b<>"), "<urn:a%20b%3C%3E>");
  assert.equal(turtleLiteral('a "b"\\\n'), '"a \\"b\\"\\\\\\n"');
  assert.equal(turtleLiteral("\u0000x\ud800"), '"\ufffdx\ufffd"');
  assert.equal(turtleLiteral("\ud83d\ude94"), '"\ud83d\ude94"');
});

test("XML holds no markup from data, and no character that it may not", () => {
  assert.equal(xmlText("<a & 'b'>"), "&#60;a &#38; &#39;b&#39;&#62;");
  assert.equal(xmlText("\u0000\ud800\ufffe"), "\ufffd\ufffd\ufffd");
  assert.equal(xmlText(1.5), "1.5");
});
