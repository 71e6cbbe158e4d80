/** The graph in memory: things, statements, sentences, and the ways from one to another. */
import { expandIri } from "../exports";
import { fold, formatNumber } from "../text";
import type { FigureData, GraphData, NetworkData, PartData, ReportData } from "./data";
import {
  classRows,
  type Property,
  readProperties,
  readSentences,
  readStatements,
  readThings,
  type Sentence,
  type Statement,
  type Thing,
} from "./model_rows";
import { emptySecondGraph, readSecondGraph, SECOND_START, type SecondGraph } from "./second_graph";

export type { Property, Sentence, Statement, Thing };

const MOST_NAMED = 3; // reports in a sentence

export interface ThemeScope {
  theme: number;
  /** The theme itself, narrower themes, and the groups they concern. */
  themes: Set<number>;
}

export class Model {
  readonly things: Thing[];
  readonly properties: Property[];
  readonly statements: Statement[];
  readonly sentences: Sentence[];
  readonly reports: ReportData[];
  readonly figures: Map<number, FigureData>;
  /** Findings, figures and the like, which are about things, by what they are about. */
  readonly notesAbout = new Map<number, number[]>();
  /** What is quoted from a sentence, and the statements in it. */
  readonly quotes: number[][];
  readonly stated: number[][];
  private readonly byIri: Map<string, number>;
  private readonly keys: Map<string, number>;
  private readonly relationsOf: Statement[][] = [];
  private bodies: number[] | undefined;
  private readonly below = new Map<number, number[]>();
  private readonly links: GraphData["links"];
  /** What only a second graph has, to which this one is compared. */
  private readonly second: SecondGraph = emptySecondGraph();

  /** The part of the graph that the page holds, unless that is all of it. */
  readonly part: PartData | undefined;
  /** What the page speaks for where it knows nothing of something. */
  readonly holder: string;

  constructor(readonly data: GraphData) {
    this.part = data.part;
    this.holder = data.part ? "This page" : "The graph";
    const classes = classRows(data);
    this.links = data.links;
    this.reports = data.reports;
    this.things = readThings(data, classes);
    this.properties = readProperties(data);
    this.sentences = readSentences(data);
    this.statements = readStatements(data, this.properties);
    this.byIri = new Map(this.things.map((thing) => [thing.iri, thing.id]));
    this.keys = new Map(this.statements.map((statement) => [keyOf(statement), statement.id]));
    this.figures = new Map(data.sections.figures.map((figure) => [figure.of, figure]));
    this.quotes = this.sentences.map(() => []);
    this.stated = this.sentences.map(() => []);
    this.connect();
    if (data.comparison) {
      this.second = readSecondGraph(data.comparison, classes, this.properties);
      this.connectSecond(this.second);
    }
  }

  thing = (id: number): Thing => this.things[id] ?? this.second.things[id - SECOND_START];
  statement = (id: number): Statement =>
    this.statements[id] ?? this.second.statements[id - SECOND_START];
  sentence = (id: number): Sentence =>
    this.sentences[id] ?? this.second.sentences[id - SECOND_START];

  /** A thing by its IRI, whole or compact. */
  find(iri: string): Thing | undefined {
    const compact = this.byIri.get(iri) ?? this.byIri.get(this.compress(iri));
    return compact === undefined ? undefined : this.thing(compact);
  }

  expand = (iri: string): string => expandIri(this.data.prefixes, iri);

  compress(iri: string): string {
    const entries = Object.entries(this.data.prefixes);
    const entry = entries.find(([, space]) => space !== "" && isLocal(iri, space));
    return entry ? `${entry[0]}:${iri.slice(entry[1].length)}` : iri;
  }

  fact(thing: Thing, name: string): string {
    return (thing.facts[name] ?? []).join(", ");
  }

  /** Names of the reports, or how many there are where names would fill the page. */
  get reportWords(): string {
    if (this.hasManyReports) return `${formatNumber(this.reports.length)} inspection reports`;
    return this.reports.map(({ label }) => label).join("; ");
  }

  get hasManyReports(): boolean {
    return this.reports.length > MOST_NAMED;
  }

  /** The bodies that the reports are about: their forces. */
  get inspected(): number[] {
    this.bodies ??= this.readInspected();
    return this.bodies;
  }

  private readInspected(): number[] {
    const iris = this.reports.flatMap((report) => report.bodies);
    return [...new Set(iris)].map((iri) => this.byIri.get(iri) ?? -1).filter((id) => id >= 0);
  }

  /** Statements of a network of the analysis. */
  network(name: string): number[] {
    const network: NetworkData | undefined = this.data.sections.networks[name];
    const ids = (network?.statements ?? []).map(([source, iri, target]) =>
      this.statementOf(source, iri, target),
    );
    return [...new Set(ids.filter((id): id is number => id !== undefined))];
  }

  /** Things on the second side of a network. */
  secondSide(name: string): Set<number> {
    return new Set(this.data.sections.networks[name]?.second);
  }

  isA = (id: number, className: string): boolean => this.thing(id).classes.includes(className);

  /** Other things of the same name. */
  namesakes(id: number): number[] {
    const name = fold(this.things[id].label);
    return this.things
      .filter((thing) => thing.id !== id && fold(thing.label) === name)
      .map((thing) => thing.id);
  }

  /** The things of a class, in the order of their names. */
  allOf(className: string): number[] {
    return this.things
      .filter((thing) => thing.classes.includes(className))
      .sort((a, b) => a.label.localeCompare(b.label, "en"))
      .map((thing) => thing.id);
  }

  /** The number of a statement, in either direction where it is mutual. */
  statementOf(source: number, iri: string, target: number): number | undefined {
    return this.keys.get(`${source} ${iri} ${target}`) ?? this.mutualOf(source, iri, target);
  }

  /** The number of a statement that only the second graph has. */
  secondStatementOf(source: number, iri: string, target: number): number | undefined {
    return this.second.statements.find(({ source: from, property, target: to }) => {
      const isSame = from === source && to === target;
      const isTurned = property.mutual && from === target && to === source;
      return property.iri === iri && (isSame || isTurned);
    })?.id;
  }

  private mutualOf(source: number, iri: string, target: number): number | undefined {
    const id = this.keys.get(`${target} ${iri} ${source}`);
    return id !== undefined && this.statements[id].property.mutual ? id : undefined;
  }

  /** Relations of a thing with things, without findings and figures about it. */
  relations(id: number): Statement[] {
    const stored = this.relationsOf[id];
    if (stored) return stored;
    const relations = this.thing(id)
      .statements.map(this.statement)
      .filter(({ source, target }) => !this.isCited(source) && !this.isCited(target));
    this.relationsOf[id] = relations;
    return relations;
  }

  /** Whether a thing is a finding, a figure or the like. */
  isCited = (id: number): boolean => this.thing(id).kind.family === "statement";

  other(statement: Statement, id: number): number {
    return statement.source === id ? statement.target : statement.source;
  }

  /** How a statement reads from one of its ends. */
  verb(statement: Statement, from: number): string {
    const { words, back } = statement.property;
    return statement.source === from ? words : back;
  }

  /** Findings, figures and the like of a class that are about one of some things. */
  notes(about: Iterable<number>, className: string, polarity = ""): number[] {
    const fits = (id: number) =>
      this.things[id].kind.name === className &&
      (!polarity || this.things[id].facts.polarity?.[0] === polarity);
    const ids = new Set<number>();
    for (const thing of about) {
      for (const id of this.notesAbout.get(thing) ?? []) if (fits(id)) ids.add(id);
    }
    return [...ids].sort((a, b) => a - b);
  }

  /** The theme itself, narrower themes, and the groups of people they concern. */
  scope(theme: number): ThemeScope {
    const heads = [theme, ...this.related(theme)];
    return { theme, themes: new Set(heads.flatMap((head) => [...this.narrower(head)])) };
  }

  related(id: number): number[] {
    return this.linked("related", id);
  }

  broader(id: number): number[] {
    return this.linked("broader", id);
  }

  /** Themes directly below a theme. */
  children = (id: number): number[] => this.below.get(id) ?? [];

  linked(what: string, id: number): number[] {
    const { from, to } = this.links[what] ?? { from: [], to: [] };
    return to.filter((_, at) => from[at] === id);
  }

  private narrower(head: number): Set<number> {
    const themes = new Set([head]);
    for (const theme of themes) for (const child of this.children(theme)) themes.add(child);
    return themes;
  }

  private connect(): void {
    for (const statement of this.statements) {
      this.things[statement.source].statements.push(statement.id);
      if (statement.target !== statement.source) {
        this.things[statement.target].statements.push(statement.id);
      }
      for (const sentence of statement.sentences) this.stated[sentence].push(statement.id);
      if (this.isCited(statement.source) && statement.property.iri === "peel:about") {
        append(this.notesAbout, statement.target, statement.source);
      }
    }
    this.links.broader?.from.forEach((child, at) => {
      append(this.below, this.links.broader.to[at], child);
    });
    const { of, sentence } = this.data.quoted;
    of.forEach((thing, at) => {
      this.quotes[sentence[at]].push(thing);
    });
  }

  /** Connects what only the second graph has with each other, and with nothing of this one. */
  private connectSecond({ things, statements, sentences, properties }: SecondGraph): void {
    this.properties.push(...properties);
    for (const { id } of sentences) {
      this.quotes[id] = things.filter(({ quoted }) => quoted.includes(id)).map((thing) => thing.id);
      this.stated[id] = statements.filter((item) => item.sentences.includes(id)).map((x) => x.id);
    }
    for (const { id, iri } of things) this.byIri.set(iri, id);
  }
}

export function append<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

const keyOf = ({ source, property, target }: Statement): string =>
  `${source} ${property.iri} ${target}`;

function isLocal(iri: string, space: string): boolean {
  return iri.startsWith(space) && /^[\w.-]+$/.test(iri.slice(space.length));
}
