// Knows how a thing is found by its names: a box with completion, after the combobox pattern of the ARIA Authoring Practices Guide.
const MATCHES = 8;
const names = nodes.map((node) => ({ node, label: fold(nameOf(node)), names: node.names.map((one) => [fold(one), one]) }));
const hits = { list: [], active: -1 };

// Lower is better: the same, a beginning, a beginning of a word, anywhere; own names before others.
function distance(text, wanted) {
  if (text === wanted) return 0;
  if (text.startsWith(wanted)) return 1;
  if (text.includes(` ${wanted}`)) return 2;
  return text.includes(wanted) ? 3 : Infinity;
}

function matches(text) {
  const wanted = fold(text);
  if (!wanted) return [];
  const found = names.map(({ node, label, names: others }) => {
    const best = others.map(([folded, plain]) => [distance(folded, wanted) + 0.5, plain]).sort((one, other) => one[0] - other[0])[0] ?? [Infinity, ""];
    const own = distance(label, wanted);
    return own <= best[0] ? { node, rank: own, by: "" } : { node, rank: best[0], by: best[1] };
  });
  const order = (one, other) => one.rank - other.rank || other.node.edges.length - one.node.edges.length || one.node.id - other.node.id;
  return found.filter((hit) => hit.rank < Infinity).sort(order).slice(0, MATCHES);
}

function search() {
  const input = by("search");
  input.addEventListener("input", () => offer(matches(input.value)));
  input.addEventListener("keydown", searchKey);
  input.addEventListener("blur", () => setTimeout(close, 150));
  by("matches").addEventListener("pointerdown", (event) => event.preventDefault());
}

function offer(list) {
  const box = by("matches");
  box.replaceChildren();
  Object.assign(hits, { list, active: list.length ? 0 : -1 });
  list.forEach(({ node, by: other }, at) => {
    const item = add(box, "li", undefined, { role: "option", id: `match-${at}`, "aria-selected": "false" });
    mark(item, kindOf(node).shape, colourOf(node), 14);
    const words = add(item, "span", undefined, { className: "words" });
    name(words, brief(nameOf(node), 80));
    name(add(words, "small"), other ? `also ${brief(other, 40)}` : kindOf(node).words);
    item.addEventListener("click", () => found(node));
  });
  if (!list.length && by("search").value.trim()) add(box, "li", "Nothing on this map has that name.", { className: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" });
  box.hidden = !box.childElementCount;
  by("search").setAttribute("aria-expanded", String(!box.hidden));
  point(hits.active);
}

function point(at) {
  hits.active = at;
  [...by("matches").children].forEach((item, number) => item.setAttribute("aria-selected", String(number === at)));
  by("matches").children[at]?.scrollIntoView({ block: "nearest" });
  if (at >= 0) by("search").setAttribute("aria-activedescendant", `match-${at}`);
  else by("search").removeAttribute("aria-activedescendant");
}

function close() {
  by("matches").hidden = true;
  by("search").setAttribute("aria-expanded", "false");
  by("search").removeAttribute("aria-activedescendant");
}

function searchKey(event) {
  const count = hits.list.length;
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps && count) {
    event.preventDefault();
    if (by("matches").hidden) offer(hits.list);
    else point((hits.active + steps[event.key] + count) % count);
  } else if (event.key === "Enter") {
    if (by("matches").hidden) offer(matches(by("search").value));
    if (hits.list[hits.active]) found(hits.list[hits.active].node);
  } else if (event.key === "Escape") {
    event.stopPropagation();
    if (by("matches").hidden) by("search").value = "";
    close();
  }
}

function found(node) {
  by("search").value = "";
  offer([]);
  choose(node.id, true);
  container.focus({ preventScroll: true });
}
