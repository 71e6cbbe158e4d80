/** Comparison with a second graph: what is only here, only there, in both, and what changed. */
import {
  type Comparison,
  comparisonOf,
  PRESENCE,
  type Presence,
  type Relation,
} from "../comparison";
import { addFilterForm, Filter } from "../comparison_filter";
import {
  figureList,
  kindList,
  noteLists,
  otherList,
  relationList,
  thingList,
} from "../comparison_lists";
import { comparisonPicture } from "../comparison_picture";
import type { Model } from "../model";
import { type Address, countOnly, joined, type List, type Part, type View } from "../view";
import { type Context, startView, type ViewDefinition } from "./definition";

const ABOUT = {
  name: "comparison",
  title: "Comparison: what is only here, only there, in both",
  menu: "Comparison",
  summary: "Relations, things, findings and figures of this graph beside those of a second one.",
};

export const COMPARISON: ViewDefinition = {
  ...ABOUT,
  build,
  parameters: (model) => ({
    ...{ relation: {}, type: {}, kinds: {} }, // of which every value is a filter
    about: { isKnown: (iri) => model.find(iri) !== undefined },
    only: { values: Object.keys(PRESENCE) },
  }),
  isOffered: (model) => comparisonOf(model) !== null,
};

function build({ model }: Context, address: Address): View {
  const view = startView(ABOUT, address);
  const comparison = comparisonOf(model);
  if (!comparison) {
    view.sentence = [
      "This file holds one graph. To compare it with a second one, write it with: peelgraph site --with OTHER. OTHER is a store, an RDF file, a folder of data, or a git revision.",
    ];
    return view;
  }
  const filter = new Filter(model, comparison, address);
  view.address = filter.address;
  fillView(view, model, comparison, filter);
  return view;
}

function fillView(view: View, model: Model, comparison: Comparison, filter: Filter): void {
  const relations = comparison.relations.filter((item) => filter.hasRelation(item));
  const lists = listsOf(model, comparison, filter, relations);
  view.filters = filter.words;
  view.controls = [filter.control(comparison.relations)];
  const first = filter.only ? [PRESENCE[filter.only]] : FIRST;
  view.sentence = counts(model, lists[0], first);
  view.remarks = [rest(model, lists.slice(1)), ...remarks(comparison)];
  view.lists = lists.filter(({ id, rows }) => rows.length || id === "relations");
  view.picture = relations.length
    ? comparisonPicture(model, comparison, relations, filter.about)
    : null;
  view.marks = marksOf(comparison, relations);
  view.fill = (container) => addFilterForm(container, model, comparison.relations, filter);
}

function listsOf(
  model: Model,
  comparison: Comparison,
  filter: Filter,
  relations: Relation[],
): List[] {
  const ofRelations = [
    relationList(sortedByPresence(relations)),
    kindList(model, relations, filter),
  ];
  if (filter.isOfRelations) return ofRelations;
  const [list, kinds] = ofRelations;
  const all = Object.keys(filter.address).length === 1;
  return [
    list,
    thingList(model, comparison, filter),
    ...noteLists(model, comparison, filter),
    figureList(model, comparison, filter),
    kinds,
    ...(all ? [otherList(comparison)] : []),
  ];
}

const ORDER: Presence[] = ["here", "there", "moved", "alike", "both"];

/** What differs first. */
const sortedByPresence = (relations: Relation[]): Relation[] =>
  [...relations].sort((a, b) => ORDER.indexOf(a.presence) - ORDER.indexOf(b.presence));

const NOUNS: Record<string, [string, string]> = {
  relations: ["relation", "relations"],
  things: ["thing", "things"],
  figures: ["figure", "figures"],
  others: ["sentence, concept or term", "sentences, concepts and terms"],
};

/** The same of things, findings, figures and the rest, each list a sentence. */
const rest = (model: Model, lists: List[]): Part[] =>
  lists
    .filter(({ id, rows }) => id !== "kinds" && rows.length)
    .flatMap((list, at) => [at ? " " : "", ...counts(model, list)]);

/** "2 relations only here, 1 only there and 1,473 in both"; `first` are named even without rows. */
function counts(model: Model, list: List, first: string[] = []): Part[] {
  const keys = [...Object.values(PRESENCE), "changed"];
  const held = keys.filter((key) => list.rows.some((row) => row.key === key));
  const shown = [...new Set([...first, ...held])];
  const parts = shown.map((key, at) => {
    const count = list.rows.filter((row) => row.key === key).length;
    return countOnly(list, key, at ? key : `${nounOf(model, list, count)} ${key}`);
  });
  return [...joined(parts), "."];
}

function nounOf(model: Model, { id }: List, count: number): string {
  const { name, words, plural } = model.data.classes;
  const at = name.indexOf(id);
  const [singular, several] = NOUNS[id] ?? [words[at], plural[at]];
  return (count === 1 ? singular : several) ?? "";
}

/** The sides of which a comparison of all says how many relations they have. */
const FIRST = [PRESENCE.here, PRESENCE.there, PRESENCE.both];

function remarks({ data }: Comparison): Part[][] {
  const { here, there, otherReports, hasSentences } = data;
  return [
    [`Here: ${here}. There: ${there}.`],
    otherReports
      ? [
          "Alike: a relation that both state of things that correspond: of one class, and of the same name but for that of the force.",
        ]
      : [],
    hasSentences
      ? []
      : [
          "The graph there does not say which sentence states what: evidence is not compared, and what follows from its statements counts as stated.",
        ],
  ];
}

/** Where each relation and thing is, for files. */
function marksOf(comparison: Comparison, relations: Relation[]): View["marks"] {
  const ends = relations.flatMap(({ statement }) => [statement.source, statement.target]);
  const things = new Set([...ends, ...comparison.things]);
  return {
    statements: new Map(
      relations.map(({ statement, presence, here, there }) => [
        statement.id,
        { words: PRESENCE[presence], sentences: [...new Set([...here, ...there])] },
      ]),
    ),
    things: new Map(
      [...things].map((id): [number, string] => [id, PRESENCE[comparison.presence(id)]]),
    ),
  };
}
