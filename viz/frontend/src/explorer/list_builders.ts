/** Builds the lists that most answers hold: relations, strengths, concerns, figures, sentences. */
import { countNoun } from "../text";
import type { Model, Statement } from "./model";
import type { Cell, List, Row } from "./view";

const USUAL = "current"; // status of most findings

/** Counts by polarity: strengths and concerns. */
export type Balance = [strengths: number, concerns: number];

export function relationList(
  model: Model,
  statements: Statement[],
  title = "Relations",
  id = "relations",
): List {
  return {
    id,
    title,
    columns: ["From", "Relation", "To", "Sentences", "Who says so"],
    rows: statements.map((statement) => ({
      item: { statement: statement.id },
      cells: [
        { thing: statement.source },
        statement.property.words,
        { thing: statement.target },
        { sentences: statement.sentences },
        voicesOf(model, statement.sentences),
      ],
    })),
  };
}

/** The relations of one thing, read from it. */
export function relationsOf(model: Model, id: number, statements: Statement[]): List {
  return {
    id: "relations",
    title: "Relations",
    columns: ["Relation", "With", "Sentences", "Who says so"],
    rows: statements.map((statement) => {
      const other = model.other(statement, id);
      return {
        item: { statement: statement.id },
        key: model.verb(statement, id),
        cells: [
          model.verb(statement, id),
          { thing: other },
          { sentences: statement.sentences },
          voicesOf(model, statement.sentences),
        ],
      };
    }),
  };
}

export function voicesOf(model: Model, sentences: number[]): string {
  const voices = sentences.flatMap((id) => model.sentence(id).voices);
  return [...new Set(voices)].sort().join(", ");
}

/** Findings, areas for improvement and the like, with who says so and their sentences. */
export function noteList(model: Model, ids: number[], id: string, title: string): List {
  return {
    id,
    title,
    columns: ["Finding", "Who says so", "Sentences"],
    rows: ids.map((note) => ({
      item: { thing: note },
      cells: [{ thing: note }, voiceOf(model, note), { sentences: model.thing(note).quoted }],
    })),
  };
}

/** Who says so, and the status where that is not the usual one. */
function voiceOf(model: Model, note: number): string {
  const thing = model.thing(note);
  const status = model.fact(thing, "status");
  return [model.fact(thing, "basis"), status === USUAL ? "" : status].filter(Boolean).join(" · ");
}

export function named(list: List, first: string): List {
  return { ...list, columns: [first, ...list.columns.slice(1)] };
}

/** Figures, first those that are compared with another one. */
export function figureList(model: Model, ids: number[], id = "figures", title = "Figures"): List {
  const isCompared = (figure: number) => Boolean(model.figures.get(figure)?.comparisons.length);
  const sorted = [...ids.filter(isCompared), ...ids.filter((figure) => !isCompared(figure))];
  return {
    id,
    title,
    columns: ["Figure", "Value", "Compared with", "Outcome", "Sentences"],
    rows: sorted.map((figure) => figureRow(model, figure)),
  };
}

function figureRow(model: Model, id: number): Row {
  const figure = model.figures.get(id);
  const comparisons = figure?.comparisons ?? [];
  return {
    item: { thing: id },
    cells: [
      { thing: id },
      figure?.words ?? "",
      comparisons.map((item) => model.figures.get(item.with)?.words ?? "").join("; "),
      comparisons.map((item) => item.words).join("; "),
      { sentences: model.thing(id).quoted },
    ],
  };
}

export function sentenceList(model: Model, ids: Iterable<number>, title = "Sentences"): List {
  const sorted = [...new Set(ids)].sort((a, b) => orderOf(model, a) - orderOf(model, b));
  return {
    id: "sentences",
    title,
    columns: ["Place", "Who says so", "Says", "Source"],
    rows: sorted.map((id) => {
      const sentence = model.sentence(id);
      const quoted = model.quotes[id].map((note) => model.thing(note).label);
      const relations = model.stated[id].length;
      return {
        item: { sentence: id },
        cells: [
          sentence.place,
          sentence.voices.join(", "),
          quoted[0] ?? (relations ? countNoun(relations, "statement") : "mentioned"),
          { sentences: [id] },
        ],
      };
    }),
  };
}

const orderOf = (model: Model, id: number): number => model.sentence(id).begin || id;

/** Things with a further column or more. */
export function thingList(
  model: Model,
  ids: number[],
  options: {
    id: string;
    title: string;
    columns?: string[];
    cells?: (id: number) => Cell[];
    /** Whether the type is no column, because it goes without saying. */
    isOneType?: boolean;
  },
): List {
  const { id, title, columns = [], cells = () => [], isOneType = false } = options;
  const type = (thing: number): Cell[] => (isOneType ? [] : [model.thing(thing).kind.words]);
  return {
    id,
    title,
    columns: ["Name", ...(isOneType ? [] : ["Type"]), ...columns],
    rows: ids.map((thing) => ({
      item: { thing },
      cells: [{ thing }, ...type(thing), ...cells(thing)],
    })),
  };
}

export function balanceOf(model: Model, about: Iterable<number>): Balance {
  const things = [...about];
  return [
    model.notes(things, "Finding", "strength").length,
    model.notes(things, "Finding", "concern").length,
  ];
}

/** The findings and the like about some things, each kind in a list of its own. */
export function noteLists(model: Model, about: Iterable<number>): Record<NoteKind, List> {
  const things = [...about];
  const finding = (polarity: string, title: string, id: string) =>
    noteList(model, model.notes(things, "Finding", polarity), id, title);
  const area = model.notes(things, "AreaForImprovement");
  return {
    strengths: finding("strength", "Strengths", "strengths"),
    concerns: finding("concern", "Concerns", "concerns"),
    mixed: finding("mixed", "Mixed findings", "mixed"),
    neutral: finding("neutral", "Neutral findings", "neutral"),
    areas: named(noteList(model, area, "areas", "Areas for improvement"), "Area for improvement"),
    figures: figureList(model, model.notes(things, "Figure")),
    judgments: named(
      noteList(model, model.notes(things, "Judgment"), "judgments", "Judgments"),
      "Judgment",
    ),
    conflicts: named(
      noteList(model, model.notes(things, "Conflict"), "conflicts", "Conflicts in the source"),
      "Conflict",
    ),
  };
}

export type NoteKind =
  | "strengths"
  | "concerns"
  | "mixed"
  | "neutral"
  | "areas"
  | "figures"
  | "judgments"
  | "conflicts";

export const filled = (lists: List[]): List[] => lists.filter((list) => list.rows.length > 0);
