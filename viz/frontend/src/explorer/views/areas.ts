/** Areas for improvement and what they affect. */
import { countNoun, formatNumber } from "../../text";
import { noteList } from "../list_builders";
import { append, type Model } from "../model";
import { fullName } from "../names";
import { forceTags } from "../origin";
import { filterByReport, type ReportFilter, reportParameters } from "../report_filter";
import {
  type Address,
  type Cell,
  countOf,
  countOnly,
  type Group,
  type List,
  type Picture,
  type View,
} from "../view";
import { type Context, inPart, startView, type ViewDefinition } from "./definition";

const ABOUT = {
  name: "areas",
  title: "Areas for improvement and what they affect",
  menu: "Areas for improvement",
  summary:
    "What should improve, the findings that it rests on, and the units and themes it affects.",
};

const DRAWN = 12; // areas for improvement that the picture has

export const AREAS: ViewDefinition = {
  ...ABOUT,
  build,
  parameters: reportParameters,
  isOffered: inPart((model) => model.allOf("AreaForImprovement").length > 0),
};

/** Areas for improvement, and what each rests on and affects. */
interface Areas {
  /** Set by the inspections of the reports, and recalled from earlier ones. */
  own: number[];
  earlier: number[];
  reasons: Map<number, number[]>;
  affected: Map<number, number[]>;
}

function build({ model }: Context, address: Address): View {
  const view = startView(ABOUT, address);
  view.themeFilter = address.theme ?? "";
  const scope = model.find(view.themeFilter);
  const all = scope
    ? model.notes(model.scope(scope.id).themes, "AreaForImprovement")
    : model.allOf("AreaForImprovement");
  if (scope) view.filters.push(`theme: ${fullName(scope)}, with narrower themes and groups`);
  const { isOf, ofReports } = filterByReport(model, view, address);
  const areas = areasOf(model, all.filter(isOf));
  const ids = [...areas.own, ...areas.earlier];
  const words = wordsOf(ofReports);
  const list = areaList(model, areas, words);
  const reasons = noteList(
    model,
    [...new Set(ids.flatMap((id) => areas.reasons.get(id) ?? []))],
    "reasons",
    "Findings that they rest on",
  );
  const affected = affectedList(model, areas);
  view.sentence = [
    countOf(list, "area for improvement", "areas for improvement"),
    ": ",
    countOnly(list, words.own, words.own),
    ", ",
    countOnly(list, words.earlier, words.earlier),
    "; resting on ",
    countOf(reasons, "finding"),
    " and affecting ",
    countOf(affected, "thing or theme", "things and themes"),
    ".",
  ];
  if (!ids.length) view.sentence = ["No area for improvement."];
  view.lists = [list, reasons, affected];
  view.picture = picture(model, areas, words);
  return view;
}

interface Words {
  own: string;
  earlier: string;
}

const wordsOf = (ofReports: ReportFilter["ofReports"]): Words => ({
  own: ofReports("set by this inspection", "set by these inspections"),
  earlier: "recalled from earlier ones",
});

function areasOf(model: Model, ids: number[]): Areas {
  const isOwn = ownAreas(model);
  const ends = (property: string) =>
    new Map(ids.map((id): [number, number[]] => [id, endsOf(model, id, property)]));
  return {
    own: ids.filter(isOwn),
    earlier: ids.filter((id) => !isOwn(id)),
    reasons: ends("peel:restsOn"),
    affected: ends("peel:about"),
  };
}

/** Says whether the inspection of a report of the graph sets an area, rather than an earlier one. */
function ownAreas(model: Model): (id: number) => boolean {
  const reports = new Set(model.reports.map(({ iri }) => model.find(iri)?.id ?? -1));
  const { from, to } = model.data.links.inspection ?? { from: [], to: [] };
  const inspections = new Set(to.filter((_, at) => reports.has(from[at])));
  const own = new Set(from.filter((_, at) => inspections.has(to[at])));
  return (id) => own.has(id);
}

const endsOf = (model: Model, id: number, property: string): number[] =>
  model
    .thing(id)
    .statements.map(model.statement)
    .filter((item) => item.source === id && item.property.iri === property)
    .map((item) => item.target);

function areaList(model: Model, { own, earlier, reasons, affected }: Areas, words: Words): List {
  const row = (key: string) => (id: number) => ({
    item: { thing: id },
    key,
    cells: [
      { thing: id },
      opening(model, id, reasons.get(id)?.length ?? 0, "finding"),
      opening(model, id, affected.get(id)?.length ?? 0, "thing"),
      { sentences: model.thing(id).quoted },
    ],
  });
  return {
    id: "areas",
    title: "Areas for improvement",
    columns: ["Area for improvement", "Rests on", "Affects", "Sentences"],
    rows: [...own.map(row(words.own)), ...earlier.map(row(words.earlier))],
  };
}

/** A count that opens the answer about the area for improvement, which lists what is counted. */
const opening = (model: Model, id: number, count: number, noun: string): Cell =>
  count ? { address: { thing: model.thing(id).iri }, words: countNoun(count, noun) } : "";

/** The areas that affect each thing. */
function byThing(ids: number[], affected: Areas["affected"]): Map<number, number[]> {
  const things = new Map<number, number[]>();
  for (const id of ids) for (const thing of affected.get(id) ?? []) append(things, thing, id);
  return things;
}

function affectedList(model: Model, { own, earlier, affected }: Areas): List {
  const things = byThing([...own, ...earlier], affected);
  return {
    id: "affected",
    title: "What they affect",
    columns: ["Name", "Type", "Areas for improvement"],
    rows: [...things].map(([thing, areas]) => ({
      item: { thing },
      cells: [{ thing }, model.thing(thing).kind.words, { things: areas }],
    })),
  };
}

/** The first areas with what they affect: as many of the reports' own as of earlier ones. */
function picture(model: Model, areas: Areas, words: Words): Picture {
  const { own, earlier } = drawnAreas(areas);
  const drawn = [...own, ...earlier];
  const all = areas.own.length + areas.earlier.length;
  return {
    root: null,
    groups: groups(model, areas, { own, earlier }, words),
    statements: drawn
      .flatMap((id) => model.thing(id).statements)
      .filter((id) => model.statement(id).property.iri === "peel:about"),
    ...(model.inspected.length > 1 ? { tags: forceTags(model, drawn) } : {}),
    note:
      drawn.length < all
        ? `The picture has ${drawn.length} of ${formatNumber(all)} areas for improvement, those that affect the most; the list has all.`
        : undefined,
  };
}

/** Those that affect the most, where there are more than can be read. */
function drawnAreas({ own, earlier, affected }: Areas): Pick<Areas, "own" | "earlier"> {
  if (own.length + earlier.length <= DRAWN) return { own, earlier };
  const size = (id: number) => affected.get(id)?.length ?? 0;
  const first = (ids: number[], most: number) =>
    [...ids].sort((a, b) => size(b) - size(a)).slice(0, Math.max(most, DRAWN / 2));
  return {
    own: first(own, DRAWN - earlier.length),
    earlier: first(earlier, DRAWN - own.length),
  };
}

function groups(
  model: Model,
  { affected }: Areas,
  { own, earlier }: Pick<Areas, "own" | "earlier">,
  words: Words,
): Group[] {
  const bodies = new Set(model.inspected);
  const things = byThing([...own, ...earlier], affected);
  const many = (id: number) => things.get(id)?.length ?? 0;
  const sorted = [...things.keys()]
    .filter((id) => !bodies.has(id))
    .sort((a, b) => many(b) - many(a) || a - b);
  const isTheme = (id: number) => model.isA(id, "Theme");
  return [
    { heading: words.own, things: own, column: -1, isWhole: true },
    { heading: "recalled from earlier inspections", things: earlier, column: 1, isWhole: true },
    {
      heading: "units, roles and other things",
      things: sorted.filter((id) => !isTheme(id)),
      column: 0,
    },
    { heading: "themes", things: sorted.filter(isTheme), column: 0 },
  ].filter((group) => group.things.length);
}
