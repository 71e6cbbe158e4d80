/** Tick boxes that change what is shown, and are in line with it. */
import { add, addName } from "./dom";
import { change, session } from "./session";
import { capitalise, formatNumber } from "./text";
import { type ListName, toggled } from "./view_state";

const updates: (() => void)[] = [];

/** Registers what brings a control in line with what is shown. */
export const onUpdate = (update: () => void): number => updates.push(update);

export function updateControls(): void {
  for (const update of updates) update();
}

/** Adds a group of controls with a title. */
export function addSection(parent: Element, title: string): HTMLElement {
  const section = add(parent, "fieldset");
  add(section, "legend", title);
  return section;
}

export interface Tick {
  list: ListName;
  value: string;
  words: string;
  count: number;
  /** Whether the list names what is shown; otherwise it names what is not. */
  listsShown: boolean;
  addIcon?: (label: Element) => void;
}

interface TickRow {
  row: HTMLElement;
  words: HTMLElement;
}

export function addTick(parent: Element, tick: Tick): TickRow {
  const { list, value, listsShown } = tick;
  const row = add(parent, "div", undefined, { className: "tick" });
  const label = add(row, "label");
  const box = add(label, "input", undefined, { type: "checkbox" });
  tick.addIcon?.(label);
  const words = add(label, "span", undefined, { className: "words" });
  addName(words, capitalise(tick.words));
  add(row, "span", formatNumber(tick.count), { className: "count" });
  box.addEventListener("change", () =>
    change((state) => {
      state[list] = toggled(state[list], value, box.checked === listsShown);
    }),
  );
  onUpdate(() => {
    box.checked = session.state[list].includes(value) === listsShown;
  });
  return { row, words };
}
