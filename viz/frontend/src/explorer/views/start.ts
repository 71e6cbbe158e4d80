/** The start: what can be asked, and the views. */
import { add } from "../../dom";
import { type Address, addressText, type View } from "../view";
import { type Context, startView, type ViewDefinition } from "./definition";

const ABOUT = {
  name: "start",
  title: "What would you like to know?",
  summary: "Questions to start with.",
};

export function startOf(views: ViewDefinition[]): ViewDefinition {
  return { ...ABOUT, build: (context, address) => build(context, address, views) };
}

function build({ model }: Context, address: Address, views: ViewDefinition[]): View {
  const view = startView(ABOUT, address);
  const { things, statements, sentences } = model;
  view.sentence = [
    `This page holds ${sentences.length} sentences of ${model.reports.map((report) => report.label).join("; ")} as a graph: ${things.length.toLocaleString("en-GB")} things, findings and figures, and ${statements.length.toLocaleString("en-GB")} statements between them, each with the sentence that states it.`,
  ];
  view.fill = (container) => fill(container, views);
  return view;
}

function fill(container: HTMLElement, views: ViewDefinition[]): void {
  const list = add(container, "ul", undefined, { className: "cards" });
  for (const { name, title, summary } of views) {
    const item = add(list, "li");
    const link = add(item, "a", undefined, { href: `#${addressText({ view: name })}` });
    add(link, "strong", title);
    add(link, "span", summary);
  }
}
