import assert from "node:assert/strict";
import { test } from "node:test";
import {
  clearFilters,
  emptyState,
  fromFragment,
  History,
  toFragment,
  toggled,
} from "../src/view_state";
import { smallMap } from "./small_map";

const map = smallMap();
const LINE = "unit:hub peel:refersTo unit:river";

test("a state leads through the address and back", () => {
  const state = emptyState();
  Object.assign(state, {
    hide: ["Unit", "Partner"],
    without: ["works with & more"],
    theme: ["theme:abuse"],
    least: 3,
    at: "unit:hub",
    around: 2,
    view: [10, -20, 0.5],
  });
  const fragment = toFragment(state);
  assert.deepEqual(fromFragment(`#${fragment}`, map), { ...state, hide: ["Partner", "Unit"] });
  assert.equal(toFragment(fromFragment(fragment, map)), fragment);
});

test("the same filters have the same address, in whatever order they came", () => {
  const [first, second] = [emptyState(), emptyState()];
  first.hide = ["Unit", "Partner"];
  second.hide = ["Partner", "Unit"];
  assert.equal(toFragment(first), toFragment(second));
});

test("a map as it comes has an empty address", () => {
  assert.equal(toFragment(emptyState()), "");
  assert.deepEqual(fromFragment("", map), emptyState());
});

test("a relation is named in the address", () => {
  const state = fromFragment(`line=${encodeURIComponent(LINE)}`, map);
  assert.equal(state.line, LINE);
});

test("what cannot be understood is left out", () => {
  for (const text of [
    "at=<script>",
    "line=a%20b",
    "view=1,x,9",
    "view=1,2",
    "view=1,2,99",
    "view=1,2,0",
    "least=-4",
    "least=many",
    "around=2",
    "nonsense=1",
    "%E0%A4%A",
  ]) {
    assert.deepEqual(fromFragment(text, map), emptyState(), text);
  }
});

test("numbers beyond their bounds come to the bound, and what is said twice counts once", () => {
  assert.equal(fromFragment("least=99999", map).least, 1000);
  assert.equal(fromFragment("at=unit:hub&around=99", map).around, 3);
  assert.deepEqual(fromFragment("hide=Unit&hide=Unit", map).hide, ["Unit"]);
});

test("a value is put on a list once, and taken from it", () => {
  assert.deepEqual(toggled(["a"], "b", true), ["a", "b"]);
  assert.deepEqual(toggled(["a"], "a", true), ["a"]);
  assert.deepEqual(toggled(["a", "b"], "a", false), ["b"]);
});

test("clearing the filters leaves what is selected", () => {
  const state = fromFragment("at=unit:hub&around=1&least=2&hide=Unit&voice=force", map);
  clearFilters(state);
  assert.deepEqual(state, { ...emptyState(), at: "unit:hub" });
});

test("changes are undone and made again; a new change ends what could be made again", () => {
  const changes = new History();
  assert.equal(changes.undo("now"), undefined);
  changes.record("first");
  changes.record("second");
  assert.equal(changes.undo("third"), "second");
  assert.equal(changes.undo("second"), "first");
  assert.equal(changes.redo("first"), "second");
  changes.record("second");
  assert.equal(changes.redo("other"), undefined);
  assert.deepEqual(changes.past, ["first", "second"]);
});

test("two hundred changes can be undone", () => {
  const changes = new History();
  for (let change = 0; change < 250; change += 1) changes.record(String(change));
  assert.equal(changes.past.length, 200);
  assert.equal(changes.past[0], "50");
});
