/** Timeline: what happened when, what is planned, and what came after the fieldwork. */
import { countNoun, formatNumber } from "../../text";
import { addCharts, type Chart, type ChartRow, withBrief } from "../charts";
import { named, noteList, relationList, voicesOf } from "../list_builders";
import type { Model } from "../model";
import { originWords, reportsOfSentences } from "../origin";
import { filterByReport, type ReportFilter, reportParameters } from "../report_filter";
import { type EventData, section, type TimelineData } from "../section_data";
import { type Address, countOf, joined, type List, type View } from "../view";
import { type Context, inPart, startView, type ViewDefinition } from "./definition";

const ABOUT = {
  name: "timeline",
  title: "Timeline",
  menu: "Timeline",
  summary: "What happened when, what is planned, and what came after the inspectors' fieldwork.",
};
const DAY = 86_400_000; // milliseconds
const POINT = 31; // days up to which a time is a point on a scale of years
const MARGIN = 45; // days after the last
const NAMED = 12; // events without a date that a note names

export const TIMELINE: ViewDefinition = {
  ...ABOUT,
  build,
  parameters: reportParameters,
  isOffered: inPart((model) => section(model, "timeline").events.length > 0),
};

function build({ model }: Context, address: Address): View {
  const view = startView(ABOUT, address);
  const filter = filterByReport(model, view, address);
  const { isTold, isOf, has, ofReports } = filter;
  const data = section(model, "timeline");
  const numbers = new Map(model.sentences.map((sentence) => [sentence.iri, sentence.id]));
  const numbersOf = (iris: string[]) => iris.flatMap((iri) => numbers.get(iri) ?? []);
  const events = data.events
    .filter(({ sentences }) => isTold(numbersOf(sentences)))
    .map((event) => toldPart(model, event, filter.told(numbersOf(event.sentences))));
  const planned = events.filter((event) => event.planned);
  const fieldwork = fieldworkOf(model, data.fieldwork, has);
  const after = events.filter((event) => {
    const own = [...reportsOfSentences(model, numbersOf(event.sentences))];
    return isLate(event, fieldwork, own);
  });
  const all = eventList(model, events, filter, "events", "Events by date");
  const late = eventList(model, after, filter, "after", "After the fieldwork");
  const dated = eventList(model, planned, filter, "planned", "Planned, with a date or time");
  const relations = relationList(
    model,
    model.statements
      .filter(({ property, sentences }) => property.planned && isTold(sentences))
      .map((statement) => ({ ...statement, sentences: filter.told(statement.sentences) })),
    "Planned relations",
    "plans",
  );
  const findings = named(
    noteList(
      model,
      model
        .allOf("Finding")
        .filter((id) => model.fact(model.thing(id), "status") === "planned")
        .filter(isOf),
      "intentions",
      "Plans in findings",
    ),
    "Plan",
  );
  view.sentence = events.length
    ? [
        countOf(all, "event and period", "events and periods"),
        " with a date or time: ",
        countOf(dated, "planned", "planned"),
        ", ",
        countOf(late, "begins", "begin"),
        ` after ${fieldworkWords(fieldwork, ofReports)}.`,
      ]
    : ["No event or period has a date or time."];
  const plans = [
    ...(relations.rows.length ? [countOf(relations, "planned relation")] : []),
    ...(findings.rows.length ? [countOf(findings, "finding on plans", "findings on plans")] : []),
  ];
  if (plans.length) view.sentence.push(" Also ", ...joined(plans), ".");
  view.lists = [all, late, dated, relations, findings].filter((list) => list.rows.length);
  const charts = [chartOf(model, view.address, events, fieldwork, filter.count)];
  view.charts = charts;
  view.fill = (container) => addCharts(container, charts);
  return view;
}

/** An event with only some of its sentences, and the voices of these. */
function toldPart(model: Model, event: EventData, told: number[]): EventData {
  if (!told.length || told.length === event.sentences.length) return event;
  const sentences = told.map((id) => model.sentences[id].iri);
  return { ...event, sentences, voices: voicesOf(model, told) };
}

/** The last days of the fieldwork behind the reports that count. */
interface Fieldwork {
  /** By the number of the report. */
  ends: Map<number, string>;
  newest: string;
}

function fieldworkOf(
  { reports }: Model,
  { end, ends }: TimelineData["fieldwork"],
  has: (report: number) => boolean,
): Fieldwork {
  const counting = [...reports.keys()].filter(has);
  const own = new Map(
    counting.flatMap((at): [number, string][] => {
      const day = ends[reports[at].iri];
      return day ? [[at, day]] : [];
    }),
  );
  const isAll = counting.length === reports.length;
  return { ends: own, newest: isAll ? end : ([...own.values()].sort().pop() ?? "") };
}

/** Whether it begins after the fieldwork of a report that tells of it; without one, of the newest. */
function isLate({ begin }: EventData, { ends, newest }: Fieldwork, reports: number[]): boolean {
  const own = reports.flatMap((at) => ends.get(at) ?? []);
  const days = own.length ? own : [newest];
  return begin !== "" && days.some((day) => day !== "" && begin > day);
}

/** "the fieldwork, which ended on 30 June 2019": that of the reports that tell of the events. */
function fieldworkWords({ ends }: Fieldwork, ofReports: ReportFilter["ofReports"]): string {
  const words = ofReports("the fieldwork", "the fieldwork of their reports");
  const days = [...new Set(ends.values())];
  return days.length === 1 ? `${words}, which ended on ${dayWords(days[0])}` : words;
}

function eventList(
  model: Model,
  events: EventData[],
  { count }: ReportFilter,
  id: string,
  title: string,
): List {
  const sentences = new Map(model.sentences.map((sentence) => [sentence.iri, sentence.id]));
  const isSeveral = count > 1;
  return {
    id,
    title,
    columns: [
      ...["Name", "Type", ...(isSeveral ? ["Force or report"] : [])],
      ...["When", "From", "To", "Planned", "Who says so", "Sentences"],
    ],
    rows: events.map((event) => ({
      item: { thing: event.of },
      cells: [
        { thing: event.of },
        model.thing(event.of).kind.words,
        ...(isSeveral ? [originWords(model, event.of)] : []),
        event.when,
        event.begin,
        event.end,
        event.planned ? "planned" : "",
        event.voices,
        { sentences: event.sentences.flatMap((iri) => sentences.get(iri) ?? []) },
      ],
    })),
  };
}

const dayOf = (text: string): number => Date.parse(text) / DAY;

/** "30 June 2019". */
export const dayWords = (text: string): string =>
  new Date(text).toLocaleDateString("en-GB", {
    ...{ day: "numeric", month: "long", year: "numeric", timeZone: "UTC" },
  });

/** Whether it has a place on a scale: the day of its end alone does not tell when it was. */
const isDrawn = ({ begin, planned }: EventData): boolean => begin !== "" || planned;

function noteOf(model: Model, events: EventData[]): string | undefined {
  const names = events
    .filter((event) => !isDrawn(event))
    .map(({ of, when }) => `${model.thing(of).label} (${when})`);
  if (names.length > NAMED) {
    return `${countNoun(names.length, "event")} without a date are not drawn; the list has them.`;
  }
  return names.length ? `Without a date, so not drawn: ${names.join("; ")}.` : undefined;
}

/** All events with a date; of many the page draws at first those nearest to the newest fieldwork. */
function chartOf(
  model: Model,
  address: Address,
  events: EventData[],
  fieldwork: Fieldwork,
  reports: number,
): Chart {
  const drawn = events.filter(isDrawn);
  const note = noteOf(model, events);
  const chart = { ...eventChart(model, address, drawn, fieldwork, reports), note };
  return withBrief(chart, (few) => ({
    ...eventChart(model, address, nearest(drawn, fieldwork.newest, few), fieldwork, reports),
    note: [
      `The picture has ${few} of ${formatNumber(drawn.length)} events, periods and plans, those nearest to the ${fieldwork.newest ? "newest fieldwork" : "last"}; the list has all.`,
      ...(note ? [note] : []),
    ].join(" "),
  }));
}

/** Those of some events, in their order, that begin nearest to a day or, without one, last. */
function nearest(events: EventData[], day: string, most: number): EventData[] {
  const begin = ({ begin, end }: EventData) => dayOf(begin || end) || Number.NEGATIVE_INFINITY;
  const middle = day ? dayOf(day) : Math.max(...events.map(begin));
  const distance = new Map(events.map((event) => [event, Math.abs(begin(event) - middle)]));
  const sorted = [...events].sort((a, b) => (distance.get(a) ?? 0) - (distance.get(b) ?? 0));
  const chosen = new Set(sorted.slice(0, most));
  return events.filter((event) => chosen.has(event));
}

function eventChart(
  model: Model,
  address: Address,
  drawn: EventData[],
  fieldwork: Fieldwork,
  reports: number,
): Chart {
  const dates = drawn.flatMap(({ begin, end }) => [begin, end]).concat(fieldwork.newest);
  const lineWords =
    new Set(fieldwork.ends.values()).size > 1 ? "newest fieldwork ended" : "fieldwork ended";
  const days = dates.filter(Boolean).map(dayOf);
  const first = new Date(Math.min(...days) * DAY).getUTCFullYear();
  const last = new Date(Math.max(...days) * DAY).getUTCFullYear();
  const years = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  const to = Math.max(...days) + MARGIN;
  return {
    title: "Events, periods and plans by date",
    from: dayOf(`${first}-01-01`),
    to,
    ticks: years.map((year) => ({ at: dayOf(`${year}-01-01`), words: String(year) })),
    line: fieldwork.newest ? { at: dayOf(fieldwork.newest), words: lineWords } : undefined,
    legend: [
      { tone: "main", words: "at a time, or from one to another" },
      { tone: "open", words: "without a known end" },
      { tone: "plan", words: "planned" },
    ],
    rows: drawn.map((event) => rowOf(model, address, event, to, reports)),
  };
}

function rowOf(
  model: Model,
  address: Address,
  event: EventData,
  last: number,
  reports: number,
): ChartRow {
  const begin = dayOf(event.begin || event.end);
  const end = event.end ? dayOf(event.end) : last;
  const isLong = end - begin > POINT;
  const lasting = event.end ? "main" : "open";
  const tone = event.planned ? "plan" : lasting;
  const point = { at: (begin + end) / 2, tone: event.planned ? "plan" : "main" } as const;
  const origin = reports > 1 ? originWords(model, event.of) : "";
  const time = event.planned ? `${event.when}, planned` : event.when;
  return {
    label: model.thing(event.of).label,
    words: [time, origin].filter(Boolean).join("; "),
    marks: [isLong ? { at: begin, to: end, tone } : point],
    address: { ...address, chosen: model.thing(event.of).iri },
  };
}
