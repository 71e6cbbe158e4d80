/** The order of the table's rows. */
import type { MapEdge } from "./page_data";

export interface Column {
  value: (edge: MapEdge) => string | number;
  /** Whether the first click on its head puts the largest value first. */
  isDescendingFirst?: boolean;
}

const { compare } = new Intl.Collator("en-GB", { numeric: true, sensitivity: "base" });

/** Edges by a column: numbers by size, texts as a reader sorts them, equals by their own order. */
export function sortEdges(edges: MapEdge[], { value }: Column, isDescending: boolean): MapEdge[] {
  const sorted = [...edges].sort((a, b) => compareValues(value(a), value(b)) || a.id - b.id);
  return isDescending ? sorted.reverse() : sorted;
}

function compareValues(a: string | number, b: string | number): number {
  return typeof a === "number" && typeof b === "number" ? a - b : compare(String(a), String(b));
}
