/** Themes: crimes, harms, groups of people and topics, from general to narrow. */
import { isTheme, THEME } from "../answer_theme";
import type { Model } from "../model";
import { balanceOf, thingList } from "../pieces";
import { type Address, countOf, type Group, type View } from "../view";
import { type Context, startView, type ViewDefinition } from "./definition";

const ABOUT = {
  name: "themes",
  title: "Themes",
  menu: "Themes",
  summary:
    "Crimes, harms, groups of people and topics, with the strengths and concerns about them.",
};
const SHOWN = 14; // themes that the picture shows at first

export const THEMES: ViewDefinition = { ...ABOUT, build };

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
      columns: ["Strengths and concerns", "Part of", "Concerns or is concerned by"],
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
  view.picture = {
    root: null,
    groups: groups(
      model,
      themes.rows.flatMap((row) => (row.item && "thing" in row.item ? [row.item.thing] : [])),
    ),
    statements: [],
    splits: balance,
    note: `The ${SHOWN * 2} themes with the most strengths and concerns are drawn.`,
  };
  return view;
}

/** Whether anything is about a theme or related to it, or to a narrower one. */
function isUsed(model: Model, id: number): boolean {
  return [...model.scope(id).themes].some((theme) => model.thing(theme).statements.length > 0);
}

function groups(_model: Model, ids: number[]): Group[] {
  return [
    { heading: "", things: ids.slice(0, SHOWN), column: 0 },
    { heading: "", things: ids.slice(SHOWN, 2 * SHOWN), column: 1 },
  ].filter((group) => group.things.length);
}
