/** The data model: classes and relations with definitions, examples and counts. */
import { capitalise, countNoun, formatNumber } from "../../text";
import { addCharts, type Chart, roundTicks } from "../charts";
import { ofReports } from "../forces";
import { relationList, thingList } from "../list_builders";
import type { Model, Property, Thing } from "../model";
import { section } from "../section_data";
import { type Address, type Cell, countOf, type List, type View } from "../view";
import { type Context, inPart, startView, type ViewDefinition } from "./definition";

const ABOUT = {
  name: "model",
  title: "The data model",
  menu: "Data model",
  summary:
    "What kinds of things and relations the graph has, what they mean, and how many there are.",
};
const CHARTED = 16;
const UNDEFINED = "A term of another vocabulary; the graph holds no definition of it.";

export const TERMS: ViewDefinition = {
  ...ABOUT,
  build,
  parameters: () => ({ class: {}, relation: {} }), // which say by themselves what is unknown
  isOffered: inPart(() => false),
};

function build({ model }: Context, address: Address): View {
  const view = startView(ABOUT, address);
  const classes = classList(model, view.address);
  const relations = propertyList(model, view.address);
  const chosen = chosenList(model, view, address);
  view.sentence = [
    countOf(classes, "class of things", "classes of things"),
    " and ",
    countOf(relations, "relation"),
    `${definedWords(model)} Every relation is stated by a sentence of ${ofReports(model, "the report", "a report")} or by the register.`,
  ];
  view.lists = [...chosen, classes, relations];
  const charts = chosen.length ? [] : [classChart(model, view.address)];
  view.charts = charts;
  view.fill = (container) => addCharts(container, charts);
  return view;
}

/** Everything of a class, or every statement of a relation, where the address asks for it. */
function chosenList(model: Model, view: View, address: Address): List[] {
  const property = model.properties.find(({ iri }) => iri === address.relation);
  if (address.relation && !property) view.remarks.push([unknown(model, address.relation)]);
  if (property) {
    const statements = model.statements.filter((item) => item.property === property);
    view.filters.push(`relation: ${property.words}`);
    view.remarks.push([`${capitalise(property.words)}: ${meaningOf(model, property)}`]);
    return [relationList(model, statements, capitalise(property.words), "chosen")];
  }
  const name = address.class ?? "";
  const kind = model.things.map((thing) => thing.kind).find((item) => item.name === name);
  if (name && !kind) view.remarks.push([unknown(model, name)]);
  if (!kind) return [];
  view.filters.push(`class: ${kind.words}`);
  view.remarks.push([`${capitalise(kind.words)}: ${kind.definition || UNDEFINED}`]);
  const title = capitalise(kind.plural);
  return [thingList(model, ofKind(model, name), { id: "chosen", title, isOneType: true })];
}

const unknown = (model: Model, name: string): string =>
  `${model.holder} holds no class or relation called ${name}.`;

/** What a relation says; one of another vocabulary that the graph does not define is named. */
const meaningOf = (model: Model, { iri, definition }: Property): string =>
  definition || `${UNDEFINED} Its address: ${model.expand(iri)}.`;

/** Whether all classes and relations that are used have a definition, at the end of a sentence. */
function definedWords(model: Model): string {
  const properties = usedProperties(model).filter(({ definition }) => !definition);
  const kinds = kindsOf(model).filter(({ definition }) => !definition);
  const count = properties.length + kinds.length;
  if (!count) return ", all with a definition.";
  const are = count === 1 ? "is a term" : "are terms";
  return `; ${count} of them ${are} of other vocabularies, without a definition in the graph.`;
}

const kindsOf = (model: Model): Thing["kind"][] => [
  ...new Set(model.things.map((thing) => thing.kind)),
];

const usedProperties = (model: Model): Property[] => {
  const used = new Set(model.statements.map(({ property }) => property));
  return model.properties.filter((property) => used.has(property));
};

/** Things whose most telling class it is. */
const ofKind = (model: Model, name: string): number[] =>
  model.allOf(name).filter((id) => model.thing(id).kind.name === name);

const termWords = (model: Model, iri: string): string => {
  const name = iri.replace(/^.*[:#]/, "");
  const at = model.data.classes.name.indexOf(name);
  return at < 0 ? iri : model.data.classes.words[at];
};

function classList(model: Model, address: Address): List {
  const terms = section(model, "ontology");
  const kinds = kindsOf(model);
  kinds.sort((a, b) => (a.words < b.words ? -1 : 1));
  return {
    id: "classes",
    title: "Classes",
    columns: ["Class", "How many", "What it is", "Example", "Kind of", "Same idea elsewhere"],
    rows: kinds.map((kind) => {
      const term = terms[`peel:${kind.name}`];
      const count = countNoun(ofKind(model, kind.name).length, kind.words, kind.plural);
      return {
        item: null,
        cells: [
          kind.words,
          { address: { view: address.view, class: kind.name }, words: count },
          kind.definition || UNDEFINED,
          term?.example ?? "",
          (term?.above ?? []).map((iri) => termWords(model, iri)).join(", "),
          (term?.alignment ?? []).join(", "),
        ],
      };
    }),
  };
}

function propertyList(model: Model, address: Address): List {
  const terms = section(model, "ontology");
  const used = usedProperties(model).map((property) => ({
    ...{ property, own: statementsOf(model, property) },
  }));
  return {
    id: "relations",
    title: "Relations",
    columns: [
      "Relation",
      "Read back",
      "How many",
      "What it says",
      "From",
      "To",
      "An example",
      "Same idea elsewhere",
    ],
    rows: used.map(({ property, own }) => {
      const term = terms[property.iri];
      const names = (iris: string[] = []) => iris.map((iri) => termWords(model, iri)).join(", ");
      const count: Cell = {
        address: { view: address.view, relation: property.iri },
        words: countNoun(own.length, "statement"),
      };
      return {
        item: { statement: own[0] },
        cells: [
          property.words,
          property.back,
          count,
          meaningOf(model, property),
          names(term?.domain),
          names(term?.range),
          exampleOf(model, own[0]),
          (term?.alignment ?? []).join(", "),
        ],
      };
    }),
  };
}

const statementsOf = (model: Model, property: Property): number[] =>
  model.statements.filter((item) => item.property === property).map((item) => item.id);

/** A statement of the graph as a sentence. */
function exampleOf(model: Model, id: number): string {
  const { source, property, target } = model.statement(id);
  return `${model.thing(source).label} ${property.words} ${model.thing(target).label}`;
}

function classChart(model: Model, address: Address): Chart {
  const counts = kindsOf(model).map((kind) => ({ kind, count: ofKind(model, kind.name).length }));
  counts.sort((a, b) => b.count - a.count);
  const to = counts[0]?.count ?? 1;
  const first = Math.min(CHARTED, counts.length);
  const title = "How many things of each class";
  return {
    title: first < counts.length ? `${title}: the first ${first} of ${counts.length}` : title,
    from: 0,
    to,
    ticks: roundTicks(to),
    legend: [],
    rows: counts.slice(0, CHARTED).map(({ kind, count }) => ({
      label: kind.plural,
      words: formatNumber(count),
      marks: [{ at: 0, to: count, tone: "main" }],
      address: { view: address.view, class: kind.name },
    })),
  };
}
