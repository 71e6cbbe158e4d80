/** Other ways to group the marks of a picture, in place of its own groups. */
import { categoryOf } from "./categories";
import type { Model } from "./model";
import type { Group, Picture } from "./view";

/** The picture with its marks grouped anew, on both sides of the middle. */
export function regrouped(model: Model, picture: Picture, grouping: string): Picture {
  const category = categoryOf(grouping);
  if (!category || picture.isDown) return picture;
  const nameOf = category.reader(model);
  const groups = new Map<string, number[]>();
  const framed = picture.groups.filter((group) => group.frame !== undefined);
  for (const { things, frame } of picture.groups) {
    if (frame !== undefined) continue;
    for (const id of things) {
      const name = nameOf(id) || category.none;
      groups.set(name, [...(groups.get(name) ?? []), id]);
    }
  }
  return { ...picture, groups: [...framed, ...onBothSides(groups)], links: [] };
}

function onBothSides(groups: Map<string, number[]>): Group[] {
  const sizes = { "-1": 0, "1": 0 };
  const sorted = [...groups].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
  return sorted.map(([heading, things]) => {
    const column = sizes[1] <= sizes[-1] ? 1 : -1;
    sizes[column] += Math.min(things.length, 6) + 1;
    return { heading, things: [...new Set(things)], column };
  });
}
