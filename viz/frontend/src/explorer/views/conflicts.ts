/** Conflicts in the source: what disagrees, or seems to, and how it resolves. */
import { capitalise } from "../../text";
import { voicesOf } from "../list_builders";
import type { Model } from "../model";
import { section } from "../section_data";
import {
  type Address,
  countOf,
  countOnly,
  type List,
  type Part,
  type Picture,
  type View,
} from "../view";
import { type Context, inPart, startView, type ViewDefinition } from "./definition";

const ABOUT = {
  name: "conflicts",
  title: "Conflicts in the source",
  menu: "Conflicts",
  summary: "Statements of the report that disagree or seem to disagree, with both sides.",
};

const DRAWN = 15; // sides that the picture shows

export const CONFLICTS: ViewDefinition = {
  ...ABOUT,
  build,
  isOffered: inPart((model) => model.allOf("Conflict").length > 0),
};

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
  view.picture = picture(model, ids, sides);
  return view;
}

/** The first conflicts with their sides, those with the most frequent resolution before others. */
function picture(model: Model, ids: number[], sides: number[]): Picture {
  const resolutionOf = (id: number) => model.fact(model.thing(id), "resolution");
  const number = (id: number) => ids.filter((at) => resolutionOf(at) === resolutionOf(id)).length;
  const sorted = [...ids].sort((a, b) => number(b) - number(a) || a - b);
  const own = (id: number) => sides.filter((at) => model.statement(at).source === id);
  const drawn: number[] = [];
  let count = 0;
  for (const id of sorted) {
    count += own(id).length;
    if (drawn.length && count > DRAWN) break;
    drawn.push(id);
  }
  const statements = drawn.flatMap(own);
  const ends = [...new Set(statements.map((at) => model.statement(at).target))];
  const side = (rest: number) => ends.filter((_, at) => at % 2 === rest);
  const groups = [...new Set(drawn.map(resolutionOf))].map((heading) => ({
    ...{ heading, column: 0, isWhole: true },
    things: drawn.filter((id) => resolutionOf(id) === heading),
  }));
  return {
    ...{ root: null, statements },
    groups: [
      ...groups,
      { heading: "", things: side(0), column: -1, isWhole: true },
      { heading: "", things: side(1), column: 1, isWhole: true },
    ].filter((group) => group.things.length),
    note: `The first ${drawn.length} of ${ids.length} conflicts are drawn with all their sides.`,
  };
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
