/** Themes: crimes, harms, groups of people and topics, from general to narrow. */
import { isTheme, THEME } from "../answer_theme";
import { type Balance, balanceOf, thingList } from "../list_builders";
import type { Model } from "../model";
import { type Address, countOf, type Group, type Picture, type View } from "../view";
import { type Context, inPart, startView, type ViewDefinition } from "./definition";

const ABOUT = {
  name: "themes",
  title: "Themes",
  menu: "Themes",
  summary:
    "Crimes, harms, groups of people and topics, with the strengths and concerns about them.",
};
const SHOWN = 8; // general themes that the picture shows

export const THEMES: ViewDefinition = {
  ...ABOUT,
  build,
  isOffered: inPart((model) => model.allOf("Theme").length > 0),
};

function build({ model }: Context, address: Address): View {
  const view = startView(ABOUT, address);
  const ids = model.allOf(THEME).filter((id) => isUsed(model, id));
  const balance = new Map(ids.map((id) => [id, balanceOf(model, model.scope(id).themes)]));
  const sum = (id: number) => (balance.get(id)?.[0] ?? 0) + (balance.get(id)?.[1] ?? 0);
  const themes = thingList(
    model,
    [...ids].sort((a, b) => sum(b) - sum(a)),
    {
      id: "themes",
      isOneType: true,
      title: "Themes",
      columns: ["Strengths and concerns", "Part of", "Related"],
      cells: (id) => [
        { split: balance.get(id) ?? [0, 0] },
        { things: model.broader(id).filter((other) => isTheme(model, other)) },
        { things: model.related(id) },
      ],
    },
  );
  view.sentence = [
    countOf(themes, "theme"),
    " of findings, figures or relations. Strengths and concerns of a theme include those of narrower themes and of the groups they concern.",
  ];
  view.lists = [themes];
  view.picture = picture(model, ids, balance);
  return view;
}

/** Whether anything is about a theme or related to it, or to a narrower one. */
function isUsed(model: Model, id: number): boolean {
  return [...model.scope(id).themes].some((theme) => model.thing(theme).statements.length > 0);
}

/** The most general themes with the most findings, and what each includes. */
function picture(model: Model, ids: number[], splits: Map<number, Balance>): Picture {
  const sum = (id: number) => (splits.get(id) ?? [0, 0]).reduce((a, b) => a + b, 0);
  const bySum = (a: number, b: number) => sum(b) - sum(a) || a - b;
  const used = new Set(ids);
  const below = (id: number) =>
    model
      .children(id)
      .filter((child) => used.has(child))
      .sort(bySum);
  const isTop = (id: number) => !model.broader(id).some((other) => used.has(other));
  const top = ids
    .filter((id) => isTop(id) && below(id).length)
    .sort(bySum)
    .slice(0, SHOWN);
  const seen = new Set(top);
  const groups = top.map((parent, at): Group => {
    const things = below(parent).filter((id) => !seen.has(id));
    for (const id of things) seen.add(id);
    return { heading: "", column: at < top.length / 2 ? -1 : 1, parent, things };
  });
  return {
    root: null,
    groups: [{ heading: "", things: top, column: 0, isWhole: true }, ...groups],
    statements: [],
    links: top.flatMap((from) => below(from).map((to) => ({ from, to, words: "includes" }))),
    splits,
    note: `The ${top.length} most general themes with the most strengths and concerns are drawn.`,
  };
}
