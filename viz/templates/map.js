"use strict";
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const details = read("details");
  const picture = read("picture");
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const panel = document.getElementById("panel");
  const hidden = new Set();
  let focused = null;

  const add = (parent, tag, text, properties = {}) => {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    Object.assign(element, properties);
    parent.append(element);
    return element;
  };

  const nodes = new vis.DataSet(picture.nodes);
  const edges = new vis.DataSet(picture.edges.map((edge, number) => ({ ...edge, detail: number })));
  const container = document.getElementById("map");
  const network = new vis.Network(container, { nodes, edges }, picture.options);

  const neighbours = (id) => {
    const near = new Set([id]);
    for (const edge of details.edges) {
      if (edge.from === id) near.add(edge.to);
      if (edge.to === id) near.add(edge.from);
    }
    return near;
  };

  const paint = () => {
    const near = focused ? neighbours(focused) : null;
    const ink = colour("--label");
    const faint = colour("--line");
    const line = colour("--edge");
    const dim = (id) => near !== null && !near.has(id);
    nodes.update(Object.entries(details.nodes).map(([id, node]) => ({
      id,
      hidden: hidden.has(node.kind),
      opacity: dim(id) ? 0.18 : 1,
      font: { color: dim(id) ? faint : ink, strokeWidth: 3, strokeColor: colour("--paper") },
    })));
    edges.update(details.edges.map((edge, number) => {
      const away = near !== null && edge.from !== focused && edge.to !== focused;
      return {
        id: picture.edges[number].id,
        hidden: hidden.has(details.nodes[edge.from].kind) || hidden.has(details.nodes[edge.to].kind),
        color: { color: line, highlight: colour("--accent"), hover: colour("--accent"), opacity: away ? 0.12 : 0.75 },
      };
    }));
  };

  const evidence = (parent, sentences) => {
    for (const sentence of sentences) {
      const line = add(parent, "span", undefined, { className: "evidence" });
      if (/^https?:\/\//.test(sentence.address)) add(line, "a", sentence.place, { href: sentence.address, target: "_blank", rel: "noopener noreferrer" });
      else add(line, "span", sentence.place);
      const voices = sentence.voices.filter(Boolean).join(", ");
      if (voices) line.append(` (voice: ${voices})`);
    }
  };

  const tell = (list, edge, id) => {
    const item = add(list, "li");
    const name = (other) => {
      if (other === id) return add(item, "span", details.nodes[other].label);
      const button = add(item, "button", details.nodes[other].label, { type: "button" });
      button.addEventListener("click", () => choose(other));
      return button;
    };
    name(edge.from);
    item.append(` ${edge.words} `);
    name(edge.to);
    if (edge.planned) item.append(" (planned)");
    evidence(item, edge.sentences);
  };

  const choose = (id) => {
    focused = id;
    const node = details.nodes[id];
    panel.replaceChildren();
    add(panel, "h2", node.label);
    add(panel, "p", [node.kindWords, node.sector].filter(Boolean).join(" · "), { className: "kind" });
    if (node.names.length) add(panel, "p", `Also called ${node.names.join(", ")}.`);
    const own = details.edges.filter((edge) => edge.from === id || edge.to === id);
    add(panel, "h3", `${own.length} ${own.length === 1 ? "relation" : "relations"}`);
    const list = add(panel, "ul");
    for (const edge of own) tell(list, edge, id);
    network.selectNodes([id]);
    paint();
    panel.scrollTop = 0;
  };

  const chooseEdge = (number) => {
    const edge = details.edges[number];
    panel.replaceChildren();
    add(panel, "h2", edge.words);
    const count = edge.sentences.length;
    add(panel, "p", `${count} ${count === 1 ? "sentence says" : "sentences say"} so.`, { className: "kind" });
    tell(add(panel, "ul"), edge, null);
  };

  const whole = () => {
    focused = null;
    network.unselectAll();
    paint();
    network.fit({ animation: false });
  };

  network.on("click", (event) => {
    if (event.nodes.length) choose(event.nodes[0]);
    else if (event.edges.length) chooseEdge(edges.get(event.edges[0]).detail);
    else if (focused) { focused = null; paint(); }
  });
  document.getElementById("whole").addEventListener("click", whole);

  const legend = document.getElementById("legend");
  const marks = { star: "\u2605", dot: "\u25CF", hexagon: "\u2B22", square: "\u25A0", diamond: "\u25C6", triangle: "\u25B2", triangleDown: "\u25BC" };
  for (const [kind, look] of Object.entries(details.kinds)) {
    const label = add(legend, "label");
    const box = add(label, "input", undefined, { type: "checkbox", checked: true });
    const mark = add(label, "span", marks[look.shape], { ariaHidden: "true" });
    mark.style.color = look.colour;
    label.append(look.words);
    box.addEventListener("change", () => { hidden[box.checked ? "delete" : "add"](kind); paint(); });
  }

  const search = document.getElementById("search");
  const byName = new Map();
  for (const [id, node] of Object.entries(details.nodes)) {
    for (const name of [node.label, ...node.names]) {
      if (!byName.has(name.toLowerCase())) byName.set(name.toLowerCase(), id);
    }
    add(document.getElementById("names"), "option", undefined, { value: node.label });
  }
  const find = () => {
    const wanted = search.value.trim().toLowerCase();
    if (!wanted) return;
    const id = byName.get(wanted) ?? [...byName].find(([name]) => name.includes(wanted))?.[1];
    if (!id) {
      panel.replaceChildren();
      add(panel, "h2", "Nothing found");
      add(panel, "p", `No thing on this map is called \u201C${search.value.trim()}\u201D.`);
      return;
    }
    choose(id);
    network.focus(id, { scale: Math.max(network.getScale(), 0.9), animation: false });
  };
  search.addEventListener("change", find);
  search.addEventListener("keydown", (event) => { if (event.key === "Enter") find(); });

  const rows = document.querySelector("#twin tbody");
  for (const edge of details.edges) {
    const row = add(rows, "tr");
    add(row, "td", details.nodes[edge.from].label);
    add(row, "td", edge.words + (edge.planned ? " (planned)" : ""));
    add(row, "td", details.nodes[edge.to].label);
    evidence(add(row, "td"), edge.sentences);
  }

  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
  paint();
  network.once("afterDrawing", () => { document.body.dataset.drawn = "yes"; });
  network.fit({ animation: false });
  window.peelgraph = { network, choose, details };
})();
