/** What an address says that a view does not know: said to the reader, and left out. */
import { CATEGORIES } from "./categories";
import { readChosen } from "./chosen";
import { LAYOUTS } from "./layouts/listing";
import type { Model } from "./model";
import { SIZINGS } from "./sizing";
import type { Address, View } from "./view";

export interface Parameter {
  /** All values that change something; any value where they are not listed. */
  values?: string[];
  /** Tells whether a value changes something, where that cannot be listed. */
  isKnown?(value: string): boolean;
  /** Whether they are names of something that the graph has, as a voice is. */
  isNamed?: boolean;
  /** What they name; what the parameter is called by default. */
  noun?: string;
  /** What is shown in place of an unknown one; nothing is left out by default. */
  otherwise?: string;
}

export type Parameters = Record<string, Parameter>;

interface Unknown {
  /** For the filters. */
  filters: string[];
  /** Sentences for the reader. */
  remarks: string[];
}

/** An address without what a view does not know, and the words about that. */
export function knownPart(
  model: Model,
  parameters: Parameters,
  address: Address,
): { known: Address; unknown: Unknown } {
  const unknown: Unknown = { filters: [], remarks: [] };
  const known = Object.entries(address).filter(([name, value]) => {
    const parameter = Object.hasOwn(parameters, name) ? parameters[name] : { values: [] };
    if (value === "" || isKnown(parameter, value)) return true;
    if (parameter.isNamed) unknown.filters.push(`unknown ${name}: ${value}`);
    unknown.remarks.push(unknownWords(model, name, value, parameter));
    return false;
  });
  return { known: Object.fromEntries(known), unknown };
}

const isKnown = (parameter: Parameter, value: string): boolean =>
  (parameter.values?.includes(value) ?? true) && (parameter.isKnown?.(value) ?? true);

function unknownWords(
  model: Model,
  name: string,
  value: string,
  { isNamed = false, noun = name, otherwise = "nothing is left out" }: Parameter,
): string {
  if (isNamed) return `${model.holder} holds no ${noun} called ${value}: ${otherwise}.`;
  return `The address says “${name}=${value}”, which this view does not know: ${otherwise}.`;
}

/** Adds the words about what an address says and a view does not know. */
export function sayUnknown(view: View, { filters, remarks }: Unknown): void {
  view.filters.push(...filters);
  view.remarks.unshift(...remarks.map((words) => [words]));
}

const namesOf = (items: { name: string }[]): string[] => items.map(({ name }) => name);

/** How a picture is arranged, by the parameters of addresses. */
const ARRANGED: Parameters = {
  layout: { values: namesOf(LAYOUTS) },
  group: { values: namesOf(CATEGORIES) },
  colour: { values: namesOf(CATEGORIES) },
  size: { values: namesOf(SIZINGS) },
  marks: { values: ["none"] },
};

/** Says what is unknown of what is open, chosen or arranged in a view. */
export function sayUnknownState(model: Model, view: View, address: Address): void {
  const otherwise = "the usual one is shown";
  const lists = { values: view.lists.map(({ id }) => id), otherwise };
  const words = Object.entries({ list: lists, ...ARRANGED })
    .filter(([name]) => address[name])
    .flatMap(([name, parameter]) => {
      const asked = { [name]: address[name] };
      const usual = { ...parameter, otherwise };
      return knownPart(model, { [name]: usual }, asked).unknown.remarks;
    });
  const { open = "", chosen = "" } = address;
  const lost = open.split(",").filter((iri) => iri && !model.find(iri));
  if (chosen && !readChosen(model, chosen)) lost.push(chosen);
  words.push(...[...new Set(lost)].map((iri) => `${model.holder} holds nothing called ${iri}.`));
  view.remarks.unshift(...words.map((text) => [text]));
}
