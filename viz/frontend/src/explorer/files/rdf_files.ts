/** A view as Turtle, or as TriG with the sentence of each statement: only what the graph states. */
import { turtleIri } from "../../exports";
import { statementsTurtle } from "../../sparql/downloads";
import { RDF_TYPE, type Term, type Statement as Triple, XSD } from "../../sparql/terms";
import type { Model, Statement } from "../model";
import { SECOND_START } from "../second_graph";
import { section } from "../section_data";
import type { Marks, View } from "../view";
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
    ...statements.filter(isStated).map((id) => statementTriple(model, model.statement(id))),
    ...markTriples(model, view.marks),
  ];
  return statementsTurtle(triples, model.data.prefixes, captionLines(caption));
}

/** The same, each statement in the graph of the sentence that states it, and those sentences. */
export function toTrig(model: Model, view: View, caption: Caption): string {
  const { things, statements } = graphOf(model, view);
  const stated = statements.filter(isStated);
  const sentences = new Set(stated.flatMap((id) => model.statement(id).sentences));
  for (const id of things) {
    if (model.isCited(id)) for (const sentence of model.thing(id).quoted) sentences.add(sentence);
  }
  const head = [
    ...things.flatMap((id) => thingTriples(model, id)),
    ...[...sentences].sort((a, b) => a - b).flatMap((id) => sentenceTriples(model, id)),
    ...stated
      .map(model.statement)
      .filter((item) => !item.sentences.length)
      .map((item) => statementTriple(model, item)),
    ...markTriples(model, view.marks),
  ];
  const start = statementsTurtle(head, model.data.prefixes, captionLines(caption));
  return `${start}\n${sentenceGraphs(model, stated).join("\n")}`;
}

/** What only a second graph states is described, and not stated. */
const isStated = (id: number): boolean => id < SECOND_START;

/**
 * Each statement that has a mark, described (RDF 1.1 Schema, section 5.3) with its mark and its
 * sentences, and the marks of things.
 */
function markTriples(model: Model, marks?: Marks): Triple[] {
  if (!marks) return [];
  const note = uri(model.expand("skos:editorialNote"));
  const things = [...marks.things].map(
    ([id, words]): Triple => [iriOf(model, id), note, text(words)],
  );
  const statements = [...marks.statements].flatMap(([id, { words, sentences }]): Triple[] => {
    const { source, property, target } = model.statement(id);
    const names = [model.thing(source).iri, property.iri, model.thing(target).iri];
    const name = uri(model.data.statement + names.map(encodeURIComponent).join("/"));
    const state = (iri: string, object: Term): Triple => [name, uri(model.expand(iri)), object];
    return [
      state("rdf:type", uri(model.expand("rdf:Statement"))),
      state("rdf:subject", iriOf(model, source)),
      state("rdf:predicate", uri(model.expand(property.iri))),
      state("rdf:object", iriOf(model, target)),
      [name, note, text(words)],
      ...sentences.map((at) => state("prov:wasQuotedFrom", uri(model.sentence(at).iri))),
    ];
  });
  return [...things, ...statements];
}

/** One named graph for each sentence that states some of the statements. */
function sentenceGraphs(model: Model, statements: number[]): string[] {
  const turned = new Set(section(model, "mutual_statements").map((parts) => parts.join(" ")));
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
