/** Parts of panel and table: things to select, long lists, and the sentences behind a statement. */
import { add, addButton, addName, displayName } from "./dom";
import { isWebAddress } from "./exports";
import { addShape } from "./icons";
import type { MapEdge, MapNode, Sentence } from "./page_data";
import { selectNode } from "./selection";
import { kindOf, nodeColour, sentences, session } from "./session";
import { countNoun, formatNumber, shorten } from "./text";

const FEW = 6;

/** A button that selects a thing. */
export function addThing(parent: Element, node: MapNode): void {
  const button = addButton(parent, undefined, () => selectNode(node.id), { className: "thing" });
  addShape(button, kindOf(node).shape, nodeColour(node), 13);
  addName(button, shorten(displayName(node), 120));
}

/** A list that shows its first items; the rest of a long one is one click away. */
export function addList<Item>(
  parent: Element,
  items: Item[],
  build: (list: Element, item: Item) => void,
): void {
  const list = add(parent, "ul");
  const count = items.length <= FEW + 2 ? items.length : FEW;
  for (const item of items.slice(0, count)) build(list, item);
  if (count === items.length) return;
  const more = add(parent, "details", undefined, { className: "more" });
  add(more, "summary", `${formatNumber(items.length - count)} more`);
  more.addEventListener("toggle", () => {
    if (more.childElementCount > 1) return;
    const rest = add(more, "ul");
    for (const item of items.slice(count)) build(rest, item);
  });
}

/** The sentences behind a statement: a single one at once, several behind their number. */
export function addEvidence(parent: Element, ids: number[], edge?: MapEdge): void {
  if (ids.length === 1) {
    addSentence(add(parent, "div", undefined, { className: "evidence" }), sentences[ids[0]]);
  }
  if (ids.length < 2) return;
  const more = add(parent, "details", undefined, { className: "evidence" });
  add(more, "summary", countNoun(ids.length, "sentence") + limitation(ids.length, edge));
  const list = add(more, "ul");
  for (const id of ids) addSentence(add(list, "li"), sentences[id]);
}

function limitation(count: number, edge?: MapEdge): string {
  const within = edge ? session.visible.counts[edge.id] : count;
  return within < count ? `, ${formatNumber(within)} within the filters` : "";
}

/** Where a sentence stands: a link that opens the published page at it, and its voices. */
export function addSentence(parent: Element, { place, address, voices }: Sentence): void {
  const words = shorten(place || "a sentence", 200);
  if (isWebAddress(address)) {
    const properties = { href: address, target: "_blank", rel: "noopener noreferrer" };
    addName(add(parent, "a", undefined, properties), words);
  } else addName(parent, words);
  const names = voices.filter(Boolean).join(", ");
  if (!names) return;
  addName(add(parent, "span", " \u00b7 ", { className: "voice" }), shorten(names, 200));
}
