// Knows the filters by evidence, question, voice and theme, the chips that name the filters in use, and how to clear them.
const most = Math.max(1, ...edges.map((edge) => edge.weight ?? edge.sentences.length));

function filters() {
  const parent = by("filters").lastElementChild;
  if (most > 1) slider(parent);
  const used = new Set(edges.flatMap((edge) => edge.sentences));
  const tally = (pick) => {
    const counts = new Map();
    for (const id of used) for (const value of pick(sentences[id])) counts.set(value, (counts.get(value) ?? 0) + 1);
    return counts;
  };
  choices(parent, "part", "Part of the report", tally((one) => (one.part ? [one.part] : [])), (part) => [capital(part), told.parts[part]]);
  choices(parent, "voice", "Voice", tally((one) => one.voices.filter(Boolean)), (voice) => [capital(voice)]);
  choices(parent, "theme", "Theme", tally((one) => one.themes.map((theme) => themes[theme].id)), (id) => [capital(themeWords(id))], true);
  if (!parent.childElementCount) by("filters").hidden = true;
}

const themeWords = (id) => themes.find((theme) => theme.id === id)?.words ?? id;

function slider(parent) {
  const field = section(parent, "Evidence");
  const label = add(field, "label", "At least ");
  const out = add(label, "output", "1");
  const unit = add(label, "span");
  const input = add(label, "input", undefined, { type: "range", id: "least", min: 1, max: Math.min(most, 12), step: 1, value: 1 });
  const say = (value) => { out.textContent = value; unit.textContent = ` ${value === 1 ? "sentence" : "sentences"} behind a relation`; };
  input.addEventListener("input", () => say(Number(input.value)));
  input.addEventListener("change", () => change((wanted) => { wanted.least = Number(input.value); }));
  boxes.push(() => { input.value = state.least; say(state.least); });
}

// Tick boxes of which none ticked means all.
function choices(parent, list, title, counts, words, searched = false) {
  if (!counts.size) return;
  const field = section(parent, title);
  field.classList.toggle("searched", searched);
  const rows = [];
  if (searched && counts.size > 12) narrowing(field, rows);
  const holder = add(field, "div", undefined, { className: "choices" });
  const order = [...counts].sort((one, other) => (searched ? other[1] - one[1] : 0) || String(one[0]).localeCompare(other[0]));
  for (const [value, count] of order) rows.push(choice(holder, list, value, count, words(value)));
}

function choice(parent, list, value, count, [main, more]) {
  const row = add(parent, "div", undefined, { className: "tick" });
  const label = add(row, "label");
  const box = add(label, "input", undefined, { type: "checkbox" });
  const words = add(label, "span", undefined, { className: "words" });
  name(words, main);
  if (more) name(add(words, "small"), more);
  add(row, "span", number(count), { className: "count" });
  box.addEventListener("change", () => change((wanted) => { wanted[list] = toggled(wanted[list], value, box.checked); }));
  boxes.push(() => { box.checked = state[list].includes(value); });
  return { row, text: fold(main) };
}

function narrowing(parent, rows) {
  const input = add(parent, "input", undefined, { type: "search", placeholder: "Find a theme", "aria-label": "Find a theme" });
  input.addEventListener("input", () => {
    const wanted = fold(input.value);
    for (const { row, text } of rows) row.hidden = !text.includes(wanted);
  });
}

function chips() {
  const parent = by("chips");
  parent.replaceChildren();
  const chip = (words, edit) => {
    const button = add(add(parent, "li"), "button", undefined, { type: "button", "aria-label": `Remove the filter: ${brief(words)}` });
    name(button, brief(words, 40));
    add(button, "span", "×", { "aria-hidden": "true" });
    button.addEventListener("click", () => change(edit));
  };
  if (state.around) chip(`Around ${nameOf(nodes[nodeByName.get(state.at)])}${state.around > 1 ? `, ${state.around} steps` : ""}`, (wanted) => Object.assign(wanted, { around: 0, view: null }));
  if (state.least > 1) chip(`At least ${state.least} sentences`, (wanted) => { wanted.least = 1; });
  const lists = { part: capital, voice: (voice) => `Voice: ${voice}`, theme: (id) => `Theme: ${themeWords(id)}` };
  for (const [list, words] of Object.entries(lists)) {
    for (const value of state[list]) chip(words(value), (wanted) => { wanted[list] = toggled(wanted[list], value, false); });
  }
  hiddenChip(chip, "hide", told.kinds, (kind) => told.kinds[kind]?.words ?? kind);
  hiddenChip(chip, "outside", told.groups, (group) => group);
  hiddenChip(chip, "without", Object.fromEntries(edges.map((edge) => [edge.words, true])), (words) => words);
  by("filters").classList.toggle("used", state.least > 1 || ["part", "voice", "theme"].some((list) => state[list].length));
}

function hiddenChip(chip, list, all, words) {
  const count = state[list].length;
  if (!count) return;
  const rest = Object.keys(all).filter((one) => !state[list].includes(one));
  const said = count === 1 ? `Without ${words(state[list][0])}` : rest.length === 1 ? `Only ${words(rest[0])}` : `Without ${count} ${{ hide: "kinds of thing", outside: "groups", without: "relations" }[list]}`;
  chip(said, (wanted) => { wanted[list] = []; });
}

function clearFilters() {
  change((wanted) => {
    for (const list of LISTS) wanted[list] = [];
    Object.assign(wanted, { least: 1, around: 0 });
  });
}

function inLine() {
  for (const bring of boxes) bring();
  chips();
  by("empty").hidden = shown.nodes.size > 0;
  by("undo").disabled = past.length === 0;
  by("redo").disabled = future.length === 0;
  container.setAttribute("aria-label", `Relationship map, ${counted(shown.nodes.size, "thing")} and ${counted(shown.edges.size, "relation")}`);
}

// Sheets below a button close on Escape and on a click elsewhere; only one is open at a time.
function menus() {
  const all = [...document.querySelectorAll("details.menu")];
  for (const menu of all) {
    menu.addEventListener("toggle", () => { if (menu.open) all.filter((other) => other !== menu).forEach((other) => { other.open = false; }); });
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.firstElementChild.focus();
      event.stopPropagation();
    });
  }
  document.addEventListener("pointerdown", (event) => { for (const menu of all) if (!menu.contains(event.target)) menu.open = false; });
}
