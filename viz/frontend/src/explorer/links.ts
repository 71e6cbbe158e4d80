/** Links and names in the page: things with the mark of their type, and sentences. */
import { add, addName, addSvg } from "../dom";
import { isWebAddress } from "../exports";
import { outline } from "../outlines";
import { darkScheme } from "./colours";
import type { ClassRow } from "./data";
import type { Model, Sentence } from "./model";
import { fullName } from "./names";
import { type Address, addressText } from "./view";

export const linkTo = (address: Address): string => `#${addressText(address)}`;

/** A link to the answer about a thing, with the mark of its type. */
export function addThing(parent: Element, model: Model, id: number, words = ""): HTMLElement {
  const thing = model.thing(id);
  const link = add(parent, "a", undefined, {
    className: "thing",
    href: linkTo({ thing: thing.iri }),
  });
  addIcon(link, thing.kind);
  addName(link, words || fullName(thing));
  return link;
}

/** The mark of a type: its shape in its colour. */
export function addIcon(
  parent: Element,
  kind: Pick<ClassRow, "shape" | "light" | "dark">,
  size = 13,
): void {
  const icon = addSvg(parent, "svg", {
    ...{ viewBox: "-8 -8 16 16", width: size, height: size },
    ...{ class: "mark", "aria-hidden": "true", focusable: "false" },
  });
  const fill = darkScheme.matches ? kind.dark : kind.light;
  const corners = outline(kind.shape, 6);
  if (corners.length) {
    const points = corners.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
    addSvg(icon, "polygon", { points, fill });
  } else addSvg(icon, "circle", { r: 6, fill });
}

/** A link that opens the published page at a sentence, or its place where there is no address. */
export function addSource(parent: Element, { place, address }: Sentence): void {
  if (!isWebAddress(address)) {
    add(parent, "span", place, { className: "place" });
    return;
  }
  const link = add(parent, "a", place, {
    ...{ className: "place", href: address, target: "_blank", rel: "noopener noreferrer" },
  });
  add(link, "span", " (opens the published page)", { className: "unseen" });
}
