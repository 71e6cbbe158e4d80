/** The filters in use: a chip for each, which removes it. */
import { add, addButton, addName, byId, displayName } from "./dom";
import { themeWords } from "./filters";
import { change, details, edges, map, nodes, session } from "./session";
import { capitalise, shorten } from "./text";
import { toggled, type ViewState } from "./view_state";

interface Chip {
  words: string;
  remove: (state: ViewState) => void;
}

/** A list of what is not shown: all its values, and how they are called. */
interface HiddenList {
  list: "hide" | "outside" | "without";
  noun: string;
  values: string[];
  words: (value: string) => string;
}

const CHOICES = {
  part: capitalise,
  voice: (voice: string) => `Voice: ${voice}`,
  theme: (id: string) => `Theme: ${themeWords(id)}`,
};
const HIDDEN: HiddenList[] = [
  {
    list: "hide",
    noun: "kinds of thing",
    values: Object.keys(details.kinds),
    words: (kind) => details.kinds[kind]?.words ?? kind,
  },
  {
    list: "outside",
    noun: "groups",
    values: Object.keys(details.groups),
    words: (group) => group,
  },
  {
    list: "without",
    noun: "relations",
    values: [...new Set(edges.map((edge) => edge.words))],
    words: (words) => words,
  },
];

export function fillChips(): void {
  const { state } = session;
  const parent = byId("chips");
  parent.replaceChildren();
  const chips = [...selectionChips(state), ...choiceChips(state), ...hiddenChips(state)];
  for (const chip of chips) addChip(parent, chip);
  const isUsed = state.least > 1 || state.part.length + state.voice.length + state.theme.length > 0;
  byId("filters").classList.toggle("used", isUsed);
}

function addChip(parent: Element, { words, remove }: Chip): void {
  const label = { "aria-label": `Remove the filter: ${shorten(words)}` };
  const button = addButton(add(parent, "li"), undefined, () => change(remove), label);
  addName(button, shorten(words, 40));
  add(button, "span", "×", { "aria-hidden": "true" });
}

function selectionChips({ around, at, least }: ViewState): Chip[] {
  const chips: Chip[] = [];
  const node = map.nodeIds.get(at);
  if (around && node !== undefined) {
    const steps = around > 1 ? `, ${around} steps` : "";
    const remove = (state: ViewState) => Object.assign(state, { around: 0, view: null });
    chips.push({ words: `Around ${displayName(nodes[node])}${steps}`, remove });
  }
  if (least > 1) {
    const remove = (state: ViewState) => Object.assign(state, { least: 1 });
    chips.push({ words: `At least ${least} sentences`, remove });
  }
  return chips;
}

function choiceChips(state: ViewState): Chip[] {
  const lists = ["part", "voice", "theme"] as const;
  return lists.flatMap((list) =>
    state[list].map((value) => ({
      words: CHOICES[list](value),
      remove: (next: ViewState) => {
        next[list] = toggled(next[list], value, false);
      },
    })),
  );
}

function hiddenChips(state: ViewState): Chip[] {
  const inUse = HIDDEN.filter(({ list }) => state[list].length);
  return inUse.map((hidden) => ({
    words: hiddenWords(hidden, state[hidden.list]),
    remove: (next: ViewState) => {
      next[hidden.list] = [];
    },
  }));
}

function hiddenWords({ noun, values, words }: HiddenList, hidden: string[]): string {
  if (hidden.length === 1) return `Without ${words(hidden[0])}`;
  const rest = values.filter((value) => !hidden.includes(value));
  return rest.length === 1 ? `Only ${words(rest[0])}` : `Without ${hidden.length} ${noun}`;
}
