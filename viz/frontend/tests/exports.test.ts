import assert from "node:assert/strict";
import { test } from "node:test";
import {
  csvCell,
  expandIri,
  toCsv,
  toGraphml,
  toTurtle,
  turtleIri,
  turtleLiteral,
  xmlText,
} from "../src/exports";
import { emptyState } from "../src/view_state";
import { applyFilters } from "../src/visibility";
import { smallMap } from "./small_map";

const map = smallMap();
const all = applyFilters(map, emptyState());
const part = applyFilters(map, { ...emptyState(), voice: ["inspectorate"] });

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

test("the table has a row for each relation that is shown", () => {
  const lines = toCsv(map, all).split("\r\n");
  assert.equal(lines.length, 6);
  assert.equal(lines[5], "");
  assert.equal(
    lines[2],
    "river team,unit,https://example.org/unit/river,works with,https://example.org/peel#worksWith," +
      "river trust,partner,https://example.org/partner/trust,no,1,paragraph 2,force; partner," +
      "https://example.org/page#b",
  );
  assert.match(lines[3], /,yes,1,/);
  assert.equal(toCsv(map, part).split("\r\n").length, 3);
});

test("IRIs and texts are quoted for Turtle, whatever they hold", () => {
  assert.equal(turtleIri("urn:a b<>"), "<urn:a%20b%3C%3E>");
  assert.equal(turtleLiteral('a "b"\\\n'), '"a \\"b\\"\\\\\\n"');
  assert.equal(turtleLiteral("\u0000x\ud800"), '"\ufffdx\ufffd"');
  assert.equal(turtleLiteral("\ud83d\ude94"), '"\ud83d\ude94"');
});

test("each statement stands once in Turtle, described with its sentences", () => {
  const turtle = toTurtle(map, all);
  const refers =
    "<https://example.org/unit/hub> <https://example.org/peel#refersTo> " +
    "<https://example.org/unit/river> .";
  assert.equal(turtle.split(refers).length, 2);
  assert.ok(turtle.includes("<https://example.org/statement/d0> a rdf:Statement ;"));
  assert.ok(turtle.includes("<https://example.org/s1> , <https://example.org/s2> ."));
  assert.ok(!turtle.includes("statement/d3"), "without sentences there is nothing to describe");
  assert.ok(
    turtle.includes('rdfs:label "paragraph 3" ; schema:url <https://example.org/page#c> .'),
  );
});

test("only what is shown is in Turtle, and only the prefixes that it needs", () => {
  const turtle = toTurtle(map, part);
  assert.ok(!turtle.includes("trust"));
  assert.ok(!turtle.includes("paragraph 3"));
  assert.deepEqual(
    [...turtle.matchAll(/@prefix (\w+):/g)].map((match) => match[1]),
    ["prov", "rdf", "rdfs", "schema"],
  );
});

test("an address that is none of the web does not become one", () => {
  const own = smallMap();
  own.sentences[0].address = "javascript:alert(1)";
  assert.ok(!toTurtle(own, all).includes("javascript"));
});

test("XML holds no markup from data, and no character that it may not", () => {
  assert.equal(xmlText("<a & 'b'>"), "&#60;a &#38; &#39;b&#39;&#62;");
  assert.equal(xmlText("\u0000\ud800\ufffe"), "\ufffd\ufffd\ufffd");
  assert.equal(xmlText(1.5), "1.5");
});

test("the network has nodes, edges with their weights, and a key for each attribute", () => {
  const graphml = toGraphml(map, part);
  assert.equal(graphml.split("<node ").length - 1, 3);
  assert.equal(graphml.split("<edge ").length - 1, 1);
  assert.ok(graphml.includes('<data key="edge_weight">1</data>'));
  assert.ok(graphml.includes('<data key="node_label">Référral hub</data>'));
  const declared = new Set([...graphml.matchAll(/<key id="(\w+)"/g)].map((match) => match[1]));
  for (const [, key] of graphml.matchAll(/<data key="(\w+)"/g)) assert.ok(declared.has(key), key);
});
