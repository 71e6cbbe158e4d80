import assert from "node:assert/strict";
import { test } from "node:test";
import { capitalise, countNoun, fileName, fold, isDate, shorten } from "../src/text";

test("a count has its noun in the right number", () => {
  assert.equal(countNoun(1, "thing"), "1 thing");
  assert.equal(countNoun(0, "thing"), "0 things");
  assert.equal(countNoun(1234, "thing"), "1,234 things");
  assert.equal(
    countNoun(2, "area for improvement", "areas for improvement"),
    "2 areas for improvement",
  );
});

test("dates and months of data are known", () => {
  assert.deepEqual(["2019-07-01", "2019-07"].map(isDate), [true, true]);
  assert.deepEqual(["July 2019", "2019", "2019-07-01 to 2019-09-30"].map(isDate), [
    ...[false, false, false],
  ]);
});

test("texts are compared without accents, case and space around them", () => {
  assert.equal(fold("  Café MÜLLER "), "cafe muller");
});

test("a capital is put on the first letter alone", () => {
  assert.deepEqual([capitalise("force says"), capitalise("")], ["Force says", ""]);
});

test("a long text is cut between characters, never within one", () => {
  assert.equal(shorten("abcdef", 6), "abcdef");
  assert.equal(shorten("abcdefg", 6), "abcde…");
  assert.equal(shorten("🚔🚔🚔", 2), "🚔…");
});

test("a download is named after the map", () => {
  assert.equal(fileName("Who works with whom?"), "who-works-with-whom");
  assert.equal(fileName("???"), "map");
  assert.equal(fileName("a".repeat(100)).length, 60);
});
