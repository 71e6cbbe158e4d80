// Knows the legend: what shapes, colours and lines mean, and that unticking one takes it off the map.
const boxes = []; // how to bring each tick box in line with what is shown

function legend() {
  const parent = by("legend").lastElementChild;
  if (told.grouping) groupRows(parent);
  kindRows(parent);
  relationRows(parent);
  signs(parent);
}

function section(parent, title) {
  const field = add(parent, "fieldset");
  add(field, "legend", title);
  return field;
}

function tick(parent, { list, value, words, count, icon, all, colourless }) {
  const row = add(parent, "div", undefined, { className: "tick" });
  const label = add(row, "label");
  const box = add(label, "input", undefined, { type: "checkbox", checked: true });
  icon?.(label);
  name(label, capital(words), { className: "words" });
  add(row, "span", number(count), { className: "count" });
  box.addEventListener("change", () => change((wanted) => { wanted[list] = toggled(wanted[list], value, !box.checked); }));
  boxes.push(() => { box.checked = !state[list].includes(value); });
  const only = add(row, "button", "only", { type: "button", className: "only", "aria-label": `Only ${brief(words)}` });
  only.addEventListener("click", () => change((wanted) => { wanted[list] = all.filter((other) => other !== value); }));
  if (colourless) row.classList.add("plain");
  return row;
}

// An icon that is drawn anew when the page turns from light to dark.
function icon(build) {
  return (parent) => {
    const holder = add(parent, "span", undefined, { className: "holder" });
    const fill = () => { holder.replaceChildren(); build(holder); };
    fill();
    repaints.push(fill);
  };
}
const repaints = [];

function groupRows(parent) {
  const field = section(parent, capital(told.grouping));
  const all = Object.keys(told.groups);
  for (const group of all) {
    const swatch = icon((holder) => mark(holder, "dot", told.groups[group][scheme()]));
    const count = nodes.filter((node) => node.group === group).length;
    tick(field, { list: "outside", value: group, words: group, count, icon: swatch, all });
  }
}

function kindRows(parent) {
  const field = section(parent, "Things");
  const all = Object.keys(told.kinds);
  for (const [kind, { words, shape }] of Object.entries(told.kinds)) {
    const picture = icon((holder) => mark(holder, shape, told.grouping ? GREY[scheme()] : told.kinds[kind][scheme()]));
    tick(field, { list: "hide", value: kind, words, count: nodes.filter((node) => node.kind === kind).length, icon: picture, all });
  }
}

function relationRows(parent) {
  if (!edges.length) return;
  const field = section(parent, "Relations");
  const all = [...new Set(edges.map((edge) => edge.words))].sort();
  for (const [family, { words, end }] of Object.entries(told.families)) {
    const own = edges.filter((edge) => edge.family === family);
    const row = add(field, "div", undefined, { className: "family" });
    icon((holder) => sample(holder, { colour: told.grouping ? GREY[scheme()] : told.families[family][scheme()], end: told.directed ? end : "", dashed: family === "plan" }))(row);
    add(row, "span", capital(words));
    for (const one of [...new Set(own.map((edge) => edge.words))].sort()) {
      tick(field, { list: "without", value: one, words: one || "(no words)", count: own.filter((edge) => edge.words === one).length, all, colourless: true });
    }
  }
}

function signs(parent) {
  const field = section(parent, "Signs");
  const line = add(field, "p");
  for (const width of [1, 2.2, 4]) icon((holder) => sample(holder, { colour: GREY[scheme()], end: "", width }))(line);
  line.append(" more sentences");
  const planned = add(field, "p");
  icon((holder) => sample(holder, { colour: GREY[scheme()], end: "", dashed: true }))(planned);
  planned.append(" only planned");
  if (!nodes.some((node) => node.findings.length)) return;
  const label = add(add(field, "div", undefined, { className: "tick" }), "label");
  const box = add(label, "input", undefined, { type: "checkbox", checked: true, id: "legend-badges" });
  box.addEventListener("change", () => refresh());
  const words = add(label, "span", undefined, { className: "words" });
  for (const [kind, { shape, words: meant }] of Object.entries(BADGES)) {
    const part = add(words, "span", undefined, { className: "badge" });
    icon((holder) => mark(holder, shape, BADGES[kind][scheme()], 12))(part);
    part.append(` ${meant}`);
  }
}
