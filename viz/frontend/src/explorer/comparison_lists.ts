/** The lists of a comparison: relations, kinds of relations, things, findings, figures, the rest. */
import { capitalise, formatNumber } from "../text";
import { type Comparison, PRESENCE, type Presence, type Relation } from "./comparison";
import type { ChangeData } from "./comparison_data";
import type { Filter } from "./comparison_filter";
import type { ClassRow } from "./data";
import type { Model, Statement } from "./model";
import { SECOND_START } from "./second_graph";
import type { Address, Cell, List, Row } from "./view";

const CHANGED = "changed";
const SIDES: Presence[] = ["here", "there", "both", "moved", "alike"];
const WHATS: Record<string, string> = { added: PRESENCE.here, removed: PRESENCE.there };

export function relationList(relations: Relation[]): List {
  return {
    id: "relations",
    title: "Relations",
    columns: ["From", "Relation", "To", "Where", "Sentences here", "Sentences there"],
    rows: relations.map(({ statement, presence, here, there }) => ({
      item: { statement: statement.id },
      key: PRESENCE[presence],
      cells: [
        { thing: statement.source },
        statement.property.words,
        { thing: statement.target },
        PRESENCE[presence],
        { sentences: here },
        { sentences: there },
      ],
    })),
  };
}

/** How many relations each side that is shown states between things of the same kinds. */
export function kindList(model: Model, relations: Relation[], filter: Filter): List {
  const groups = new Map<string, Relation[]>();
  for (const item of relations) {
    const key = kindsOf(model, item.statement);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  const sorted = [...groups].sort(([a], [b]) => a.localeCompare(b, "en"));
  const sides = filter.only ? [filter.only] : SIDES;
  return {
    id: "kinds",
    title: "By kind",
    columns: ["Kinds of things and relation", ...sides.map((side) => capitalise(PRESENCE[side]))],
    rows: sorted.map(([kinds, items]) => ({
      item: null,
      cells: [
        { address: { ...filter.address, kinds }, words: kinds },
        ...sides.map((side) => countCell(items, side, { ...filter.address, kinds, only: side })),
      ],
    })),
  };
}

function countCell(items: Relation[], side: Presence, address: Address): Cell {
  const count = items.filter(({ presence }) => presence === side).length;
  return count ? { address, words: formatNumber(count), count } : 0;
}

/** "unit works with partner, health": the kinds of both ends, partners by sector. */
export function kindsOf(model: Model, { source, property, target }: Statement): string {
  return `${kindOf(model, source)} ${property.words} ${kindOf(model, target)}`;
}

export function kindOf(model: Model, id: number): string {
  const thing = model.thing(id);
  const sector = model.fact(thing, "sector");
  return sector ? `${thing.kind.words}, ${sector}` : thing.kind.words;
}

/** Things of one side alone or alike on both, and what changed about the others. */
export function thingList(model: Model, comparison: Comparison, filter: Filter): List {
  const things = comparison.things.filter((id) => !model.isCited(id));
  const changed = changesOf(comparison, (id) => !model.isCited(id));
  const rows = [
    ...things.map((id) => thingRow(model, comparison, id)),
    ...changed.map((change) => changeRow(model, change)),
  ];
  return {
    id: "things",
    title: "Things",
    columns: ["Name", "Type", "Where", "What changed", "Corresponds to", "Sentences"],
    rows: rows.filter((row) => filter.hasRow(row)),
  };
}

function thingRow(model: Model, comparison: Comparison, id: number): Row {
  const twin = comparison.twin(id);
  const where = PRESENCE[comparison.presence(id)];
  const { kind, mentioned, quoted } = model.thing(id);
  return {
    item: { thing: id },
    key: where,
    cells: [
      { thing: id },
      kind.words,
      where,
      "",
      twin === undefined ? "" : { thing: twin },
      { sentences: [...quoted, ...mentioned] },
    ],
  };
}

function changeRow(model: Model, change: ChangeData): Row {
  return {
    item: { thing: change.of },
    key: CHANGED,
    cells: [
      { thing: change.of },
      model.thing(change.of).kind.words,
      whatWords(change),
      detailWords(change),
      "",
      { sentences: [...change.here, ...change.there] },
    ],
  };
}

/** Findings, areas for improvement and the like of one side alone, or changed: a list each. */
export function noteLists(model: Model, comparison: Comparison, filter: Filter): List[] {
  const isNote = (id: number) => model.isCited(id) && !model.isA(id, "Figure");
  const changed = [...comparison.changes.keys()].filter((id) => id >= 0);
  const ids = [...comparison.things, ...changed].filter(isNote);
  const kinds = [...new Set(ids.map((id) => model.thing(id).kind))];
  const sorted = kinds.sort((a, b) => (a.words < b.words ? 1 : -1));
  return sorted.map((kind) => noteList(model, comparison, filter, kind));
}

function noteList(model: Model, comparison: Comparison, filter: Filter, kind: ClassRow): List {
  const isNote = (id: number) => model.thing(id).kind === kind;
  const alone = comparison.things.filter(isNote).map((id) => thingRow(model, comparison, id));
  const changed = changesOf(comparison, isNote).map((change) => changeRow(model, change));
  const rows = [...alone, ...changed].filter((row) => filter.hasRow(row));
  return {
    id: kind.name,
    title: capitalise(kind.plural),
    columns: [capitalise(kind.words), "Where", "What changed", "Sentences"],
    rows: rows.map(({ cells: [name, , where, changes, , sentences], ...row }) => ({
      ...row,
      cells: [name, where, changes, sentences],
    })),
  };
}

/** Figures of one side alone, or changed, with their values on both. */
export function figureList(model: Model, comparison: Comparison, filter: Filter): List {
  const isFigure = (id: number) => model.isA(id, "Figure");
  const alone = comparison.things.filter(isFigure).map((id) => ({ id, change: null }));
  const changed = changesOf(comparison, isFigure).map((change) => ({ id: change.of, change }));
  return {
    id: "figures",
    title: "Figures",
    columns: ["Figure", "Where", "Value there", "Value here", "What changed", "Sentences"],
    rows: [...alone, ...changed]
      .map(({ id, change }) => figureRow(model, comparison, id, change))
      .filter((row) => filter.hasRow(row)),
  };
}

function figureRow(
  model: Model,
  comparison: Comparison,
  id: number,
  change: ChangeData | null,
): Row {
  const where = change ? whatWords(change) : PRESENCE[comparison.presence(id)];
  const sentences = change ? [...change.here, ...change.there] : model.thing(id).quoted;
  return {
    item: { thing: id },
    key: change ? CHANGED : where,
    cells: [
      { thing: id },
      where,
      comparison.valueThere(id),
      model.figures.get(id)?.words ?? "",
      change ? detailWords(change) : "",
      { sentences },
    ],
  };
}

/** Changes of what no view shows as a thing: sentences, concepts, terms of the ontology. */
export function otherList(comparison: Comparison): List {
  return {
    id: "others",
    title: "Sentences, concepts and terms",
    columns: ["What", "Type", "Where", "What changed", "Sentences"],
    rows: (comparison.changes.get(-1) ?? []).map((change) => ({
      item: change.here.length ? { sentence: change.here[0] } : null,
      key: WHATS[change.what] ?? CHANGED,
      cells: [
        change.words,
        change.kind,
        whatWords(change),
        detailWords(change),
        { sentences: [...change.here, ...change.there] },
      ],
    })),
  };
}

const changesOf = (comparison: Comparison, fits: (id: number) => boolean): ChangeData[] =>
  comparison.data.changes.filter(({ of }) => of >= 0 && of < SECOND_START && fits(of));

/** "changed", or what is added here or removed. */
const whatWords = ({ what }: ChangeData): string =>
  WHATS[what] ?? (what === CHANGED ? CHANGED : "on other sentences");

/** "value 14 → 15; unit + percent": there, then here. */
export function detailWords({ details }: ChangeData): string {
  return details
    .map(([words, there, here]) => {
      if (there && here) return `${words}: ${there} → ${here}`;
      return there ? `${words}: − ${there}` : `${words}: + ${here}`;
    })
    .join("; ");
}
