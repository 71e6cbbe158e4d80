/** The start: what can be asked, and the views. */
import { add } from "../../dom";
import { formatNumber } from "../../text";
import { linkTo } from "../links";
import type { Model, Thing } from "../model";
import { shortName } from "../names";
import type { Address, View } from "../view";
import { type Context, startView, summaryOf, type ViewDefinition } from "./definition";

const ABOUT = {
  name: "start",
  title: "What would you like to know?",
  menu: "Start",
  summary: "Questions to start with.",
};

export function startOf(views: ViewDefinition[]): ViewDefinition {
  return { ...ABOUT, build: (context, address) => build(context, address, views) };
}

function build({ model }: Context, address: Address, views: ViewDefinition[]): View {
  const view = startView(ABOUT, address);
  const { things, statements, sentences } = model;
  const register = statements.filter((item) => !item.sentences.length).length;
  const whole = model.part ? "part of it as a graph" : "as a graph";
  view.sentence = [
    `${model.reportWords}, ${whole}: ${formatNumber(sentences.length)} sentences, ${formatNumber(things.length)} things, findings and figures, and ${formatNumber(statements.length)} statements, ${evidenceWords(statements.length, register)}`,
  ];
  view.fill = (container) => {
    fillExamples(container, model);
    fillCards(
      container,
      model,
      views.filter(({ isOffered }) => isOffered?.(model) ?? true),
    );
  };
  return view;
}

/** On what statements rest, at the end of a sentence. */
function evidenceWords(all: number, register: number): string {
  if (!register) return "each with the sentence that states it.";
  const stated = formatNumber(all - register);
  return `${stated} of them with the sentence that states it and ${formatNumber(register)} stated by the register alone.`;
}

/** What somebody may type, with names out of the graph. */
function fillExamples(container: HTMLElement, model: Model): void {
  const list = add(container, "ul", undefined, { className: "examples" });
  for (const { question, words, address } of examples(model)) {
    const item = add(list, "li");
    add(item, "span", `${question} `);
    add(item, "a", words, { href: linkTo(address) });
  }
}

interface Example {
  question: string;
  words: string;
  address: Address;
}

function examples(model: Model): Example[] {
  const unit = busiest(model, "Unit", (thing) => thing.acronym !== "");
  const theme = busiest(model, "Theme");
  const operation = busiest(model, "Operation");
  const partner = busiest(model, "Partner", (thing) => thing.kind.name === "Partner");
  const found: Example[] = [];
  if (unit) {
    const words = shortName(unit);
    found.push({ question: "A thing:", words, address: { thing: unit.iri } });
  }
  if (operation && partner) {
    const words = `${shortName(operation)}, ${shortName(partner)}`;
    const address = { from: operation.iri, to: partner.iri };
    found.push({ question: "How two things are connected:", words, address });
  }
  if (theme) {
    found.push({ question: "A theme:", words: theme.label, address: { thing: theme.iri } });
  }
  found.push({ question: "Words:", words: "supervision", address: { find: "supervision" } });
  return found;
}

/** The thing of a class with the most relations and findings. */
function busiest(
  model: Model,
  className: string,
  fits: (thing: Thing) => boolean = () => true,
): Thing | undefined {
  const things = model.allOf(className).map(model.thing).filter(fits);
  return things.sort((a, b) => b.statements.length - a.statements.length)[0];
}

function fillCards(container: HTMLElement, model: Model, views: ViewDefinition[]): void {
  const list = add(container, "ul", undefined, { className: "cards" });
  for (const view of views) {
    const { name, title } = view;
    const item = add(list, "li");
    const link = add(item, "a", undefined, { href: linkTo({ view: name }) });
    add(link, "strong", title);
    add(link, "span", summaryOf(view, model));
  }
}
