/**
 * The search box with completion, after the combobox pattern of the ARIA Authoring Practices Guide.
 */
import { container } from "./canvas";
import { add, addName, byId, displayName, inputById } from "./dom";
import { addShape } from "./icons";
import { indexNames, matchNames, type NameMatch } from "./name_search";
import type { MapNode } from "./page_data";
import { selectNode } from "./selection";
import { kindOf, nodeColour, nodes } from "./session";
import { shorten } from "./text";

const BLUR_DELAY = 150; // milliseconds, so that a click on a match comes first
const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
const input = inputById("search");
const list = byId("matches");
const entries = indexNames(nodes.map((node) => ({ ...node, label: displayName(node) })));
let matches: NameMatch[] = [];
let active = -1;

export function connectSearch(): void {
  input.addEventListener("input", () => showMatches(matchNames(entries, input.value)));
  input.addEventListener("keydown", onKey);
  input.addEventListener("blur", () => setTimeout(closeList, BLUR_DELAY));
  list.addEventListener("pointerdown", (event) => event.preventDefault());
}

function showMatches(next: NameMatch[]): void {
  list.replaceChildren();
  matches = next;
  next.forEach(addMatch);
  if (!next.length && input.value.trim()) {
    add(list, "li", "Nothing on this map has that name.", {
      className: "none",
      role: "option",
      "aria-disabled": "true",
      "aria-selected": "false",
    });
  }
  list.hidden = !list.childElementCount;
  input.setAttribute("aria-expanded", String(!list.hidden));
  activate(next.length ? 0 : -1);
}

function addMatch({ node, name }: NameMatch, index: number): void {
  const attributes = { role: "option", id: `match-${index}`, "aria-selected": "false" };
  const item = add(list, "li", undefined, attributes);
  addShape(item, kindOf(node).shape, nodeColour(node), 14);
  const words = add(item, "span", undefined, { className: "words" });
  addName(words, shorten(displayName(node), 80));
  addName(add(words, "small"), name ? `also ${shorten(name, 40)}` : kindOf(node).words);
  item.addEventListener("click", () => enter(node));
}

function activate(index: number): void {
  active = index;
  [...list.children].forEach((item, position) => {
    item.setAttribute("aria-selected", String(position === index));
  });
  list.children[index]?.scrollIntoView({ block: "nearest" });
  if (index >= 0) input.setAttribute("aria-activedescendant", `match-${index}`);
  else input.removeAttribute("aria-activedescendant");
}

function closeList(): void {
  list.hidden = true;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

function onKey(event: KeyboardEvent): void {
  if (event.key in STEPS && matches.length) {
    event.preventDefault();
    step(STEPS[event.key]);
  } else if (event.key === "Enter") enterActive();
  else if (event.key === "Escape") {
    event.stopPropagation();
    if (list.hidden) input.value = "";
    closeList();
  }
}

function step(by: number): void {
  if (list.hidden) showMatches(matches);
  else activate((active + by + matches.length) % matches.length);
}

function enterActive(): void {
  if (list.hidden) showMatches(matchNames(entries, input.value));
  if (matches[active]) enter(matches[active].node);
}

function enter(node: MapNode): void {
  input.value = "";
  showMatches([]);
  selectNode(node.id, true);
  container.focus({ preventScroll: true });
}
