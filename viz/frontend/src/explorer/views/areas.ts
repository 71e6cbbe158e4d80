/** Areas for improvement and what they affect. */
import { countNoun } from "../../text";
import { noteList } from "../list_builders";
import type { Model } from "../model";
import {
  type Address,
  type Cell,
  countOf,
  countOnly,
  type Group,
  type List,
  type View,
} from "../view";
import { type Context, inPart, startView, type ViewDefinition } from "./definition";

const ABOUT = {
  name: "areas",
  title: "Areas for improvement and what they affect",
  menu: "Areas for improvement",
  summary:
    "What should improve, the findings that it rests on, and the units and themes it touches.",
};

const OWN = "set by this inspection";
const EARLIER = "recalled from earlier ones";

export const AREAS: ViewDefinition = {
  ...ABOUT,
  build,
  isOffered: inPart((model) => model.allOf("AreaForImprovement").length > 0),
};

function build({ model }: Context, address: Address): View {
  const view = startView(ABOUT, address);
  view.themeFilter = address.theme ?? "";
  const scope = model.find(view.themeFilter);
  const all = scope
    ? model.notes(model.scope(scope.id).themes, "AreaForImprovement")
    : model.allOf("AreaForImprovement");
  const own = all.filter((id) => isOwn(model, id));
  const ids = [...own, ...all.filter((id) => !own.includes(id))];
  const areas = areaList(model, ids);
  const reasons = noteList(
    model,
    ids.flatMap((id) => ends(model, id, "peel:restsOn")),
    "reasons",
    "Findings that they rest on",
  );
  const affected = affectedList(model, ids);
  view.sentence = [
    countOf(areas, "area for improvement", "areas for improvement"),
    ": ",
    countOnly(areas, OWN, OWN),
    ", ",
    countOnly(areas, EARLIER, EARLIER),
    "; resting on ",
    countOf(reasons, "finding"),
    " and affecting ",
    countOf(affected, "thing or theme", "things and themes"),
    ".",
  ];
  view.lists = [areas, reasons, affected];
  view.picture = {
    root: null,
    groups: groups(model, own, ids),
    statements: ids
      .flatMap((id) => model.thing(id).statements)
      .filter((id) => model.statement(id).property.iri === "peel:about"),
  };
  return view;
}

/** Whether the inspection of a report of the graph sets it, rather than an earlier one. */
function isOwn(model: Model, id: number): boolean {
  const reports = model.reports.map(({ iri }) => model.find(iri)?.id ?? -1);
  const own = new Set(reports.flatMap((report) => model.linked("inspection", report)));
  return model.linked("inspection", id).some((inspection) => own.has(inspection));
}

function ends(model: Model, id: number, property: string): number[] {
  return model
    .thing(id)
    .statements.map(model.statement)
    .filter((item) => item.source === id && item.property.iri === property)
    .map((item) => item.target);
}

function areaList(model: Model, ids: number[]): List {
  return {
    id: "areas",
    title: "Areas for improvement",
    columns: ["Area for improvement", "Rests on", "Affects", "Sentences"],
    rows: ids.map((id) => ({
      item: { thing: id },
      key: isOwn(model, id) ? OWN : EARLIER,
      cells: [
        { thing: id },
        opening(model, id, ends(model, id, "peel:restsOn").length, "finding"),
        opening(model, id, ends(model, id, "peel:about").length, "thing"),
        { sentences: model.thing(id).quoted },
      ],
    })),
  };
}

/** A count that opens the answer about the area for improvement, which lists what is counted. */
const opening = (model: Model, id: number, count: number, noun: string): Cell =>
  count ? { address: { thing: model.thing(id).iri }, words: countNoun(count, noun) } : "";

function affectedList(model: Model, ids: number[]): List {
  const things = new Set(ids.flatMap((id) => ends(model, id, "peel:about")));
  return {
    id: "affected",
    title: "What they affect",
    columns: ["Name", "Type", "Areas for improvement"],
    rows: [...things].map((thing) => ({
      item: { thing },
      cells: [
        { thing },
        model.thing(thing).kind.words,
        { things: ids.filter((id) => ends(model, id, "peel:about").includes(thing)) },
      ],
    })),
  };
}

function groups(model: Model, own: number[], ids: number[]): Group[] {
  const bodies = new Set(model.inspected);
  const affected = [...new Set(ids.flatMap((id) => ends(model, id, "peel:about")))];
  const things = affected.filter((id) => !bodies.has(id));
  const many = (id: number) =>
    ids.filter((area) => ends(model, area, "peel:about").includes(id)).length;
  const sorted = things.sort((a, b) => many(b) - many(a) || a - b);
  const themes = sorted.filter((id) => model.isA(id, "Theme"));
  return [
    { heading: "set by this inspection", things: own, column: -1, isWhole: true },
    {
      heading: "recalled from earlier inspections",
      things: ids.filter((id) => !own.includes(id)),
      column: 1,
      isWhole: true,
    },
    {
      heading: "units, roles and other things",
      things: sorted.filter((id) => !themes.includes(id)),
      column: 0,
    },
    { heading: "themes", things: themes, column: 0 },
  ].filter((group) => group.things.length);
}
