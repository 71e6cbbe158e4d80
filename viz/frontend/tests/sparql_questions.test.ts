import assert from "node:assert/strict";
import { test } from "node:test";
import type { NamedQuestion, Parameter } from "../src/sparql/panel_data";
import {
  matchQuestions,
  questionCommand,
  questionQuery,
  questionTitle,
  resolveValue,
} from "../src/sparql/question_values";

const PREFIXES = { unit: "urn:unit/" };
const UNIT: Parameter = {
  ...{ name: "unit", default: "unit:a", label: "A", optional: false, thing: true },
  ...{ kinds: ["unit"], words: "a unit" },
};
const START: Parameter = {
  ...{ name: "start", default: "2018-05-01", label: "2018-05-01", optional: false, thing: false },
  ...{ kinds: [], words: "a date" },
};
const PLACE: Parameter = { ...UNIT, name: "place", default: "any", optional: true };
const QUESTION: NamedQuestion = {
  ...{ name: "who", title: "Who does {unit} meet after {start} in {place}?", askedBy: ["analyst"] },
  ...{ kind: "lookup", description: "", parameters: [UNIT, START, PLACE] },
  text: 'SELECT ?x { ?unit ?p ?x . ?x ?q "?unit" ; ?r ?units FILTER(?d >= ?start) ?x ?s ?place }',
};
const entry = (name: string, label: string, names: string[] = []) => ({
  ...{ iri: name.replace("unit:", "urn:unit/"), name, label, names, note: "", count: 0 },
});
const CHOICES = [
  entry("unit:a", "river team", ["RT"]),
  entry("unit:b", "Hub"),
  entry("unit:c", "hub"),
];

test("values stand in place of parameters, and not within texts and longer names", () => {
  const values = { unit: "urn:unit/b", start: "2019-01-01", place: "any" };
  assert.equal(
    questionQuery(QUESTION, values, PREFIXES),
    'SELECT ?x { unit:b ?p ?x . ?x ?q "?unit" ; ?r ?units FILTER(?d >= "2019-01-01") ?x ?s ?place }',
  );
});

test("what is read by itself is looked up where an optional parameter has a value", () => {
  const text = "SELECT ?x { { SELECT * { { ?x ?p 1 } UNION { ?x ?q ?place } } } ?x ?r ?unit }";
  const question = { ...QUESTION, text };
  assert.equal(
    questionQuery(question, { unit: "unit:a" }, PREFIXES),
    text.replace("?unit", "unit:a"),
  );
  assert.equal(
    questionQuery(question, { unit: "unit:a", place: "unit:b" }, PREFIXES),
    "SELECT ?x { { { ?x ?p 1 } UNION { ?x ?q unit:b } } ?x ?r unit:a }",
  );
});

test("a title and a command have the values", () => {
  const title = questionTitle(QUESTION, ({ name }) => name.toUpperCase());
  assert.equal(title, "Who does UNIT meet after START in PLACE?");
  const values = { unit: "unit:a", start: "2019-01-01", place: "any" };
  assert.equal(questionCommand(QUESTION, values), "peelgraph ask who unit=unit:a start=2019-01-01");
});

test("a thing is meant by any name, its label as written before others", () => {
  assert.equal(resolveValue(UNIT, " rt ", CHOICES), "unit:a");
  assert.equal(resolveValue(UNIT, "unit:b", CHOICES), "unit:b");
  assert.equal(resolveValue(UNIT, "hub", CHOICES), "unit:c");
  assert.throws(() => resolveValue(UNIT, "HUB", CHOICES), /several things.*unit:b.*unit:c/);
  assert.throws(() => resolveValue(UNIT, "rivr team", CHOICES), /nearest: river team \(unit:a\)/);
  assert.throws(() => resolveValue(UNIT, "", CHOICES), /unit needs a value: a unit/);
});

test("numbers and dates have a form, and only some parameters may be left free", () => {
  assert.equal(resolveValue(START, "2020-02-29", []), "2020-02-29");
  assert.throws(() => resolveValue(START, "2020-02-30x", []), /has to be a date/);
  assert.throws(() => resolveValue(START, "soon", []), /As in 2018-05-01/);
  assert.equal(resolveValue(PLACE, "", CHOICES), "any");
});

test("questions are found by words and by reader", () => {
  assert.equal(matchQuestions([QUESTION], "MEET who", "").length, 1);
  assert.equal(matchQuestions([QUESTION], "meet", "engineer").length, 0);
});
