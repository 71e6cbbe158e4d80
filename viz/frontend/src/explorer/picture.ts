/** The picture beside the answer, drawn by vis-network: marks with names, verbs, frames. */
import { add, reducedMotion } from "../dom";
import { nearestInDirection } from "../geometry";
import { trace } from "../outlines";
import { arrange } from "./arrange";
import type { Box, Drawing, Mark, PictureState, Verb } from "./drawing";
import { type Inks, readInks } from "./inks";
import { spoken, strokeOf } from "./line_looks";
import type { Model } from "./model";
import { fullName } from "./names";
import { drawFrames, drawMark, drawVerb, FONTS } from "./strokes";
import type { Picture } from "./view";

export interface PictureEvents {
  /** A mark, a frame or the verb of some lines was chosen, or nothing. */
  choose(chosen: { thing: number } | { statements: number[] } | null): void;
  /** The reader opened, unfolded or moved something. */
  change(state: PictureState): void;
  say(text: string): void;
}

const smooth = (direction: string) => ({
  ...{ enabled: true, type: "cubicBezier", forceDirection: direction, roundness: 0.5 },
});
const SCALES = { least: 0.32, most: 1.15 };
const BADGE = 30;
const DIRECTIONS: Record<string, [number, number]> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export class PictureView {
  drawing: Drawing = { marks: [], verbs: [], lines: [], frames: [], headings: [] };
  state: PictureState = emptyState();
  chosen: Set<string> = new Set();
  readonly canvas: vis.Network;
  private picture: Picture | null = null;
  private boxes: Box[] = [];
  private inks: Inks = readInks();
  private hovered = -1;
  private walked = -1;
  private readonly nodes = new vis.DataSet<vis.DataItem>([]);
  private readonly edges = new vis.DataSet<vis.DataItem>([]);
  private readonly ruler = document.createElement("canvas").getContext("2d");

  constructor(
    private readonly model: Model,
    private readonly container: HTMLElement,
    options: object,
    private readonly events: PictureEvents,
  ) {
    this.canvas = new vis.Network(
      container,
      { nodes: this.nodes, edges: this.edges },
      {
        ...options,
        edges: { smooth: smooth("horizontal") },
        interaction: {
          hover: true,
          selectConnectedEdges: false,
          dragNodes: true,
          tooltipDelay: 1e9,
        },
      },
    );
    container.firstElementChild?.removeAttribute("tabindex");
    this.connect();
  }

  /** Draws a picture as it is at first, or as the reader changed it. */
  show(picture: Picture | null, state: PictureState = emptyState()): void {
    this.picture = picture;
    this.state = state;
    this.chosen = new Set();
    this.walked = -1;
    this.draw();
    this.fit();
  }

  /** Draws again: another size of the window, other colours. */
  draw(): void {
    this.inks = readInks();
    const narrow = this.container.clientWidth < 560;
    this.drawing = this.picture
      ? arrange(this.model, this.picture, this.state, this.measure, narrow)
      : { marks: [], verbs: [], lines: [], frames: [], headings: [] };
    const { marks, verbs, frames } = this.drawing;
    this.boxes = [...marks, ...verbs, ...frames.map(titleBox)];
    const numbers = new Map(this.boxes.map((box, at) => [box.key, at]));
    this.nodes.clear();
    this.edges.clear();
    this.nodes.add(this.boxes.map((box, id) => this.item(box, id)));
    this.edges.add(
      this.drawing.lines.map((line, id) => {
        const { colour, opacity, width, dashes } = strokeOf(line, this.inks);
        return {
          id,
          from: numbers.get(line.from),
          to: numbers.get(line.to),
          dashes: dashes.length ? dashes : false,
          color: { color: colour, opacity },
          width,
          arrows: "",
          smooth: smooth(this.picture?.isDown ? "vertical" : "horizontal"),
        };
      }),
    );
  }

  /** The whole picture in sight. */
  fit(): void {
    const [width, height] = [this.container.clientWidth, this.container.clientHeight];
    if (!this.boxes.length || !width || !height) return;
    const { left, right, top, bottom } = this.bounds();
    const scale = Math.min((width - 24) / (right - left), (height - 24) / (bottom - top));
    this.canvas.moveTo({
      position: { x: (left + right) / 2, y: (top + bottom) / 2 },
      scale: Math.max(SCALES.least, Math.min(scale, SCALES.most)),
      animation: false,
    });
  }

  bounds(): { left: number; right: number; top: number; bottom: number } {
    const boxes: Box[] = [...this.boxes, ...this.drawing.frames];
    const headings = this.drawing.headings.map(({ y }) => y - 10);
    return {
      left: Math.min(...boxes.map((box) => box.x - box.width / 2)),
      right: Math.max(...boxes.map((box) => box.x + box.width / 2)),
      top: Math.min(...boxes.map((box) => box.y - box.height / 2), ...headings),
      bottom: Math.max(...boxes.map((box) => box.y + box.height / 2)),
    };
  }

  zoom(factor: number): void {
    const scale = this.canvas.getScale() * factor;
    this.canvas.moveTo({
      position: this.canvas.getViewPosition(),
      scale: Math.max(SCALES.least, Math.min(scale, 4)),
      animation: reducedMotion.matches ? false : { duration: 200, easingFunction: "easeInOutQuad" },
    });
  }

  /** Makes the marks of some things, or the verb of some statements, stand out. */
  mark(things: number[], statements: number[] = []): void {
    const wanted = new Set(statements);
    this.chosen = new Set(things.map((id) => `t${id}`));
    for (const verb of this.drawing.verbs) {
      if (verb.statements.some((id) => wanted.has(id))) this.chosen.add(verb.key);
    }
    this.canvas.redraw();
  }

  /** Draws what is related to a thing and not drawn yet, or hides it again. */
  toggle(thing: number): void {
    const opened = this.state.opened.filter((id) => id !== thing);
    if (opened.length === this.state.opened.length) opened.push(thing);
    this.change({ ...this.state, opened });
  }

  /** Takes up what the reader chose for the whole picture. */
  choose(change: Partial<PictureState>): void {
    this.change({ ...this.state, unfolded: new Set(), ...change });
  }

  private change(state: PictureState): void {
    this.state = state;
    this.draw();
    this.fit();
    this.events.change(state);
  }

  private measure = (text: string, style: keyof typeof FONTS): number => {
    if (!this.ruler) return text.length * 7;
    this.ruler.font = FONTS[style];
    return this.ruler.measureText(text).width;
  };

  private item(box: Box, id: number): vis.DataItem {
    const item = {
      ...{ id, x: box.x, y: box.y, shape: "custom", size: box.height / 2, label: undefined },
      ctxRenderer: (drawing: { ctx: CanvasRenderingContext2D; x: number; y: number }) => ({
        drawNode: () => this.paint(box, id, drawing),
        nodeDimensions: { width: box.width, height: box.height },
      }),
    };
    return item;
  }

  private paint(
    box: Box,
    id: number,
    { ctx, x, y }: { ctx: CanvasRenderingContext2D; x: number; y: number },
  ): void {
    const state = {
      isHovered: this.hovered === id,
      isChosen: this.chosen.has(box.key),
      isWalked: this.walked === id && document.activeElement === this.container,
    };
    Object.assign(box, { x, y });
    if (isMark(box)) {
      const kind = box.thing === null ? null : this.model.thing(box.thing).kind;
      drawMark(ctx, box, kind, this.inks, state);
      return;
    }
    if (isVerb(box)) drawVerb(ctx, box, this.inks, state);
  }

  private connect(): void {
    this.canvas.on("beforeDrawing", (ctx) => drawFrames(ctx, this.drawing, this.inks));
    this.canvas.on("click", ({ nodes, pointer }) => this.onClick(nodes[0], pointer.canvas));
    this.canvas.on("doubleClick", ({ nodes }) => {
      const box = this.boxes[nodes[0]];
      if (box && isMark(box) && box.thing !== null) this.toggle(box.thing);
    });
    this.canvas.on("hoverNode", ({ node }) => this.hover(node));
    this.canvas.on("blurNode", () => this.hover(-1));
    this.container.addEventListener("keydown", (event) => this.onKey(event));
    for (const name of ["focus", "blur"]) {
      this.container.addEventListener(name, () => this.canvas.redraw());
    }
  }

  private hover(id: number): void {
    this.hovered = id;
    this.container.style.cursor = id < 0 ? "" : "pointer";
    this.canvas.redraw();
  }

  private onClick(id: number | undefined, point: { x: number; y: number }): void {
    const box = id === undefined ? undefined : this.boxes[id];
    this.walked = id ?? -1;
    if (!box) {
      this.chosen.clear();
      this.events.choose(null);
      return;
    }
    const isBadge = isMark(box) && box.more > 0 && point.x > box.x + box.width / 2 - BADGE;
    if (isBadge && isMark(box) && box.thing !== null) this.toggle(box.thing);
    else this.open(box);
  }

  private open(box: Box): void {
    if (isMark(box) && box.thing === null) {
      const unfolded = new Set([...this.state.unfolded, box.key.slice(1)]);
      this.change({ ...this.state, unfolded });
      return;
    }
    this.chosen = new Set([box.key]);
    this.canvas.redraw();
    if (isVerb(box)) this.events.choose(box.statements.length ? box : null);
    else this.events.choose({ thing: thingOf(box) });
  }

  private onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    const box = this.boxes[this.walked];
    if (Object.hasOwn(DIRECTIONS, key)) this.walk(DIRECTIONS[key]);
    else if (key === "+" || key === "=") this.zoom(1.25);
    else if (key === "-") this.zoom(0.8);
    else if (key === "0") this.fit();
    else if ((key === "Enter" || key === " ") && box) this.open(box);
    else if (key.toLowerCase() === "e" && box && isMark(box) && box.thing !== null) {
      this.toggle(box.thing);
    } else if (key === "Escape") this.onClick(undefined, { x: 0, y: 0 });
    else return;
    event.preventDefault();
  }

  private walk(direction: [number, number]): void {
    const from = this.boxes[this.walked];
    const root = this.boxes.findIndex((box) => isMark(box) && box.isRoot);
    const candidates = this.boxes
      .map(({ x, y }, id) => ({ id, x, y, isNeighbour: false }))
      .filter(({ id }) => id !== this.walked);
    const next = from ? nearestInDirection(from, direction, candidates) : Math.max(root, 0);
    if (next === null || !this.boxes[next]) return;
    this.walked = next;
    this.canvas.redraw();
    this.events.say(this.describe(this.boxes[next]));
  }

  private nameOf(key: string): string {
    const mark = this.drawing.marks.find((item) => item.key === key);
    if (!mark) return "";
    return mark.thing === null ? mark.lines.join(" ") : fullName(this.model.thing(mark.thing));
  }

  /** What a screen reader says of a mark or a verb. */
  describe(box: Box): string {
    if (isVerb(box)) {
      const names = (keys: string[]) => keys.map((key) => this.nameOf(key)).join(", ");
      const words = box.words.replace(/[◂▸▾]/g, "").trim();
      return `${names(box.inner)} ${words} ${names(box.outer)}${spoken(box.look)}`;
    }
    if (isMark(box) && box.thing === null) return `${box.lines.join(" ")}, Enter draws them`;
    const thing = this.model.thing(thingOf(box));
    const more = isMark(box) && box.more ? `, ${box.more} more related, E draws them` : "";
    return `${fullName(thing)}, ${thing.kind.words}${more}`;
  }
}

export const emptyState = (): PictureState => ({
  opened: [],
  unfolded: new Set(),
  withForce: false,
  withoutForce: false,
  grouping: "",
});

const isMark = (box: Box): box is Mark => "strong" in box;
const isVerb = (box: Box): box is Verb => "statements" in box;
const thingOf = (box: Box): number => Number(box.key.replace(/\D/g, ""));

/** The title of a frame can be chosen like a mark. */
function titleBox(frame: Drawing["frames"][number]): Box {
  const height = 26;
  return {
    key: frame.key,
    x: frame.x,
    y: frame.y - frame.height / 2 + height / 2 + 2,
    width: Math.min(frame.width, 260),
    height,
  };
}

/** The picture of a legend entry. */
export function drawKey(canvas: HTMLCanvasElement, shape: string, colour: string): void {
  const ctx = canvas.getContext("2d");
  if (!ctx) return;
  trace(ctx, shape, { x: 8, y: 8 }, 6);
  ctx.fillStyle = colour;
  ctx.fill();
}

export const placeHolder = (container: HTMLElement, text: string) =>
  add(container, "p", text, { className: "note" });
