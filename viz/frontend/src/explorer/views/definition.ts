/** What a view is made of; each one is a file of this folder, named in the listing. */
import { ofReports } from "../forces";
import type { Model } from "../model";
import type { Parameters } from "../parameters";
import type { Search } from "../search";
import { type Address, emptyView, type View } from "../view";

export interface Context {
  model: Model;
  search: Search;
}

export interface ViewDefinition {
  /** In addresses. */
  name: string;
  /** On the page. */
  title: string;
  /** In the menu, in few words. */
  menu: string;
  /** What it answers, in a plain sentence. */
  summary: string;
  /** The same where the graph holds several reports, if that is not the same. */
  summaryOfSeveral?: string;
  build(context: Context, address: Address): View;
  /** What an address can say to it beside its name and a theme. */
  parameters?(model: Model): Parameters;
  /** Whether it reads the rest of an address by itself. */
  readsItself?: boolean;
  /** Whether the menu and the start offer it; always by default. */
  isOffered?(model: Model): boolean;
}

/** What a view answers, of one report or of several. */
export const summaryOf = (
  { summary, summaryOfSeveral = summary }: ViewDefinition,
  model: Model,
): string => ofReports(model, summary, summaryOfSeveral);

/** Offers a view on a page of everything, and on one of a part where the part has something. */
export const inPart =
  (has: (model: Model) => boolean) =>
  (model: Model): boolean =>
    !model.part || has(model);

/** A view of a definition, before anything is in it. */
export function startView(
  { name, title }: Pick<ViewDefinition, "name" | "title">,
  address: Address,
): View {
  return emptyView({ ...address, view: name }, name, title);
}
