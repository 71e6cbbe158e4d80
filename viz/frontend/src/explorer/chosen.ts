/** What is chosen in a view, in the address of the page. */
import type { Chosen } from "./evidence";
import type { Model } from "./model";

/** What is chosen as a text: an IRI, several, or the three of a statement. */
export function writeChosen(model: Model, chosen: Chosen | null): string {
  if (!chosen) return "";
  if ("thing" in chosen) return model.thing(chosen.thing).iri;
  if ("things" in chosen) return chosen.things.map((id) => model.thing(id).iri).join(",");
  if ("sentence" in chosen) return model.sentence(chosen.sentence).iri;
  const [first] = chosen.statements;
  const { source, property, target } = model.statement(first);
  return [model.thing(source).iri, property.iri, model.thing(target).iri].join(" ");
}

/** What a text says to be chosen; null where the graph does not hold it. */
export function readChosen(model: Model, text: string): Chosen | null {
  const things = text.split(",").map((iri) => model.find(iri)?.id ?? -1);
  if (things.length > 1 && things.every((id) => id >= 0)) return { things };
  const [subject, property, object] = text.split(" ");
  if (!subject) return null;
  const source = model.find(subject);
  if (source && object) {
    const target = model.find(object);
    const ends = target && ([source.id, property, target.id] as const);
    const id = ends && (model.statementOf(...ends) ?? model.secondStatementOf(...ends));
    return id === undefined ? null : { statements: [id] };
  }
  if (source) return { thing: source.id };
  const sentence = model.sentences.find(({ iri }) => iri === subject);
  return sentence ? { sentence: sentence.id } : null;
}
