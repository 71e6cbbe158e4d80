/** `window.peelgraph`: the page for scripts, as promises of plain data. */
import { formatNumber } from "../text";
import { viewAt } from "./answer";
import type { Drawing } from "./drawing";
import { cellText } from "./lists";
import type { Model } from "./model";
import { fullName } from "./names";
import type { ExplorerPage } from "./page";
import { listPaths, shortestPaths } from "./paths";
import { addressText, type Part, type View } from "./view";
import type { Context } from "./views/definition";

export type Rows = { columns: string[]; rows: Record<string, unknown>[] };

export interface PageApi {
  find(words: string): Promise<{ iri: string; label: string; type: string; score: number }[]>;
  show(id: string): Promise<PlainView>;
  path(source: string, target: string, throughForce?: boolean): Promise<PlainPath | null>;
  view(): Promise<PlainView>;
}

export interface PlainPath {
  length: number;
  paths: string[][];
}

export interface PlainView {
  address: string;
  kind: string;
  title: string;
  sentence: string;
  filters: string[];
  lists: { id: string; title: string; columns: string[]; rows: string[][] }[];
  picture: PlainPicture | null;
}

export interface PlainPicture {
  marks: string[];
  verbs: { words: string; statements: number }[];
  /** What colours and sizes stand for. */
  legend: string[];
  /** Things that have a mark: the group of its colour, its value by the measure of sizes. */
  things: { iri: string; group: string; value: number | null; isMoved: boolean }[];
}

export function pageApi(context: Context, page: ExplorerPage): PageApi {
  const { model, search } = context;
  const thingOf = (name: string) => model.find(name) ?? search.sure(name);
  return {
    find: async (words) =>
      search.matches(words).map(({ thing, score }) => ({
        iri: model.expand(model.thing(thing).iri),
        label: model.thing(thing).label,
        type: model.thing(thing).kind.words,
        score,
      })),
    show: async (id) => {
      const thing = thingOf(id);
      if (!thing) throw new Error(`${model.holder} holds nothing called ${id}.`);
      location.hash = addressText({ thing: thing.iri });
      return plainView(model, viewAt(context, { thing: thing.iri }), null);
    },
    path: async (source, target, throughForce = false) => {
      const ends = [source, target].map(thingOf);
      const [from, to] = ends;
      if (!from || !to)
        throw new Error(`${model.holder} holds nothing called ${from ? target : source}.`);
      const avoided = new Set(throughForce ? [] : model.inspected);
      const paths = shortestPaths(model, from.id, to.id, avoided);
      if (!paths) return null;
      const lists = listPaths(model, paths, 200).map((ids) =>
        ids.map((id) => fullName(model.thing(id))),
      );
      return { length: paths.levels.length - 1, paths: lists };
    },
    view: async () => {
      if (!page.view) throw new Error("The page shows no view yet.");
      return plainView(model, page.view, page);
    },
  };
}

function plainView(model: Model, view: View, page: ExplorerPage | null): PlainView {
  const drawing = page && view.picture ? page.picture.drawing : null;
  return {
    address: addressText(view.address),
    kind: view.kind,
    title: view.title,
    sentence: view.sentence.map((part) => partText(model, part)).join(""),
    filters: view.filters,
    lists: view.lists.map(({ id, title, columns, rows }) => ({
      ...{ id, title, columns },
      rows: rows.map((row) => row.cells.map((cell) => cellText(model, cell))),
    })),
    picture: drawing && plainPicture(model, drawing),
  };
}

function plainPicture(model: Model, drawing: Drawing): PlainPicture {
  const { marks, verbs, legend, sizeWords } = drawing;
  return {
    marks: marks.map((mark) => [mark.strong, ...mark.lines].filter(Boolean).join(", ")),
    verbs: verbs.map((verb) => ({
      words: verb.words.replace(/[◂▸▾]/g, "").trim(),
      statements: verb.statements.length,
    })),
    legend: [...legend.map(({ words }) => words), ...(sizeWords ? [sizeWords] : [])],
    things: marks.flatMap(({ thing, letter, value, isPinned }) => {
      if (thing === null) return [];
      const { iri, kind } = model.thing(thing);
      const entry = legend.find((item) => letter !== "" && item.letter === letter);
      const group = entry?.words ?? kind.words;
      return [{ iri: model.expand(iri), group, value, isMoved: isPinned }];
    }),
  };
}

export function partText(model: Model, part: Part): string {
  if (typeof part === "string") return part;
  if ("thing" in part) return fullName(model.thing(part.thing));
  return `${formatNumber(part.count)} ${part.noun}`;
}
