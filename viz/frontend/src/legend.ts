/** The legend: what shapes, colours and lines mean; what is not ticked is not on the map. */
import { redraw } from "./canvas";
import { add, addButton, bySelector } from "./dom";
import { addLine, addRepaintable, addShape, type LineSample } from "./icons";
import { BADGE_WORDS } from "./overlay";
import type { BadgeKind } from "./page_data";
import { change, details, edges, nodes, scheme } from "./session";
import { capitalise, shorten } from "./text";
import { addSection, addTick, type Tick } from "./ticks";

const neutral = () => details.neutral[scheme()];

export function fillLegend(): void {
  const parent = bySelector("#legend > div");
  if (details.grouping) addGroups(parent);
  addKinds(parent);
  if (edges.length) addFamilies(parent);
  addSigns(parent);
}

/** A row with a tick box and a button that leaves only what it names. */
function addRow(parent: Element, tick: Omit<Tick, "listsShown">, all: string[]): HTMLElement {
  const { row } = addTick(parent, { ...tick, listsShown: false });
  const label = { className: "only", "aria-label": `Only ${shorten(tick.words)}` };
  const showOnly = () =>
    change((state) => {
      state[tick.list] = all.filter((value) => value !== tick.value);
    });
  addButton(row, "only", showOnly, label);
  return row;
}

function addGroups(parent: Element): void {
  const section = addSection(parent, capitalise(details.grouping));
  const all = Object.keys(details.groups);
  for (const group of all) {
    const addIcon = (label: Element) =>
      addRepaintable(label, (holder) => addShape(holder, "dot", details.groups[group][scheme()]));
    const count = nodes.filter((node) => node.group === group).length;
    addRow(section, { list: "outside", value: group, words: group, count, addIcon }, all);
  }
}

function addKinds(parent: Element): void {
  const section = addSection(parent, "Things");
  const all = Object.keys(details.kinds);
  for (const [kind, look] of Object.entries(details.kinds)) {
    const colour = () => (details.grouping ? neutral() : look[scheme()]);
    const addIcon = (label: Element) =>
      addRepaintable(label, (holder) => addShape(holder, look.shape, colour()));
    const count = nodes.filter((node) => node.kind === kind).length;
    addRow(section, { list: "hide", value: kind, words: look.words, count, addIcon }, all);
  }
}

function addFamilies(parent: Element): void {
  const section = addSection(parent, "Relations");
  const all = [...new Set(edges.map((edge) => edge.words))].sort();
  for (const [name, family] of Object.entries(details.families)) {
    const row = add(section, "div", undefined, { className: "family" });
    addRepaintedLine(row, () => ({
      colour: details.grouping ? neutral() : family[scheme()],
      end: details.directed ? family.end : "",
      dashed: name === "plan",
    }));
    add(row, "span", capitalise(family.words));
    addFamilyRelations(section, name, all);
  }
}

function addFamilyRelations(section: Element, family: string, all: string[]): void {
  const counts = new Map<string, number>();
  for (const edge of edges) {
    if (edge.family === family) counts.set(edge.words, (counts.get(edge.words) ?? 0) + 1);
  }
  for (const [value, count] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const tick: Omit<Tick, "listsShown"> = {
      list: "without",
      value,
      words: value || "(no words)",
      count,
    };
    addRow(section, tick, all).classList.add("plain");
  }
}

function addRepaintedLine(parent: Element, line: () => LineSample): void {
  addRepaintable(parent, (holder) => addLine(holder, line()));
}

function addSigns(parent: Element): void {
  const section = addSection(parent, "Signs");
  const widths = add(section, "p");
  for (const width of [1, 2.2, 4]) {
    addRepaintedLine(widths, () => ({ colour: neutral(), end: "", width }));
  }
  widths.append(" more sentences");
  const planned = add(section, "p");
  addRepaintedLine(planned, () => ({ colour: neutral(), end: "", dashed: true }));
  planned.append(" only planned");
  if (nodes.some((node) => node.findings.length)) addBadgeSign(section);
}

function addBadgeSign(section: Element): void {
  const label = add(add(section, "div", undefined, { className: "tick" }), "label");
  const properties = { type: "checkbox", checked: true, id: "legend-badges" };
  add(label, "input", undefined, properties).addEventListener("change", redraw);
  const words = add(label, "span", undefined, { className: "words" });
  for (const [kind, meaning] of Object.entries(BADGE_WORDS)) {
    const part = add(words, "span", undefined, { className: "badge" });
    const badge = details.badges[kind as BadgeKind];
    addRepaintable(part, (holder) => addShape(holder, badge.shape, badge[scheme()], 12));
    part.append(` ${meaning}`);
  }
}
