/** Network measures of partnerships, each with and without the inspected force. */
import { capitalise, countNoun } from "../../text";
import { addCharts, type Chart, roundTicks } from "../charts";
import { forceNames, theForce } from "../forces";
import type { Model } from "../model";
import { shortName } from "../names";
import { type AnalysisData, type MeasureRow, type ResultData, section } from "../section_data";
import {
  type Address,
  type Cell,
  type Control,
  countOf,
  type Group,
  type List,
  type Part,
  type Picture,
  type Row,
  type View,
} from "../view";
import { type Context, inPart, startView, type ViewDefinition } from "./definition";

const ABOUT = {
  name: "measures",
  title: "Network measures",
  menu: "Network measures",
  summary:
    "Degree, betweenness, closeness, brokers, communities and more, each with and without the inspected forces.",
};
/** "with the force", or "without the forces". */
const scopeWords = (model: Model, scope: Scope): string => `${scope} ${theForce(model)}`;

const USUAL = "betweenness";
const GROUPS = "communities";
const CHARTED = 15;
const DRAWN = 6;
const GROUPED = 4; // communities that the picture shows
const AROUND = 22;

export const MEASURES: ViewDefinition = {
  ...ABOUT,
  build,
  parameters: (model) => ({
    measure: {
      values: section(model, "measures").analyses.map(({ name }) => name),
      ...{ isNamed: true, otherwise: `${USUAL} is shown` },
    },
    force: { values: ["with"], otherwise: `measures are without ${theForce(model)}` },
  }),
  isOffered: inPart(() => false),
};

/** The values of an analysis without the force, or with it. */
type Scope = "without" | "with";

function build({ model }: Context, address: Address): View {
  const view = startView(ABOUT, address);
  const { analyses } = section(model, "measures");
  const analysis = analyses.find(({ name }) => name === (address.measure || USUAL)) ?? analyses[0];
  if (!analysis) {
    view.sentence = ["The graph holds no partnership, so there is nothing to measure."];
    return view;
  }
  const scope: Scope = address.force === "with" || !analysis.without ? "with" : "without";
  const list = valueList(model, analysis, scope);
  view.title = `Network measures: ${termWords(analysis.name)}`;
  view.controls = [
    measureControl(view.address, analyses),
    scopeControl(model, view.address, scope),
  ];
  view.filters = [scopeWords(model, scope)];
  view.sentence = sentence(model, analysis, scope, list);
  view.remarks = remarks(model, analysis, scope);
  view.lists = [list, methodList(view.address, analyses)];
  const groups = section(model, "measures").communities[scope] ?? [];
  if (analysis.name === GROUPS) view.lists.unshift(memberList(model, groups));
  view.picture =
    analysis.name === GROUPS
      ? communityPicture(model, groups)
      : leaderPicture(model, analysis[scope], scope);
  const charts = chartsOf(model, view.address, analysis, scope);
  view.charts = charts;
  view.fill = (container) => addCharts(container, charts);
  return view;
}

const NAMES: Record<string, string> = { pagerank: "PageRank" };
const words = (name: string): string => NAMES[name] ?? name.replaceAll("-", " ");

/** What a measure finds, in plain words; the term stands behind them. */
const PLAIN: Record<string, string> = {
  degree: "most connected",
  strength: "stated most often",
  pagerank: "where a random walk leads",
  closeness: "closest to all others",
  betweenness: "on the shortest paths",
  eigenvector: "connected to the well connected",
  core: "in the dense core",
  constraint: "bridges structural holes",
  "effective-size": "contacts that are not connected",
  communities: "groups",
  assortativity: "like with like",
  equivalence: "same contacts",
  "cut-points": "cuts others off if removed",
  bridges: "only connection of a part",
  brokers: "connects sectors",
  concentration: "rests on few sentences",
};
const plainWords = (name: string): string => PLAIN[name] ?? words(name);
/** "on the shortest paths (betweenness)". */
const termWords = (name: string): string =>
  PLAIN[name] ? `${PLAIN[name]} (${words(name)})` : words(name);

function measureControl(address: Address, analyses: AnalysisData[]): Control {
  return {
    title: "Measure",
    choices: analyses.map(({ name }) => ({
      words: plainWords(name),
      term: words(name),
      address: { ...address, measure: name },
      isChosen: (address.measure || USUAL) === name,
    })),
  };
}

function scopeControl(model: Model, address: Address, scope: Scope): Control {
  const { force: _, ...rest } = address;
  return {
    title: `With or without ${theForce(model)}`,
    choices: [
      { words: scopeWords(model, "without"), address: rest, isChosen: scope === "without" },
      {
        words: scopeWords(model, "with"),
        address: { ...rest, force: "with" },
        isChosen: scope === "with",
      },
    ],
  };
}

function sentence(model: Model, analysis: AnalysisData, scope: Scope, list: List): Part[] {
  const start = `${capitalise(scope)} ${forceNames(model, shortName)}`;
  const result = analysis[scope];
  const first = result?.rows[0];
  if (!result || !first) return [`${start}, there is nothing to measure.`];
  if (idOf(first) >= 0) {
    const count = countOf(list, "thing", "things");
    const thing = { thing: idOf(first) };
    return [
      `${start}, the first of `,
      count,
      ` by ${words(analysis.name)} is `,
      thing,
      `. ${readingOf(first)}`,
    ];
  }
  const noun = analysis.name === GROUPS ? "group" : "row";
  return [`${start}: ${result.summary} `, countOf(list, noun), "."];
}

function remarks(model: Model, analysis: AnalysisData, scope: Scope): Part[][] {
  const opposite: Scope = scope === "with" ? "without" : "with";
  const contrast = analysis[opposite]?.summary;
  return [
    [
      `${capitalise(words(analysis.name))}: ${analysis.definition} Unit: ${analysis.unit}. Source: ${analysis.source}.`,
    ],
    ...(contrast ? [[`${capitalise(scopeWords(model, opposite))}: ${contrast}`]] : []),
    ...(analysis[scope]?.notes ?? []).map((note) => [note]),
  ];
}

const idOf = ([id]: MeasureRow): number => Number(id);
const readingOf = (row: MeasureRow): string => String(row.at(-1) ?? "");

/** Where the value of an analysis stands in its rows: after number, label and kind. */
function valueAt(result: ResultData): number {
  const at = result.columns.findIndex((name) => name !== "kind");
  return at < 0 ? -1 : at + 2;
}

function valueList(model: Model, analysis: AnalysisData, scope: Scope): List {
  const result = analysis[scope];
  const opposite = analysis[scope === "with" ? "without" : "with"];
  const columns = (result?.columns ?? []).filter((name) => name !== "kind");
  const contrast = opposite && valueAt(opposite) >= 0 ? ranksOf(opposite) : null;
  return {
    id: "values",
    title: capitalise(words(analysis.name)),
    columns: [
      "Name",
      "Rank",
      ...columns.map(capitalise),
      ...(contrast ? [`Rank ${scopeWords(model, scope === "with" ? "without" : "with")}`] : []),
      "Reading",
    ],
    rows: (result?.rows ?? []).map((row, at) => ({
      item: idOf(row) < 0 ? null : { thing: idOf(row) },
      cells: [
        nameCell(row),
        at + 1,
        ...columns.map((name) => cellOf(row[(result?.columns.indexOf(name) ?? 0) + 2])),
        ...(contrast ? [contrast.get(idOf(row)) ?? "not in it"] : []),
        readingOf(row),
      ],
    })),
    note: result ? `Network of ${result.network}.` : undefined,
  };

  function nameCell(row: MeasureRow): Cell {
    return idOf(row) < 0 ? String(row[1]) : { thing: idOf(row) };
  }
}

/** A value with all its decimals. */
const valueWords = (value: number): string =>
  value.toLocaleString("en-GB", { maximumFractionDigits: 20 });

const cellOf = (value: string | number | null): Cell => value ?? "";

function ranksOf(result: ResultData): Map<number, number> {
  return new Map(result.rows.map((row, at) => [idOf(row), at + 1]));
}

function methodList(address: Address, analyses: AnalysisData[]): List {
  return {
    id: "methods",
    title: "All measures",
    columns: ["Measure", "Question", "Definition", "Unit", "Source"],
    rows: analyses.map(({ name, question, definition, unit, source }) => ({
      item: null,
      cells: [
        { address: { ...address, measure: name }, words: termWords(name) },
        ...[question, definition, unit, source],
      ],
    })),
  };
}

function memberList(model: Model, groups: number[][]): List {
  return {
    id: "members",
    title: "Members",
    columns: ["Name", "Type", "Group", "Around"],
    rows: groups.flatMap((group, at) =>
      group.map(
        (thing): Row => ({
          item: { thing },
          key: `group ${at + 1}`,
          cells: [{ thing }, model.thing(thing).kind.words, at + 1, { thing: group[0] }],
        }),
      ),
    ),
  };
}

function chartsOf(model: Model, address: Address, analysis: AnalysisData, scope: Scope): Chart[] {
  const result = analysis[scope];
  const opposite = analysis[scope === "with" ? "without" : "with"];
  const at = result ? valueAt(result) : -1;
  if (!result || at < 0 || typeof result.rows[0]?.[at] !== "number") return [];
  const rows = result.rows.filter((row) => idOf(row) >= 0).slice(0, CHARTED);
  const values = new Map(opposite?.rows.map((row) => [idOf(row), Number(row[at])]));
  const all = rows.flatMap((row) => [Number(row[at]), values.get(idOf(row)) ?? 0]);
  const to = Math.max(...all) || 1;
  if (!rows.length) return [];
  const [name, contrast] = [scope, scope === "with" ? "without" : "with"].map((at) =>
    scopeWords(model, at as Scope),
  );
  return [
    {
      title: `The first ${rows.length} by ${words(analysis.name)}`,
      note: opposite?.notes.map((note) => `${capitalise(contrast)}: ${note}`).join(" "),
      from: 0,
      to,
      ticks: roundTicks(to),
      legend: [
        { tone: "main", words: name },
        { tone: "second", words: contrast },
      ],
      rows: rows.map((row) => {
        const id = idOf(row);
        const value = Number(row[at]);
        const second = values.get(id);
        return {
          label: model.thing(id).label,
          words: `${valueWords(value)}${second === undefined ? "" : `; ${contrast} ${valueWords(second)}`}`,
          marks: [
            ...(second === undefined ? [] : [{ at: second, tone: "second" as const }]),
            { at: value, tone: "main" },
          ],
          address: { ...address, chosen: model.thing(id).iri },
        };
      }),
    },
  ];
}

/** The first by a measure, and what they are related to in the network. */
function leaderPicture(model: Model, result: ResultData | undefined, scope: Scope): Picture | null {
  const bodies = new Set(scope === "with" ? [] : model.inspected);
  const ids = (result?.rows ?? []).map(idOf).filter((id) => id >= 0 && !bodies.has(id));
  const leaders = [...new Set(ids)].slice(0, DRAWN);
  if (!leaders.length) return null;
  const first = new Set(leaders);
  const statements = model
    .network("partnerships")
    .map(model.statement)
    .filter(({ source, target }) => !bodies.has(source) && !bodies.has(target))
    .filter(({ source, target }) => first.has(source) !== first.has(target));
  const ends = statements.map(({ source, target }) => (first.has(source) ? target : source));
  const order = new Map(ids.map((id, at) => [id, at]));
  const around = [...new Set(ends)].sort(
    (a, b) => (order.get(a) ?? ids.length) - (order.get(b) ?? ids.length),
  );
  const drawn = around.slice(0, AROUND);
  const half = Math.ceil(drawn.length / 2);
  const groups: Group[] = [
    { heading: "", things: drawn.slice(half), column: -1 },
    { heading: `first ${leaders.length}`, things: leaders, column: 0, isWhole: true },
    { heading: "", things: drawn.slice(0, half), column: 1 },
  ];
  const rest = around.length - drawn.length;
  return {
    root: null,
    groups: groups.filter((group) => group.things.length),
    statements: statements.map((statement) => statement.id),
    note: rest
      ? `${countNoun(rest, "more thing")} ${rest === 1 ? "is" : "are"} related to the first ${leaders.length}.`
      : "",
  };
}

function communityPicture(model: Model, groups: number[][]): Picture {
  const shown = groups.filter((group) => group.length > 2).slice(0, GROUPED);
  const members = new Map(shown.flatMap((group, at) => group.map((id) => [id, at] as const)));
  const statements = model
    .network("partnerships")
    .map(model.statement)
    .filter(({ source, target }) => members.get(source) === members.get(target));
  return {
    root: null,
    groups: shown.flatMap((group, at): Group[] => {
      const [first, ...rest] = group;
      return [
        { heading: `group ${at + 1}`, things: [first], column: 0, isWhole: true },
        { heading: "", things: rest, column: 1, parent: first },
      ];
    }),
    statements: statements
      .filter(({ source, target }) => shown.some(([id]) => id === source || id === target))
      .map((statement) => statement.id),
    note: `The first ${shown.length} of ${countNoun(groups.length, "group")} are drawn, each around the thing with the most relations.`,
  };
}
