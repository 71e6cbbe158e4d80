import "./without_browser";
import assert from "node:assert/strict";
import { test } from "node:test";
import { viewAt } from "../src/explorer/answer";
import { arrange, FULL } from "../src/explorer/arrange";
import { type Box, emptyState, type PictureState } from "../src/explorer/drawing";
import { groupsOf } from "../src/explorer/folding";
import { Search } from "../src/explorer/search";
import type { Picture } from "../src/explorer/view";
import { idOf, smallModel } from "./small_graph";

const model = smallModel();
const context = { model, search: new Search(model) };
const state = (change: Partial<PictureState> = {}): PictureState => ({
  ...emptyState(),
  ...change,
});
const measure = (text: string) => text.length * 7;
const pictureOf = (thing: string): Picture => {
  const { picture } = viewAt(context, { thing });
  if (!picture) throw new Error("no picture");
  return picture;
};
const draw = (picture: Picture, change: Partial<PictureState> = {}) =>
  arrange(model, picture, state(change), { measure });
const overlap = (a: Box, b: Box) =>
  Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < (a.height + b.height) / 2;

test("every mark has a name, every line a verb, and nothing lies on anything", () => {
  const { marks, verbs, lines } = draw(pictureOf("unit:hub"));
  assert.deepEqual(
    marks.map(({ strong, lines }) => strong || lines.join(" ")),
    ["METHUB", "care homes", "domestic abuse service", "Exampleshire Police"],
  );
  assert.deepEqual(verbs.map(({ words }) => words).sort(), ["is a unit of ▸", "works with"]);
  const keys = new Set(verbs.map(({ key }) => key));
  assert.ok(lines.every(({ to }) => keys.has(to)));
  const boxes: Box[] = [...marks, ...verbs];
  boxes.forEach((box, at) => {
    for (const before of boxes.slice(0, at)) assert.ok(!overlap(box, before), box.key);
  });
});

test("a mark says how many related things are not drawn, and draws them", () => {
  const picture = pictureOf("unit:hub");
  const care = idOf(model, "care homes");
  const more = draw(picture).marks.find((mark) => mark.thing === care)?.more;
  assert.equal(more, 1);
  const opened = draw(picture, { opened: [care] });
  const mash = opened.marks.find((mark) => mark.strong === "MASH");
  assert.equal(Math.abs(mash?.column ?? 0), 2);
});

test("a large group is folded, and unfolds", () => {
  const things = Array.from({ length: 60 }, (_, at) => at % model.things.length);
  const picture = { root: null, groups: [{ heading: "all", things, column: 0 }], statements: [] };
  const [group] = groupsOf(model, picture, state(), false, FULL);
  assert.equal(group.things.length, FULL.rows - 1); // the mark for the rest takes a row
  assert.equal(group.hidden.length, 61 - FULL.rows);
  const [whole] = groupsOf(model, picture, state({ unfolded: new Set(["0"]) }), false, FULL);
  assert.equal(whole.things.length, 60);
});

test("lines of folded things end at the mark that stands for them", () => {
  const ids = ["care homes", "Crown Prosecution Service"].map((label) => idOf(model, label));
  const picture: Picture = {
    root: null,
    groups: [
      { heading: "units", things: [idOf(model, "multi-agency safeguarding hub")], column: 0 },
      { heading: "partners", things: ids, column: 1, isFolded: true },
    ],
    statements: model.statements.map(({ id }) => id),
  };
  const { marks, verbs } = draw(picture);
  assert.deepEqual(marks[1].lines, ["2 partners"]);
  assert.deepEqual(
    verbs.map(({ words }) => words),
    ["2 relations"],
  );
});

test("the force can be left out, marks grouped by type", () => {
  const picture = pictureOf("unit:hub");
  const names = (change: Partial<PictureState>) =>
    draw(picture, change).marks.flatMap(({ lines }) => lines);
  assert.ok(names({}).includes("Exampleshire Police"));
  assert.ok(!names({ withoutForce: true }).includes("Exampleshire Police"));
  const { headings } = draw(picture, { grouping: "type" });
  assert.deepEqual(headings.map(({ text }) => text).sort(), ["forces", "partners"]);
});

test("the same picture has the same places", () => {
  assert.deepEqual(draw(pictureOf("unit:mash")), draw(pictureOf("unit:mash")));
});
