/** The answer to words that name no thing: everything in whose names or sentences they stand. */

import { fillNearest, wordOffers } from "./answer_nearest";
import { figureList, filled, named, noteList, thingList } from "./list_builders";
import type { Model } from "./model";
import { fullName } from "./names";
import { originWords } from "./origin";
import type { Search } from "./search";
import { countOf, emptyView, joined, type Part, type View } from "./view";

export function wordsView(model: Model, search: Search, words: string): View {
  const view = emptyView({ find: words }, "words", `“${words}”`);
  const ids = search.holding(words);
  const near = search.matches(words, 8).filter((match) => !ids.includes(match.thing));
  const of = (name: string) => ids.filter((id) => model.isA(id, name));
  const things = thingList(
    model,
    ids.filter((id) => !model.isCited(id)),
    {
      ...{ id: "things", title: "Things and themes" },
      ...(model.reports.length > 1
        ? { columns: ["Force or report"], cells: (id) => [originWords(model, id)] }
        : {}),
    },
  );
  const findings = noteList(model, of("Finding"), "findings", "Findings");
  const areas = named(
    noteList(model, of("AreaForImprovement"), "areas", "Areas for improvement"),
    "Area for improvement",
  );
  const figures = figureList(model, of("Figure"));
  const nearby = thingList(
    model,
    near.map((match) => match.thing),
    { id: "near", title: "Names like it" },
  );
  const lists = [things, findings, areas, figures];
  view.lists = filled([...lists, nearby]);
  view.sentence = ids.length
    ? [
        isOneWord(words) ? `The word “${words}” occurs in ` : `The words “${words}” occur in `,
        ...joined(counts(lists)),
        ".",
      ]
    : notThere(model, words, near[0]?.thing);
  if (!ids.length) {
    view.fill = (container) => fillNearest(container, model, words, wordOffers(search, words));
  }
  return view;
}

const NOUNS: Record<string, [string, string]> = {
  things: ["name", "names"],
  findings: ["finding", "findings"],
  areas: ["area for improvement", "areas for improvement"],
  figures: ["figure", "figures"],
};

const isOneWord = (words: string): boolean => !/\s/.test(words.trim());

function counts(lists: ReturnType<typeof noteList>[]): Part[] {
  return filled(lists).map((list) => countOf(list, ...NOUNS[list.id]));
}

function notThere(model: Model, words: string, near: number | undefined): Part[] {
  const wordOrWords = isOneWord(words) ? "word" : "words";
  const start = `${model.holder} holds no name, finding or figure with the ${wordOrWords} “${words}”.`;
  if (near === undefined) return [start];
  return [`${start} Did you mean `, { thing: near }, "?"];
}

export const suggestion = (model: Model, id: number): string => fullName(model.thing(id));
