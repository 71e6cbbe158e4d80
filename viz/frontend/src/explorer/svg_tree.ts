/** A tree of SVG shapes, which becomes elements of the page or the text of a file. */
import { addSvg } from "../dom";
import { xmlText } from "../exports";

export interface Shape {
  tag: string;
  attributes: Record<string, string | number>;
  text?: string;
  children?: Shape[];
}

export const shape = (
  tag: string,
  attributes: Shape["attributes"],
  content: string | Shape[] = [],
): Shape =>
  typeof content === "string"
    ? { tag, attributes, text: content }
    : { tag, attributes, children: content };

/** Adds a shape and what is in it to an element. */
export function addShape(parent: Element, { tag, attributes, text, children = [] }: Shape): void {
  const element = addSvg(parent, tag, attributes);
  if (text !== undefined) element.textContent = text;
  for (const child of children) addShape(element, child);
}

export function shapeText({ tag, attributes, text, children = [] }: Shape): string {
  const pairs = Object.entries(attributes).map(([name, value]) => ` ${name}="${xmlText(value)}"`);
  const content = text === undefined ? children.map(shapeText).join("") : xmlText(text);
  return `<${tag}${pairs.join("")}>${content}</${tag}>`;
}
