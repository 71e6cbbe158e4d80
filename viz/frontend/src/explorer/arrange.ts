/**
 * Where marks, verbs, lines and frames of a picture stand: as the layout has them, so that every
 * mark has its name, and every line, or group of lines, its verb.
 */
import { colourMarks } from "./colouring";
import {
  type Density,
  type Drawing,
  type Frame,
  type Heading,
  LINE,
  type Mark,
  type Measure,
  NARROW,
  type PictureState,
  type PlacedGroup,
  type Room,
  type Scene,
} from "./drawing";
import { groupsOf } from "./folding";
import { layoutOf } from "./layouts/listing";
import { countHidden, type MarkContext, marksOf, rootMark } from "./mark_builder";
import type { Model } from "./model";
import { pinMarks } from "./moved_marks";
import { shortName, wrap } from "./names";
import { regrouped } from "./regroup";
import { sizeMarks } from "./sizing";
import { drawnStatements, linesOf } from "./verbs";
import type { Picture } from "./view";

const TITLE = 16; // letters in a line of the title of a frame on a narrow screen
const FRAME = { side: 18, narrow: 8, top: 34, bottom: 18 };
/** What is drawn at first where there is room enough. */
export const FULL: Density = { marks: 30, rows: 14, letters: 21, gaps: 1 };
const WIDE: Room = { width: 870, height: 580 };

export interface Canvas {
  measure: Measure;
  room?: Room;
  density?: Density;
}

export function arrange(
  model: Model,
  original: Picture,
  state: PictureState,
  { measure, room = WIDE, density = FULL }: Canvas,
): Drawing {
  const layout = layoutOf(state.layout);
  const grouping = state.grouping || layout.grouping || "";
  const picture = withoutForce(model, regrouped(model, original, grouping), state);
  const rows = layout.isFree ? Number.POSITIVE_INFINITY : density.rows;
  const isNarrow = room.width < NARROW;
  const groups = groupsOf(model, picture, state, isNarrow, { ...density, rows });
  const markContext: MarkContext = { model, picture, density, measure, isNarrow };
  const marks = groups.flatMap((group, at) => marksOf(markContext, group, at));
  if (picture.root !== null) marks.unshift(rootMark(markContext, picture.root));
  countHidden(model, marks, state, measure);
  const legend = colourMarks(model, marks, state.colouring);
  const sizeWords = sizeMarks(model, marks, state.sizing);
  const isDown = (picture.isDown ?? false) && !state.layout;
  const scene: Scene = {
    model,
    ...{ isDown, isNarrow, aspect: room.width / room.height },
    gaps: density.gaps,
    lineStyles: picture.lineStyles,
    groups,
    marks,
    ...indexes(groups, marks),
  };
  const { verbs, headings } = layout.lay(scene, {
    ...{ picture, measure, statements: drawnStatements(scene, picture, state) },
    pin: () => pinMarks(model, marks, state.moved),
  });
  return {
    ...{ marks, verbs, legend, sizeWords, lines: linesOf(verbs) },
    frames: framesOf(scene, state, measure),
    headings: headings.map((heading) => withWidth(heading, measure)),
  };
}

const withWidth = (heading: Heading, measure: Measure): Heading => ({
  ...heading,
  width: measure(heading.text, "heading"),
});

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

const frameTop = ({ length }: string[]): number => FRAME.top + (length - 1) * LINE;

function framesOf(
  { model, groups, marks, isNarrow }: Scene,
  { withoutForce: isHidden }: PictureState,
  measure: Measure,
): Frame[] {
  const side = isNarrow ? FRAME.narrow : FRAME.side;
  const owners = [...new Set(groups.map((group) => group.frame))];
  return owners
    .filter((owner): owner is number => owner !== undefined)
    .filter((owner) => !isHidden || !model.inspected.includes(owner))
    .map((owner) => {
      const title = shortName(model.thing(owner));
      const lines = isNarrow ? wrap(title, TITLE, 2) : [title];
      const inside = marks.filter((mark) => groups[mark.group]?.frame === owner);
      const left = Math.min(...inside.map((mark) => mark.x - mark.width / 2));
      const right = Math.max(...inside.map((mark) => mark.x + mark.width / 2));
      const top = Math.min(...inside.map((mark) => mark.y - mark.height / 2)) - frameTop(lines);
      const bottom = Math.max(...inside.map((mark) => mark.y + mark.height / 2)) + FRAME.bottom;
      return {
        ...{ key: `frame${owner}`, lines, thing: owner },
        ...{ x: (left + right) / 2, y: (top + bottom) / 2, height: bottom - top },
        width: Math.max(right - left, ...lines.map((line) => measure(line, "strong"))) + 2 * side,
      };
    });
}
