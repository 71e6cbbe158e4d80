import "./without_browser";
import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf } from "../src/explorer/answer";
import { fitting } from "../src/explorer/answer_nearest";
import { acronymOf } from "../src/explorer/names";
import { distance, isRemote, Search, stemsOf } from "../src/explorer/search";
import { smallModel } from "./small_graph";

const model = smallModel();
const search = new Search(model);
const first = (words: string) => model.thing(search.matches(words)[0]?.thing ?? 0).label;

test("an acronym is mostly capitals, and singular", () => {
  assert.equal(acronymOf("multi-agency safeguarding hub", ["MASHs", "MASH", "hub"]), "MASH");
  assert.equal(acronymOf("Women's Aid", ["Womens Aid"]), "");
});

test("names are found by acronym, plural, beginning and misspelt", () => {
  assert.equal(first("mash"), "multi-agency safeguarding hub");
  assert.equal(first("care home"), "care homes");
  assert.equal(first("Crown Pros"), "Crown Prosecution Service");
  assert.equal(first("Crown Prosecuton Servise"), "Crown Prosecution Service");
});

test("what is nothing's name matches nothing", () => {
  assert.deepEqual(search.matches("zzzz"), []);
  assert.equal(search.sure("Crown"), undefined);
});

test("words are found in names and in findings", () => {
  const labels = search.holding("domestic abuse").map((id) => model.thing(id).label);
  assert.deepEqual(labels.sort(), [
    "domestic abuse",
    "domestic abuse service",
    "victims of domestic abuse",
  ]);
});

test("an input becomes the address of a thing, of two things, or of words", () => {
  const context = { model, search };
  assert.deepEqual(addressOf(context, "METHUB"), { thing: "unit:hub" });
  assert.deepEqual(addressOf(context, "METHUB, CPS"), { from: "unit:hub", to: "organisation:cps" });
  assert.deepEqual(addressOf(context, "coercion and control"), { thing: "theme:coercion" });
  assert.deepEqual(addressOf(context, "well supported"), { find: "well supported" });
  assert.deepEqual(addressOf(context, "  "), { view: "start" });
});

test("two swapped letters count as one", () => {
  assert.equal(distance("gruop", "group"), 1);
  assert.equal(distance("abc", "abd"), 1);
  assert.deepEqual(stemsOf("women's agencies and buses"), ["women", "agency", "and", "bus"]);
});

test("words that stand nowhere lead to the nearest ones", () => {
  const words = new Search(model).nearestWords("coersoin zzzzzzz", 3);
  assert.deepEqual(words, ["coercion"]);
  assert.equal(new Search(model).nearestWords("abuse", 1)[0], "abuse");
  assert.deepEqual(new Search(model).nearestWords("qqqqqqqq", 3), []);
});

test("what has more of the words comes first, what has none is left out", () => {
  const texts = ["who funds whom", "victims of abuse", "abuse"];
  const fits = fitting(texts, (text) => text, "abuse of a victim");
  assert.deepEqual(fits, ["victims of abuse", "abuse"]);
});

test("no word that is near is passed over because of its letters", () => {
  const words = "hub hubs hbu methub mehtub methud metub theme them scheme abuse abused".split(" ");
  for (const word of words) {
    for (const stem of words) {
      const steps = distance(word, stem);
      for (const allowed of [0, 1, 2]) {
        assert.ok(steps > allowed || !isRemote(word, stem, allowed), `${word} ${stem}`);
      }
    }
  }
  assert.ok(isRemote("methub", "police", 2));
});
