/** From what somebody typed to an address, and from an address to the view that answers. */
import { pathView } from "./answer_path";
import { isTheme, themeView } from "./answer_theme";
import { thingView } from "./answer_thing";
import { togetherView } from "./answer_together";
import { wordsView } from "./answer_words";
import type { Model, Thing } from "./model";
import { shortName } from "./names";
import { areOfSeveral, originRemark, originWords } from "./origin";
import { isWhole, onThisPage } from "./page_part";
import { knownPart, type Parameters, sayUnknown } from "./parameters";
import { withReports } from "./report_column";
import { SECOND_START } from "./second_graph";
import { type Address, emptyView, type Part, type View } from "./view";
import { COMPARISON } from "./views/comparison";
import type { Context, ViewDefinition } from "./views/definition";
import { VIEWS } from "./views/listing";

const SHORTER = "The graph may hold shorter paths than this page.";
const BETWEEN = /\s*(?:,|;|\band\b|\bto\b|→)\s*/i;

/** The address of what somebody typed: one thing, two things, or words, as a name of several forces' things. */
export function addressOf({ model, search }: Context, input: string): Address {
  const text = input.trim();
  if (!text) return { view: "start" };
  const [thing, ...others] = search.allSure(text);
  if (thing !== undefined) {
    if (areOfSeveral(model, [thing, ...others])) return { find: text };
    return { thing: model.thing(thing).iri };
  }
  const pair = pairOf(search, text);
  if (pair) return { from: pair[0].iri, to: pair[1].iri };
  return { find: text };
}

/** Two things with a comma, "and" or "to" between them, wherever that stands. */
function pairOf(search: Context["search"], text: string): [Thing, Thing] | null {
  for (const match of text.matchAll(new RegExp(BETWEEN, "gi"))) {
    const source = search.sure(text.slice(0, match.index));
    const target = search.sure(text.slice(match.index + match[0].length));
    if (source && target) return [source, target];
  }
  return null;
}

/** The view at an address; on a page of a part it says which part that is. */
export function viewAt(context: Context, address: Address): View {
  const view = wholeView(context, address);
  view.lists = withReports(context.model, view);
  const { part } = context.model;
  if (!part) return view;
  const theme = part.theme && !view.themeFilter ? [part.theme] : [];
  view.sentence = onThisPage(context.model, view);
  if (view.kind === "path" && !isWhole(part, view)) view.remarks.push([SHORTER]);
  view.filters = [...view.filters, ...theme, ...part.filters];
  view.remarks = [...view.remarks, [part.words], ...part.notes.map((note) => [note])];
  return view;
}

function wholeView(context: Context, address: Address): View {
  const { model, search } = context;
  const { thing, things, find } = address;
  const only = (names: Parameters, build: (known: Address) => View) =>
    withKnown(model, names, address, build);
  if (thing) return only({ thing: {} }, () => viewOfThing(context, thing));
  if (things) return only({ things: {} }, () => viewOfSeveral(context, things));
  if (address.from || address.to) return only(OF_PAIR, (known) => viewOfPair(context, known));
  if (find) return only({ find: {} }, () => wordsView(model, search, find));
  const definition = VIEWS.find(({ name }) => name === (address.view || "start"));
  if (definition) return viewOfDefinition(context, definition, address);
  return missing(address, `This page has no view called “${address.view}”.`);
}

const OF_PAIR: Parameters = {
  ...{ from: {}, to: {} },
  force: { values: ["yes"], otherwise: "paths are as without it" },
};

/** A view of what is known of an address; what is not is said. */
function withKnown(
  model: Model,
  parameters: Parameters,
  address: Address,
  build: (known: Address) => View,
): View {
  const { known, unknown } = knownPart(model, parameters, address);
  const view = build(known);
  sayUnknown(view, unknown);
  return view;
}

function viewOfDefinition(context: Context, definition: ViewDefinition, address: Address): View {
  if (definition.readsItself) return definition.build(context, address);
  const parameters = { view: {}, theme: {}, ...definition.parameters?.(context.model) };
  return withKnown(context.model, parameters, address, (known) =>
    viewWithTheme(context, definition, known),
  );
}

/** A view with the theme of an address as its filter; one that the page does not hold is said. */
function viewWithTheme(context: Context, { build }: ViewDefinition, address: Address): View {
  const { theme = "", ...rest } = address;
  const { model } = context;
  if (!theme) return build(context, address);
  const isKnown = model.find(theme) !== undefined;
  const view = build(context, isKnown ? address : rest);
  if (theme === model.part?.address.theme) return view;
  if (view.themeFilter === undefined) {
    const plain = build(context, rest);
    sayUnknown(plain, knownPart(model, {}, { theme }).unknown);
    return plain;
  }
  if (isKnown) return view;
  view.filters.push(`unknown theme: ${theme}`);
  view.remarks.unshift([`${model.holder} holds no theme called ${theme}: nothing is left out.`]);
  return view;
}

function viewOfThing(context: Context, iri: string): View {
  const { model } = context;
  const thing = model.find(iri);
  if (thing && thing.id >= SECOND_START) return COMPARISON.build(context, { about: iri });
  if (!thing) return missing({ thing: iri }, `${model.holder} holds nothing called ${iri}.`);
  if (isTheme(model, thing.id)) return themeView(model, thing);
  const view = thingView(model, thing);
  view.remarks.unshift(originRemark(model, thing.id));
  return view;
}

function viewOfSeveral({ model }: Context, iris: string): View {
  const things = iris.split(",").map((iri) => model.find(iri));
  const lost = things.findIndex((thing) => !thing);
  if (lost >= 0) {
    const iri = iris.split(",")[lost];
    return missing({ things: iris }, `${model.holder} holds nothing called ${iri}.`);
  }
  return togetherView(
    model,
    things.map((thing) => thing?.id ?? -1),
  );
}

function viewOfPair({ model }: Context, address: Address): View {
  if (!address.from || !address.to) {
    return missing(address, "A path has two ends, “from” and “to”; the address says only one.");
  }
  const [source, target] = [address.from, address.to].map((iri) => model.find(iri));
  if (!source || !target) {
    const iri = source ? address.to : address.from;
    return missing(address, `${model.holder} holds nothing called ${iri}.`);
  }
  const view = pathView(model, source, target, address.force === "yes");
  const isAlike = source.id !== target.id && shortName(source) === shortName(target);
  if (isAlike) view.remarks.unshift(...[source, target].map(({ id }) => whoseRemark(model, id)));
  return view;
}

/** Whose a thing is of which another one has the name. */
function whoseRemark(model: Model, id: number): Part[] {
  const words = originWords(model, id);
  return words ? [{ thing: id }, `: ${words}.`] : [];
}

function missing(address: Address, sentence: string): View {
  const view = emptyView(address, "missing", "Not found");
  view.sentence = [`${sentence} Search for a name in the box above, or choose a view.`];
  return view;
}
