/** Partnerships: who works with whom. */

import { countNoun } from "../../text";
import { forceNames, hasManyForces, ofForces, theForce } from "../forces";
import { relationList, thingList } from "../list_builders";
import type { Model, Statement } from "../model";
import { shortName } from "../names";
import { byForce, forcesOf, forceTags } from "../origin";
import { ownershipOf, ownersOf } from "../ownership";
import {
  type Address,
  countOf,
  type Group,
  joined,
  type List,
  type Part,
  type Picture,
  type View,
} from "../view";
import { type Context, inPart, startView, type ViewDefinition } from "./definition";
import { bySize, degrees, filtered, grouped, sayFilter } from "./networks";

const ABOUT = {
  name: "partnerships",
  title: "Partnerships: who works with whom",
  menu: "Partnerships",
  summary: "Partners, and the parts of the police that deal with them.",
};

interface Sides {
  partners: number[];
  /** Units and roles of the force. */
  units: number[];
  /** Collaborations of several bodies. */
  shared: number[];
  /** People of partners. */
  foreign: number[];
  /** Relations between a partner and a part of the police, without the force itself. */
  between: Statement[];
  /** Relations of the force itself with partners. */
  force: Statement[];
}

export const PARTNERSHIPS: ViewDefinition = {
  ...ABOUT,
  build,
  parameters: () => ({ units: { values: ["several"] } }),
  isOffered: inPart((model) => model.network("units-partners").length > 0),
};

function build({ model }: Context, address: Address): View {
  const view = startView(ABOUT, address);
  const kept = filtered(model, "units-partners", address);
  const isSeveral = address.units === "several";
  const statements = isSeveral ? ofSeveral(model, kept.statements) : kept.statements;
  const sides = sidesOf(model, statements);
  const lists = listsOf(model, sides, statements);
  if (kept.reasons.size) withReasons(lists.relations, kept.reasons);
  view.controls = [unitControl(address)];
  view.sentence = sentence(model, lists, isSeveral, sides.force.length > 0);
  view.lists = Object.values(lists).filter(({ id, rows }) => rows.length || id === "partners");
  if (isSeveral) view.filters.push("partners that deal with more than one unit or role");
  sayFilter(model, view, address, kept);
  view.remarks.push(forceRemark(model, sides));
  view.picture = picture(model, sides);
  return view;
}

/** The relations of partners that deal with more than one unit, role or collaboration. */
function ofSeveral(model: Model, statements: Statement[]): Statement[] {
  const counts = unitCounts(model, sidesOf(model, statements));
  const isSeveral = (id: number) => (counts.get(id)?.length ?? 0) > 1;
  return statements.filter(({ source, target }) => isSeveral(source) || isSeveral(target));
}

const listsOf = (model: Model, sides: Sides, statements: Statement[]) => ({
  partners: partnerList(model, sides, unitCounts(model, sides)),
  units: unitList(model, sides, sides.units, { id: "units", title: "Units and roles" }),
  shared: unitList(model, sides, sides.shared, { id: "shared", title: "Collaborations" }),
  foreign: peopleList(model, sides),
  relations: relationList(model, statements, "Relations"),
});

type Lists = ReturnType<typeof listsOf>;

function sidesOf(model: Model, statements: Statement[]): Sides {
  const second = model.secondSide("units-partners");
  const bodies = new Set(model.inspected);
  const isForce = ({ source, target }: Statement) => bodies.has(source) || bodies.has(target);
  const ends = [...new Set(statements.flatMap(({ source, target }) => [source, target]))];
  const order = bySize(model, degrees(statements));
  const first = ends.filter((id) => !second.has(id) && !bodies.has(id)).sort(order);
  const of = (name: string) => first.filter((id) => ownershipOf(model, id, second) === name);
  return {
    partners: ends.filter((id) => second.has(id)).sort(order),
    units: of("own"),
    shared: of("shared"),
    foreign: of("foreign"),
    between: statements.filter((item) => !isForce(item)),
    force: statements.filter(isForce),
  };
}

/** The units, roles and collaborations, without the force itself, that deal with each partner. */
function unitCounts(model: Model, { partners, foreign, between }: Sides): Map<number, number[]> {
  return new Map(
    partners.map((partner) => {
      const own = between.filter(({ source, target }) => source === partner || target === partner);
      const ends = new Set(own.map((item) => model.other(item, partner)));
      return [partner, [...ends].filter((id) => !foreign.includes(id))];
    }),
  );
}

function partnerList(model: Model, sides: Sides, counts: Map<number, number[]>): List {
  const list = thingList(model, sides.partners, {
    id: "partners",
    isOneType: true,
    title: "Partners",
    columns: ["Sector", "Units and roles", ofForces(model, "With the force", "With the forces")],
    cells: (id) => [
      model.fact(model.thing(id), "sector"),
      { things: counts.get(id) ?? [] },
      sides.force.filter((item) => touches(item, id)).length,
    ],
  });
  const kinds = [...new Set(sides.partners.map((id) => model.thing(id).kind))];
  const sizes = kinds.map(({ words, plural, name }) => {
    const own = sides.partners.filter((id) => model.thing(id).kind.name === name);
    return countNoun(own.length, words, plural);
  });
  return { ...list, note: `By type: ${sizes.join(", ")}.` };
}

function unitList(
  model: Model,
  { between }: Sides,
  ids: number[],
  names: { id: string; title: string },
): List {
  return thingList(model, ids, {
    ...names,
    columns: model.inspected.length > 1 ? ["Force", "Partners"] : ["Partners"],
    cells: (id) => {
      const own = between.filter((item) => touches(item, id));
      const partners = { things: [...new Set(own.map((item) => model.other(item, id)))] };
      return model.inspected.length > 1 ? [{ things: forcesOf(model, id) }, partners] : [partners];
    },
  });
}

/** People of partners, and the bodies that they belong to. */
const peopleList = (model: Model, { foreign }: Sides): List =>
  thingList(model, foreign, {
    id: "foreign",
    isOneType: true,
    title: "People of partners",
    columns: ["Belong to"],
    cells: (id) => [{ things: [...new Set(ownersOf(model, id))] }],
  });

function withReasons(list: List, reasons: Map<number, string>): void {
  list.columns.push("Why it belongs to the theme");
  for (const row of list.rows) {
    const id = row.item && "statement" in row.item ? row.item.statement : -1;
    row.cells.push(reasons.get(id) ?? "");
  }
}

function sentence(model: Model, lists: Lists, isSeveral: boolean, hasForce: boolean): Part[] {
  const { partners, units, shared, foreign, relations } = lists;
  const deal = isSeveral ? " that deal with more than one unit or role" : "";
  const ends = [
    countOf(units, "unit or role", "units and roles"),
    countOf(shared, "collaboration"),
    countOf(foreign, "role of partners", "roles of partners"),
  ].filter((part) => typeof part === "string" || !("count" in part) || part.count);
  const force = hasForce ? [ofForces(model, "the force itself", "the forces themselves")] : [];
  const sides = [...force, ...ends];
  return [
    countOf(partners, "partner"),
    ` of ${forceNames(model)}${deal}, with `,
    countOf(relations, "relation"),
    ...(sides.length ? [": with ", ...joined(sides)] : []),
    ".",
  ];
}

function unitControl(address: Address): View["controls"][number] {
  const { units: chosen, ...rest } = address;
  return {
    title: "Partners",
    choices: [
      { words: "all", address: rest, isChosen: chosen !== "several" },
      {
        words: "with more than one unit or role",
        address: { ...rest, units: "several" },
        isChosen: chosen === "several",
      },
    ],
  };
}

function forceRemark(model: Model, { force }: Sides): Part[] {
  if (!force.length) return [];
  const count = countNoun(force.length, "relation");
  const is = force.length === 1 ? "is" : "are";
  if (hasManyForces(model)) {
    return [`The ${count} of the forces themselves with partners ${is} only in the list.`];
  }
  const names = forceNames(model, shortName);
  return [
    ofForces(
      model,
      `In the picture, ${names} is the frame around its units; its own ${count} with partners ${is} in the list.`,
      `In the picture, ${names} are frames around their units; their own ${count} with partners ${is} in the list.`,
    ),
  ];
}

function picture(model: Model, sides: Sides): Picture {
  const { units, shared, foreign } = sides;
  const withUnits = new Set(sides.between.flatMap(({ source, target }) => [source, target]));
  const near = sides.partners.filter((id) => withUnits.has(id));
  const alone = sides.partners.filter((id) => !withUnits.has(id));
  const drawn = (ids: number[]) => ids.filter((id) => withUnits.has(id));
  const groups: Group[] = [
    ...unitGroups(model, drawn(units)),
    { heading: "collaborations of several bodies", things: drawn(shared), column: 0 },
    { heading: "people of partners", things: drawn(foreign), column: 0 },
    ...split(grouped(model, near, "sector")),
    { heading: `with ${theForce(model)} only`, things: alone, column: 1, isFolded: true },
  ];
  const isMany = hasManyForces(model);
  return {
    root: null,
    groups: groups.filter((group) => group.things.length),
    statements: sides.between.map((item) => item.id),
    ...(isMany
      ? {
          tags: forceTags(model, units),
          note: "Units and roles with the most relations come first, each with its force below it.",
        }
      : {}),
  };
}

/** Units in the frames of their forces; those of many forces stand together. */
function unitGroups(model: Model, units: number[]): Group[] {
  if (hasManyForces(model)) return [{ heading: "units and roles", things: units, column: 0 }];
  const { own, rest } = byForce(model, units);
  return [
    ...[...own].map(([frame, things]) => ({ heading: "", things, column: 0, frame })),
    { heading: "units of several forces and others", things: rest, column: 0 },
  ];
}

const touches = ({ source, target }: Statement, id: number) => source === id || target === id;

/** Sectors on both sides, about as many marks on each. */
function split(sectors: [string, number[]][]): Group[] {
  const sizes = { "-1": 0, "1": 0 };
  return sectors.map(([heading, things]) => {
    const column = sizes[-1] <= sizes[1] ? -1 : 1;
    sizes[column] += things.length + 1;
    return { heading, things, column };
  });
}
