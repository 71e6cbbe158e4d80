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

test("what is never SPARQL is named before what the engine says", () => {
  const message = (text: string) => explain(text, "error at 1:19: expected x", PREFIXES).message;
  assert.match(message("ASK { ?a ?b <http://x.org/a b> }"), /column 13: an address holds a blank/);
  assert.match(message("ASK { ?a ?b 'x }"), /column 13: this quotation mark is never closed/);
  assert.match(message("ASK { ?a ?b “x” }"), /column 13: this is a typographic quotation mark/);
  assert.match(message("ASK { FILTER(?a == 1) }"), /column 17: SPARQL has no ==/);
  assert.match(message("PREFIX x <urn:x> ASK {}"), /column 1: a colon is missing/);
  assert.match(message("SELECT COUNT(*) { ?a ?b ?c }"), /column 8: an aggregate needs a name/);
  assert.match(message("ASK { ?a worksWith ?b }"), /column 10: “worksWith” has no prefix/);
  assert.match(message("ASK { ?a ?b '“ ==', <urn:==> # ==\n"), /the bracket { is never closed/);
});

test("a query that the grammar reads as a whole is not said to end too early", () => {
  const text = "ASK { BIND(1 AS ?a) BIND(2 AS ?a) }";
  const end = `error at 1:${text.length + 1}: expected x`;
  assert.match(explain(text, end, PREFIXES, 0, () => -1).message, /may be legal SPARQL/);
  assert.match(explain(text, end, PREFIXES).message, /the query ends too early/);
  const twice = "error at 1:9: Duplicated variable name in SELECT";
  assert.match(
    explain("SELECT (1 AS ?x) (2 AS ?x) {}", twice, PREFIXES).message,
    /names a var.* twice/,
  );
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
