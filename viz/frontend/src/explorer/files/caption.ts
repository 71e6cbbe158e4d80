/** What every file of a view says about itself: title, answer, filter, legend, licence, maker. */
import { capitalise } from "../../text";
import type { Drawing } from "../drawing";
import { legendNotes } from "../legend";
import type { Model } from "../model";
import { fullName } from "../names";
import { section } from "../section_data";
import { addressText, type Part, type View } from "../view";

export interface Caption {
  title: string;
  /** The answer in a sentence, and what is included or left out. */
  sentence: string;
  remarks: string[];
  filter: string;
  /** What marks stand for: only those that are drawn. */
  legend: string[];
  licence: string;
  /** Program, version, build, and what opens the view again. */
  maker: string;
}

export function captionOf(model: Model, view: View, drawing: Drawing | null): Caption {
  const { build, licence } = section(model, "source");
  const drawn = (drawing?.legend ?? []).map(legendWords);
  const charted = (view.charts ?? []).flatMap(({ legend }) => legend.map(({ words }) => words));
  const version = `peelgraph ${model.data.version}${build ? `, build ${build}` : ""}`;
  return {
    title: view.title,
    sentence: wordsOf(model, view.sentence),
    remarks: view.remarks.filter((parts) => parts.length).map((parts) => wordsOf(model, parts)),
    filter: view.filters.length ? `Filter: ${view.filters.join("; ")}` : "Filter: none",
    legend: [...new Set([...drawn, ...charted, ...(drawing ? legendNotes(drawing) : [])])],
    licence,
    maker: `Made by ${version}. View: #${addressText(view.address)}`,
  };
}

const legendWords = ({ letter, words }: Drawing["legend"][number]): string =>
  letter ? `${letter} ${words}` : words;

/** A caption as lines of plain text. */
export function captionLines(caption: Caption): string[] {
  const { title, sentence, remarks, filter, legend, licence, maker } = caption;
  const words = legend.length ? [`Legend: ${legend.join(", ")}`] : [];
  return [title, sentence, ...remarks, filter, ...words, licence, maker].filter(Boolean);
}

export function wordsOf(model: Model, parts: Part[]): string {
  return capitalise(parts.map((part) => partWords(model, part)).join(""));
}

function partWords(model: Model, part: Part): string {
  if (typeof part === "string") return part;
  if ("thing" in part) return fullName(model.thing(part.thing));
  return `${part.count.toLocaleString("en-GB")} ${part.noun}`;
}
