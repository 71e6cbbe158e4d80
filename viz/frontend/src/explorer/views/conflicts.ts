/** Conflicts in the source: what disagrees, or seems to, and how it resolves. */
import { capitalise } from "../../text";
import type { Model } from "../model";
import { voicesOf } from "../pieces";
import { section } from "../sections";
import {
  type Address,
  countOf,
  countOnly,
  type Group,
  type List,
  type Part,
  type View,
} from "../view";
import { type Context, startView, type ViewDefinition } from "./definition";

const ABOUT = {
  name: "conflicts",
  title: "Conflicts in the source",
  menu: "Conflicts",
  summary: "Statements of the report that disagree or seem to disagree, with both sides.",
};

export const CONFLICTS: ViewDefinition = { ...ABOUT, build };

function build({ model }: Context, address: Address): View {
  const view = startView(ABOUT, address);
  const ids = model.allOf("Conflict");
  const sides = sideStatements(model, ids);
  const conflicts = conflictList(model, ids, sides);
  const statements = sideList(model, sides);
  view.sentence = [
    countOf(conflicts, "conflict in the source", "conflicts in the source"),
    ", with ",
    countOf(statements, "side"),
    ": ",
    ...resolutions(conflicts),
    ".",
  ];
  view.remarks.push([meanings(model)]);
  view.lists = [conflicts, statements];
  view.picture = {
    root: null,
    groups: groups(model, ids, sides),
    statements: sides,
    note: "The sides of a conflict are what disagrees, or seems to.",
  };
  return view;
}

/** Conflicts in the middle, by their resolution; the findings, figures and the like on both sides. */
function groups(model: Model, ids: number[], sides: number[]): Group[] {
  const resolutionOf = (id: number) => model.fact(model.thing(id), "resolution");
  const resolutions = [...new Set(ids.map(resolutionOf))].sort();
  const ends = [...new Set(sides.map((at) => model.statement(at).target))];
  const half = Math.ceil(ends.length / 2);
  return [
    ...resolutions.map((heading) => ({
      heading,
      things: ids.filter((id) => resolutionOf(id) === heading),
      column: 0,
    })),
    { heading: "sides", things: ends.slice(0, half), column: -1 },
    { heading: "sides", things: ends.slice(half), column: 1 },
  ].filter((group) => group.things.length);
}

/** What each resolution means, as the vocabulary defines it. */
function meanings(model: Model): string {
  const concepts = Object.entries(section(model, "concepts").resolution ?? {});
  return concepts.map(([label, [, text]]) => `${capitalise(label)}: ${text}`).join(" ");
}

function sideStatements(model: Model, ids: number[]): number[] {
  return ids
    .flatMap((id) => model.thing(id).statements.filter((at) => model.statement(at).source === id))
    .filter((at) => model.statement(at).property.iri === "peel:between");
}

function conflictList(model: Model, ids: number[], sides: number[]): List {
  const of = (at: number) => model.statement(at).source;
  const comments = new Map(section(model, "comments"));
  return {
    id: "conflicts",
    title: "Conflicts",
    columns: ["Conflict", "Sides", "Resolution", "Why", "Sentences"],
    rows: ids.map((id) => {
      const resolution = model.fact(model.thing(id), "resolution");
      return {
        item: { thing: id },
        key: resolution,
        cells: [
          { thing: id },
          { things: sides.filter((at) => of(at) === id).map((at) => model.statement(at).target) },
          resolution,
          comments.get(id) ?? "",
          { sentences: model.thing(id).quoted },
        ],
      };
    }),
  };
}

function sideList(model: Model, sides: number[]): List {
  return {
    id: "sides",
    title: "Sides",
    columns: ["Side", "Type", "Who says so", "Conflict", "Sentences"],
    rows: sides.map(model.statement).map(({ source, target }) => {
      const { quoted, kind } = model.thing(target);
      return {
        item: { thing: target },
        cells: [
          { thing: target },
          kind.words,
          voicesOf(model, quoted),
          { thing: source },
          { sentences: quoted },
        ],
      };
    }),
  };
}

function resolutions(list: List): Part[] {
  const keys = [...new Set(list.rows.map((row) => row.key ?? ""))].sort();
  return keys.flatMap((key, at) => {
    const part = countOnly(list, key, key || "without a resolution");
    return at ? [", ", part] : [part];
  });
}
