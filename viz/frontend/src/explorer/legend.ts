/** What marks and lines of the picture mean: only what is drawn. */
import { add } from "../dom";
import type { Drawing } from "./arrange";
import { darkScheme } from "./inks";
import { addIcon } from "./links";
import type { Model } from "./model";

export interface LegendEntry {
  words: string;
  kind?: string;
  family?: string;
}

export function legendOf(model: Model, drawing: Drawing): LegendEntry[] {
  const kinds = new Set(
    drawing.marks.flatMap((mark) => (mark.thing === null ? [] : [model.thing(mark.thing).kind])),
  );
  const families = new Set(drawing.verbs.map((verb) => verb.family));
  return [
    ...[...kinds].map((kind) => ({ words: kind.words, kind: kind.name })),
    ...[...families].map((family) => ({
      words: model.data.families[family]?.words ?? family,
      family,
    })),
  ];
}

export function drawLegend(container: HTMLElement, model: Model, drawing: Drawing): void {
  container.replaceChildren();
  for (const { words, kind, family } of legendOf(model, drawing)) {
    const item = add(container, "li");
    const found = model.things.find((thing) => thing.kind.name === kind)?.kind;
    if (found) addIcon(item, found);
    if (family) {
      const colours = model.data.families[family];
      const line = add(item, "i", undefined, { className: "line" });
      if (colours) line.style.background = darkScheme.matches ? colours.dark : colours.light;
    }
    add(item, "span", words);
  }
}
