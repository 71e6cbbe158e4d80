/** Figures and comparators: each number with unit, period, area, voice, and what it is set beside. */
import { formatNumber } from "../../text";
import { addCharts, type Chart, type ChartRow, withBrief } from "../charts";
import type { ComparisonData, FigureData } from "../data";
import type { Model } from "../model";
import { fullName } from "../names";
import { filterByReport, reportParameters } from "../report_filter";
import { type Address, countOf, countOnly, joined, type List, type Part, type View } from "../view";
import { type Context, inPart, startView, type ViewDefinition } from "./definition";

const ABOUT = {
  name: "figures",
  title: "Figures and comparators",
  menu: "Figures",
  summary:
    "Each figure with its period, area and voice, what is set beside it, and whether it is better or worse.",
};
const COMPARABLE =
  "Two figures are not comparable where measure, unit, population, base, period or kind of value differ; the list gives the reason.";
const KEYS = ["better", "worse", "neither better nor worse", "not comparable"] as const;
type Outcome = (typeof KEYS)[number];

export interface Pair {
  figure: FigureData;
  comparator: FigureData;
  comparison: ComparisonData;
  outcome: Outcome;
}

export const FIGURES: ViewDefinition = {
  ...ABOUT,
  build,
  parameters: reportParameters,
  isOffered: inPart((model) => model.figures.size > 0),
};

function build({ model }: Context, address: Address): View {
  const view = startView(ABOUT, address);
  view.themeFilter = address.theme ?? "";
  const scope = model.find(view.themeFilter);
  const all = scope ? model.notes(model.scope(scope.id).themes, "Figure") : ownFigures(model);
  if (scope) view.filters.push(`theme: ${fullName(scope)}, with narrower themes and groups`);
  const { isOf, ofReports } = filterByReport(model, view, address);
  const ids = all.filter(isOf);
  const pairs = pairsOf(model, ids);
  const figures = figureList(model, ids);
  const comparisons = comparisonList(model, pairs);
  const theirs = `that ${ofReports("the report itself makes", "the reports themselves make")}`;
  view.sentence = ids.length
    ? [countOf(figures, "figure"), ...comparisonWords(comparisons, theirs)]
    : ["No figure."];
  if (pairs.length) view.remarks.push([COMPARABLE]);
  view.lists = [comparisons, figures].filter((list) => list.rows.length || list === figures);
  view.charts = chartsOf(model, view.address, pairs);
  const charts = view.charts;
  view.fill = (container) => addCharts(container, charts);
  return view;
}

/** How many comparisons there are, and how many of each outcome that there is. */
function comparisonWords(comparisons: List, theirs: string): Part[] {
  if (!comparisons.rows.length) return [`, and no comparison ${theirs}.`];
  const outcomes = KEYS.filter((key) => comparisons.rows.some((row) => row.key === key));
  return [
    ", and ",
    countOf(comparisons, "comparison"),
    ` ${theirs}: `,
    ...joined(outcomes.map((key) => countOnly(comparisons, key, key))),
    ".",
  ];
}

/** All figures; on a page of figures that were chosen, these without their comparators alone. */
function ownFigures(model: Model): number[] {
  const all = model.allOf("Figure");
  const own = new Set(model.part?.own);
  const chosen = all.filter((id) => own.has(id));
  return chosen.length ? chosen : all;
}

/** The pairs that the report itself makes of some figures and others. */
export function pairsOf(model: Model, ids: number[]): Pair[] {
  const chosen = new Set(ids);
  return [...model.figures.values()].flatMap((figure) =>
    figure.comparisons.flatMap((comparison) => {
      const comparator = model.figures.get(comparison.with);
      const isChosen = chosen.has(figure.of) || chosen.has(comparison.with);
      if (!comparator || !isChosen) return [];
      return [{ figure, comparator, comparison, outcome: outcomeOf(comparison) }];
    }),
  );
}

function outcomeOf({ better, refused }: ComparisonData): Outcome {
  if (refused) return "not comparable";
  if (better === null) return "neither better nor worse";
  return better ? "better" : "worse";
}

const unitOf = ({ qualifier, unit }: FigureData): string =>
  qualifier ? `${unit} (${qualifier})` : unit;

function figureList(model: Model, ids: number[]): List {
  const figures = ids.map((id) => model.figures.get(id)).filter((item) => item !== undefined);
  return {
    id: "figures",
    title: "Figures",
    columns: [
      "Figure",
      "Value",
      "Unit",
      "Area",
      "Period",
      "Better when",
      "Who says so",
      "Sentences",
    ],
    rows: figures.map((figure) => ({
      item: { thing: figure.of },
      cells: [
        { thing: figure.of },
        figure.value,
        unitOf(figure),
        figure.area,
        figure.period,
        figure.betterWhen,
        figure.voices.join(", "),
        { sentences: model.thing(figure.of).quoted },
      ],
    })),
  };
}

function comparisonList(model: Model, pairs: Pair[]): List {
  return {
    id: "comparisons",
    title: "Comparisons",
    columns: ["Figure", "Value", "Compared with", "Outcome", "Bear in mind", "Sentences"],
    rows: pairs.map(({ figure, comparator, comparison, outcome }) => ({
      item: { thing: figure.of },
      key: outcome,
      cells: [
        { thing: figure.of },
        figure.words,
        { thing: comparator.of, words: comparator.words },
        comparison.words,
        comparison.cautions.join("; "),
        { sentences: [...model.thing(figure.of).quoted, ...model.thing(comparator.of).quoted] },
      ],
    })),
  };
}

function chartsOf(model: Model, address: Address, pairs: Pair[]): Chart[] {
  const comparable = pairs.filter(({ comparison }) => !comparison.refused);
  const isShare = ({ figure }: Pair) => figure.unit === "percent";
  const row = (isOwn: boolean) => (pair: Pair) => rowOf(model, address, pair, isOwn);
  const legend: Chart["legend"] = [
    { tone: "main", words: "the figure" },
    { tone: "second", words: "what it is compared with" },
    { tone: "good", words: "better" },
    { tone: "bad", words: "worse" },
  ];
  const charts: Chart[] = [
    {
      title: "Comparable figures in percent",
      from: 0,
      to: 100,
      ticks: [0, 25, 50, 75, 100].map((at) => ({ at, words: `${at}%` })),
      legend,
      rows: comparable.filter(isShare).map(row(false)),
    },
    {
      title: "Comparable figures in other units",
      note: "Each row has a scale of its own, from 0 to the larger of the two values.",
      from: 0,
      to: 1,
      ticks: [],
      legend,
      rows: comparable.filter((pair) => !isShare(pair)).map(row(true)),
    },
  ];
  return charts.filter(({ rows }) => rows.length > 0).map(withFirst);
}

/** Of many comparisons the page draws the first ones until all are asked for. */
function withFirst(chart: Chart): Chart {
  const count = formatNumber(chart.rows.length);
  return withBrief(chart, (few) => ({
    ...chart,
    rows: chart.rows.slice(0, few),
    note: [
      `The picture has the first ${few} of ${count} comparisons; the list has all.`,
      ...(chart.note ? [chart.note] : []),
    ].join(" "),
  }));
}

function rowOf(
  model: Model,
  address: Address,
  { figure, comparator, outcome }: Pair,
  isOwn: boolean,
): ChartRow {
  const [at, to] = isOwn
    ? [Math.abs(figure.value), Math.abs(comparator.value)]
    : [figure.value, comparator.value];
  const tone = { better: "good", worse: "bad" }[outcome as string] as "good" | "bad" | undefined;
  const values = `${number(figure)} against ${number(comparator)}`;
  const place = comparator.area === figure.area ? comparator.period : comparator.area;
  return {
    label: model.thing(figure.of).label,
    words: `${values}${place ? ` (${place})` : ""}: ${outcome}`,
    marks: [
      ...(tone ? [{ at: to, to: at, tone }] : []),
      { at: to, tone: "second" },
      { at, tone: "main" },
    ],
    address: { ...address, chosen: model.thing(figure.of).iri },
    most: isOwn ? Math.max(at, to) || 1 : undefined,
  };
}

const number = ({ value, unit }: FigureData): string =>
  `${value.toLocaleString("en-GB")}${unit.startsWith("percent") ? "%" : ""}`;
