/** The table that says the same as the map: sortable, always of what the filters leave. */
import { add, addButton, addName, byId, bySelector, detailsById, displayName } from "./dom";
import { addSentence, addThing } from "./evidence";
import type { MapEdge } from "./page_data";
import { edges, isEdgeVisible, map, nodes, sentences, session } from "./session";
import { type Column, sortEdges } from "./table_order";
import { countNoun, formatNumber, shorten } from "./text";
import { visibleNodes } from "./visibility";

interface TableColumn extends Column {
  words: string;
  fill: (cell: Element, edge: MapEdge) => void;
}

const countOf = (edge: MapEdge) => session.visible.counts[edge.id];
const COLUMNS: TableColumn[] = [
  {
    words: "From",
    value: (edge) => displayName(nodes[edge.from]),
    fill: (cell, edge) => addThing(cell, nodes[edge.from]),
  },
  {
    words: "Relation",
    value: (edge) => edge.words,
    fill: (cell, edge) =>
      addName(cell, shorten(edge.words, 120) + (edge.planned ? " (planned)" : "")),
  },
  {
    words: "To",
    value: (edge) => displayName(nodes[edge.to]),
    fill: (cell, edge) => addThing(cell, nodes[edge.to]),
  },
  {
    words: "Sentences",
    value: countOf,
    isDescendingFirst: true,
    fill: (cell, edge) => cell.append(formatNumber(countOf(edge))),
  },
];
const order = { column: 0, isDescending: false };

export function fillTableHead(): void {
  const row = bySelector("#twin thead tr");
  COLUMNS.forEach(({ words }, index) => {
    addButton(add(row, "th", undefined, { scope: "col" }), words, () => sortBy(index));
  });
  add(row, "th", "Where the report says so", { scope: "col" });
  byId("twin").addEventListener("toggle", fillTable);
}

function sortBy(column: number): void {
  const isSame = order.column === column;
  order.isDescending = isSame ? !order.isDescending : COLUMNS[column].isDescendingFirst === true;
  order.column = column;
  fillTable();
}

/** Fills the table if it is open; what it would hold is said beside its title at all times. */
export function fillTable(): void {
  const { visible } = session;
  const relations = countNoun(visible.edges.size, "relation");
  byId("counted").textContent = `${relations} between ${countNoun(visible.nodes.size, "thing")}`;
  if (!detailsById("twin").open) return;
  markOrder();
  const body = document.createElement("tbody");
  const shown = [...visible.edges].map((id) => edges[id]);
  for (const edge of sortEdges(shown, COLUMNS[order.column], order.isDescending)) {
    addRow(body, edge);
  }
  bySelector("#twin tbody").replaceWith(body);
  byId("lone").textContent = unconnectedText();
}

function markOrder(): void {
  document.querySelectorAll("#twin thead th").forEach((cell, column) => {
    if (column !== order.column) cell.removeAttribute("aria-sort");
    else cell.setAttribute("aria-sort", order.isDescending ? "descending" : "ascending");
  });
}

function unconnectedText(): string {
  const unconnected = visibleNodes(map, session.visible).filter(
    (node) => !node.edges.some(isEdgeVisible),
  );
  if (!unconnected.length) return "";
  const names = unconnected.map((node) => shorten(displayName(node))).join(", ");
  return `Without a relation shown: ${names}.`;
}

function addRow(body: Element, edge: MapEdge): void {
  const row = add(body, "tr");
  for (const { fill } of COLUMNS) fill(add(row, "td"), edge);
  const cell = add(row, "td", undefined, { className: "evidence" });
  for (const id of edge.sentences) addSentence(add(cell, "div"), sentences[id]);
}
