/** Small pictures in the page: shapes of things and samples of lines. */
import { add, addSvg } from "./dom";
import { outline } from "./outlines";

const RADIUS = 7.4;
const ENDS: Record<string, string> = {
  arrow: "M20 0 12-4 14 0 12 4Z",
  vee: "M20 0 12-4.5 16 0 12 4.5Z",
  diamond: "M20 0 15-3.5 10 0 15 3.5Z",
  circle: "M12 0a4 4 0 1 1 8 0a4 4 0 1 1-8 0Z",
  box: "M13-3.5h7v7h-7Z",
  bar: "M18-4.5v9",
};

export interface LineSample {
  colour: string;
  end: string;
  width?: number;
  dashed?: boolean;
}

const repaints: (() => void)[] = [];

export function addShape(parent: Element, shape: string, colour: string, size = 16): void {
  const icon = addIcon(parent, "-10 -10 20 20", size, size);
  const corners = outline(shape, RADIUS);
  if (!corners.length) {
    addSvg(icon, "circle", { r: RADIUS, fill: colour });
    return;
  }
  const points = corners.map(({ x, y }) => `${x.toFixed(2)},${y.toFixed(2)}`).join(" ");
  addSvg(icon, "polygon", { points, fill: colour });
}

export function addLine(parent: Element, { colour, end, width = 2, dashed }: LineSample): void {
  const icon = addIcon(parent, "-12 -6 34 12", 34, 12);
  const isBar = end === "bar";
  addSvg(icon, "path", {
    d: `M-10 0H${end && !isBar ? 13 : 18}`,
    stroke: colour,
    "stroke-width": width,
    "stroke-dasharray": dashed ? "5 3" : "none",
    fill: "none",
  });
  if (!Object.hasOwn(ENDS, end)) return;
  const outlined = { fill: "none", "stroke-width": 2 };
  const filled = { fill: colour, "stroke-width": 1 };
  addSvg(icon, "path", { d: ENDS[end], stroke: colour, ...(isBar ? outlined : filled) });
}

function addIcon(parent: Element, viewBox: string, width: number, height: number): SVGElement {
  return addSvg(parent, "svg", { viewBox, width, height, "aria-hidden": "true", class: "mark" });
}

/** Adds an icon that is drawn anew when the page turns from light to dark. */
export function addRepaintable(parent: Element, build: (holder: Element) => void): void {
  const holder = add(parent, "span", undefined, { className: "holder" });
  const fill = () => {
    holder.replaceChildren();
    build(holder);
  };
  fill();
  repaints.push(fill);
}

export function repaintIcons(): void {
  for (const repaint of repaints) repaint();
}
