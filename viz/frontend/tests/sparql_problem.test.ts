import assert from "node:assert/strict";
import { test } from "node:test";
import { editDistance, nearestWords } from "../src/sparql/nearest";
import { explain, QueryProblem, refuse } from "../src/sparql/problem";

const PREFIXES = { peel: "urn:peel#", dcterms: "urn:dc#" };

const refusal = (text: string): string => {
  try {
    refuse(text);
    return "";
  } catch (error) {
    return (error as Error).message;
  }
};

test("what must not reach the engine is refused, and words in strings are not", () => {
  assert.match(refusal("SELECT * { SERVICE <urn:x> {} }"), /line 1, column 12: SERVICE is refused/);
  assert.match(refusal("drop all"), /DROP is refused/);
  assert.match(refusal(" "), /no query yet/);
  assert.equal(refusal("SELECT ?service { ?service ?p 'SERVICE' } # SERVICE <urn:x>"), "");
});

test("the engine's place in the first line is moved back by what was put before", () => {
  const text = "SELECT * { ?s ?p }";
  const problem = explain(text, "error at 1:48: expected one of x", PREFIXES, 30);
  assert.equal(problem.from, text.indexOf("}"));
  assert.match(problem.message, /line 1, column 18: “}” cannot stand here/);
});

test("a prefix that others use for ours is known", () => {
  const problem = explain("ASK { ?s dct:title ?o }", "error at 1:1: expected x", PREFIXES);
  assert.match(problem.message, /column 10: the prefix “dct” .* mean dcterms:\?/);
  assert.deepEqual([problem.from, problem.to], [9, 13]);
});

test("a message without a place is passed on", () => {
  const problem = explain("ASK {}", "out of luck", PREFIXES);
  assert.ok(problem instanceof QueryProblem);
  assert.equal(problem.message, "The query failed: out of luck");
});

test("near words are those with few changes, swaps included", () => {
  assert.equal(editDistance("FLITER", "FILTER"), 1);
  assert.equal(editDistance("kitten", "sitting"), 3);
  assert.deepEqual(nearestWords("SELCT", ["SELECT", "ASK", "DELETE"]), ["SELECT"]);
  assert.deepEqual(nearestWords("xyz", ["SELECT"]), []);
});
