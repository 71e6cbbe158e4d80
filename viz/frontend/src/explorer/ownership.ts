/** To whom a unit or role belongs: the inspected force, several bodies, or another body. */
import type { Model } from "./model";

/** "own": of an inspected force; "shared": of several bodies; "foreign": of another body alone. */
export type Ownership = "own" | "shared" | "foreign";

const UPWARD = ["org:unitOf", "org:memberOf"]; // from what belongs to its body
const DOWNWARD = ["peel:staffedBy"]; // from a body to who works in it

/** The bodies, units and collaborations that a thing belongs to, as the graph states it. */
export function ownersOf(model: Model, id: number): number[] {
  return model.relations(id).flatMap(({ source, target, property }) => {
    if (source === id && UPWARD.includes(property.iri)) return [target];
    return target === id && DOWNWARD.includes(property.iri) ? [source] : [];
  });
}

/** Whose a thing is; what the graph says nothing of counts as the force's own. */
export function ownershipOf(
  model: Model,
  id: number,
  partners: Set<number>,
  seen: Set<number> = new Set([id]),
): Ownership {
  if (model.isA(id, "Collaboration")) return "shared";
  const owners = ownersOf(model, id).filter((owner) => !seen.has(owner));
  const bodies = model.inspected;
  if (!owners.length || owners.some((owner) => bodies.includes(owner))) return "own";
  if (owners.some((owner) => partners.has(owner))) return "foreign";
  const isOwn = owners.some(
    (owner) => ownershipOf(model, owner, partners, new Set([...seen, owner])) === "own",
  );
  return isOwn ? "own" : "foreign";
}
