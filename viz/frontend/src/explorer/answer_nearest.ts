/** What the page offers where nothing has the words: nearest words, views and questions. */
import { add } from "../dom";
import type { NamedQuestion } from "../sparql/panel_data";
import { fold, openTitle } from "../text";
import { linkTo } from "./links";
import type { Model } from "./model";
import { type Search, stemsOf } from "./search";
import type { Address } from "./view";
import { summaryOf } from "./views/definition";
import { offeredViews } from "./views/listing";

const QUESTIONS = 6; // that are offered
const WORDS = 6; // that are offered

let readQuestions: (() => Promise<NamedQuestion[]>) | null = null;

/** Lets the page offer named questions; one without the query engine has none. */
export function offerQuestions(read: () => Promise<NamedQuestion[]>): void {
  readQuestions = read;
}

export interface Offer {
  words: string;
  address: Address;
}

/** Words of the graph that are like the words somebody asked for, nearest first. */
export const wordOffers = (search: Search, words: string): Offer[] =>
  search.nearestWords(words, WORDS).map((word) => ({ words: word, address: { find: word } }));

/** Texts in which one of the words stands, those with the most of them first. */
export function fitting<Item>(items: Item[], textOf: (item: Item) => string, words: string) {
  const stems = stemsOf(fold(words)).filter((stem) => stem.length > 2);
  const counted = items.map((item) => {
    const own = stemsOf(fold(textOf(item)));
    const count = stems.filter((stem) => own.some((word) => word.startsWith(stem))).length;
    return { item, count };
  });
  const some = counted.filter(({ count }) => count > 0);
  return some.sort((a, b) => b.count - a.count).map(({ item }) => item);
}

/** Fills the place below an answer that found nothing; `near` are words that the graph has. */
export function fillNearest(
  container: HTMLElement,
  model: Model,
  words: string,
  near: Offer[],
): void {
  addOffers(container, "Words like these in the graph", near);
  const texts = [words, ...near.map((offer) => offer.words)].join(" ");
  const place = add(container, "div");
  const offered = offeredViews(model);
  const fits = fitting(offered, (view) => `${view.title} ${summaryOf(view, model)}`, texts);
  const views = fits.length ? fits : offered.filter(({ name }) => name !== "start");
  const head = fits.length ? "Views that may answer it" : "Views";
  const offers = views.map(({ name, title }) => ({ words: title, address: { view: name } }));
  addOffers(container, head, offers);
  if (readQuestions) void fillQuestions(place, texts, readQuestions());
}

async function fillQuestions(
  place: HTMLElement,
  words: string,
  reading: Promise<NamedQuestion[]>,
): Promise<void> {
  const questions = await reading;
  const fits = fitting(questions, ({ title, description }) => `${title} ${description}`, words);
  const all = { words: "all questions", address: { view: "questions" } };
  const offers = fits.slice(0, QUESTIONS).map(({ name, title }) => ({
    words: openTitle(title),
    address: { view: "questions", question: name },
  }));
  addOffers(place, offers.length ? "Questions that may be meant" : "Questions", [...offers, all]);
}

function addOffers(parent: HTMLElement, title: string, offers: Offer[]): void {
  if (!offers.length) return;
  add(parent, "h2", title, { className: "offer-head" });
  const list = add(parent, "ul", undefined, { className: "offers" });
  for (const { words, address } of offers)
    add(add(list, "li"), "a", words, { href: linkTo(address) });
}
