/** Strengths and concerns: what the report praises and criticises, by thing and theme. */

import { balanceOf, noteLists, thingList } from "../list_builders";
import type { Model } from "../model";
import { fullName } from "../names";
import { type Address, type Control, countOf, type Part, type View } from "../view";
import { type Context, inPart, startView, type ViewDefinition } from "./definition";

const ABOUT = {
  name: "findings",
  title: "Strengths and concerns",
  menu: "Strengths and concerns",
  summary: "What the report praises and what it criticises, thing by thing and theme by theme.",
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
  isOffered: inPart((model) => model.allOf("Finding").length > 0),
};

function build({ model }: Context, address: Address): View {
  const view = startView(ABOUT, address);
  view.themeFilter = address.theme ?? "";
  const scope = model.find(view.themeFilter);
  const about = scope ? [...model.scope(scope.id).themes] : [...model.notesAbout.keys()];
  const notes = noteLists(model, about);
  const apart = new Set(yardsticks(model));
  const subjects = subjectsOf(
    model,
    address.only ?? "",
    about.filter((id) => !apart.has(id)),
  );
  const things = thingList(model, subjects, {
    id: "things",
    title: "What they are about",
    columns: ["Strengths and concerns"],
    cells: (id) => [{ split: balanceOf(model, [id]) }],
  });
  things.note =
    "Each row counts the findings on the thing or theme itself, without those on narrower themes. The inspectorate and areas of comparison are left out.";
  view.controls = [polarityControl(address)];
  view.sentence = sentence(notes, things);
  if (scope) view.filters.push(`theme: ${fullName(scope)}, with narrower themes and groups`);
  const kind = KINDS.find(([name]) => name === address.only);
  if (kind?.[0]) view.filters.push(`things ${kind[1]}`);
  view.remarks.push(unthemed(model));
  view.lists = [things, notes.concerns, notes.strengths, notes.mixed, notes.neutral];
  const bodies = new Set(model.inspected);
  const drawn = subjects.filter((id) => !bodies.has(id));
  view.picture = {
    root: null,
    groups: [
      { heading: "", things: drawn.slice(0, SHOWN), column: 0 },
      { heading: "", things: drawn.slice(SHOWN, 2 * SHOWN), column: 1 },
    ].filter((group) => group.things.length),
    statements: [],
    splits: new Map(drawn.map((id) => [id, balanceOf(model, [id])])),
    note: `The ${Math.min(drawn.length, 2 * SHOWN)} things with the most strengths and concerns are drawn, without the force itself.`,
  };
  return view;
}

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

/** Things with findings, those with more first. */
function subjectsOf(model: Model, only: string, about: number[]): number[] {
  const balance = new Map(about.map((id) => [id, balanceOf(model, [id])]));
  const fits = (id: number) => {
    const [strengths, concerns] = balance.get(id) ?? [0, 0];
    if (only === "strengths") return strengths > 0;
    if (only === "concerns") return concerns > 0;
    if (only === "both") return strengths > 0 && concerns > 0;
    return strengths + concerns > 0;
  };
  const sum = (id: number) => (balance.get(id) ?? [0, 0]).reduce((a, b) => a + b, 0);
  return about.filter(fits).sort((a, b) => sum(b) - sum(a) || a - b);
}

function sentence(
  notes: ReturnType<typeof noteLists>,
  things: ReturnType<typeof thingList>,
): Part[] {
  return [
    countOf(notes.strengths, "strength"),
    ", ",
    countOf(notes.concerns, "concern"),
    " and ",
    countOf(notes.mixed, "mixed finding"),
    ", about ",
    countOf(things, "thing or theme", "things and themes"),
    "; ",
    countOf(notes.neutral, "finding"),
    " that neither praise nor criticise.",
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

function unthemed(model: Model): Part[] {
  const findings = model.allOf("Finding").filter((id) => {
    const ends = model.thing(id).statements.map((item) => model.statement(item).target);
    return !ends.some((end) => model.isA(end, "Theme"));
  });
  return findings.length
    ? [`${findings.length} findings carry no theme; they are counted here.`]
    : [];
}
