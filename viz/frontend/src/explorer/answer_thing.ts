/** The answer to a thing: its relations, and the findings and figures about it. */

import { countNoun } from "../text";
import { balanceOf, filled, noteLists, relationsOf, sentenceList } from "./list_builders";
import type { Model, Statement, Thing } from "./model";
import { append } from "./model";
import { fullName, shortName, titleName } from "./names";
import { countedVerb, nounOf } from "./nouns";
import { originWords } from "./origin";
import {
  countOf,
  countOnly,
  emptyView,
  type Group,
  type List,
  type Part,
  type Picture,
  type View,
} from "./view";

const VERBS = 3; // so many relations the sentence names
const GROUPS = 10; // of marks in a picture

export function thingView(model: Model, thing: Thing): View {
  const view = emptyView({ thing: thing.iri }, "thing", titleName(thing));
  if (model.isCited(thing.id)) return claimView(model, thing);
  const statements = model.relations(thing.id);
  const relations = relationsOf(model, thing.id, statements);
  const notes = noteLists(model, [thing.id]);
  const sentences = sentenceList(model, sentencesOf(model, thing));
  view.sentence = thingSentence(model, thing, statements, relations, notes);
  view.remarks = remarks(model, thing);
  const { strengths, concerns, areas, figures, judgments, mixed, neutral, conflicts } = notes;
  view.lists = filled([
    ...[relations, strengths, concerns, areas, figures],
    ...[judgments, mixed, neutral, conflicts, sentences],
  ]);
  view.picture = thingPicture(model, thing, statements);
  return view;
}

/** The answer to a finding, a figure or the like: what it is about, and where it stands. */
function claimView(model: Model, thing: Thing): View {
  const view = emptyView({ thing: thing.iri }, "claim", thing.label);
  const statements = thing.statements.map(model.statement);
  const relations = relationsOf(model, thing.id, statements);
  const sentences = sentenceList(model, thing.quoted);
  const figure = model.figures.get(thing.id);
  view.sentence = [
    ...(figure ? [`${figure.words}. `] : []),
    `This ${thing.kind.words} has `,
    countOf(relations, "relation"),
    " and rests on ",
    countOf(sentences, "sentence"),
    ".",
  ];
  view.remarks = [
    ...remarks(model, thing),
    ...(figure?.comparisons ?? []).map((item): Part[] => [
      "Compared with ",
      { thing: item.with },
      `: ${item.words}.`,
    ]),
  ];
  view.lists = filled([relations, sentences]);
  view.picture = {
    root: thing.id,
    groups: fewGroups(verbGroups(model, thing.id, statements)),
    statements: thing.statements,
  };
  return view;
}

/** All sentences that mention a thing, state something of it, or are quoted about it. */
export function sentencesOf(model: Model, thing: Thing): Set<number> {
  const stated = thing.statements.flatMap((id) => model.statement(id).sentences);
  return new Set([...thing.mentioned, ...thing.quoted, ...stated]);
}

type Notes = ReturnType<typeof noteLists>;

function thingSentence(
  model: Model,
  thing: Thing,
  statements: Statement[],
  relations: List,
  notes: Notes,
): Part[] {
  const groups = [...byVerb(model, thing.id, statements)].sort(byWeight).slice(0, VERBS);
  const verbs = groups.map(([verb, items]): Part[] => {
    const noun = nounOf(
      model,
      items.map((item) => model.other(item, thing.id)),
    );
    const [words, counted] = countedVerb(model, verb, items.length, noun);
    return [`${words} `, countOnly(relations, verb, counted)];
  });
  const start: Part[] = [capitalName(thing), ": "];
  const relation = verbs.length
    ? joinPhrases(verbs)
    : [`no relation${model.part ? "" : " in the graph"}`];
  return [...start, ...relation, "; ", ...noteSentence(notes), "."];
}

const capitalName = (thing: Thing): string => {
  const name = shortName(thing);
  return name.charAt(0).toUpperCase() + name.slice(1);
};

/** "4 strengths, 0 concerns; no area for improvement". */
export function noteSentence(notes: Notes): Part[] {
  const { strengths, concerns, areas, figures } = notes;
  const parts: Part[] = [countOf(strengths, "strength"), ", ", countOf(concerns, "concern"), "; "];
  parts.push(
    areas.rows.length
      ? countOf(areas, "area for improvement", "areas for improvement")
      : "no area for improvement",
  );
  if (figures.rows.length) parts.push("; ", countOf(figures, "figure"));
  return parts;
}

function joinPhrases(phrases: Part[][]): Part[] {
  return phrases.flatMap((phrase, at) => {
    if (at === 0) return phrase;
    return [at === phrases.length - 1 ? " and " : ", ", ...phrase];
  });
}

/** Statements by how they read from a thing. */
export function byVerb(
  model: Model,
  id: number,
  statements: Statement[],
): Map<string, Statement[]> {
  const groups = new Map<string, Statement[]>();
  for (const statement of statements) append(groups, model.verb(statement, id), statement);
  return groups;
}

/** Mutual relations first, then the larger groups. */
function byWeight([, a]: [string, Statement[]], [, b]: [string, Statement[]]): number {
  return Number(b[0].property.mutual) - Number(a[0].property.mutual) || b.length - a.length;
}

function remarks(model: Model, thing: Thing): Part[][] {
  const sector = model.fact(thing, "sector");
  const kind = [thing.kind.words, model.fact(thing, "kind"), sector && `sector: ${sector}`];
  const facts = ["polarity", "status", "practice", "basis", "grade", "standing", "resolution"];
  const more = facts.map((name) => [name, model.fact(thing, name)]).filter(([, value]) => value);
  const first = [...kind.filter(Boolean), ...more.map(([, value]) => value)].join(" · ");
  const names = thing.names.filter((name) => name !== thing.acronym);
  return [
    [first.charAt(0).toUpperCase() + first.slice(1)],
    ...(names.length ? [[`Also called: ${names.join("; ")}.`]] : []),
    ...thing.notes.map((note) => [note]),
    ...namesakes(model, thing.id),
  ];
}

const MOST_NAMESAKES = 3;

/** Other things of the same name, which somebody may have meant. */
export function namesakes(model: Model, id: number): Part[][] {
  const others = model.namesakes(id);
  if (!others.length) return [];
  if (others.length > MOST_NAMESAKES) {
    const things = countNoun(others.length, "other thing");
    return [[`There are ${things} of this name too; search for it to list them all.`]];
  }
  const parts = others.flatMap((other): Part[] => [
    ` ${model.thing(other).kind.words} `,
    { thing: other },
    ...originOf(model, other),
  ]);
  return [["There is also the", ...parts, "."]];
}

/** Of which force or report a thing is, where there are several. */
function originOf(model: Model, id: number): Part[] {
  const words = model.reports.length > 1 ? originWords(model, id) : "";
  return words ? [` (${words})`] : [];
}

function thingPicture(model: Model, thing: Thing, statements: Statement[]): Picture {
  const groups = fewGroups(verbGroups(model, thing.id, statements));
  const splits = new Map([[thing.id, balanceOf(model, [thing.id])]]);
  return { root: thing.id, groups, statements: statements.map(({ id }) => id), splits };
}

/** What is related to a thing, by verb: what comes to it on the left, what goes out on the right. */
export function verbGroups(model: Model, id: number, statements: Statement[]): Group[] {
  const seen = new Set([id]);
  const groups = [...byVerb(model, id, statements)].sort(byWeight).map(([, items]): Group => {
    const things = items.map((item) => model.other(item, id)).filter((other) => !seen.has(other));
    for (const other of things) seen.add(other);
    const isOut = items[0].source === id && !items[0].property.mutual;
    return { heading: "", things: [...new Set(things)], column: isOut ? 1 : -1, parent: id };
  });
  return balanced(groups.filter((group) => group.things.length));
}

/** The largest groups; the others are folded into one. */
function fewGroups(groups: Group[]): Group[] {
  if (groups.length <= GROUPS) return groups;
  const sorted = [...groups].sort((a, b) => b.things.length - a.things.length);
  const large = new Set(sorted.slice(0, GROUPS - 1));
  const rest = groups.filter((group) => !large.has(group));
  const things = rest.flatMap((group) => group.things);
  const [{ parent }] = groups;
  return [
    ...groups.filter((group) => large.has(group)),
    { heading: "other relations", things, column: 1, parent, isFolded: true },
  ];
}

/** Where one side is far longer than the other, moves groups to the shorter side. */
function balanced(groups: Group[]): Group[] {
  const size = (column: number) =>
    groups
      .filter((group) => group.column === column)
      .reduce((sum, group) => sum + Math.min(group.things.length, 6) + 0.5, 0);
  for (const group of [...groups].reverse()) {
    const weight = Math.min(group.things.length, 6) + 0.5;
    if (size(group.column) - size(-group.column) > weight * 1.5) group.column = -group.column;
  }
  return groups;
}

/** "the multi-agency safeguarding hub (MASH)". */
export const nameIn = (model: Model, id: number): string => fullName(model.thing(id));
