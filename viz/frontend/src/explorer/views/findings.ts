/** Strengths and concerns: what reports praise and criticise, by thing and theme. */

import { countNoun } from "../../text";
import { theForce } from "../forces";
import { type Balance, noteList, thingList } from "../list_builders";
import type { Model } from "../model";
import { fullName } from "../names";
import { filterByReport, reportParameters } from "../report_filter";
import {
  type Address,
  type Control,
  countOf,
  joined,
  type List,
  type Part,
  type Picture,
  type View,
} from "../view";
import { type Context, inPart, startView, type ViewDefinition } from "./definition";

const ABOUT = {
  name: "findings",
  title: "Strengths and concerns",
  menu: "Strengths and concerns",
  summary: "What is praised and what is criticised, thing by thing and theme by theme.",
};
const SHOWN = 13; // marks in each column of the picture
const KINDS: [name: string, words: string][] = [
  ["", "all"],
  ["strengths", "with strengths"],
  ["concerns", "with concerns"],
  ["both", "with both"],
];

export const FINDINGS: ViewDefinition = {
  ...ABOUT,
  build,
  parameters: (model) => ({
    only: { values: KINDS.map(([name]) => name) },
    ...reportParameters(model),
  }),
  isOffered: inPart((model) => model.allOf("Finding").length > 0),
};

function build({ model }: Context, address: Address): View {
  const view = startView(ABOUT, address);
  view.themeFilter = address.theme ?? "";
  const scope = model.find(view.themeFilter);
  const [only, onlyWords] = KINDS.find(([name]) => name === address.only) ?? KINDS[0];
  const about = scope ? model.scope(scope.id).themes : model.notesAbout.keys();
  if (scope) view.filters.push(`theme: ${fullName(scope)}, with narrower themes and groups`);
  const { isOf } = filterByReport(model, view, address);
  const all = model.notes(about, "Finding").filter(isOf);
  const balances = balancesOf(model, all);
  const subjects = subjectsOf(model, balances, only);
  const findings = only ? aboutSome(model, all, new Set(subjects)) : all;
  const lists = findingLists(model, findings);
  const things = thingList(model, subjects, {
    id: "things",
    title: "What they are about",
    columns: ["Strengths and concerns"],
    cells: (id) => [{ split: balances.get(id) ?? [0, 0] }],
  });
  const counted = scope ? "those of these findings that are" : "the findings";
  things.note = `Each row counts ${counted} on the thing or theme itself, without those on narrower themes. The inspectorate and areas of comparison are left out.`;
  view.controls = [polarityControl(address)];
  view.sentence = findings.length
    ? sentence(lists, things, only && onlyWords)
    : [`No finding${only ? ` on things ${onlyWords}` : ""}.`];
  if (only) view.filters.push(`things ${onlyWords}`);
  view.remarks.push(unthemed(model, findings));
  view.lists = [things, lists.concern, lists.strength, lists.mixed, lists.neutral];
  view.picture = picture(model, subjects, balances);
  return view;
}

function picture(model: Model, subjects: number[], splits: Map<number, Balance>): Picture {
  const bodies = new Set(model.inspected);
  const drawn = subjects.filter((id) => !bodies.has(id));
  const most = Math.min(drawn.length, 2 * SHOWN);
  return {
    root: null,
    groups: [
      { heading: "", things: drawn.slice(0, SHOWN), column: 0 },
      { heading: "", things: drawn.slice(SHOWN, 2 * SHOWN), column: 1 },
    ].filter((group) => group.things.length),
    statements: [],
    splits,
    note: `The picture has the ${most} things with the most strengths and concerns, without ${theForce(model)}.`,
  };
}

/** What a finding is about. */
const subjectsIn = (model: Model, finding: number): number[] =>
  model
    .thing(finding)
    .statements.map(model.statement)
    .filter(({ source, property }) => source === finding && property.iri === "peel:about")
    .map(({ target }) => target);

const polarityOf = (model: Model, finding: number): string =>
  model.thing(finding).facts.polarity?.[0] ?? "";

/** Strengths and concerns among some findings, by the thing that they are about. */
function balancesOf(model: Model, findings: number[]): Map<number, Balance> {
  const balances = new Map<number, Balance>();
  for (const finding of findings) {
    const at = ["strength", "concern"].indexOf(polarityOf(model, finding));
    for (const id of new Set(subjectsIn(model, finding))) {
      const balance = balances.get(id) ?? [0, 0];
      if (at >= 0) balance[at] += 1;
      balances.set(id, balance);
    }
  }
  return balances;
}

/** The findings that are about one of some things. */
const aboutSome = (model: Model, findings: number[], things: Set<number>): number[] =>
  findings.filter((finding) => subjectsIn(model, finding).some((id) => things.has(id)));

const findingLists = (model: Model, findings: number[]) => {
  const of = (polarity: string, title: string, id: string) =>
    noteList(
      model,
      findings.filter((finding) => polarityOf(model, finding) === polarity),
      id,
      title,
    );
  return {
    strength: of("strength", "Strengths", "strengths"),
    concern: of("concern", "Concerns", "concerns"),
    mixed: of("mixed", "Mixed findings", "mixed"),
    neutral: of("neutral", "Neutral findings", "neutral"),
  };
};

/** The inspectorate, and the areas with whose figures those of the force are compared. */
function yardsticks(model: Model): number[] {
  const figures = [...model.figures.values()];
  const areas = new Set(
    figures.flatMap(({ area, comparisons }) =>
      comparisons.map((item) => model.figures.get(item.with)?.area).filter((name) => name !== area),
    ),
  );
  const places = model.allOf("Place").filter((id) => areas.has(model.thing(id).label));
  return [...model.allOf("Inspectorate"), ...places];
}

/** Things with strengths or concerns, those with more first; without the inspectorate and the like. */
function subjectsOf(model: Model, balances: Map<number, Balance>, only: string): number[] {
  const apart = new Set(yardsticks(model));
  const fits = ([strengths, concerns]: Balance) => {
    if (only === "strengths") return strengths > 0;
    if (only === "concerns") return concerns > 0;
    if (only === "both") return strengths > 0 && concerns > 0;
    return strengths + concerns > 0;
  };
  const sum = ([, [strengths, concerns]]: [number, Balance]) => strengths + concerns;
  return [...balances]
    .filter(([id, balance]) => !apart.has(id) && fits(balance))
    .sort((a, b) => sum(b) - sum(a) || a[0] - b[0])
    .map(([id]) => id);
}

/** What the lists count; all of it is about the things that are shown. */
function sentence(lists: ReturnType<typeof findingLists>, things: List, only: string): Part[] {
  const rest = only ? ` ${only}` : "";
  return [
    ...joined([
      countOf(lists.strength, "strength"),
      countOf(lists.concern, "concern"),
      ...(lists.mixed.rows.length ? [countOf(lists.mixed, "mixed finding")] : []),
    ]),
    ", about ",
    countOf(things, "thing or theme", "things and themes"),
    `${rest}; `,
    countOf(lists.neutral, "finding"),
    lists.neutral.rows.length === 1
      ? " that neither praises nor criticises."
      : " that neither praise nor criticise.",
  ];
}

function polarityControl(address: Address): Control {
  const { only = "", ...rest } = address;
  return {
    title: "Things",
    choices: KINDS.map(([name, words]) => ({
      words,
      address: name ? { ...rest, only: name } : rest,
      isChosen: only === name,
    })),
  };
}

/** How many of the findings that are shown carry no theme. */
function unthemed(model: Model, findings: number[]): Part[] {
  const ends = (id: number) => model.thing(id).statements.map((at) => model.statement(at).target);
  const count = findings.filter((id) => !ends(id).some((end) => model.isA(end, "Theme"))).length;
  if (!count) return [];
  const words = countNoun(count, "finding carries", "findings carry");
  return [`${words} no theme; ${count === 1 ? "it is" : "they are"} counted here.`];
}
