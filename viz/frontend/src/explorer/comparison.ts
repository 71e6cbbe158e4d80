/** What the graph of the page and a second one share and do not share. */
import type { ChangeData, SecondGraphData } from "./comparison_data";
import { append, type Model, type Statement } from "./model";
import { SECOND_START } from "./second_graph";

/** Where a relation or thing is: "moved" is in both, "alike" between things that correspond. */
export type Presence = "here" | "there" | "both" | "moved" | "alike";

export const PRESENCE: Record<Presence, string> = {
  here: "only here",
  there: "only there",
  both: "in both",
  moved: "on other sentences",
  alike: "alike",
};

/** A relation between things, with the sentences that state it on either side. */
export interface Relation {
  statement: Statement;
  presence: Presence;
  here: number[];
  there: number[];
}

const comparisons = new WeakMap<Model, Comparison>();

/** The comparison that the page holds, if it holds one. */
export function comparisonOf(model: Model): Comparison | null {
  const { comparison: data } = model.data;
  if (!data) return null;
  const stored = comparisons.get(model) ?? new Comparison(model, data);
  comparisons.set(model, stored);
  return stored;
}

export class Comparison {
  /** All relations between things, without what findings and figures are about. */
  readonly relations: Relation[];
  /** What changed about a thing of both graphs, by its number. */
  readonly changes = new Map<number, ChangeData[]>();
  private readonly byStatement: Map<number, Relation>;
  private readonly twins: Map<number, number>;
  private readonly thingsHere: Set<number>;
  private readonly figures: Map<number, string>;

  constructor(
    private readonly model: Model,
    readonly data: SecondGraphData,
  ) {
    this.twins = new Map(
      data.alike.flatMap(([one, two]): [number, number][] => [
        [one, two],
        [two, one],
      ]),
    );
    this.thingsHere = new Set(data.thingsHere);
    this.figures = new Map(data.figures);
    for (const change of data.changes) append(this.changes, change.of, change);
    this.relations = this.readRelations();
    this.byStatement = new Map(this.relations.map((item) => [item.statement.id, item]));
  }

  /** The relation that a statement is; none for what a finding or figure is about. */
  relation = (statement: number): Relation | undefined => this.byStatement.get(statement);

  /** The thing on the other side that corresponds to a thing, where reports differ. */
  twin = (thing: number): number | undefined => this.twins.get(thing);

  /** The value of a figure there, in words, where it is another one than here. */
  valueThere = (figure: number): string => this.figures.get(figure) ?? "";

  /** Where a thing is. */
  presence(thing: number): Presence {
    if (this.twins.has(thing)) return "alike";
    if (thing >= SECOND_START) return "there";
    return this.thingsHere.has(thing) ? "here" : "both";
  }

  /** The things that only one of the two graphs has; of two that correspond, that which is here. */
  get things(): number[] {
    const thingsThere = this.data.nodes.iri.map((_, at) => SECOND_START + at);
    const isShown = (id: number) => id < SECOND_START || !this.twins.has(id);
    return [...this.thingsHere, ...thingsThere].filter(isShown);
  }

  private readRelations(): Relation[] {
    const { onlyHere, onlyThere, elsewhere } = this.data;
    const here = new Set(onlyHere);
    const moved = new Map(elsewhere);
    const pairs = new Map<number, Statement>();
    const rest: Relation[] = [];
    onlyThere.source.forEach((_, at) => {
      const statement = this.model.statement(SECOND_START + at);
      const twin = this.counterpart(statement);
      if (twin !== undefined && here.has(twin)) pairs.set(twin, statement);
      else rest.push(relation(statement, "there", [], statement.sentences));
    });
    const own = this.model.statements.map((statement): Relation => {
      const { id, sentences } = statement;
      const pair = pairs.get(id);
      if (pair) return relation(statement, "alike", sentences, pair.sentences);
      if (here.has(id)) return relation(statement, "here", sentences, []);
      const there = moved.get(id);
      const isMoved = there !== undefined && !this.data.otherReports; // each has its own sentences
      return relation(statement, isMoved ? "moved" : "both", sentences, there ?? sentences);
    });
    return [...own, ...rest].filter(
      ({ statement }) =>
        !this.model.isCited(statement.source) && !this.model.isCited(statement.target),
    );
  }

  /** The statement here between the things that correspond to the ends of one there. */
  private counterpart({ source, property, target }: Statement): number | undefined {
    const near = (id: number) => (id < SECOND_START ? id : (this.twins.get(id) ?? id));
    return this.model.statementOf(near(source), property.iri, near(target));
  }
}

const relation = (
  statement: Statement,
  presence: Presence,
  here: number[],
  there: number[],
): Relation => ({ statement, presence, here, there });
