import assert from "node:assert/strict";
import { test } from "node:test";
import { makeBars, numberColumns } from "../src/sparql/bars";
import { answerCsv, answerJson, statementsTurtle } from "../src/sparql/downloads";
import { QueryHistory } from "../src/sparql/history";
import { statementsOf } from "../src/sparql/pairs";
import { filterRows, sortRows } from "../src/sparql/row_order";
import {
  compressIri,
  parseResults,
  parseStatements,
  type Row,
  type Term,
  XSD,
} from "../src/sparql/terms";

const PREFIXES = { peel: "urn:peel#", unit: "urn:unit/" };
const iri = (value: string): Term => ({ type: "uri", value });
const text = (value: string): Term => ({ type: "literal", value });
const number = (value: string): Term => ({ type: "literal", value, datatype: `${XSD}integer` });
const nameOf = ({ value }: Term) => value;

test("rows have a term or null for each column", () => {
  const json =
    '{"head":{"vars":["a","b"]},"results":{"bindings":[{"a":{"type":"uri","value":"urn:x"}}]}}';
  assert.deepEqual(parseResults(json), {
    columns: ["a", "b"],
    rows: [{ a: iri("urn:x"), b: null }],
  });
  assert.deepEqual(parseResults('{"head":{},"boolean":true}'), { boolean: true });
});

test("statements of N-Triples are read with their escapes, each once and sorted", () => {
  const lines = [
    '<urn:b> <urn:p> "say \\"x\\"\\n\\u00e9"@en .',
    "<urn:a> <urn:p> _:n1 .",
    `<urn:a> <urn:q> "1"^^<${XSD}integer> .`,
    "<urn:a> <urn:p> _:n1 .",
  ];
  const statements = parseStatements(`${lines.join("\n")}\n`);
  assert.equal(statements.length, 3);
  assert.deepEqual(statements[0][2], { type: "bnode", value: "n1" });
  assert.deepEqual(statements[1][2], number("1"));
  assert.deepEqual(statements[2][2], { ...text('say "x"\né'), "xml:lang": "en" });
});

test("a prefixed name stands for an IRI where it can", () => {
  assert.equal(compressIri("urn:unit/a-b", PREFIXES), "unit:a-b");
  assert.equal(compressIri("urn:unit/a/b", PREFIXES), "urn:unit/a/b");
  assert.equal(compressIri("urn:unit/", PREFIXES), "urn:unit/");
});

test("numbers sort by size, empty cells last in both directions, equals by their place", () => {
  const rows: Row[] = ["10", "", "9", "9"].map((value, at) => ({
    n: value ? number(value) : null,
    at: text(String(at)),
  }));
  const order = (isDescending: boolean) =>
    sortRows(rows, { column: "n", isDescending }, nameOf).map((row) => row.at?.value);
  assert.deepEqual(order(false), ["2", "3", "0", "1"]);
  assert.deepEqual(order(true), ["0", "2", "3", "1"]);
});

test("a filter wants all its words, without accents", () => {
  const rows = [{ a: text("Café Müller") }, { a: text("Café") }];
  assert.equal(filterRows(rows, "cafe MULLER", nameOf).length, 1);
  assert.equal(filterRows(rows, " ", nameOf).length, 2);
});

test("bars are made of columns that are numbers everywhere", () => {
  const rows = [
    { a: text("x"), n: number("3") },
    { a: text("y"), n: null },
  ];
  assert.deepEqual(numberColumns({ columns: ["a", "n"], rows }), ["n"]);
  assert.deepEqual(makeBars(rows, "n", ["a"], { nameOf }), [{ label: "x", value: 3, text: "3" }]);
});

test("a pattern of the query names what is between two columns, its SELECT does not", () => {
  const rows = [{ x: iri("urn:unit/a"), how: iri("urn:p"), y: iri("urn:unit/b") }];
  const isThing = (value: string) => value.startsWith("urn:unit/");
  const links = (query: string, columns = ["x", "y"]) =>
    statementsOf({ columns, rows }, query, PREFIXES, isThing).map((item) =>
      item.map(({ value }) => value),
    );
  assert.deepEqual(links("SELECT ?x ?y { ?x peel:knows ?y }"), [
    ["urn:unit/a", "urn:peel#knows", "urn:unit/b"],
  ]);
  assert.deepEqual(links("SELECT ?x ?how ?y { ?y ?how ?x }", ["x", "how", "y"]), [
    ["urn:unit/b", "urn:p", "urn:unit/a"],
  ]);
  assert.deepEqual(links("SELECT ?x ?y { ?x peel:a/peel:b ?y }"), [
    ["urn:unit/a", "", "urn:unit/b"],
  ]);
  assert.deepEqual(links("SELECT ?x { ?x ?p ?o }", ["x"]), []);
});

test("files are CSV without formulas, SPARQL JSON, and Turtle by subject", () => {
  const answer = { columns: ["a", "b"], rows: [{ a: text("=1,2"), b: null }] };
  assert.equal(answerCsv(answer), 'a,b\r\n"\'=1,2",\r\n');
  assert.deepEqual(JSON.parse(answerJson(answer)).results.bindings, [{ a: text("=1,2") }]);
  const type = iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type");
  const turtle = statementsTurtle(
    [
      [iri("urn:unit/a"), iri("urn:peel#size"), number("3")],
      [iri("urn:unit/a"), type, iri("urn:peel#Unit")],
      [iri("urn:unit/a"), iri("urn:peel#name"), { ...text('x"y'), "xml:lang": "en" }],
    ],
    PREFIXES,
    ["made of\ntwo lines"],
  );
  assert.equal(
    turtle,
    `# made of two lines
@prefix peel: <urn:peel#> .
@prefix unit: <urn:unit/> .

unit:a
    a peel:Unit ;
    peel:name "x\\"y"@en ;
    peel:size 3 .
`,
  );
});

test("the history holds each query once, the last one first, with and without a storage", () => {
  const values = new Map<string, string>();
  const storage = {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
  };
  const history = new QueryHistory(storage);
  for (const query of ["a", "b", "a"]) history.add(query);
  assert.deepEqual(history.texts, ["a", "b"]);
  assert.deepEqual(new QueryHistory(storage).texts, ["a", "b"]);
  const forbidden = new QueryHistory({
    getItem: () => "{",
    setItem: () => {
      throw new Error("full");
    },
  });
  forbidden.add("c");
  assert.deepEqual(forbidden.texts, ["c"]);
});
