/** Scenes: data that is never markup, and the order of the reader. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { moved, pageWithScenes, readScenes, sceneText } from "../src/explorer/scenes";

const PAGE = '<body><script type="application/json" id="scenes">[]</script><p>x</p></body>';
const scene = (title: string) => ({ title, note: "", address: "view=start" });

test("a note cannot leave its block", () => {
  const scenes = [{ ...scene("a"), note: "</script><b>&\u2028" }];
  const page = pageWithScenes(PAGE, scenes);
  assert.equal(page.split("</script>").length, 2);
  assert.ok(!sceneText(scenes).includes("<"));
  assert.deepEqual(readScenes(sceneText(scenes)), scenes);
});

test("scenes take the place of those before", () => {
  const page = pageWithScenes(pageWithScenes(PAGE, [scene("a")]), []);
  assert.equal(page, PAGE);
  assert.throws(() => pageWithScenes("<body></body>", []), /no place/);
});

test("what is no scene is left out", () => {
  assert.deepEqual(readScenes("no JSON"), []);
  assert.deepEqual(readScenes('{"title": "a"}'), []);
  assert.deepEqual(readScenes('[null, 1, {"title": "a", "note": 2, "address": ""}]'), []);
});

test("a scene moves by one place, not beyond the ends", () => {
  const scenes = ["a", "b", "c"].map(scene);
  const titles = (list: typeof scenes) => list.map(({ title }) => title).join("");
  assert.equal(titles(moved(scenes, 0, 1)), "bac");
  assert.equal(titles(moved(scenes, 2, -1)), "acb");
  assert.equal(titles(moved(scenes, 0, -1)), "abc");
});
