/**
 * Where marks, verbs, lines and frames of a picture stand: columns from the middle outwards, so that
 * every mark has its name, and every line, or group of lines, its verb.
 */
import type { Drawing, Frame, Mark, Measure, PictureState, PlacedGroup, Scene } from "./drawing";
import { groupsOf } from "./folding";
import { countHidden, marksOf, rootMark } from "./marks";
import type { Model } from "./model";
import { shortName } from "./names";
import { placeDown, placeMarks } from "./places";
import { regrouped } from "./regroup";
import {
  drawnStatements,
  linesOf,
  linkVerbs,
  placeVerbs,
  sharedHeading,
  shareVerbs,
  verbsOf,
} from "./verbs";
import type { Picture } from "./view";

const FRAME = { side: 18, top: 34, bottom: 18 };

export function arrange(
  model: Model,
  original: Picture,
  state: PictureState,
  measure: Measure,
  narrow = false,
): Drawing {
  const picture = withoutForce(model, regrouped(model, original, state.grouping), state);
  const groups = groupsOf(model, picture, state, narrow);
  const marks = groups.flatMap((group, at) => marksOf(model, picture, group, at, measure));
  if (picture.root !== null) marks.unshift(rootMark(model, picture, picture.root, measure));
  countHidden(model, marks, state, measure);
  const isDown = picture.isDown ?? false;
  const scene: Scene = { model, isDown, groups, marks, ...indexes(groups, marks) };
  const verbs = [
    ...verbsOf(scene, drawnStatements(scene, picture, state), measure, picture.looks),
    ...linkVerbs(scene, picture, measure),
  ];
  const shared = picture.isDown ? [] : shareVerbs(scene, verbs);
  const headings = picture.isDown ? placeDown(scene, verbs) : placeMarks(scene, verbs);
  if (!picture.isDown) placeVerbs(scene, verbs);
  headings.push(...shared.map((item) => sharedHeading(scene, item)));
  return {
    marks,
    verbs,
    lines: linesOf(verbs),
    frames: framesOf(model, groups, marks),
    headings,
  };
}

/** The picture without marks for the inspected bodies, unless they are wanted or in its middle. */
function withoutForce(model: Model, picture: Picture, state: PictureState): Picture {
  if (!state.withoutForce) return picture;
  const bodies = new Set(model.inspected);
  const groups = picture.groups.map((group) => ({
    ...group,
    things: group.things.filter((id) => !bodies.has(id)),
  }));
  return { ...picture, groups: groups.filter((group) => group.things.length) };
}

function indexes(groups: PlacedGroup[], marks: Mark[]): Pick<Scene, "ofThing" | "byKey"> {
  const ofThing = new Map<number, Mark>();
  const byKey = new Map(marks.map((mark) => [mark.key, mark]));
  for (const group of groups) {
    const mark = byKey.get(`f${group.key}`);
    if (mark) for (const id of group.hidden) ofThing.set(id, mark);
  }
  for (const mark of marks) if (mark.thing !== null) ofThing.set(mark.thing, mark);
  return { ofThing, byKey };
}

function framesOf(model: Model, groups: PlacedGroup[], marks: Mark[]): Frame[] {
  const owners = [...new Set(groups.map((group) => group.frame))];
  return owners
    .filter((owner): owner is number => owner !== undefined)
    .map((owner) => {
      const inside = marks.filter((mark) => groups[mark.group]?.frame === owner);
      const left = Math.min(...inside.map((mark) => mark.x - mark.width / 2)) - FRAME.side;
      const right = Math.max(...inside.map((mark) => mark.x + mark.width / 2)) + FRAME.side;
      const top = Math.min(...inside.map((mark) => mark.y - mark.height / 2)) - FRAME.top;
      const bottom = Math.max(...inside.map((mark) => mark.y + mark.height / 2)) + FRAME.bottom;
      return {
        ...{ key: `frame${owner}`, title: shortName(model.thing(owner)), thing: owner },
        ...{ x: (left + right) / 2, y: (top + bottom) / 2 },
        ...{ width: right - left, height: bottom - top },
      };
    });
}
