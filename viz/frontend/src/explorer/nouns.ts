/** Nouns for groups of things, by their classes. */
import { countNoun } from "../text";
import type { Model } from "./model";

/** "units", "partners and roles", or "things" where there are more kinds. */
export function nounOf(model: Model, things: number[]): string {
  const one = things.length === 1;
  const words = new Set(
    things.map((id) => {
      const { words, plural } = kindOf(model, id);
      return one ? words : plural;
    }),
  );
  const sorted = [...words].sort();
  if (sorted.length > 2) return "things";
  return sorted.join(" and ") || "things";
}

function kindOf(model: Model, id: number): { words: string; plural: string } {
  const partner = model.data.classes.name.indexOf("Partner");
  if (partner >= 0 && model.isA(id, "Partner")) {
    const { words, plural } = model.data.classes;
    return { words: words[partner], plural: plural[partner] };
  }
  return model.thing(id).kind;
}

/** "3 partners and roles". */
export const countThings = (model: Model, things: number[]): string =>
  countNoun(things.length, nounOf(model, things), nounOf(model, things));

const VERB_WITH_NOUN = /^(has|uses|covers|provides)(?: the)? (\w+)$/;

/** A verb and the noun of what is counted: "has" and "units", where the verb is "has unit". */
export function countedVerb(
  model: Model,
  verb: string,
  count: number,
  noun: string,
): [verb: string, noun: string] {
  const [, start, singular] = VERB_WITH_NOUN.exec(verb) ?? [];
  if (!singular) return [verb, noun];
  return [start, count === 1 ? singular : pluralOf(model, singular)];
}

function pluralOf(model: Model, singular: string): string {
  const { words, plural } = model.data.classes;
  return plural[words.indexOf(singular)] ?? `${singular}s`;
}
