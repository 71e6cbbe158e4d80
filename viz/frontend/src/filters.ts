/** The filters by evidence, part of the report, voice and theme. */
import { add, addName, byId, bySelector } from "./dom";
import { edgeWeight, type Sentence } from "./page_data";
import { change, details, edges, map, sentences, session } from "./session";
import { fold } from "./text";
import { addSection, addTick, onUpdate, type Tick } from "./ticks";
import type { ListName } from "./view_state";

const MOST_STEPS = 12; // of the slider
const LONG = 12; // choices beyond which they can be searched

interface Choices {
  list: ListName;
  title: string;
  counts: Map<string, number>;
  words: (value: string) => string;
  explanation?: (value: string) => string;
  /** Many choices: sorted by count, with a field that narrows them down. */
  isLong?: boolean;
}

export const themeWords = (id: string): string =>
  map.themes.find((theme) => theme.id === id)?.words ?? id;

export function fillFilters(): void {
  const parent = bySelector("#filters > .sheet");
  const most = Math.max(1, ...edges.map(edgeWeight));
  if (most > 1) addSlider(parent, Math.min(most, MOST_STEPS));
  addChoices(parent, {
    list: "part",
    title: "Part of the report",
    counts: countSentences((sentence) => [sentence.part].filter(Boolean)),
    words: (part) => part,
    explanation: (part) => details.parts[part],
  });
  addChoices(parent, {
    list: "voice",
    title: "Voice",
    counts: countSentences((sentence) => sentence.voices.filter(Boolean)),
    words: (voice) => voice,
  });
  addChoices(parent, {
    list: "theme",
    title: "Theme",
    counts: countSentences((sentence) => sentence.themes.map((theme) => map.themes[theme].id)),
    words: themeWords,
    isLong: true,
  });
  if (!parent.childElementCount) byId("filters").hidden = true;
}

/** Counts the sentences behind relations by a property. */
function countSentences(values: (sentence: Sentence) => string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const id of new Set(edges.flatMap((edge) => edge.sentences))) {
    for (const value of values(sentences[id])) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

function addSlider(parent: Element, max: number): void {
  const label = add(addSection(parent, "Evidence"), "label", "At least ");
  const output = add(label, "output", "1");
  const unit = add(label, "span");
  const properties = { type: "range", id: "least", min: 1, max, step: 1, value: 1 };
  const input = add(label, "input", undefined, properties);
  const showValue = (value: number) => {
    output.textContent = String(value);
    unit.textContent = ` ${value === 1 ? "sentence" : "sentences"} behind a relation`;
  };
  input.addEventListener("input", () => showValue(Number(input.value)));
  input.addEventListener("change", () =>
    change((state) => {
      state.least = Number(input.value);
    }),
  );
  onUpdate(() => {
    input.value = String(session.state.least);
    showValue(session.state.least);
  });
}

/** Adds tick boxes of which none ticked means all. */
function addChoices(parent: Element, choices: Choices): void {
  const { counts, isLong = false } = choices;
  if (!counts.size) return;
  const section = addSection(parent, choices.title);
  section.classList.toggle("searched", isLong);
  const rows: { row: HTMLElement; text: string }[] = [];
  if (isLong && counts.size > LONG) addSearch(section, rows);
  const holder = add(section, "div", undefined, { className: "choices" });
  const order = [...counts].sort(
    ([valueA, countA], [valueB, countB]) =>
      (isLong ? countB - countA : 0) || valueA.localeCompare(valueB),
  );
  for (const [value, count] of order) {
    const words = choices.words(value);
    const tick: Tick = { list: choices.list, value, words, count, listsShown: true };
    rows.push({ row: addChoice(holder, tick, choices.explanation?.(value)), text: fold(words) });
  }
}

function addChoice(holder: Element, tick: Tick, explanation?: string): HTMLElement {
  const { row, words } = addTick(holder, tick);
  if (explanation) addName(add(words, "small"), explanation);
  return row;
}

function addSearch(parent: Element, rows: { row: HTMLElement; text: string }[]): void {
  const label = "Find a theme";
  const properties = { type: "search", placeholder: label, "aria-label": label };
  const input = add(parent, "input", undefined, properties);
  input.addEventListener("input", () => {
    const query = fold(input.value);
    for (const { row, text } of rows) row.hidden = !text.includes(query);
  });
}
