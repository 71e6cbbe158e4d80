/** Conflicts in the source: what disagrees, or seems to, and how it resolves. */
import { capitalise, countNoun } from "../../text";
import { voicesOf } from "../list_builders";
import type { Model } from "../model";
import { filterByReport, reportParameters } from "../report_filter";
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
  summary: "Statements that disagree or seem to disagree, with all sides.",
};

const DRAWN = 15; // sides that the picture shows

export const CONFLICTS: ViewDefinition = {
  ...ABOUT,
  build,
  parameters: reportParameters,
  isOffered: inPart((model) => model.allOf("Conflict").length > 0),
};

function build({ model }: Context, address: Address): View {
  const view = startView(ABOUT, address);
  const { isOf } = filterByReport(model, view, address);
  const ids = model.allOf("Conflict").filter(isOf);
  const sides = sidesOf(model, ids);
  const conflicts = conflictList(model, ids, sides);
  const statements = sideList(model, [...sides.values()].flat());
  view.sentence = [
    countOf(conflicts, "conflict in the source", "conflicts in the source"),
    ", with ",
    countOf(statements, "side"),
    ": ",
    ...resolutions(conflicts),
    ".",
  ];
  if (ids.length) view.remarks.push([meanings(model)]);
  else view.sentence = ["No conflict in the source."];
  view.lists = [conflicts, statements];
  view.picture = picture(model, ids, sides);
  return view;
}

/** The first conflicts with their sides, those with the most frequent resolution before others. */
function picture(model: Model, ids: number[], sides: Sides): Picture {
  const resolutionOf = (id: number) => model.fact(model.thing(id), "resolution");
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(resolutionOf(id), (counts.get(resolutionOf(id)) ?? 0) + 1);
  const number = (id: number) => counts.get(resolutionOf(id)) ?? 0;
  const sorted = [...ids].sort((a, b) => number(b) - number(a) || a - b);
  const own = (id: number) => sides.get(id) ?? [];
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
    note: `The first ${drawn.length} of ${countNoun(ids.length, "conflict")} are drawn with all their sides.`,
  };
}

/** What each resolution means, as the vocabulary defines it. */
function meanings(model: Model): string {
  const concepts = Object.entries(section(model, "concepts").resolution ?? {});
  return concepts.map(([label, [, text]]) => `${capitalise(label)}: ${text}`).join(" ");
}

/** The statements that name the sides of each conflict. */
type Sides = Map<number, number[]>;

const sidesOf = (model: Model, ids: number[]): Sides =>
  new Map(
    ids.map((id): [number, number[]] => {
      const own = model.thing(id).statements.map(model.statement);
      const sides = own.filter(
        ({ source, property }) => source === id && property.iri === "peel:between",
      );
      return [id, sides.map((side) => side.id)];
    }),
  );

function conflictList(model: Model, ids: number[], sides: Sides): List {
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
          { things: (sides.get(id) ?? []).map((at) => model.statement(at).target) },
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
