import "./without_browser";
import assert from "node:assert/strict";
import { test } from "node:test";
import { viewAt } from "../src/explorer/answer";
import { arrange } from "../src/explorer/arrange";
import { CATEGORIES } from "../src/explorer/categories";
import { firstPicture, READABLE, scaleOf } from "../src/explorer/density";
import { type Box, emptyState, headingBoxes, type PictureState } from "../src/explorer/drawing";
import { JOINT } from "../src/explorer/folding";
import { LAYOUTS } from "../src/explorer/layouts/listing";
import { Model } from "../src/explorer/model";
import { readPlaces, shortKey } from "../src/explorer/moved_marks";
import { pictureAddress, readPicture } from "../src/explorer/picture_address";
import { Search } from "../src/explorer/search";
import type { Picture } from "../src/explorer/view";
import { addressText, readAddress } from "../src/explorer/view";
import { idOf, smallData } from "./small_graph";

const data = smallData();
data.sections.measures = {
  communities: {
    with: [
      [1, 3, 10],
      [2, 4],
    ],
  },
  analyses: [
    {
      name: "betweenness",
      without: {
        columns: ["betweenness"],
        rows: [
          [1, "", 0.5, ""],
          [2, "", 0.25, ""],
        ],
      },
    },
  ],
};
const model = new Model(data);
const context = { model, search: new Search(model) };
const measure = (text: string) => text.length * 7;
const draw = (picture: Picture, change: Partial<PictureState>) =>
  arrange(model, picture, { ...emptyState(), ...change }, { measure });
const everything: Picture = {
  root: null,
  groups: [{ heading: "all", things: [0, 1, 2, 3, 4, 5, 10], column: 0 }],
  statements: model.statements.map(({ id }) => id),
};
const overlap = (a: Box, b: Box) =>
  Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < (a.height + b.height) / 2;

for (const { name, words } of LAYOUTS) {
  test(`in the layout “${words}” nothing lies on anything, and every line has a verb`, () => {
    const { marks, verbs, lines, headings } = draw(everything, { layout: name });
    const boxes: Box[] = [...marks, ...verbs, ...headingBoxes(headings)];
    boxes.forEach((box, at) => {
      for (const before of boxes.slice(0, at)) assert.ok(!overlap(box, before), box.key);
    });
    const keys = new Set(verbs.map(({ key }) => key));
    assert.ok(lines.length > 0 && lines.every(({ to }) => keys.has(to)));
  });
}

test("rings put what is one step away nearer than what is two", () => {
  const hub = idOf(model, "missing and exploited team");
  const { marks } = draw(
    { ...everything, root: hub, groups: [{ heading: "", things: [0, 2, 3, 4, 5, 10], column: 1 }] },
    { layout: "rings" },
  );
  const far = (id: number) => {
    const mark = marks.find(({ thing }) => thing === id);
    return mark ? Math.hypot(mark.x / 1.35, mark.y) : 0;
  };
  assert.equal(far(hub), 0);
  assert.ok(far(idOf(model, "care homes")) < far(idOf(model, "domestic abuse")));
});

test("colours follow sector, theme and community, and the legend says what they stand for", () => {
  const groups = (colouring: string) => {
    const { marks, legend } = draw(everything, { colouring });
    const words = new Map(legend.map((entry) => [entry.letter, entry.words]));
    return new Map(marks.map(({ thing, letter }) => [thing, words.get(letter)]));
  };
  assert.equal(groups("community").get(3), "group 1, around METHUB");
  assert.equal(groups("community").get(0), "no community");
  assert.equal(groups("theme").get(2), "domestic abuse");
  assert.equal(groups("sector").get(0), "others, or no sector");
  assert.deepEqual(
    CATEGORIES.map(({ name }) => name),
    ["type", "sector", "theme", "community"],
  );
});

test("sizes follow a measure, and a mark without a value stays small", () => {
  const { marks, sizeWords } = draw(everything, { sizing: "betweenness" });
  const of = (id: number) => marks.find(({ thing }) => thing === id);
  assert.deepEqual([of(1)?.value, of(2)?.value, of(3)?.value], [0.5, 0.25, null]);
  assert.ok((of(1)?.scale ?? 0) > (of(2)?.scale ?? 0) && (of(2)?.scale ?? 0) > 1);
  assert.equal(of(3)?.scale, 1);
  assert.match(sizeWords, /betweenness, without the force.*0\.5/);
  const degree = draw(everything, { sizing: "degree" }).marks.find(({ thing }) => thing === 1);
  assert.equal(degree?.value, 3); // the force, care homes and the service
});

test("what the reader changed is in the address, in few characters, and comes back", () => {
  const key = shortKey("unit:hub");
  const state: PictureState = {
    ...emptyState(),
    ...{ colouring: "community", sizing: "degree", layout: "rings", grouping: "theme" },
    withoutForce: true,
    moved: new Map([[key, { x: -310, y: 45 }]]),
  };
  const text = addressText(pictureAddress(model, state));
  assert.ok(text.length < 85, text);
  assert.deepEqual(readPicture(model, readAddress(text)), state);
  assert.equal(readPlaces("nothing~k3f9.1").size, 0);
  const { marks } = draw(everything, { moved: state.moved });
  const mark = marks.find(({ thing }) => thing === 1);
  assert.deepEqual([mark?.x, mark?.y, mark?.isPinned], [-310, 45, true]);
});

test("without the force neither its mark nor its frame is drawn", () => {
  const framed = { ...everything, groups: [{ ...everything.groups[0], frame: 0 }] };
  assert.equal(draw(framed, {}).frames.length, 1);
  const without = draw(framed, { withoutForce: true });
  assert.equal(without.frames.length, 0);
  assert.ok(without.marks.every(({ thing }) => thing !== 0));
});

test("less is drawn where there is less room, so that letters can be read", () => {
  const things = Array.from({ length: 40 }, (_, at) => at % model.things.length);
  const picture: Picture = {
    root: null,
    groups: [0, 1, 2].map((column) => ({ heading: `h${column}`, things, column })),
    statements: [],
  };
  const room = { width: 820, height: 560 };
  const state = emptyState();
  const { drawing } = firstPicture(model, picture, state, { measure, room });
  assert.ok(scaleOf(drawing, room) >= READABLE);
  const wide = { measure, room: { width: 4000, height: 3000 } };
  assert.equal(firstPicture(model, picture, state, wide).density.marks, 30);
});

test("several things: what links them and what they have in common", () => {
  const view = viewAt(context, { things: "unit:mash,unit:hub" });
  const rows = (id: string) => view.lists.find((list) => list.id === id)?.rows ?? [];
  const common = rows("common").map(({ item }) => item && "thing" in item && item.thing);
  assert.deepEqual(common.sort(), [0, 3]); // the force and the care homes
  assert.equal(rows("between").length, 0);
  const pair = viewAt(context, { things: "unit:hub,organisation:care" });
  assert.equal(pair.lists.find(({ id }) => id === "between")?.rows.length, 1);
  assert.match(viewAt(context, { things: "unit:hub,unit:none" }).title, /Not found/);
});

test("a narrow picture has two columns, a frame in the first, and verbs in lines", () => {
  const picture: Picture = {
    root: null,
    groups: [
      { heading: "", things: [1], column: -1, frame: 0 },
      { heading: "collaborations of several bodies", things: [2], column: 2 },
      { heading: "", things: [3, 4, 10], column: 1 },
    ],
    statements: model.statements.map(({ id }) => id),
  };
  const room = { width: 366, height: 1400 };
  const { marks, verbs, headings } = arrange(model, picture, emptyState(), { measure, room });
  assert.deepEqual(
    marks.map(({ column }) => column),
    [0, 0, 1, 1, 1],
  );
  assert.ok(headings.length > 1 && headings.every(({ text }) => text.length <= 18));
  assert.ok(verbs.every(({ isWrapped }) => isWrapped));
});

test("in layouts without columns one mark stands for all groups that found no room", () => {
  const picture: Picture = {
    ...everything,
    groups: [1, 2, 3, 4].map((id) => ({ heading: `h${id}`, things: [id, 0], column: 1 })),
  };
  const density = { marks: 1, rows: 3, letters: 21, gaps: 1 };
  const folds = (layout: string) =>
    arrange(model, picture, { ...emptyState(), layout }, { measure, density }).marks.filter(
      ({ thing }) => thing === null,
    );
  assert.ok(folds("").length > 2);
  const [gathered] = folds("distance");
  assert.match(gathered.lines.join(" "), /^\d+ more$/);
  assert.ok(gathered.key.includes(JOINT));
});
