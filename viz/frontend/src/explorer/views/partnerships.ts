/** Partnerships: who works with whom. */
import type { Model, Statement } from "../model";
import { fullName, shortName } from "../names";
import { relationList, thingList } from "../pieces";
import {
  type Address,
  countOf,
  type Group,
  type List,
  type Part,
  type Picture,
  type View,
} from "../view";
import { type Context, startView, type ViewDefinition } from "./definition";
import { bySize, degrees, filtered, grouped, sayFilter } from "./networks";

const ABOUT = {
  name: "partnerships",
  title: "Partnerships: who works with whom",
  menu: "Partnerships",
  summary: "Partners, and the parts of the police that deal with them.",
};

interface Sides {
  partners: number[];
  units: number[];
  /** Relations between a partner and a part of the police, without the force itself. */
  between: Statement[];
  /** Relations of the force itself with partners. */
  force: Statement[];
}

export const PARTNERSHIPS: ViewDefinition = { ...ABOUT, build };

function build({ model }: Context, address: Address): View {
  const view = startView(ABOUT, address);
  const kept = filtered(model, "units-partners", address);
  const sides = sidesOf(model, kept.statements);
  const counts = unitCounts(model, sides);
  const partners = partnerList(model, sides, counts);
  const units = unitList(model, sides);
  const relations = relationList(model, kept.statements, "Relations");
  if (kept.reasons.size) withReasons(relations, kept.reasons);
  view.controls = [unitControl(address)];
  const more = address.units === "several";
  const shown = more ? onlyKey(partners, "several") : partners;
  view.sentence = sentence(model, shown, units, relations, more);
  view.lists = [shown, units, relations];
  if (more) view.filters.push("partners that deal with more than one unit, role or collaboration");
  sayFilter(model, view, address, kept);
  view.remarks.push(forceRemark(model, sides));
  view.picture = picture(model, sides, new Set(shown.rows.flatMap(thingOf)));
  return view;
}

function sidesOf(model: Model, statements: Statement[]): Sides {
  const second = model.secondSide("units-partners");
  const bodies = new Set(model.inspected);
  const isForce = ({ source, target }: Statement) => bodies.has(source) || bodies.has(target);
  const ends = [...new Set(statements.flatMap(({ source, target }) => [source, target]))];
  const order = bySize(model, degrees(statements));
  return {
    partners: ends.filter((id) => second.has(id)).sort(order),
    units: ends.filter((id) => !second.has(id) && !bodies.has(id)).sort(order),
    between: statements.filter((item) => !isForce(item)),
    force: statements.filter(isForce),
  };
}

/** The parts of the police, without the force itself, that deal with each partner. */
function unitCounts(model: Model, { partners, between }: Sides): Map<number, number[]> {
  return new Map(
    partners.map((partner) => {
      const own = between.filter(({ source, target }) => source === partner || target === partner);
      return [partner, [...new Set(own.map((item) => model.other(item, partner)))]];
    }),
  );
}

function partnerList(model: Model, sides: Sides, counts: Map<number, number[]>): List {
  const list = thingList(model, sides.partners, {
    id: "partners",
    isOneType: true,
    title: "Partners",
    columns: ["Sector", "Units and roles", "With the force"],
    cells: (id) => [
      model.fact(model.thing(id), "sector"),
      { things: counts.get(id) ?? [] },
      sides.force.filter(({ source, target }) => source === id || target === id).length,
    ],
  });
  for (const row of list.rows) {
    const [id] = thingOf(row);
    row.key = (counts.get(id)?.length ?? 0) > 1 ? "several" : "";
  }
  return list;
}

const thingOf = (row: List["rows"][number]): number[] =>
  row.item && "thing" in row.item ? [row.item.thing] : [];

const onlyKey = (list: List, key: string): List => ({
  ...list,
  rows: list.rows.filter((row) => row.key === key),
});

function unitList(model: Model, { units, between }: Sides): List {
  return thingList(model, units, {
    id: "units",
    title: "Units and roles",
    columns: ["Partners"],
    cells: (id) => {
      const own = between.filter(({ source, target }) => source === id || target === id);
      return [{ things: [...new Set(own.map((item) => model.other(item, id)))] }];
    },
  });
}

function withReasons(list: List, reasons: Map<number, string>): void {
  list.columns.push("Why it belongs to the theme");
  for (const row of list.rows) {
    const id = row.item && "statement" in row.item ? row.item.statement : -1;
    row.cells.push(reasons.get(id) ?? "");
  }
}

function sentence(
  model: Model,
  partners: List,
  units: List,
  relations: List,
  more: boolean,
): Part[] {
  const force = model.inspected.map((id) => fullName(model.thing(id))).join(", ");
  if (more)
    return [countOf(partners, "partner"), ` of ${force} deal with more than one unit or role.`];
  return [
    countOf(partners, "partner"),
    ` of ${force}, with `,
    countOf(relations, "relation"),
    ": the force itself, or one of ",
    countOf(units, "unit, role or collaboration", "units, roles and collaborations"),
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
  const names = model.inspected.map((id) => shortName(model.thing(id))).join(", ");
  return [
    `In the picture, ${names} is the frame around its units; its own ${force.length} relations with partners are in the list.`,
  ];
}

function picture(model: Model, sides: Sides, shown: Set<number>): Picture {
  const [body] = model.inspected;
  const near = sides.partners.filter((id) => shown.has(id));
  const withUnits = new Set(sides.between.flatMap(({ source, target }) => [source, target]));
  const sectors = grouped(
    model,
    near.filter((id) => withUnits.has(id)),
    "sector",
  );
  const units = sides.units.filter((id) =>
    sides.between.some((item) => touches(item, id) && shown.has(model.other(item, id))),
  );
  const alone = near.filter((id) => !withUnits.has(id));
  const groups: Group[] = [
    { heading: "", things: units, column: 0, frame: body },
    ...split(sectors),
    { heading: "partners of the force itself", things: alone, column: 1, isFolded: true },
  ];
  return {
    root: null,
    groups: groups.filter((group) => group.things.length),
    statements: sides.between.map((item) => item.id),
  };
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
