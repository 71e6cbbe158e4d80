/** Pointer and keyboard in the picture: choosing, opening, moving and walking from mark to mark. */
import { nearestInDirection } from "../geometry";
import { formatNumber } from "../text";
import { type Box, isMark, isVerb, type Mark } from "./drawing";
import { spokenStyle } from "./line_styles";
import { fullName } from "./names";
import type { PictureView } from "./picture";

const BADGE = 30; // pixels at the right end of a mark
const STEP = 20; // pixels by which a key moves a mark
const DIRECTIONS: Record<string, [number, number]> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const thingOf = (box: Box): number => Number(box.key.replace(/\D/g, ""));

export class PictureInput {
  constructor(private readonly picture: PictureView) {
    const { container } = picture;
    picture.onOpen = (network) => this.listen(network);
    container.addEventListener("keydown", (event) => this.onKey(event));
    for (const name of ["focus", "blur"]) {
      container.addEventListener(name, () => picture.redraw());
    }
  }

  private listen(network: vis.Network): void {
    const { picture } = this;
    network.on("click", ({ nodes, pointer, event }) => {
      const { srcEvent } = event;
      const isMore = srcEvent && (srcEvent.ctrlKey || srcEvent.metaKey || srcEvent.shiftKey);
      if (isMore) this.chooseMore(nodes[0]);
      else this.onClick(nodes[0], pointer.canvas);
    });
    network.on("doubleClick", ({ nodes }) => {
      const box = picture.boxes[nodes[0]];
      if (box && isMark(box) && box.thing !== null) picture.toggle(box.thing);
    });
    network.on("dragEnd", ({ nodes }) => this.onDrop(nodes));
    network.on("hoverNode", ({ node }) => this.hover(node));
    network.on("blurNode", () => this.hover(-1));
  }

  private hover(id: number): void {
    this.picture.hovered = id;
    this.picture.container.style.cursor = id < 0 ? "" : "pointer";
    this.picture.redraw();
  }

  private onDrop(ids: number[]): void {
    const boxes = ids.map((id) => this.picture.boxes[id]);
    const marks = boxes.filter((box) => box && isMark(box) && box.thing !== null) as Mark[];
    if (!marks.length) return;
    const places = this.picture.canvas.getPositions(ids);
    this.picture.move(marks.map((mark) => ({ ...mark, ...places[this.numberOf(mark)] })));
  }

  private numberOf = (box: Box): number => this.picture.boxes.indexOf(box);

  private onClick(id: number | undefined, point: { x: number; y: number }): void {
    const { picture } = this;
    const box = id === undefined ? undefined : picture.boxes[id];
    picture.walked = id ?? -1;
    if (!box) {
      picture.chosen.clear();
      picture.events.choose(null);
      return;
    }
    const isBadge = isMark(box) && box.more > 0 && point.x > box.x + box.width / 2 - BADGE;
    if (isBadge && isMark(box) && box.thing !== null) picture.toggle(box.thing);
    else this.open(box);
  }

  private open(box: Box): void {
    const { picture } = this;
    if (isMark(box) && box.thing === null) {
      picture.unfold(box.key.slice(1));
      return;
    }
    picture.chosen = new Set([box.key]);
    picture.redraw();
    if (isVerb(box)) picture.events.choose(box.statements.length ? box : null);
    else picture.events.choose({ thing: thingOf(box) });
  }

  /** Adds a mark to those that are chosen, or takes it out. */
  private chooseMore(id: number | undefined): void {
    const { picture } = this;
    const box = id === undefined ? undefined : picture.boxes[id];
    if (!box || !isMark(box) || box.thing === null) return;
    picture.walked = id ?? -1;
    const marks = new Set([...picture.chosen].filter((key) => key.startsWith("t")));
    if (!marks.delete(box.key)) marks.add(box.key);
    const things = [...marks].map((key) => Number(key.slice(1)));
    picture.chosen = marks;
    picture.redraw();
    if (things.length > 1) picture.events.choose({ things });
    else picture.events.choose(things.length ? { thing: things[0] } : null);
    picture.events.say(`${marks.has(box.key) ? "chosen" : "not chosen"}, ${things.length} in all`);
  }

  private onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    const box = this.picture.boxes[this.picture.walked];
    const direction = Object.hasOwn(DIRECTIONS, key) ? DIRECTIONS[key] : null;
    const action = this.actions[key.toLowerCase()];
    if (direction && event.shiftKey) this.push(box, direction);
    else if (direction) this.walk(direction);
    else if (action) action(box);
    else return;
    event.preventDefault();
  }

  private readonly actions: Record<string, (box: Box | undefined) => void> = {
    "+": () => this.picture.zoom(1.25),
    "=": () => this.picture.zoom(1.25),
    "-": () => this.picture.zoom(0.8),
    "0": () => this.picture.fit(),
    " ": () => this.chooseMore(this.picture.walked),
    enter: (box) => box && this.open(box),
    e: (box) => box && isMark(box) && box.thing !== null && this.picture.toggle(box.thing),
    escape: () => this.onClick(undefined, { x: 0, y: 0 }),
  };

  /** Moves the mark where the keyboard is. */
  private push(box: Box | undefined, [dx, dy]: [number, number]): void {
    if (!box || !isMark(box) || box.thing === null) return;
    this.picture.move([{ ...box, x: box.x + dx * STEP, y: box.y + dy * STEP }]);
    this.picture.events.say("moved");
  }

  private walk(direction: [number, number]): void {
    const { picture } = this;
    const from = picture.boxes[picture.walked];
    const root = picture.boxes.findIndex((box) => isMark(box) && box.isRoot);
    const candidates = picture.boxes
      .map(({ x, y }, id) => ({ id, x, y, isNeighbour: false }))
      .filter(({ id }) => id !== picture.walked);
    const next = from ? nearestInDirection(from, direction, candidates) : Math.max(root, 0);
    if (next === null || !picture.boxes[next]) return;
    picture.walked = next;
    picture.redraw();
    picture.events.say(this.describe(picture.boxes[next]));
  }

  private nameOf(key: string): string {
    const { model, drawing } = this.picture;
    const mark = drawing.marks.find((item) => item.key === key);
    if (!mark) return "";
    return mark.thing === null ? mark.lines.join(" ") : fullName(model.thing(mark.thing));
  }

  /** What a screen reader says of a mark or a verb. */
  private describe(box: Box): string {
    if (isVerb(box)) {
      const names = (keys: string[]) => keys.map((key) => this.nameOf(key)).join(", ");
      const words = box.words.replace(/[◂▸▾]/g, "").trim();
      return `${names(box.inner)} ${words} ${names(box.outer)}${spokenStyle(box.lineStyle)}`;
    }
    if (isMark(box) && box.thing === null) return `${box.lines.join(" ")}, Enter draws them`;
    const thing = this.picture.model.thing(thingOf(box));
    const parts = [fullName(thing), thing.kind.words];
    if (isMark(box)) parts.push(...this.remarks(box));
    return parts.join(", ");
  }

  private remarks(mark: Mark): string[] {
    const entry = this.picture.drawing.legend.find(
      ({ letter }) => letter && letter === mark.letter,
    );
    return [
      ...(this.picture.chosen.has(mark.key) ? ["chosen"] : []),
      ...(entry ? [entry.words] : []),
      ...(mark.value === null ? [] : [`value ${formatNumber(mark.value)}`]),
      ...(mark.isPinned ? ["moved"] : []),
      ...(mark.more ? [`${formatNumber(mark.more)} more related`, "E draws them"] : []),
    ];
  }
}
