import assert from "node:assert/strict";
import { test } from "node:test";
import {
  firstWord,
  nestingDepth,
  offsetOf,
  placeOf,
  prologueFor,
  queryForm,
  readTokens,
  unbalancedBracket,
  undeclaredPrefixes,
} from "../src/sparql/tokens";

const PREFIXES = { peel: "urn:peel#", rdfs: "urn:rdfs#" };

test("tokens put together are the text", () => {
  const text = `# x\nSELECT * { ?s <urn:a> "a \\" } # b"@en , 'c''', 1.5e3 . _:b0 peel:x.y ?o }`;
  assert.equal(
    readTokens(text)
      .map((token) => token.text)
      .join(""),
    text,
  );
});

test("words in strings, comments, addresses and variables are no words", () => {
  const text = `# ASK\nPREFIX x: <urn:SELECT>\nCONSTRUCT { ?ASK x:ask "DESCRIBE" } {}`;
  assert.equal(queryForm(text), "CONSTRUCT");
  assert.equal(firstWord(text)?.text, "CONSTRUCT");
});

test("prefixes that are used and not declared are found once, and blank nodes have none", () => {
  const text = "PREFIX a: <urn:a> SELECT * { ?s a:b peel:c ; peel:d _:x , x:y }";
  assert.deepEqual(
    undeclaredPrefixes(text).map((token) => token.text),
    ["peel:c", "x:y"],
  );
  assert.equal(prologueFor(text, PREFIXES), "PREFIX peel: <urn:peel#> ");
  assert.equal(
    prologueFor("ASK { ?s rdfs:label 'peel:x' }", PREFIXES),
    "PREFIX rdfs: <urn:rdfs#> ",
  );
});

test("brackets are counted outside of strings", () => {
  assert.equal(nestingDepth("SELECT * { { ( '{{{' ) } }"), 3);
  assert.equal(unbalancedBracket("SELECT * { ?s ?p ')' }"), undefined);
  assert.equal(unbalancedBracket("SELECT * { ?s ?p ?o")?.start, 9);
  assert.equal(unbalancedBracket("SELECT * { ?s ) }")?.start, 14);
});

test("places and offsets are each other's inverse", () => {
  const text = "ab\ncd\n";
  for (const offset of [0, 1, 3, 4, 6]) assert.equal(offsetOf(text, placeOf(text, offset)), offset);
  assert.deepEqual(placeOf(text, 4), { line: 2, column: 2 });
});
