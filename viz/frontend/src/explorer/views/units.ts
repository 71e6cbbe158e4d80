/** Units and structure: who belongs where. */

import { countNoun } from "../../text";
import { forceNames, hasManyForces, ofForces } from "../forces";
import { balanceOf, relationList, thingList } from "../list_builders";
import type { Model } from "../model";
import { byForce, forcesOf, forceTags } from "../origin";
import { type Address, countOf, type Group, type Picture, type View } from "../view";
import { type Context, inPart, startView, type ViewDefinition } from "./definition";
import { bySize, degrees, filtered, sayFilter } from "./networks";

const ABOUT = {
  name: "units",
  title: "Units and structure: who belongs where",
  menu: "Units",
  summary: "Units, who works in them and leads them, and where they are.",
};

const COLUMNS = 3; // of units in the frame of their force
const ROWS = 9; // of units in a column where there are too many forces for frames

export const UNITS: ViewDefinition = {
  ...ABOUT,
  build,
  isOffered: inPart((model) => model.network("structure").length > 0),
};

function build({ model }: Context, address: Address): View {
  const view = startView(ABOUT, address);
  const kept = filtered(model, "structure", address);
  const order = bySize(model, degrees(kept.statements));
  const ends = new Set(kept.statements.flatMap(({ source, target }) => [source, target]));
  const ids = model.allOf("Unit").filter((id) => !address.theme || ends.has(id));
  const units = thingList(model, ids, {
    id: "units",
    isOneType: true,
    title: "Units",
    columns: [...whose(model, "Force"), "Kind", "Staffed by", "Strengths and concerns"],
    cells: (id) => [
      ...whose(model, { things: forcesOf(model, id) }),
      model.fact(model.thing(id), "kind"),
      { things: staff(model, id) },
      { split: balanceOf(model, [id]) },
    ],
  });
  const shared = model.allOf("Collaboration").filter((id) => !address.theme || ends.has(id));
  const collaborations = thingList(model, shared, {
    id: "collaborations",
    isOneType: true,
    title: "Collaborations",
    columns: ["Members"],
    cells: (id) => [{ things: members(model, id) }],
  });
  const relations = relationList(model, kept.statements, "Relations of structure");
  view.sentence = [
    countOf(units, "unit"),
    ` of ${forceNames(model)} or shared with ${ofForces(model, "it", "them")}, and `,
    countOf(collaborations, "collaboration"),
    ", with ",
    countOf(relations, "relation"),
    " of belonging, staff and place.",
  ];
  view.lists = [units, collaborations, relations];
  sayFilter(model, view, address, kept);
  view.picture = picture(model, ids.sort(order));
  return view;
}

/** A cell or column that lists have where there are several forces. */
const whose = <Value>(model: Model, value: Value): Value[] =>
  model.inspected.length > 1 ? [value] : [];

const endsOf = (model: Model, id: number, property: string, isSource: boolean): number[] =>
  model
    .relations(id)
    .filter((item) => item.property.iri === property)
    .filter((item) => (item.source === id) === isSource)
    .map((item) => model.other(item, id));

const staff = (model: Model, id: number): number[] => endsOf(model, id, "peel:staffedBy", true);
const members = (model: Model, id: number): number[] => endsOf(model, id, "org:memberOf", false);

function picture(model: Model, units: number[]): Picture {
  const isMany = hasManyForces(model);
  const drawn = isMany ? units.slice(0, COLUMNS * ROWS) : units;
  const first = `The first ${drawn.length} of ${countNoun(units.length, "unit")} of ${forceNames(model)} are those with the most relations; the force of each stands below it. `;
  return {
    root: null,
    groups: isMany ? inColumns(drawn, ROWS) : framed(model, units),
    statements: [],
    note: `${isMany ? first : ""}Who works in a unit, and where it is, comes with “+”.`,
    splits: new Map(drawn.map((id) => [id, balanceOf(model, [id])])),
    ...(isMany ? { tags: forceTags(model, drawn) } : {}),
  };
}

/** Units in columns, without frames. */
function inColumns(units: number[], rows: number): Group[] {
  const columns = Array.from({ length: COLUMNS }, (_, column) => ({
    ...{ heading: "", column },
    things: units.slice(column * rows, (column + 1) * rows),
  }));
  return columns.filter((group) => group.things.length);
}

/** Units in the frame of their force, in columns; beside it those of several forces. */
function framed(model: Model, units: number[]): Group[] {
  const { own, rest } = byForce(model, units, (id) => bodiesOf(model, id));
  const isOne = own.size === 1;
  const frames = [...own].flatMap(([frame, things], at): Group[] =>
    isOne
      ? inColumns(things, Math.ceil(things.length / COLUMNS)).map((group) => ({ ...group, frame }))
      : [{ heading: "", things, column: at, frame }],
  );
  return [
    ...frames,
    { heading: "units of several forces and others", things: rest, column: COLUMNS },
  ].filter((group) => group.things.length);
}

/** The inspected forces that a unit is stated to be a unit of. */
function bodiesOf(model: Model, id: number): number[] {
  const bodies = model.inspected;
  return endsOf(model, id, "org:unitOf", true).filter((end) => bodies.includes(end));
}
