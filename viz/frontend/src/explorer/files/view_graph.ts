/** The part of the graph that a view speaks of: the things and statements in its lists and picture. */
import type { Model } from "../model";
import type { Cell, Item, View } from "../view";

export interface ViewGraph {
  things: number[];
  statements: number[];
}

/**
 * Statements of rows and of the picture, what findings and figures of the view are about, and all
 * things at their ends.
 */
export function graphOf(model: Model, view: View): ViewGraph {
  const statements = new Set(view.picture?.statements);
  const things = new Set(view.picture?.groups.flatMap((group) => group.things));
  if (view.picture?.root != null) things.add(view.picture.root);
  const rows = view.lists.flatMap((list) => list.rows);
  for (const { item } of rows) if (item) addItem(item, things, statements);
  for (const id of rows.flatMap(({ cells }) => cells.flatMap(thingsIn))) things.add(id);
  for (const id of [...things].filter(model.isCited)) {
    for (const at of model.thing(id).statements) {
      if (model.statement(at).source === id) statements.add(at);
    }
  }
  for (const at of statements) {
    things.add(model.statement(at).source).add(model.statement(at).target);
  }
  const sorted = (numbers: Set<number>) => [...numbers].sort((a, b) => a - b);
  return { things: sorted(things), statements: sorted(statements) };
}

function addItem(item: Item, things: Set<number>, statements: Set<number>): void {
  if ("thing" in item) things.add(item.thing);
  else if ("statement" in item) statements.add(item.statement);
  else if ("statements" in item) for (const at of item.statements) statements.add(at);
}

function thingsIn(cell: Cell): number[] {
  if (typeof cell !== "object") return [];
  if ("thing" in cell) return [cell.thing];
  return "things" in cell ? cell.things : [];
}
