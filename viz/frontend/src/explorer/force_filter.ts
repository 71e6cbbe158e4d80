/** The list that keeps only what belongs to one of several forces. */
import { add } from "../dom";
import { linkTo } from "./links";
import type { Model, Thing } from "./model";
import { fullName } from "./names";
import { reportsOfSentences } from "./origin";
import type { Parameters } from "./parameters";
import type { View } from "./view";

/** The inspected force of an address. */
export function chosenForce(model: Model, force = ""): Thing | undefined {
  const thing = model.find(force);
  return thing && model.inspected.includes(thing.id) ? thing : undefined;
}

/** Whether one of some sentences stands in a report on a force; any will do where none is chosen. */
export function isToldOf(model: Model, sentences: number[], force: Thing | undefined): boolean {
  if (!force) return true;
  const reports = [...reportsOfSentences(model, sentences)];
  return reports.some((at) => model.reports[at].bodies.includes(force.iri));
}

/** What an address can say of a force. */
export const ofForce = (model: Model): Parameters => ({
  force: { isKnown: (iri) => chosenForce(model, iri) !== undefined, isNamed: true },
});

export function addForceFilter(parent: HTMLElement, model: Model, view: View): void {
  const form = add(parent, "form", undefined, { className: "theme-filter" });
  add(form, "label", "Only a force", { htmlFor: "only-force" });
  const select = add(form, "select", undefined, { id: "only-force" });
  add(select, "option", "all forces", { value: "" });
  const forces = model.inspected.map(model.thing);
  forces.sort((a, b) => a.label.localeCompare(b.label, "en"));
  for (const force of forces) add(select, "option", fullName(force), { value: force.iri });
  select.value = view.forceFilter ?? "";
  const { force: _, ...rest } = view.address;
  select.addEventListener("change", () => {
    location.hash = linkTo(select.value ? { ...rest, force: select.value } : rest);
  });
}
