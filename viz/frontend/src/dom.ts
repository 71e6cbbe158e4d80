/** Elements of the page: found by their id, made with text that is never markup. */

type Value = string | number | boolean;
type Properties = Record<string, Value>;

const SVG = "http://www.w3.org/2000/svg";
const NO_NAME = "(no name)";

export const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
export const smallScreen = matchMedia("(max-width: 800px)");

export function byId<Kind extends HTMLElement = HTMLElement>(id: string): Kind {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no element called ${id}`);
  return element as Kind;
}

export const inputById = (id: string) => byId<HTMLInputElement>(id);

/** Adds an element; names with a hyphen, and roles, are attributes, all others are properties. */
export function add<Tag extends keyof HTMLElementTagNameMap>(
  parent: Element,
  tag: Tag,
  text?: string,
  properties: Properties = {},
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes("-") || name === "role") element.setAttribute(name, String(value));
    else Reflect.set(element, name, value);
  }
  parent.append(element);
  return element;
}

export function addButton(
  parent: Element,
  text: string | undefined,
  onClick: () => void,
  properties: Properties = {},
): HTMLButtonElement {
  const button = add(parent, "button", text, { type: "button", ...properties });
  button.addEventListener("click", onClick);
  return button;
}

export function addSvg(
  parent: Element,
  tag: string,
  attributes: Record<string, string | number>,
): SVGElement {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  parent.append(element);
  return element as SVGElement;
}

/** Adds a name out of the data, whose direction is apart from that of the words around it. */
export function addName(parent: Element, text: string, properties: Properties = {}): HTMLElement {
  return add(parent, "bdi", text || NO_NAME, properties);
}

/** Says something to screen readers. */
export function announce(text: string): void {
  byId("status").textContent = text;
}
