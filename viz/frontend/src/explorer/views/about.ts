/** About the data: report, licence, counts, who says so, how sure, how it was made, how to cite it. */
import { add } from "../../dom";
import { isWebAddress } from "../../exports";
import { countNoun, formatNumber } from "../../text";
import { ofReports } from "../forces";
import { sentenceList } from "../list_builders";
import type { Model } from "../model";
import { type SourceData, section } from "../section_data";
import { type Address, countOf, type List, type View } from "../view";
import { type Context, startView, type ViewDefinition } from "./definition";
import { dayWords } from "./timeline";

const ABOUT = {
  name: "about",
  title: "About the data",
  menu: "About",
  summary:
    "The report, its licence, what the voices mean, how well statements are supported, and how to cite it.",
  summaryOfSeveral:
    "The reports, their licences, what the voices mean, how well statements are supported, and how to cite them.",
};

export const ABOUT_DATA: ViewDefinition = {
  ...ABOUT,
  build,
  parameters: (model) => ({ voice: { values: voicesOf(model), isNamed: true } }),
};

const voicesOf = (model: Model): string[] => [
  ...new Set(model.sentences.flatMap(({ voices }) => voices)),
];

function build({ model }: Context, address: Address): View {
  const view = startView(ABOUT, address);
  const voices = voiceList(model, view.address);
  const support = supportLists(model);
  const all = sentenceList(model, sentencesOf(model, address.voice ?? ""));
  if (address.voice) view.filters.push(`voice: ${address.voice}`);
  view.sentence = [
    countOf(
      all,
      address.voice ? `sentence of the voice “${address.voice}”` : "sentence",
      address.voice ? `sentences of the voice “${address.voice}”` : "sentences",
    ),
    ` of ${model.reportWords}, in `,
    countOf(voices, "voice"),
    "; ",
    countOf(support.single, "relation rests on one sentence", "relations rest on one sentence"),
    ", ",
    countOf(support.several, "on several", "on several"),
    ", ",
    countOf(support.register, "on the register alone", "on the register alone"),
    ".",
  ];
  view.lists = address.voice
    ? [all, voices, support.single, support.several, support.register]
    : [voices, all, support.single, support.several, support.register];
  view.fill = (container) => fill(container, model);
  return view;
}

function sentencesOf(model: Model, voice: string): number[] {
  return model.sentences
    .filter(({ voices }) => !voice || voices.includes(voice))
    .map(({ id }) => id);
}

function voiceList(model: Model, address: Address): List {
  const concepts = section(model, "concepts").basis ?? {};
  const names = voicesOf(model).sort();
  return {
    id: "voices",
    title: "Voices: who says so",
    columns: ["Voice", "What it means", "How many"],
    rows: names.map((name) => ({
      item: null,
      cells: [
        name,
        concepts[name]?.[1] ?? "",
        {
          address: { view: address.view, voice: name },
          words: countNoun(sentencesOf(model, name).length, "sentence"),
        },
      ],
    })),
  };
}

/** Relations by the number of their sentences. */
function supportLists(model: Model): Record<"single" | "several" | "register", List> {
  const relations = model.statements.filter(
    ({ source, target }) => !model.isCited(source) && !model.isCited(target),
  );
  const list = (id: string, title: string, fits: (count: number) => boolean): List => ({
    id,
    title,
    columns: ["From", "Relation", "To", "Sentences"],
    rows: relations
      .filter(({ sentences }) => fits(sentences.length))
      .map(({ id: statement, source, property, target, sentences }) => ({
        item: { statement },
        cells: [{ thing: source }, property.words, { thing: target }, { sentences }],
      })),
  });
  return {
    single: list("single", "On one sentence", (count) => count === 1),
    several: list("several", "On several sentences", (count) => count > 1),
    register: list("register", "On the register", (count) => count === 0),
  };
}

function fill(container: HTMLElement, model: Model): void {
  const { reports, licence, build } = section(model, "source");
  const list = add(container, "dl", undefined, { className: "facts" });
  (model.hasManyReports ? fillReportList : fillReports)(list, reports);
  fact(list, "When you pass facts on", licence);
  fact(list, "How sure", SURE);
  fact(list, "How it was made", ofReports(model, ...MADE));
  fact(list, "What is not in it", ofReports(model, ...LEFT_OUT));
  const { version } = model.data;
  fact(list, "Version", `peelgraph ${version}${build ? `, build ${build}` : ""}`);
  fact(list, "How to cite", citation(model));
  const counts = [
    countNoun(model.things.length, "thing, finding or figure", "things, findings and figures"),
    countNoun(model.statements.length, "statement"),
    `${formatNumber(model.sentences.length)} sentences`,
  ];
  fact(list, "Size", counts.join(", "));
}

type Reports = SourceData["reports"];

function fillReports(list: HTMLElement, reports: Reports): void {
  for (const report of reports) {
    linkedFact(list, "Report", report.label, report.address);
    fact(list, "Published by", report.publisher);
    fact(list, "Page last changed", report.modified && dayWords(report.modified));
    fact(list, "Inspection", report.inspection);
    linkedFact(list, "Licence", report.licence, report.licenceAddress);
  }
}

/** All reports in one list, and once what they have in common. */
function fillReportList(list: HTMLElement, reports: Reports): void {
  add(list, "dt", countNoun(reports.length, "report"));
  const items = add(add(list, "dd"), "ul");
  for (const { label, address, modified } of reports) {
    const item = add(items, "li");
    addLink(add(item, "span"), label, address);
    if (modified) add(item, "span", `, page last changed ${dayWords(modified)}`);
  }
  for (const { publisher } of firstOfEach(reports, (report) => report.publisher)) {
    fact(list, "Published by", publisher);
  }
  for (const one of firstOfEach(reports, (report) => report.licence + report.licenceAddress)) {
    linkedFact(list, "Licence", one.licence, one.licenceAddress);
  }
}

const SURE =
  "Every finding, figure and relation names the sentences that state it, and the voice that says so, except for a few relations that only the register states. Each sentence has a digest of its text, which shows whether the published page has changed. Conflicts in the source are recorded with both sides.";
/** Of one report, and of several. */
type Words = [one: string, several: string];
const MADE: Words = [
  "Sentence by sentence, from the published report. Every build checks places, digests, shapes and figures. Findings are summaries in plain words with the report's own terms.",
  "Sentence by sentence, from the published reports. Every build checks places, digests, shapes and figures. Findings are summaries in plain words with the reports' own terms.",
];
const LEFT_OUT: Words = [
  "The sentences themselves stay with the publisher: drop the text of the report onto this page to read them here. The graph names roles, never persons. What the report does not mention is not in the graph.",
  "The sentences themselves stay with the publisher: drop the text of a report onto this page to read its sentences here. The graph names roles, never persons. What no report mentions is not in the graph.",
];

function fact(list: HTMLElement, words: string, text: string): void {
  if (!text) return;
  add(list, "dt", words);
  add(list, "dd", text);
}

function linkedFact(list: HTMLElement, words: string, text: string, address: string): void {
  if (!text) return;
  add(list, "dt", words);
  addLink(add(list, "dd"), text, address);
}

function addLink(place: HTMLElement, words: string, address: string): void {
  if (!isWebAddress(address)) place.textContent = words;
  else {
    add(place, "a", words, { href: address, target: "_blank", rel: "noopener noreferrer" });
  }
}

/** The first item of each text. */
function firstOfEach<T>(items: T[], text: (item: T) => string): T[] {
  const texts = items.map(text);
  return items.filter((_, place) => texts.indexOf(texts[place]) === place);
}

/** A footnote for the whole graph. */
export function citation(model: Model): string {
  const { reports, build } = section(model, "source");
  const titles = reports.map(({ publisher, label, modified }) =>
    [publisher, label, modified].filter(Boolean).join(", "),
  );
  const publishers = firstOfEach(reports, ({ publisher }) => publisher).map((one) => one.publisher);
  const counted = [publishers.filter(Boolean).join("; "), model.reportWords].filter(Boolean);
  const sources = model.hasManyReports ? counted.join(", ") : titles.join("; ");
  const made = `peelgraph ${model.data.version}${build ? ` (build ${build})` : ""}`;
  return `${sources}. As a knowledge graph: ${made}.`;
}
