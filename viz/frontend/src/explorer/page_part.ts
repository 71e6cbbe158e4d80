/** Says of what stands on a page that holds a part of the graph that it speaks of this page only. */
import type { PartData } from "./data";
import type { Model } from "./model";
import type { Part, View } from "./view";

/** The sentence of an answer, which speaks of the page where the graph may hold more. */
export function onThisPage({ part, holder }: Model, view: View): Part[] {
  const [first = ""] = view.sentence;
  const isSaid = typeof first === "string" && first.startsWith(holder);
  return !part || isSaid || isWhole(part, view)
    ? view.sentence
    : ["On this page: ", ...view.sentence];
}

/** Whether an answer is that of the whole graph: of the thing or the paths that the map is of. */
export function isWhole(
  { address, filters, theme }: PartData,
  { kind, address: shown }: View,
): boolean {
  const names = { thing: ["thing"], path: ["from", "to", "force"] }[kind] ?? [];
  const isOfMap = names.every((name) => (address[name] ?? "") === (shown[name] ?? ""));
  return names.length > 0 && isOfMap && !theme && !filters.length;
}
