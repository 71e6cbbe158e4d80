/** The filter of a comparison: by relation, by kind of thing, by one thing, and by side. */
import { add, addButton } from "../dom";
import { fold, formatNumber } from "../text";
import { type Comparison, PRESENCE, type Presence, type Relation } from "./comparison";
import { kindOf, kindsOf } from "./comparison_lists";
import { linkTo } from "./links";
import type { Model } from "./model";
import { fullName } from "./names";
import type { Address, Control, Row } from "./view";

const NAMES = ["relation", "type", "about", "kinds", "only"] as const;
const SHOWN: Presence[] = ["here", "there", "both", "moved", "alike"];

/** What the address limits a comparison to. */
export class Filter {
  readonly address: Address;
  /** The thing that everything has to do with, if there is one. */
  readonly about: number | undefined;

  constructor(
    private readonly model: Model,
    private readonly comparison: Comparison,
    address: Address,
  ) {
    const own = NAMES.map((name): [string, string] => [name, address[name] ?? ""]);
    this.address = { view: "comparison", ...Object.fromEntries(own.filter(([, value]) => value)) };
    this.about = model.find(this.address.about ?? "")?.id;
  }

  get only(): Presence | undefined {
    return SHOWN.find((name) => name === this.address.only);
  }

  /** Whether relations of one kind alone are asked for, so that things do not matter. */
  get isOfRelations(): boolean {
    return Boolean(this.address.relation || this.address.kinds);
  }

  hasRelation(item: Relation): boolean {
    const { relation, type, kinds } = this.address;
    const { source, target, property } = item.statement;
    const ends = [source, target];
    return (
      (!this.only || item.presence === this.only) &&
      (!relation || property.iri === relation) &&
      (!kinds || kindsOf(this.model, item.statement) === kinds) &&
      (!type || ends.some((id) => kindOf(this.model, id) === type)) &&
      (this.about === undefined || ends.some((id) => this.isAbout(id)))
    );
  }

  /** Whether a row of a list of things, findings or figures is asked for. */
  hasRow({ item, key }: Row): boolean {
    if (!item || !("thing" in item)) return false;
    const { type } = this.address;
    const isOnSide = !this.only || key === PRESENCE[this.only] || this.isInBoth(key);
    return (
      isOnSide &&
      (!type || kindOf(this.model, item.thing) === type) &&
      (this.about === undefined || this.isOf(item.thing))
    );
  }

  /** What changed is in both. */
  private isInBoth = (key: string | undefined): boolean =>
    this.only === "both" && key === "changed";

  private isAbout = (id: number): boolean =>
    id === this.about || this.comparison.twin(id) === this.about;

  /** Whether a thing is the one asked for, or a finding or the like about it. */
  private isOf(id: number): boolean {
    if (this.isAbout(id)) return true;
    if (!this.model.isCited(id)) return false;
    const targets = this.model.thing(id).statements.map((at) => this.model.statement(at).target);
    return targets.some(this.isAbout);
  }

  /** The filter in words. */
  get words(): string[] {
    const { relation, type, kinds } = this.address;
    const property = this.model.properties.find(({ iri }) => iri === relation);
    return [
      ...(this.only ? [PRESENCE[this.only]] : []),
      ...(relation ? [`relation: ${property?.words ?? relation}`] : []),
      ...(type ? [`with a thing of the kind ${type}`] : []),
      ...(kinds ? [kinds] : []),
      ...(this.about === undefined ? [] : [`about ${fullName(this.model.thing(this.about))}`]),
    ];
  }

  /** The switch between sides; only those that hold something. */
  control(relations: Relation[]): Control {
    const { only, ...rest } = this.address;
    const held = SHOWN.filter((name) => relations.some(({ presence }) => presence === name));
    return {
      title: "Where",
      choices: [
        { words: "all", address: rest, isChosen: !only },
        ...held.map((name) => ({
          words: PRESENCE[name],
          address: { ...rest, only: name },
          isChosen: only === name,
        })),
      ],
    };
  }
}

/** The form with relation, kind and thing. */
export function addFilterForm(
  container: HTMLElement,
  model: Model,
  relations: Relation[],
  { address, about }: Filter,
): void {
  const form = add(container, "form", undefined, { className: "comparison-filter" });
  form.addEventListener("submit", (event) => event.preventDefault());
  const go = (change: Address) => {
    location.hash = linkTo({ ...address, ...change });
  };
  const properties = relations.map(({ statement }) => statement.property);
  const named = [...new Set(properties)].map(({ iri, words }): Option => [iri, words]);
  addSelect(form, "Relation", named, address.relation, (relation) => go({ relation }));
  const kinds = relations.flatMap(({ statement }) =>
    [statement.source, statement.target].map((id) => kindOf(model, id)),
  );
  const types = [...new Set(kinds)].map((kind): Option => [kind, kind]);
  addSelect(form, "Kind of thing", types, address.type, (type) => go({ type }));
  addThingBox(form, model, relations, about, (iri) => go({ about: iri }));
  if (Object.keys(address).length > 1) {
    addButton(form, "Everything", () => {
      location.hash = linkTo({ view: "comparison" });
    });
  }
}

type Option = [value: string, words: string];

const idOf = (title: string): string => `only-${title.toLowerCase().replaceAll(" ", "-")}`;

/** A place for a control with its label. */
function addField(form: HTMLElement, title: string): HTMLElement {
  const field = add(form, "span");
  add(field, "label", title, { htmlFor: idOf(title) });
  return field;
}

function addSelect(
  form: HTMLElement,
  title: string,
  options: Option[],
  value: string | undefined,
  choose: (value: string) => void,
): void {
  const select = add(addField(form, title), "select", undefined, { id: idOf(title) });
  const sorted = [...options].sort(([, a], [, b]) => a.localeCompare(b, "en"));
  add(select, "option", `all (${formatNumber(options.length)})`, { value: "" });
  for (const [name, words] of sorted) add(select, "option", words, { value: name });
  select.value = value ?? "";
  select.addEventListener("change", () => choose(select.value));
}

function addThingBox(
  form: HTMLElement,
  model: Model,
  relations: Relation[],
  about: number | undefined,
  choose: (iri: string) => void,
): void {
  const input = add(addField(form, "Thing"), "input", undefined, {
    ...{ type: "text", autocomplete: "off", placeholder: "all things", id: idOf("Thing") },
    value: about === undefined ? "" : fullName(model.thing(about)),
  });
  input.setAttribute("list", "comparison-things");
  const ends = relations.flatMap(({ statement }) => [statement.source, statement.target]);
  const things = [...new Set(ends)].map(model.thing);
  const list = add(form, "datalist", undefined, { id: "comparison-things" });
  for (const thing of things) add(list, "option", undefined, { value: fullName(thing) });
  input.addEventListener("change", () => {
    const words = fold(input.value);
    const match = things.find((thing) =>
      [fullName(thing), thing.label, ...thing.names].some((name) => fold(name) === words),
    );
    input.setCustomValidity(match || !words ? "" : "Choose one of the things in the list.");
    input.reportValidity();
    if (match || !words) choose(match?.iri ?? "");
  });
}
