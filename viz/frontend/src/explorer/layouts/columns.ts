/** The layout of views: columns from the middle outwards, or the steps of a path. */

import { placeAbove, placeDown, placeMarks } from "../column_placement";
import type { Scene } from "../drawing";
import { linkVerbs, placeVerbs, sharedHeading, shareVerbs, verbsOf } from "../verbs";
import type { Layout, Plan } from "./definition";

export const COLUMNS: Layout = { name: "", words: "columns, as in the view", lay };

function lay(scene: Scene, plan: Plan): ReturnType<Layout["lay"]> {
  const { picture, statements, measure, pin } = plan;
  const verbs = [...verbsOf(scene, statements, measure), ...linkVerbs(scene, picture, measure)];
  if (scene.isDown) {
    placeDown(scene, verbs);
    pin();
    placeAbove(scene, verbs);
    return { verbs, headings: [] };
  }
  const shared = shareVerbs(scene, verbs);
  const headings = placeMarks(scene, verbs);
  pin();
  placeVerbs(scene, verbs);
  const above = shared.map((item) => sharedHeading(scene, item, measure, headings));
  return { verbs, headings: [...headings, ...above] };
}
