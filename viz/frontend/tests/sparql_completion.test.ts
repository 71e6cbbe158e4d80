import assert from "node:assert/strict";
import { test } from "node:test";
import { completionsAt, contextAt } from "../src/sparql/completion";
import { readWords } from "../src/sparql/tokens";
import { makeVocabulary } from "../src/sparql/vocabulary";

const PREFIXES = {
  peel: "urn:peel#",
  unit: "urn:unit/",
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
};
const TYPE = `${PREFIXES.rdf}type`;
const VOCABULARY = makeVocabulary(
  {
    labels: [
      ["urn:peel#Unit", "unit"],
      ["urn:peel#Figure", "figure"],
      ["urn:peel#worksWith", "works with"],
      ["urn:peel#value", "value"],
      ["urn:unit/methub", "missing, exploited and trafficked team"],
      ["urn:unit/mash", "safeguarding hub"],
    ],
    names: [["urn:unit/methub", "METHUB"]],
    notes: [["urn:peel#Unit", "A part of a force."]],
    usage: [
      ["urn:peel#Unit", TYPE, "2"],
      ["urn:peel#Unit", "urn:peel#worksWith", "5"],
      ["urn:peel#Figure", TYPE, "3"],
      ["urn:peel#Figure", "urn:peel#value", "3"],
    ],
  },
  PREFIXES,
);

const labels = (text: string, isAsked = false) =>
  completionsAt(text, text.length, VOCABULARY, PREFIXES, isAsked)?.options.map(
    ({ label }) => label,
  );

test("the place in a pattern is known", () => {
  const slot = (text: string) => contextAt(readWords(text)).slot;
  assert.equal(slot("SELECT ?x "), "outside");
  assert.equal(slot("SELECT ?x { "), "subject");
  assert.equal(slot("SELECT ?x { ?x "), "property");
  assert.equal(slot("SELECT ?x { ?x a "), "object");
  assert.equal(slot("SELECT ?x { ?x a peel:Unit "), "end");
  assert.equal(slot("SELECT ?x { ?x a peel:Unit ; "), "property");
  assert.equal(slot("SELECT ?x { ?x a peel:Unit . "), "subject");
  assert.equal(slot("SELECT ?x { ?x peel:a/"), "property");
  assert.equal(slot("SELECT ?x { GRAPH ?g { ?x "), "property");
  assert.equal(slot("SELECT ?x { ?x a peel:Unit FILTER("), "expression");
  assert.equal(slot("SELECT ?x { OPTIONAL { ?x a ?y } "), "subject");
});

test("a property fits the class of its subject", () => {
  assert.deepEqual(labels("SELECT * { ?f a peel:Figure ; ", true), ["peel:value", "rdf:type"]);
  assert.deepEqual(labels("SELECT * { ?u a peel:Unit . ?u wor"), ["peel:worksWith"]);
  assert.equal(labels("SELECT * { ?f a peel:Figure ; wor"), undefined);
});

test("a class is offered behind a, with its definition", () => {
  const text = "SELECT * { ?x a ";
  const options = completionsAt(text, text.length, VOCABULARY, PREFIXES, true)?.options;
  assert.deepEqual(
    options?.map(({ label }) => label),
    ["peel:Figure", "peel:Unit"],
  );
  assert.equal(options?.[1].info, "A part of a force.");
});

test("a thing is found by any of its names, keywords and prefixes by their beginning", () => {
  assert.deepEqual(labels("SELECT * { ?x ?y meth"), ["unit:methub"]);
  assert.deepEqual(labels("SELECT * { ?x ?y safeg"), ["unit:mash"]);
  assert.deepEqual(labels("CONS"), ["CONSTRUCT"]);
});

test("nothing is offered in strings, comments and numbers", () => {
  for (const text of ["SELECT * { ?x ?y 'meth", "SELECT * { # meth", "SELECT * { ?x ?y 12"]) {
    assert.equal(labels(`${text}`.replace(/'meth$/, "'meth'")), undefined);
  }
});

test("variables of the query complete a variable", () => {
  assert.deepEqual(labels("SELECT ?unit ?name { ?un"), ["?unit"]);
});
