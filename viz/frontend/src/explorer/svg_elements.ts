/** Shapes of SVG as elements of the page. */
import { addSvg } from "../dom";
import type { Shape } from "./svg_tree";

/** Adds a shape and what is in it to an element. */
export function addShape(parent: Element, { tag, attributes, text, children = [] }: Shape): void {
  const element = addSvg(parent, tag, attributes);
  if (text !== undefined) element.textContent = text;
  for (const child of children) addShape(element, child);
}
