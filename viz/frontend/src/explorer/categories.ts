/** By what marks can be grouped and coloured: type, sector, theme or community. */
import type { Model } from "./model";
import { shortName } from "./names";
import { section } from "./section_data";

export interface Category {
  /** In addresses. */
  name: string;
  /** On the page, and in the title of the legend. */
  words: string;
  /** What a thing without any is called. */
  none: string;
  /** Gives the group of a thing, "" for none. */
  reader(model: Model): (id: number) => string;
  /** Whether the data have it; always by default. */
  isOffered?(model: Model): boolean;
}

export const CATEGORIES: Category[] = [
  {
    ...{ name: "type", words: "type", none: "" },
    reader: (model) => (id) => model.thing(id).kind.plural,
  },
  {
    ...{ name: "sector", words: "sector", none: "no sector" },
    reader: (model) => (id) => model.fact(model.thing(id), "sector"),
  },
  { name: "theme", words: "theme", none: "no theme", reader: themeReader },
  {
    ...{ name: "community", words: "community", none: "no community", reader: communityReader },
    isOffered: (model) => communitiesOf(model).length > 0,
  },
];

export const categoryOf = (name: string): Category | undefined =>
  CATEGORIES.find((category) => category.name === name);

const communitiesOf = (model: Model): number[][] =>
  section(model, "measures")?.communities.with ?? [];

/** The communities of `peelgraph analyse communities`, each named after its first member. */
function communityReader(model: Model): (id: number) => string {
  const groups = communitiesOf(model);
  const names = new Map(
    groups.flatMap((group, at) => {
      const name = `group ${at + 1}, around ${shortName(model.thing(group[0]))}`;
      return group.map((id) => [id, name] as const);
    }),
  );
  return (id) => names.get(id) ?? "";
}

/**
 * The general theme that a thing has most to do with: by its relations with themes, and by the
 * themes of findings and figures about it; the first in the alphabet of several.
 */
function themeReader(model: Model): (id: number) => string {
  return (id) => {
    const counts = new Map<string, number>();
    for (const theme of model.isA(id, "Theme") ? [id] : themesOf(model, id)) {
      for (const name of generalThemes(model, theme)) {
        counts.set(name, (counts.get(name) ?? 0) + 1);
      }
    }
    const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    return sorted[0]?.[0] ?? "";
  };
}

/** The themes that a thing is related to, or that findings and figures about it are about too. */
function themesOf(model: Model, id: number): number[] {
  const related = model.relations(id).map((statement) => model.other(statement, id));
  const subjects = (model.notesAbout.get(id) ?? []).flatMap((note) =>
    model.thing(note).statements.map((statement) => model.statement(statement).target),
  );
  return [...related, ...subjects].filter((end) => model.isA(end, "Theme"));
}

/** The labels of the themes above a theme that have none above them, or its own. */
function generalThemes(model: Model, theme: number): string[] {
  const above = new Set([theme]);
  for (const id of above) for (const broader of model.broader(id)) above.add(broader);
  const top = [...above].filter((id) => !model.broader(id).length);
  return top.map((id) => model.thing(id).label);
}
