/** How the page speaks of the inspected forces and their reports: of few by name, of many by number. */
import type { Model, Thing } from "./model";
import { fullName } from "./names";
import { countThings } from "./nouns";
import { joined } from "./view";

const MOST_NAMED = 3; // forces in a sentence

/** "Cambridgeshire Constabulary", "this and that one", or "43 forces". */
export function forceNames(model: Model, nameOf: (thing: Thing) => string = fullName): string {
  const bodies = model.inspected;
  if (bodies.length > MOST_NAMED) return countThings(model, bodies);
  return joined(bodies.map((id) => nameOf(model.thing(id)))).join("");
}

export const hasManyForces = (model: Model): boolean => model.inspected.length > MOST_NAMED;

/** Words for one inspected force, or for several. */
export const ofForces = (model: Model, one: string, several: string): string =>
  model.inspected.length > 1 ? several : one;

/** Words for one report, or for several. */
export const ofReports = (model: Model, one: string, several: string): string =>
  model.reports.length > 1 ? several : one;

/** "the force", or "the forces". */
export const theForce = (model: Model): string => ofForces(model, "the force", "the forces");
