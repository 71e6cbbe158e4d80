/** The answer to a theme: what is said about it, its narrower themes and the groups they concern. */
import { namesakes, noteSentence, sentencesOf } from "./answer_thing";
import {
  balanceOf,
  filled,
  noteLists,
  relationList,
  sentenceList,
  thingList,
} from "./list_builders";
import type { Model, Statement, Thing } from "./model";
import { fullName, titleName } from "./names";
import { nounOf } from "./nouns";
import { countOf, emptyView, type Group, type Part, type Picture, type View } from "./view";

export const THEME = "Theme";

export function themeView(model: Model, theme: Thing): View {
  const view = emptyView({ thing: theme.iri }, "theme", titleName(theme));
  const { themes } = model.scope(theme.id);
  const notes = noteLists(model, themes);
  const statements = dealings(model, themes);
  const things = thingsOf(model, statements, themes);
  const dealing = thingList(model, things, {
    id: "things",
    title: "Who and what deals with it",
    columns: ["How", "Sentences"],
    cells: (id) => {
      const items = statements.filter((item) => item.source === id || item.target === id);
      return [howOf(model, items, id), { sentences: items.flatMap((item) => item.sentences) }];
    },
  });
  const included = includedThemes(model, theme.id, themes);
  const { strengths, concerns, areas, figures, judgments, mixed, neutral, conflicts } = notes;
  view.sentence = [
    ...(model.part ? [] : [`${titleName(theme)}: `]),
    ...noteSentence(notes),
    "; ",
    countOf(dealing, nounOf(model, things), nounOf(model, things)),
    things.length === 1 ? " deals with it." : " deal with it.",
  ];
  view.remarks = [...remarks(theme, included.rows.length - 1), ...namesakes(model, theme.id)];
  const relations = relationList(model, statements);
  view.lists = filled([
    ...[strengths, concerns, areas, figures, dealing],
    ...[judgments, mixed, neutral, conflicts, { ...relations, isClosed: true }, included],
    sentenceList(model, themeSentences(model, themes)),
  ]);
  view.picture = themePicture(model, theme, statements, themes);
  return view;
}

/** Relations of things that are no themes with one of some themes. */
export function dealings(model: Model, themes: Set<number>): Statement[] {
  const ids = [...themes].flatMap((id) => model.relations(id).map((item) => item.id));
  return [...new Set(ids)]
    .map(model.statement)
    .filter(({ source, target }) => !isTheme(model, source) || !isTheme(model, target));
}

export const isTheme = (model: Model, id: number): boolean => model.isA(id, THEME);

function thingsOf(model: Model, statements: Statement[], themes: Set<number>): number[] {
  const ends = statements.flatMap(({ source, target }) => [source, target]);
  const things = new Set(ends.filter((id) => !themes.has(id) && !isTheme(model, id)));
  return [...things].sort((a, b) => model.thing(a).label.localeCompare(model.thing(b).label, "en"));
}

function howOf(model: Model, statements: Statement[], id: number): string {
  const words = statements.map(
    (item) => `${model.verb(item, id)} ${fullName(model.thing(model.other(item, id)))}`,
  );
  return [...new Set(words)].join("; ");
}

function includedThemes(model: Model, theme: number, themes: Set<number>) {
  const related = new Set(model.related(theme));
  return thingList(model, [...themes], {
    id: "themes",
    isOneType: true,
    title: "Themes included",
    columns: ["Why", "Strengths and concerns"],
    cells: (id) => [whyIncluded(id, theme, related), { split: balanceOf(model, [id]) }],
  });
}

function whyIncluded(id: number, theme: number, related: Set<number>): string {
  if (id === theme) return "the theme itself";
  return related.has(id) ? "concerned by it" : "narrower";
}

function remarks(theme: Thing, included: number): Part[][] {
  const noun = included === 1 ? "theme" : "themes";
  const scope: Part[] = [
    "Includes ",
    { count: included + 1, noun: included ? "themes" : "theme", list: "themes" },
    included ? `: the theme itself and ${included} narrower or related ${noun}.` : ": this one.",
  ];
  return [...theme.notes.map((note) => [note]), scope];
}

function themeSentences(model: Model, themes: Set<number>): Set<number> {
  return new Set([...themes].flatMap((id) => [...sentencesOf(model, model.thing(id))]));
}

/** The theme with what deals with it on the left, narrower and related themes on the right. */
function themePicture(
  model: Model,
  theme: Thing,
  statements: Statement[],
  themes: Set<number>,
): Picture {
  const near = [...themes].filter((id) => id !== theme.id);
  const direct = statements.filter(({ source, target }) => [source, target].includes(theme.id));
  const dealing = new Set(direct.map((item) => model.other(item, theme.id)));
  const bodies = new Set(model.inspected);
  const things = [...dealing].filter((id) => !themes.has(id) && !bodies.has(id));
  const links = near.map((to) => ({ from: theme.id, to, words: linkWords(model, theme.id, to) }));
  const groups: Group[] = [
    { heading: "", things, column: -1, parent: theme.id },
    ...[...new Set(links.map(({ words }) => words))].map((words) => ({
      ...{ heading: "", column: 1, parent: theme.id },
      things: links.filter((link) => link.words === words).map(({ to }) => to),
    })),
  ];
  const splits = new Map(near.map((id) => [id, balanceOf(model, [id])]));
  splits.set(theme.id, balanceOf(model, themes));
  return {
    root: theme.id,
    groups: groups.filter((group) => group.things.length),
    statements: direct.map(({ id }) => id),
    links,
    splits,
  };
}

const linkWords = (model: Model, theme: number, other: number): string =>
  model.related(theme).includes(other) ? "concerns" : "includes";
