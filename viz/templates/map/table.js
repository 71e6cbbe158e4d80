// Knows the table that says the same as the map: sortable, always of what the filters leave.
const COLUMNS = [
  { words: "From", value: (edge) => nameOf(nodes[edge.from]), fill: (cell, edge) => thing(cell, nodes[edge.from]) },
  { words: "Relation", value: (edge) => edge.words, fill: (cell, edge) => name(cell, brief(edge.words, 120) + (edge.planned ? " (planned)" : "")) },
  { words: "To", value: (edge) => nameOf(nodes[edge.to]), fill: (cell, edge) => thing(cell, nodes[edge.to]) },
  { words: "Sentences", value: (edge) => shown.counts[edge.id], fill: (cell, edge) => cell.append(number(shown.counts[edge.id])) },
];
const order = { column: 0, down: false };
const compare = new Intl.Collator("en-GB", { numeric: true, sensitivity: "base" }).compare;

function tableHead() {
  const row = document.querySelector("#twin thead tr");
  COLUMNS.forEach(({ words }, at) => {
    const cell = add(row, "th", undefined, { scope: "col" });
    add(cell, "button", words, { type: "button" }).addEventListener("click", () => sortBy(at));
  });
  add(row, "th", "Where the report says so", { scope: "col" });
  by("twin").addEventListener("toggle", fillTable);
}

function sortBy(column) {
  order.down = order.column === column ? !order.down : column === 3;
  order.column = column;
  fillTable();
}

function rows() {
  const { value } = COLUMNS[order.column];
  const sorted = [...shown.edges].map((id) => edges[id]).sort((one, other) => {
    const [a, b] = [value(one), value(other)];
    return (typeof a === "number" ? a - b : compare(a, b)) || one.id - other.id;
  });
  return order.down ? sorted.reverse() : sorted;
}

function fillTable() {
  by("counted").textContent = `${counted(shown.edges.size, "relation")} between ${counted(shown.nodes.size, "thing")}`;
  if (!by("twin").open) return;
  document.querySelectorAll("#twin thead th").forEach((cell, at) => {
    if (at === order.column) cell.setAttribute("aria-sort", order.down ? "descending" : "ascending");
    else cell.removeAttribute("aria-sort");
  });
  const body = document.createElement("tbody");
  for (const edge of rows()) row(body, edge);
  document.querySelector("#twin tbody").replaceWith(body);
  const alone = [...shown.nodes].filter((id) => !nodes[id].edges.some((edge) => shown.edges.has(edge)));
  by("lone").textContent = alone.length ? `Without a relation shown: ${alone.map((id) => brief(nameOf(nodes[id]))).join(", ")}.` : "";
}

function row(body, edge) {
  const line = add(body, "tr");
  for (const { fill } of COLUMNS) fill(add(line, "td"), edge);
  const cell = add(line, "td", undefined, { className: "evidence" });
  for (const id of edge.sentences) place(add(cell, "div"), sentences[id]);
}
