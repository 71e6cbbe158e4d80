/** A view as Turtle, or as TriG with the sentence of each statement: only what the graph states. */
import { turtleIri } from "../../exports";
import { statementsTurtle } from "../../sparql/downloads";
import { RDF_TYPE, type Term, type Statement as Triple, XSD } from "../../sparql/terms";
import type { Model, Statement } from "../model";
import { section } from "../sections";
import type { View } from "../view";
import { type Caption, captionLines } from "./caption";
import { graphOf } from "./view_graph";

const LANGUAGE = "en"; // of names for which the data give none
const uri = (value: string): Term => ({ type: "uri", value });
const text = (value: string, language = LANGUAGE): Term => ({
  ...plain(value),
  ...(language ? { "xml:lang": language } : {}),
});
const plain = (value: string): Term => ({ type: "literal", value });

/** Kinds, labels, facts and relations of everything that the view speaks of. */
export function toTurtle(model: Model, view: View, caption: Caption): string {
  const { things, statements } = graphOf(model, view);
  const triples = [
    ...things.flatMap((id) => thingTriples(model, id)),
    ...statements.map((id) => statementTriple(model, model.statement(id))),
  ];
  return statementsTurtle(triples, model.data.prefixes, captionLines(caption));
}

/** The same, each statement in the graph of the sentence that states it, and those sentences. */
export function toTrig(model: Model, view: View, caption: Caption): string {
  const { things, statements } = graphOf(model, view);
  const sentences = new Set(statements.flatMap((id) => model.statement(id).sentences));
  for (const id of things) {
    if (model.isCited(id)) for (const sentence of model.thing(id).quoted) sentences.add(sentence);
  }
  const head = [
    ...things.flatMap((id) => thingTriples(model, id)),
    ...[...sentences].sort((a, b) => a - b).flatMap((id) => sentenceTriples(model, id)),
    ...statements
      .map(model.statement)
      .filter((item) => !item.sentences.length)
      .map((item) => statementTriple(model, item)),
  ];
  const start = statementsTurtle(head, model.data.prefixes, captionLines(caption));
  return `${start}\n${sentenceGraphs(model, statements).join("\n")}`;
}

/** One named graph for each sentence that states some of the statements. */
function sentenceGraphs(model: Model, statements: number[]): string[] {
  const turned = new Set(section(model, "turned").map((parts) => parts.join(" ")));
  const graphs = new Map<number, string[]>();
  for (const item of statements.map(model.statement)) {
    const key = `${item.source} ${item.property.iri} ${item.target}`;
    for (const sentence of item.sentences) {
      const triple = statementTriple(model, item, turned.has(`${key} ${sentence}`));
      const line = triple.map((term) => turtleIri(term.value)).join(" ");
      graphs.set(sentence, [...(graphs.get(sentence) ?? []), `    ${line} .`]);
    }
  }
  return [...graphs]
    .sort(([a], [b]) => a - b)
    .map(([id, lines]) => `${turtleIri(model.sentence(id).iri)} {\n${lines.join("\n")}\n}\n`);
}

function statementTriple(model: Model, item: Statement, isTurned = false): Triple {
  const [source, target] = isTurned ? [item.target, item.source] : [item.source, item.target];
  return [iriOf(model, source), uri(model.expand(item.property.iri)), iriOf(model, target)];
}

const iriOf = (model: Model, id: number): Term => uri(model.expand(model.thing(id).iri));

function thingTriples(model: Model, id: number): Triple[] {
  const thing = model.thing(id);
  const subject = iriOf(model, id);
  const state = (property: string, object: Term): Triple => [
    subject,
    uri(model.expand(property)),
    object,
  ];
  const classes = thing.classes.filter((name) => name !== "Theme");
  const figure = model.figures.get(id);
  const languages = section(model, "languages").filter(([of]) => of === id);
  const nameOf = (name: string): Term =>
    text(name, languages.find(([, value]) => value === name)?.[2]);
  const number = (value: number): Term => ({
    ...plain(String(value)),
    datatype: `${XSD}decimal`,
  });
  return [
    ...classes.map((name): Triple => [subject, uri(RDF_TYPE), uri(model.expand(`peel:${name}`))]),
    state("rdfs:label", nameOf(thing.label)),
    ...thing.names.map((name) => state("skos:altLabel", nameOf(name))),
    ...facts(model, id).map(([property, iri]) => state(property, uri(model.expand(iri)))),
    ...(figure ? [state("peel:value", number(figure.value))] : []),
    ...(model.isCited(id)
      ? thing.quoted.map((at) => state("prov:wasQuotedFrom", uri(model.sentence(at).iri)))
      : []),
  ];
}

/** Kind of finding, status, voice, sector and the like, as concepts. */
function facts(model: Model, id: number): [property: string, iri: string][] {
  const concepts = section(model, "concepts");
  return Object.entries(model.thing(id).facts).flatMap(([name, values]) =>
    values.flatMap((value): [string, string][] => {
      const [iri] = concepts[name]?.[value] ?? [];
      return iri ? [[`peel:${name}`, iri]] : [];
    }),
  );
}

function sentenceTriples(model: Model, id: number): Triple[] {
  const { iri, place, address, voices } = model.sentence(id);
  const voicesOf = section(model, "concepts").basis ?? {};
  const state = (property: string, object: Term): Triple => [
    uri(iri),
    uri(model.expand(property)),
    object,
  ];
  return [
    state("rdf:type", uri(model.expand("peel:Sentence"))),
    state("rdfs:label", text(place)),
    ...(address ? [state("schema:url", uri(address))] : []),
    ...voices.flatMap((voice) => {
      const [concept] = voicesOf[voice] ?? [];
      return concept ? [state("peel:basis", uri(model.expand(concept)))] : [];
    }),
  ];
}
