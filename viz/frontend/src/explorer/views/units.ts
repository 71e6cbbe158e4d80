/** Units and structure: who belongs where. */

import { balanceOf, relationList, thingList } from "../list_builders";
import type { Model } from "../model";
import { fullName } from "../names";
import { type Address, countOf, type Group, type View } from "../view";
import { type Context, inPart, startView, type ViewDefinition } from "./definition";
import { bySize, degrees, filtered, sayFilter } from "./networks";

const ABOUT = {
  name: "units",
  title: "Units and structure: who belongs where",
  menu: "Units",
  summary: "The parts of the force, who works in them and leads them, and where they are.",
};

const COLUMNS = 3; // of units in the frame of their force

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
    columns: ["Kind", "Staffed by", "Strengths and concerns"],
    cells: (id) => [
      model.fact(model.thing(id), "kind"),
      { things: staff(model, id) },
      { split: balanceOf(model, [id]) },
    ],
  });
  const collaborations = thingList(model, model.allOf("Collaboration"), {
    id: "collaborations",
    isOneType: true,
    title: "Collaborations",
    columns: ["Members"],
    cells: (id) => [{ things: members(model, id) }],
  });
  const relations = relationList(model, kept.statements, "Relations of structure");
  const bodies = model.inspected.map((id) => fullName(model.thing(id))).join(", ");
  view.sentence = [
    countOf(units, "unit"),
    ` of ${bodies} or shared with it, and `,
    countOf(collaborations, "collaboration"),
    ", with ",
    countOf(relations, "relation"),
    " of belonging, staff and place.",
  ];
  view.lists = [units, collaborations, relations];
  sayFilter(model, view, address, kept);
  view.picture = {
    root: null,
    groups: groups(model, ids.sort(order)),
    statements: [],
    note: "Who works in a unit, and where it is, comes with “+”.",
    splits: new Map(ids.map((id) => [id, balanceOf(model, [id])])),
  };
  return view;
}

const endsOf = (model: Model, id: number, property: string, isSource: boolean): number[] =>
  model
    .relations(id)
    .filter((item) => item.property.iri === property)
    .filter((item) => (item.source === id) === isSource)
    .map((item) => model.other(item, id));

const staff = (model: Model, id: number): number[] => endsOf(model, id, "peel:staffedBy", true);
const members = (model: Model, id: number): number[] => endsOf(model, id, "org:memberOf", false);

/** Units in the frame of their force, in columns; beside it those of several forces. */
function groups(model: Model, units: number[]): Group[] {
  const [body] = model.inspected;
  const own = units.filter((id) => endsOf(model, id, "org:unitOf", true).includes(body));
  const rest = units.filter((id) => !own.includes(id));
  const height = Math.ceil(own.length / COLUMNS);
  const columns = Array.from({ length: COLUMNS }, (_, column) => ({
    ...{ heading: "", column, frame: body },
    things: own.slice(column * height, (column + 1) * height),
  }));
  return [
    ...columns,
    { heading: "units of several forces and others", things: rest, column: COLUMNS },
  ].filter((group) => group.things.length);
}
