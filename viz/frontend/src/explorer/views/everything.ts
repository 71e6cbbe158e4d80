/** Everything: all things by their type, and how the types are related. */
import type { Model } from "../model";
import { relationList, thingList } from "../pieces";
import { type Address, countOf, type Group, type View } from "../view";
import { type Context, startView, type ViewDefinition } from "./definition";
import { filtered, sayFilter } from "./networks";

const ABOUT = {
  name: "everything",
  title: "Everything: all things by type",
  menu: "Everything",
  summary: "All things and themes, folded into groups that open, with all relations between them.",
};

export const EVERYTHING: ViewDefinition = { ...ABOUT, build };

function build({ model }: Context, address: Address): View {
  const view = startView(ABOUT, address);
  const kept = filtered(model, "things", address);
  const ends = new Set(kept.statements.flatMap(({ source, target }) => [source, target]));
  const ids = [...ends].sort((a, b) =>
    model.thing(a).label.localeCompare(model.thing(b).label, "en"),
  );
  const things = thingList(model, ids, {
    id: "things",
    title: "Things and themes",
    columns: ["Relations"],
    cells: (id) => [model.relations(id).length],
  });
  const relations = relationList(model, kept.statements);
  view.sentence = [
    countOf(things, "thing or theme", "things and themes"),
    " with ",
    countOf(relations, "relation"),
    " between them.",
  ];
  view.lists = [things, relations];
  sayFilter(model, view, address, kept);
  view.picture = {
    root: null,
    groups: groups(model, ids),
    statements: kept.statements.map((item) => item.id),
    note: "A group opens with a click; the force itself is left out of the picture.",
  };
  return view;
}

/** One folded group for each type: the police in the middle, others left and right. */
function groups(model: Model, ids: number[]): Group[] {
  const bodies = new Set(model.inspected);
  const drawn = ids.filter((id) => !bodies.has(id));
  const kinds = [...new Set(drawn.map((id) => model.thing(id).kind))];
  const sides = [-1, 1];
  let turn = 0;
  return kinds
    .map((kind) => ({ kind, things: drawn.filter((id) => model.thing(id).kind === kind) }))
    .sort((a, b) => b.things.length - a.things.length)
    .map(({ kind, things }) => ({
      heading: kind.plural,
      things,
      column: kind.family === "police" ? 0 : sides[turn++ % 2],
      isFolded: things.length > 1,
    }));
}
