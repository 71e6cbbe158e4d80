/** Paths over several reports: within one of those that tell of both ends, or else through several. */
import "./without_browser";
import assert from "node:assert/strict";
import { test } from "node:test";
import { viewAt } from "../src/explorer/answer";
import { partText } from "../src/explorer/api";
import { cellText } from "../src/explorer/lists";
import { Model } from "../src/explorer/model";
import { Search } from "../src/explorer/search";
import { dataOfForces, growing } from "./small_graph";

/** Two national bodies; sentences of a report are given by the number of its report. */
function pathsOf(steps: [from: string, to: string, report: number][], reports = 3) {
  const data = dataOfForces(reports);
  const sentence = (report: number) => data.sentences.iri.indexOf(report ? `y${report}/0` : "x/0");
  const { add, state } = growing(data);
  const ids = new Map<string, number>();
  const idOf = (name: string) => {
    if (!ids.has(name)) ids.set(name, add(`organisation:${name}`, name, "Partner"));
    return ids.get(name) ?? -1;
  };
  for (const [from, to, report] of steps) {
    state(idOf(from), "peel:worksWith", idOf(to), sentence(report));
  }
  const model = new Model(data);
  const view = viewAt(
    { model, search: new Search(model) },
    { from: "organisation:one", to: "organisation:two" },
  );
  const list = view.lists.find(({ id }) => id === "paths");
  return {
    words: view.sentence.map((part) => partText(model, part)).join(""),
    remarks: view.remarks.flat().join(""),
    paths: list?.rows.map(({ cells }) => cellText(model, cells[0])) ?? [],
  };
}

const LONG: [string, string, number][] = [
  ["one", "a", 1],
  ["a", "b", 1],
  ["b", "two", 1],
];

test("a path stays within a report that states something of both ends", () => {
  const { words, paths, remarks } = pathsOf([...LONG, ["one", "c", 1], ["c", "two", 2]]);
  assert.deepEqual(paths, ["one — works with → a — works with → b — works with → two"]);
  assert.match(words, /^One and two are 3 steps apart: 1 shortest path by way of a, b\.$/);
  assert.match(remarks, /^Each path uses the statements of one report only/);
});

test("of the reports that tell of both those with the fewest steps have the paths, each once", () => {
  const { words, paths } = pathsOf([
    ...LONG,
    ["one", "c", 2],
    ["c", "two", 2],
    ["one", "d", 0],
    ["d", "two", 0],
  ]);
  assert.deepEqual(paths, [
    "one — works with → d — works with → two",
    "one — works with → c — works with → two",
  ]);
  assert.match(words, /2 shortest paths by way of d, c\.$/);
});

test("only where no report tells of both a path leads through several, which the answer says", () => {
  const { words, remarks } = pathsOf([
    ["one", "c", 1],
    ["c", "two", 2],
  ]);
  assert.equal(
    words,
    "One and two are 2 steps apart: 1 shortest path by way of c, through statements of 2 reports.",
  );
  assert.equal(remarks, "");
});

test("there is no path where those that tell of both have none, whatever others state", () => {
  const { words, remarks } = pathsOf([
    ["one", "c", 1],
    ["c", "two", 2],
    ["two", "d", 1],
  ]);
  assert.match(words, /holds no path between One and two/);
  assert.match(remarks, /uses the statements of one report only/);
});

test("with one report nothing of it is said", () => {
  const { words, remarks } = pathsOf([["one", "two", 0]], 1);
  assert.equal(words, "One and two are related directly: 1 path.");
  assert.equal(remarks, "");
});
