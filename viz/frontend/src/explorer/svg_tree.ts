/** A tree of SVG shapes as plain data, and as the text of a file. */
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

export function shapeText({ tag, attributes, text, children = [] }: Shape): string {
  const pairs = Object.entries(attributes).map(([name, value]) => ` ${name}="${xmlText(value)}"`);
  const content = text === undefined ? children.map(shapeText).join("") : xmlText(text);
  return `<${tag}${pairs.join("")}>${content}</${tag}>`;
}
