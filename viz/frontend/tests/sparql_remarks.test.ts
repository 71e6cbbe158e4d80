import assert from "node:assert/strict";
import { test } from "node:test";
import {
  alikeQuery,
  isEmpty,
  literalRemark,
  plainLiterals,
  unboundRemarks,
  unknownRemark,
} from "../src/sparql/remarks";
import { XSD } from "../src/sparql/terms";

const PREFIXES = { peel: "urn:peel#", rdfs: "urn:rdfs#", skos: "urn:skos#" };
const row = (p: string, value: string, more: object) => ({
  p: { type: "uri" as const, value: p },
  o: { type: "literal" as const, value, ...more },
});

test("a selected variable that stands nowhere else is named, with the nearest one", () => {
  const [remark] = unboundRemarks("SELECT ?unti { ?unit a peel:Unit }");
  assert.match(remark, /^\?unti never has a value: .* did you mean \?unit\?$/);
  const complete = "SELECT ?a (COUNT(?b) AS ?n) { ?a peel:x ?b } GROUP BY ?a ORDER BY ?n";
  assert.deepEqual(unboundRemarks(complete), []);
  assert.deepEqual(unboundRemarks("SELECT ?a { { SELECT ?a { ?a ?b ?c } } }"), []);
  assert.deepEqual(unboundRemarks("ASK { ?a ?b ?c }"), []);
});

test("an unknown name leads to names like it, or to those that share its words", () => {
  const entry = (name: string) => ({ name, iri: name, label: name, names: [], note: "", count: 1 });
  const vocabulary = {
    ...{ classes: [entry("peel:Force")], properties: [entry("peel:polarity")] },
    things: [entry("unit:exampleshire-methub"), entry("unit:exampleshire-river-team")],
    ...{ usage: new Map(), labels: new Map(), byLabel: new Map() },
  };
  const meant = (name: string) => unknownRemark(name, vocabulary).split("did you mean ")[1];
  assert.match(meant("unit:exampleshire-river-teem"), /^unit:exampleshire-river-team/);
  assert.equal(meant("unit:methub"), "unit:exampleshire-methub?");
  assert.equal(meant("peel:PoliceForce"), "peel:Force?");
  assert.equal(meant("peel:hasPolarity"), "peel:polarity?");
  assert.equal(unknownRemark("peel:xyz", vocabulary), "Nothing here is called peel:xyz.");
  assert.equal(meant("unit:river-hub"), undefined);
});

test("plain texts and whole numbers behind a property are found", () => {
  const query =
    "SELECT ?x { ?x rdfs:label \"MASH\" ; peel:value 14 ; skos:altLabel 'a'@en ; peel:n 'b'^^peel:t }";
  assert.deepEqual(plainLiterals(query), [
    { property: "rdfs:label", literal: '"MASH"' },
    { property: "peel:value", literal: "14" },
  ]);
  assert.deepEqual(plainLiterals("SELECT ?x { ?x rdfs:label|skos:altLabel 'MASH' }"), []);
  assert.match(alikeQuery({ property: "peel:value", literal: "14" }), /\?o = 14\)/);
});

test("the remark says what the data have in place of a literal", () => {
  const label = { property: "rdfs:label", literal: '"demand hub"' };
  const english = row("urn:rdfs#label", "demand hub", { "xml:lang": "en" });
  assert.match(literalRemark(label, [english], PREFIXES), /the data have "demand hub"@en\./);
  const name = { property: "rdfs:label", literal: '"MASH"' };
  const acronym = row("urn:skos#altLabel", "MASH", { "xml:lang": "en" });
  assert.match(literalRemark(name, [acronym], PREFIXES), /have skos:altLabel "MASH"@en\./);
  const value = { property: "peel:value", literal: "14" };
  const decimal = row("urn:peel#value", "14", { datatype: `${XSD}decimal` });
  assert.match(literalRemark(value, [decimal], PREFIXES), /the data have 14\.0\./);
  const same = row("urn:rdfs#label", "MASH", {});
  assert.equal(literalRemark(name, [same], PREFIXES), "");
  assert.equal(literalRemark(name, [], PREFIXES), "");
});

test("an answer without rows, statements or truth is empty", () => {
  assert.ok(isEmpty({ boolean: false }) && isEmpty({ columns: [], rows: [] }));
  assert.ok(isEmpty({ graph: [] }) && !isEmpty({ boolean: true }));
});
