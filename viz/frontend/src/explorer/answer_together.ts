/** The answer to several things: what links them, and what they have in common. */

import { countNoun } from "../text";
import { sentencesOf } from "./answer_thing";
import { ofForces } from "./forces";
import {
  balanceOf,
  filled,
  named,
  noteList,
  relationList,
  sentenceList,
  thingList,
} from "./list_builders";
import type { Model, Statement } from "./model";
import { shortName } from "./names";
import { countOf, emptyView, type List, type Picture, type View } from "./view";

const KINDS: [className: string, id: string, title: string, column: string][] = [
  ["Finding", "findings", "Findings about several", "Finding"],
  ["AreaForImprovement", "areas", "Areas for improvement about several", "Area for improvement"],
  ["Figure", "figures", "Figures about several", "Figure"],
];

export function togetherView(model: Model, ids: number[]): View {
  const things = [...new Set(ids)];
  const iris = things.map((id) => model.thing(id).iri).join(",");
  const title = things.map((id) => shortName(model.thing(id))).join(", ");
  const view = emptyView({ things: iris }, "together", title);
  const between = statementsBetween(model, things);
  const relations = relationList(model, between, "Relations between them", "between");
  const common = commonList(model, things);
  const notes = KINDS.map(([className, id, title, column]) =>
    named(noteList(model, shared(model, things, className), id, title), column),
  );
  const sentences = sentenceList(model, several(things.map((id) => sentencesSpeaking(model, id))));
  sentences.title = "Sentences about several";
  const [findings, areas, figures] = notes;
  view.sentence = [
    `${countNoun(things.length, "thing")} ${things.length === 1 ? "has" : "have"} `,
    countOf(relations, "relation between them", "relations between them"),
    ", ",
    countOf(common, "thing in common", "things in common"),
    ", ",
    countOf(findings, "finding about several", "findings about several"),
    ", ",
    countOf(areas, "area for improvement", "areas for improvement"),
    ", ",
    countOf(figures, "figure"),
    " and ",
    countOf(sentences, "sentence that speaks of several", "sentences that speak of several"),
    ".",
  ];
  view.remarks = [["“In common” means related to two or more of them."]];
  view.lists = filled([relations, common, ...notes, sentences]);
  view.picture = picture(model, things, between, common);
  return view;
}

function statementsBetween(model: Model, things: number[]): Statement[] {
  const own = new Set(things);
  const all = things.flatMap((id) => model.relations(id));
  return [...new Set(all)].filter(
    ({ source, target }) => source !== target && own.has(source) && own.has(target),
  );
}

const sentencesSpeaking = (model: Model, id: number): Set<number> =>
  sentencesOf(model, model.thing(id));

/** What stands in two or more of some sets. */
function several(sets: Set<number>[]): number[] {
  const counts = new Map<number, number>();
  for (const id of sets.flatMap((set) => [...set])) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts].filter(([, count]) => count > 1).map(([id]) => id);
}

/** The things that a thing is related to. */
const relatedTo = (model: Model, id: number): Set<number> =>
  new Set(model.relations(id).map((statement) => model.other(statement, id)));

function commonList(model: Model, things: number[]): List {
  const related = things.map((id) => relatedTo(model, id));
  const own = new Set(things);
  const ids = several(related).filter((id) => !own.has(id));
  const ends = (id: number) => things.filter((_, at) => related[at].has(id));
  ids.sort((a, b) => ends(b).length - ends(a).length || a - b);
  return thingList(model, ids, {
    ...{ id: "common", title: "Related to several of them", columns: ["Related to"] },
    cells: (id) => [{ things: ends(id) }],
  });
}

/** Findings or the like that are about two or more of some things. */
function shared(model: Model, things: number[], className: string): number[] {
  return several(things.map((id) => new Set(model.notes([id], className)))).sort((a, b) => a - b);
}

function picture(model: Model, things: number[], between: Statement[], common: List): Picture {
  const own = new Set(things);
  const bodies = new Set(model.inspected);
  const rows = common.rows.flatMap(({ item }) => (item && "thing" in item ? [item.thing] : []));
  const drawn = rows.filter((id) => !bodies.has(id));
  const statements = drawn
    .flatMap((id) => model.relations(id))
    .filter(({ source, target }) => own.has(source) || own.has(target));
  const side = (rest: number) => things.filter((_, at) => !drawn.length && at % 2 === rest);
  return {
    root: null,
    groups: [
      { heading: "chosen", things: drawn.length ? things : side(0), column: 0, isWhole: true },
      { heading: "", things: side(1), column: 1, isWhole: true },
      { heading: "in common", things: drawn, column: 1 },
    ].filter((group) => group.things.length),
    statements: [...between, ...new Set(statements)].map(({ id }) => id),
    splits: new Map(things.map((id) => [id, balanceOf(model, [id])])),
    note:
      drawn.length < rows.length
        ? ofForces(model, "The force itself is not drawn.", "The forces themselves are not drawn.")
        : "",
  };
}
