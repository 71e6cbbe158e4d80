/** Everything: all things by their type, and how the types are related. */

import { countNoun, formatNumber } from "../../text";
import { ofForces, theForce } from "../forces";
import { relationList, thingList } from "../list_builders";
import { append, type Model, type Statement } from "../model";
import { type Address, countOf, type Group, type View } from "../view";
import { type Context, inPart, startView, type ViewDefinition } from "./definition";
import { filtered, sayFilter } from "./networks";

const ABOUT = {
  name: "everything",
  title: "Everything: all things by type",
  menu: "Everything",
  summary: "All things and themes, folded into groups that open, with all relations between them.",
};

const MANY = 10; // relations between two groups that are drawn
/** Columns of families of classes; all others stand on the right. */
const COLUMNS: Record<string, number> = {
  ...{ police: 0, partner: -1, inspectorate: -1, body: -1, inspected: -1 },
  ...{ means: -1, document: -1 },
};

export const EVERYTHING: ViewDefinition = {
  ...ABOUT,
  build,
  isOffered: inPart(() => false),
};

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
  things.note = "Only things and themes with a relation; the data model counts all of each class.";
  const relations = relationList(model, kept.statements);
  view.sentence = [
    countOf(things, "thing or theme", "things and themes"),
    " with ",
    countOf(relations, "relation"),
    " between them.",
  ];
  view.lists = [things, relations];
  sayFilter(model, view, address, kept);
  const groups = groupsOf(model, ids);
  const drawn = many(kept.statements, groups);
  view.picture = {
    root: null,
    groups,
    statements: drawn.map((item) => item.id),
    note: noteOf(model, drawn.length, kept.statements.length),
  };
  return view;
}

/** One folded group for each type: parts of the police in the middle, organisations on the left. */
function groupsOf(model: Model, ids: number[]): Group[] {
  const bodies = new Set(model.inspected);
  const drawn = ids.filter((id) => !bodies.has(id));
  const kinds = [...new Set(drawn.map((id) => model.thing(id).kind))];
  return kinds.map((kind) => {
    const things = drawn.filter((id) => model.thing(id).kind === kind);
    return {
      heading: kind.plural,
      things,
      column: COLUMNS[kind.family] ?? 1,
      isFolded: things.length > 1,
    };
  });
}

/** What is drawn, and what is not. */
function noteOf(model: Model, drawn: number, all: number): string {
  const start = `A group opens with a click. The picture has ${formatNumber(drawn)} of ${countNoun(all, "relation")}`;
  const whose = `of ${theForce(model)} ${ofForces(model, "itself", "themselves")}`;
  return drawn < all
    ? `${start}. It leaves out relations ${whose}, relations within a group or between groups of one column, and those between two groups with fewer than ${MANY}. The list has all.`
    : `${start}.`;
}

/** Relations between two groups of different columns that have many. */
function many(statements: Statement[], drawn: Group[]): Statement[] {
  const places = new Map(drawn.flatMap((group) => group.things.map((id) => [id, group] as const)));
  const pairs = new Map<string, Statement[]>();
  for (const statement of statements) {
    const [a, b] = [places.get(statement.source), places.get(statement.target)];
    if (!a || !b || a.column === b.column) continue;
    append(pairs, [a.heading, b.heading].sort().join(), statement);
  }
  return [...pairs.values()].filter((items) => items.length >= MANY).flat();
}
