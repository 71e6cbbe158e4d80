/** The verbs of a picture: each stands for some lines, where these meet. */
import { countNoun } from "../text";
import {
  HEADING,
  type Heading,
  headingBoxes,
  type Line,
  type Mark,
  type Measure,
  overlaps,
  type PictureState,
  type Scene,
  VERB,
  type Verb,
} from "./drawing";
import { withSign } from "./line_styles";
import { append, type Statement } from "./model";
import { wrap } from "./names";
import type { Picture } from "./view";

const MIXED = " relations"; // of several kinds, with what is folded away
const WRAPPED = { letters: 16, lines: 3 }; // of a verb on a narrow screen
const ASIDE = 6; // pixels between a mark and the verb beside it
const SHARED = 5; // groups of lines from which a verb that all have stands once

const parentOf = ({ groups }: Scene, mark: Mark): number | undefined => groups[mark.group]?.parent;

/** Statements between marks: those of the picture, and those of opened marks. */
export function drawnStatements(
  { model, ofThing }: Scene,
  picture: Picture,
  state: PictureState,
): Statement[] {
  const own = state.opened.flatMap((id) => model.relations(id).map((item) => item.id));
  return [...new Set([...picture.statements, ...own])]
    .map(model.statement)
    .filter(({ source, target }) => ofThing.get(source) !== ofThing.get(target))
    .filter(({ source, target }) => ofThing.has(source) && ofThing.has(target));
}

interface Step {
  inner: Mark;
  outer: Mark;
  statement: Statement;
  lineStyle: string;
}

/** Gathers statements by their verb: at the mark that a group hangs on, or else at the outer mark. */
export function verbsOf(scene: Scene, statements: Statement[], measure: Measure): Verb[] {
  return bundled(scene, statements, measure, (inner, outer) => {
    const isHung = parentOf(scene, outer) === inner.thing && inner.thing !== null;
    return isHung ? `${inner.key} ${outer.group}` : `${outer.key} ${inner.column}`;
  });
}

/** Gathers statements by their verb, and by the key of what they meet at. */
export function bundled(
  scene: Scene,
  statements: Statement[],
  measure: Measure,
  hub: (inner: Mark, outer: Mark) => string,
): Verb[] {
  const bundles = new Map<string, Step[]>();
  for (const statement of statements) {
    const [nearer, farther] = orient(scene, statement);
    const [inner, outer] = [nearer, farther].map((id) => scene.ofThing.get(id) as Mark);
    const words = scene.model.verb(statement, nearer);
    const isMixed = outer.thing === null && scene.groups[outer.group]?.isFolded;
    const lineStyle = scene.lineStyles?.get(statement.id) ?? "";
    const key = `${hub(inner, outer)} ${lineStyle} ${isMixed ? MIXED : words}`;
    append(bundles, key, { inner, outer, statement, lineStyle });
  }
  return [...bundles].map(([key, steps]) => verbOf(scene, key, steps, measure));
}

/** The two ends of a statement, the one nearer to the middle first. */
function orient(scene: Scene, { source, target }: Statement): [number, number] {
  const [from, to] = [source, target].map((id) => scene.ofThing.get(id) as Mark);
  if (parentOf(scene, to) === source) return [source, target];
  if (parentOf(scene, from) === target) return [target, source];
  if (isBetweenFolds(from, to))
    return to.column < from.column ? [target, source] : [source, target];
  return Math.abs(to.column) < Math.abs(from.column) ? [target, source] : [source, target];
}

/** Whether two marks as far from the middle stand for groups, whose relations are counted together. */
const isBetweenFolds = (from: Mark, to: Mark): boolean =>
  from.thing === null && to.thing === null && Math.abs(from.column) === Math.abs(to.column);

/** The lines in which the words of a verb stand. */
export const verbLines = ({ words, isWrapped }: Pick<Verb, "words" | "isWrapped">): string[] =>
  isWrapped ? wrap(words, WRAPPED.letters, WRAPPED.lines) : [words];

function sizeOf(
  words: string,
  { isNarrow: isWrapped }: Scene,
  measure: Measure,
): Pick<Verb, "width" | "height" | "isWrapped"> {
  const lines = verbLines({ words, isWrapped });
  const width = Math.max(...lines.map((line) => measure(line, "small")));
  return {
    isWrapped,
    width: Math.ceil(width) + 2 * VERB.pad,
    height: VERB.height + (lines.length - 1) * VERB.line,
  };
}

function verbOf(scene: Scene, key: string, steps: Step[], measure: Measure): Verb {
  const [{ inner, outer, statement, lineStyle }] = steps;
  const isFromSource = statement.source === inner.thing || statement.target === outer.thing;
  const { model, isDown } = scene;
  const { words, back, family, mutual } = model.properties[statement.property.id];
  const verb = isFromSource ? words : back;
  const isLeft = outer.column < inner.column || (!isDown && facing(inner, outer) > 0);
  const arrow = isLeft ? `◂ ${verb}` : `${verb} ${isDown ? "▾" : "▸"}`;
  const single = mutual ? verb : arrow;
  const text = withSign(
    key.endsWith(MIXED) ? countNoun(steps.length, "relation") : single,
    lineStyle,
  );
  return {
    key: `v${key}`,
    words: text,
    family: key.endsWith(MIXED) ? "" : family,
    isPlanned: steps.every((step) => step.statement.property.planned),
    ...(lineStyle ? { lineStyle } : {}),
    statements: steps.map((step) => step.statement.id),
    inner: [...new Set(steps.map((step) => step.inner.key))],
    outer: [...new Set(steps.map((step) => step.outer.key))],
    x: 0,
    y: 0,
    ...sizeOf(text, scene, measure),
  };
}

/** Turns the sign of direction of a verb to the side on which its marks stand. */
export function turned({ byKey }: Scene, verb: Verb): void {
  const mean = (keys: string[]) =>
    keys.reduce((sum, key) => sum + (byKey.get(key)?.x ?? 0), 0) / keys.length;
  const sign = withSign("", verb.lineStyle).trim();
  const plain = verb.words.replace(/[◂▸▾]/g, "").trim();
  const words = sign ? plain.slice(sign.length).trim() : plain;
  if (!/[◂▸▾]/.test(verb.words)) return;
  const isLeft = mean(verb.outer) < mean(verb.inner);
  verb.words = withSign(isLeft ? `◂ ${words}` : `${words} ▸`, verb.lineStyle);
}

/** On which side of the outer mark a verb stands that both marks of one column share; else 0. */
function facing(inner: Mark, outer: Mark): number {
  if (inner.column !== outer.column) return 0;
  return outer.column < 0 ? -1 : 1;
}

/** The words of lines that no statement is behind. */
export function linkVerbs(scene: Scene, { links = [] }: Picture, measure: Measure): Verb[] {
  const bundles = new Map<string, { inner: Mark; outer: Mark; words: string }[]>();
  for (const { from, to, words } of links) {
    const [inner, outer] = [scene.ofThing.get(from), scene.ofThing.get(to)];
    if (!inner || !outer || inner === outer) continue;
    append(bundles, `${inner.key} ${outer.group} ${words}`, { inner, outer, words });
  }
  return [...bundles].map(([key, items]) => {
    const [{ inner, outer, words }] = items;
    const text = outer.column < inner.column ? `◂ ${words}` : `${words} ▸`;
    return {
      ...{ key: `v${key}`, words: text, family: "about", isPlanned: false, statements: [] },
      inner: [inner.key],
      outer: [...new Set(items.map((item) => item.outer.key))],
      ...{ x: 0, y: 0 },
      ...sizeOf(text, scene, measure),
    };
  });
}

export interface Shared {
  words: string;
  verbs: Verb[];
}

/** Where all lines between two columns have one verb, it stands once above them. */
export function shareVerbs({ byKey }: Scene, verbs: Verb[]): Shared[] {
  const pairs = new Map<string, Verb[]>();
  const column = (key: string) => byKey.get(key)?.column ?? 0;
  for (const verb of verbs)
    append(pairs, `${column(verb.inner[0])} ${column(verb.outer[0])}`, verb);
  return [...pairs.values()]
    .filter(
      (items) => items.length >= SHARED && new Set(items.map(({ words }) => words)).size === 1,
    )
    .map((items) => {
      const [{ words }] = items;
      for (const verb of items) Object.assign(verb, { words: "", width: 8, height: 8 });
      return { words, verbs: items };
    });
}

/** Above the lines, and above all marks over which it would lie. */
export function sharedHeading(
  { byKey, marks: all }: Scene,
  { words, verbs }: Shared,
  measure: Measure,
  headings: Heading[],
): Heading {
  const ends = new Set(verbs.flatMap(({ inner, outer }) => [...inner, ...outer]));
  const edge = (key: string, side: number) => {
    const mark = byKey.get(key) as Mark;
    return mark.x + (side * mark.width) / 2;
  };
  const side = Math.sign(
    (byKey.get(verbs[0].outer[0])?.x ?? 0) - (byKey.get(verbs[0].inner[0])?.x ?? 0),
  );
  const inner = verbs.flatMap((verb) => verb.inner).map((key) => edge(key, side));
  const outer = verbs.flatMap((verb) => verb.outer).map((key) => edge(key, -side));
  const x = ((side > 0 ? Math.max(...inner) : Math.min(...inner)) + outer[0]) / 2;
  const half = measure(words, "heading") / 2 + 4;
  const isBelow = (mark: Mark) =>
    ends.has(mark.key) || Math.abs(mark.x - x) < half + mark.width / 2;
  const tops = all.filter(isBelow).map((mark) => mark.y - mark.height / 2);
  const titles = headingBoxes(headings, measure)
    .filter((box) => Math.abs(box.x - x) < half + box.width / 2)
    .map((box) => box.y + HEADING / 2);
  const y = Math.min(...tops, ...titles) - 10 - HEADING;
  return { text: words, x, y, align: "center" };
}

/** Puts each verb where its lines meet: before the marks of a hanging group, or beside a mark. */
export function placeVerbs(scene: Scene, verbs: Verb[]): void {
  const beside = new Map<string, Verb[]>();
  for (const verb of verbs) {
    const [inner, outer] = [verb.inner, verb.outer].map((keys) =>
      keys.map((key) => scene.byKey.get(key) as Mark),
    );
    const isHung = inner.length === 1 && verb.key.startsWith(`v${inner[0].key} `);
    if (isHung) placeBetween(verb, inner[0], outer);
    else {
      const side = facing(inner[0], outer[0]) || Math.sign(inner[0].x - outer[0].x);
      append(beside, `${outer[0].key} ${side}`, verb);
    }
  }
  for (const items of beside.values()) placeBeside(scene, items);
  const named = verbs.filter((verb) => verb.words);
  spread(named);
  for (const verb of named) clear(verb, scene.marks);
}

/** Moves a verb beside a mark on which it lies. */
function clear(verb: Verb, marks: Mark[]): void {
  const covered = marks.find((mark) => overlaps(verb, mark));
  if (!covered) return;
  const side = Math.sign(verb.x - covered.x) || 1;
  verb.x = covered.x + side * ((covered.width + verb.width) / 2 + ASIDE);
}

/** Moves verbs apart that would lie on each other. */
function spread(verbs: Verb[]): void {
  const sorted = [...verbs].sort((a, b) => a.y - b.y);
  sorted.forEach((verb, at) => {
    for (const before of sorted.slice(0, at)) {
      const isBeside = Math.abs(before.x - verb.x) < (before.width + verb.width) / 2;
      const gap = (before.height + verb.height) / 2;
      if (isBeside && Math.abs(verb.y - before.y) < gap) verb.y = before.y + gap;
    }
  });
}

function placeBetween(verb: Verb, inner: Mark, outer: Mark[]): void {
  const side = Math.sign(outer[0].x - inner.x) || 1;
  const edges = outer.map((mark) => mark.x - (side * mark.width) / 2);
  const near = side > 0 ? Math.min(...edges) : Math.max(...edges);
  verb.x = near - side * (verb.width / 2 + (outer.length > 1 ? 20 : 8));
  const ys = outer.map((mark) => mark.y);
  verb.y = (Math.min(...ys) + Math.max(...ys)) / 2;
}

function placeBeside({ byKey }: Scene, verbs: Verb[]): void {
  const total = verbs.reduce((sum, { height }) => sum + height + 1, -1);
  let above = -total / 2;
  for (const verb of verbs) {
    const outer = byKey.get(verb.outer[0]);
    const inner = byKey.get(verb.inner[0]);
    if (!outer || !inner) continue;
    const side = facing(inner, outer) || Math.sign(inner.x - outer.x) || 1;
    verb.x = outer.x + side * (outer.width / 2 + verb.width / 2 + ASIDE);
    verb.y = outer.y + above + verb.height / 2;
    above += verb.height + 1;
  }
}

export function linesOf(verbs: Verb[]): Line[] {
  return verbs.flatMap(({ key, family, isPlanned, lineStyle, inner, outer }) =>
    [...inner, ...outer].map((from) => ({ from, to: key, family, isPlanned, lineStyle })),
  );
}
