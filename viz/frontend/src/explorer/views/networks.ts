/** What the views of networks share: the filter by theme, and the order of things. */
import { countNoun } from "../../text";
import type { Model, Statement } from "../model";
import { fullName } from "../names";
import { ThemeFilter } from "../theme_filter";
import type { Address, Part, View } from "../view";

export interface Filtered {
  statements: Statement[];
  /** Why each statement is kept, by its number; empty without a filter. */
  reasons: Map<number, string>;
  all: number;
}

/** The statements of a network, with the theme of the address as filter. */
export function filtered(model: Model, network: string, address: Address): Filtered {
  const statements = model.network(network).map(model.statement);
  const theme = model.find(address.theme ?? "");
  if (!theme) return { statements, reasons: new Map(), all: statements.length };
  const filter = new ThemeFilter(model, theme.id);
  const reasons = new Map(statements.map((item) => [item.id, filter.reason(item)]));
  return {
    statements: statements.filter((item) => reasons.get(item.id)),
    reasons,
    all: statements.length,
  };
}

/** Says which filter applies. */
export function sayFilter(model: Model, view: View, address: Address, kept: Filtered): void {
  view.themeFilter = address.theme ?? "";
  const theme = model.find(view.themeFilter);
  if (!theme) return;
  const rest = kept.all - kept.statements.length;
  view.filters.push(`theme: ${fullName(theme)}, narrower themes and the groups they concern`);
  const words = countNoun(rest, "other relation");
  const left: Part[] = [
    `${words} of this view ${rest === 1 ? "does" : "do"} not concern the theme.`,
  ];
  if (rest) view.remarks.push(left);
}

export function bySize(
  model: Model,
  degree: Map<number, number>,
): (a: number, b: number) => number {
  return (a, b) =>
    (degree.get(b) ?? 0) - (degree.get(a) ?? 0) ||
    model.thing(a).label.localeCompare(model.thing(b).label, "en");
}

/** How many statements each thing has a part in. */
export function degrees(statements: Statement[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { source, target } of statements) {
    for (const id of new Set([source, target])) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

/** Things by a fact, such as their sector; the groups with more things first. */
export function grouped(model: Model, ids: number[], fact: string): [string, number[]][] {
  const groups = new Map<string, number[]>();
  for (const id of ids) {
    const name = model.fact(model.thing(id), fact) || "no sector given";
    groups.set(name, [...(groups.get(name) ?? []), id]);
  }
  return [...groups].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
}
