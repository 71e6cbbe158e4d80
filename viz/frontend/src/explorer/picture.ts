/** The picture beside the answer, drawn by vis-network: marks with names, verbs, frames. */
import { reducedMotion } from "../dom";
import { arrange } from "./arrange";
import { drawFrames, drawMark, drawVerb, FONTS } from "./canvas_drawing";
import { type Colours, readColours } from "./colours";
import { boundsOf, firstPicture, MARGIN, READABLE, scaleOf } from "./density";
import {
  type Box,
  type Density,
  type Drawing,
  emptyDrawing,
  emptyState,
  isMark,
  isVerb,
  type Mark,
  NARROW,
  type PictureState,
  type Room,
} from "./drawing";
import { JOINT } from "./folding";
import { lineStyleOf } from "./line_styles";
import type { Model } from "./model";
import { placeOf } from "./moved_marks";
import { NetworkCanvas } from "./network_canvas";
import type { Picture } from "./view";

export type PictureChoice = { thing: number } | { things: number[] } | { statements: number[] };

export interface PictureEvents {
  /** Marks, a frame or the verb of some lines were chosen, or nothing. */
  choose(chosen: PictureChoice | null): void;
  /** The reader opened, unfolded or moved something. */
  change(state: PictureState): void;
  say(text: string): void;
}

const smooth = (direction: string) => ({
  ...{ enabled: true, type: "cubicBezier", forceDirection: direction, roundness: 0.5 },
});
const INTERACTION = {
  ...{ hover: true, selectConnectedEdges: false, dragNodes: true, tooltipDelay: 1e9 },
};
const SCALES = { least: 0.32, most: 1.15 };
const LEGIBLE = 12; // pixels of letters below which a mark in hand is drawn larger
const LEGEND = 88; // pixels of height
/** Pixels of a picture on a narrow screen, which scrolls with the page: at first, and opened. */
const HIGHEST = { first: 1400, opened: 3000 };
const LETTER = 13.5; // pixels of the letters of a name

export class PictureView {
  drawing: Drawing = emptyDrawing();
  state: PictureState = emptyState();
  chosen: Set<string> = new Set();
  boxes: Box[] = [];
  /** The number of the box in hand: under the pointer, and where the keyboard is. */
  hovered = -1;
  walked = -1;
  /** Called with the network of the canvas, as soon as that is there. */
  onOpen: (network: vis.Network) => void = () => undefined;
  private picture: Picture | null = null;
  private density: Density | undefined;
  private fittedScale = 1;
  /** The room that there was for it at first, and the one for which it was drawn. */
  private firstRoom: Room = { width: 0, height: 0 };
  private drawnRoom: Room = { width: 0, height: 0 };
  private colours: Colours = readColours();
  private readonly surface: NetworkCanvas;
  private readonly ruler = document.createElement("canvas").getContext("2d");

  constructor(
    readonly model: Model,
    readonly container: HTMLElement,
    options: object,
    readonly events: PictureEvents,
  ) {
    const all = { ...options, edges: { smooth: smooth("horizontal") }, interaction: INTERACTION };
    this.surface = new NetworkCanvas(container, all, (network) => {
      network.on("beforeDrawing", (ctx) => drawFrames(ctx, this.drawing, this.colours));
      network.on("afterDrawing", (ctx) => this.magnify(ctx));
      network.on("zoom", () => this.noteZoom(network.getScale()));
      this.onOpen(network);
    });
  }

  get canvas(): vis.Network {
    return this.surface.network;
  }

  redraw(): void {
    this.surface.redraw();
  }

  /** Draws a picture as it is at first, or as the reader changed it. */
  show(picture: Picture | null, state: PictureState = emptyState()): void {
    this.picture = picture;
    this.state = state;
    this.chosen = new Set();
    this.walked = -1;
    this.resize();
  }

  /** Draws anew where there is more or less room; where the legend takes little, it is fitted in. */
  adapt(): void {
    const { width, height } = this.usualRoom();
    if (width !== this.firstRoom.width || height !== this.firstRoom.height) this.resize();
    else {
      this.fit();
      const room = this.room();
      const isLess = room.width >= NARROW && room.height < this.drawnRoom.height;
      const isSmall = isLess && this.canvas.getScale() < READABLE;
      if (isSmall && isFirst(this.state)) this.drawFirst(room);
    }
  }

  /** Draws as much as there is room for: another picture, another size of the window. */
  resize(): void {
    this.firstRoom = this.usualRoom();
    this.drawFirst(this.firstRoom);
  }

  private drawFirst(room: Room): void {
    const { measure, model, picture, state } = this;
    this.drawnRoom = room;
    this.colours = readColours();
    const first = picture ? firstPicture(model, picture, state, { measure, room }) : undefined;
    this.density = first?.density;
    this.draw(isFirst(state) ? first?.drawing : undefined);
    this.fit();
  }

  /** Draws again, with the same marks. */
  private draw(drawing?: Drawing): void {
    const { measure, density, drawnRoom: room } = this;
    const made = () =>
      this.picture
        ? arrange(this.model, this.picture, this.state, { measure, room, density })
        : emptyDrawing();
    this.drawing = drawing ?? made();
    this.growDown();
    const { marks, verbs, frames } = this.drawing;
    this.boxes = [...marks, ...verbs, ...frames.map(titleBox)];
    const numbers = new Map(this.boxes.map((box, at) => [box.key, at]));
    const isDown = this.picture?.isDown && !this.state.layout;
    this.surface.draw(
      this.boxes.map((box, id) => this.item(box, id)),
      this.drawing.lines.map((line, id) => {
        const { colour, opacity, width, dashes } = lineStyleOf(line, this.colours);
        return {
          id,
          from: numbers.get(line.from),
          to: numbers.get(line.to),
          dashes: dashes.length ? dashes : false,
          color: { color: colour, opacity },
          width,
          arrows: "",
          smooth: this.state.layout ? false : smooth(isDown ? "vertical" : "horizontal"),
        };
      }),
    );
  }

  private room = () => ({
    width: this.container.clientWidth,
    height: this.container.clientHeight,
  });

  /** What a first picture may take: the stage without a usual legend, however long this one is. */
  private usualRoom(): Room {
    const { width } = this.room();
    const height = this.container.parentElement?.clientHeight ?? 0;
    return { width, height: width < NARROW ? HIGHEST.first : height - LEGEND };
  }

  /** On a narrow screen the picture is as high as its drawing. */
  private growDown(): void {
    const { width } = this.drawnRoom;
    const { left, right, top, bottom } = boundsOf(this.drawing);
    const scale = Math.min((width - MARGIN) / (right - left), SCALES.most);
    const height = Math.ceil(scale * (bottom - top)) + MARGIN;
    const isNarrow = width < NARROW && Number.isFinite(height);
    this.container.style.height = isNarrow ? `${Math.min(height, HIGHEST.opened)}px` : "";
  }

  /** The whole picture in sight. */
  fit(): void {
    const { width, height } = this.room();
    if (!this.boxes.length || !width || !height) return;
    const { left, right, top, bottom } = boundsOf(this.drawing);
    const whole = scaleOf(this.drawing, { width, height });
    this.fittedScale = Math.max(SCALES.least, Math.min(whole, SCALES.most));
    this.noteZoom(this.fittedScale);
    this.canvas.setSize("100%", "100%"); // before the library sees itself that it has changed
    this.canvas.moveTo({
      position: { x: (left + right) / 2, y: (top + bottom) / 2 },
      scale: this.fittedScale,
      animation: false,
    });
  }

  /** On a narrow screen a finger moves the page, and the picture only where it was enlarged. */
  private noteZoom(scale: number): void {
    this.container.classList.toggle("zoomed", scale > this.fittedScale * 1.05);
  }

  zoom(factor: number): void {
    const scale = this.canvas.getScale() * factor;
    this.noteZoom(scale);
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
    this.redraw();
  }

  /** Draws what is related to a thing and not drawn yet, or hides it again. */
  toggle(thing: number): void {
    const opened = this.state.opened.filter((id) => id !== thing);
    if (opened.length === this.state.opened.length) opened.push(thing);
    this.change({ opened });
    this.fit();
  }

  /** Draws a group, or several, as a whole. */
  unfold(key: string): void {
    this.change({ unfolded: new Set([...this.state.unfolded, ...key.split(JOINT)]) });
    this.fit();
  }

  /** Takes up what the reader chose for the whole picture: places are computed anew. */
  choose(change: Partial<PictureState>): void {
    const isPlaced = "colouring" in change || "moved" in change;
    const anew = isPlaced ? {} : { unfolded: new Set<string>(), moved: new Map() };
    this.state = { ...this.state, ...anew, ...change };
    this.resize();
    this.events.change(this.state);
  }

  /** Puts marks where the reader wants them, where they stay. */
  move(marks: Mark[]): void {
    const moved = new Map(this.state.moved);
    for (const mark of marks) {
      if (mark.thing !== null) moved.set(...placeOf(this.model.thing(mark.thing), mark));
    }
    this.change({ moved });
  }

  private change(change: Partial<PictureState>): void {
    this.state = { ...this.state, ...change };
    this.draw();
    this.events.change(this.state);
  }

  private measure = (text: string, style: keyof typeof FONTS): number => {
    if (!this.ruler) return text.length * 7;
    this.ruler.font = FONTS[style];
    return this.ruler.measureText(text).width;
  };

  private item(box: Box, id: number): vis.DataItem {
    const isFixed = !isMark(box) || box.thing === null;
    const item = {
      ...{ id, x: box.x, y: box.y, shape: "custom", size: box.height / 2, label: undefined },
      fixed: isFixed,
      ctxRenderer: (drawing: { ctx: CanvasRenderingContext2D; x: number; y: number }) => ({
        drawNode: () => {
          Object.assign(box, { x: drawing.x, y: drawing.y });
          this.paint(box, id, drawing.ctx);
        },
        nodeDimensions: { width: box.width, height: box.height },
      }),
    };
    return item;
  }

  private paint(box: Box, id: number, ctx: CanvasRenderingContext2D): void {
    const state = {
      isHovered: this.hovered === id,
      isChosen: this.chosen.has(box.key),
      isWalked: this.walked === id && document.activeElement === this.container,
    };
    if (isMark(box)) {
      const kind = box.thing === null ? null : this.model.thing(box.thing).kind;
      drawMark(ctx, box, kind, this.colours, state);
    } else if (isVerb(box)) drawVerb(ctx, box, this.colours, state);
  }

  /** Draws the box in hand once more, in letters that can be read, where the picture is small. */
  private magnify(ctx: CanvasRenderingContext2D): void {
    const scale = this.canvas.getScale();
    const isWalking = document.activeElement === this.container;
    const id = this.hovered >= 0 || !isWalking ? this.hovered : this.walked;
    const box = this.boxes[id];
    if (!box || scale * LETTER >= LEGIBLE) return;
    ctx.save();
    ctx.translate(box.x, box.y);
    ctx.scale(1 / scale, 1 / scale);
    ctx.translate(-box.x, -box.y);
    this.paint(box, id, ctx);
    ctx.restore();
  }
}

const isFirst = ({ opened, unfolded, moved }: PictureState): boolean =>
  !opened.length && !unfolded.size && !moved.size;

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
