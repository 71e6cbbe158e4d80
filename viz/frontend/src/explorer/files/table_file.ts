/** The list that is open, with the rows that are shown, as CSV. */
import { csvCell } from "../../exports";
import { countNoun, formatNumber } from "../../text";
import { cellText } from "../lists";
import type { Model } from "../model";
import type { Item, List, Row } from "../view";
import { type Caption, captionLines } from "./caption";

/**
 * Rows whose first cell begins with "#" say what the table is; the last columns name what a row
 * stands for, and the places and addresses of its sentences.
 */
export function toCsv(model: Model, list: List, rows: Row[], caption: Caption): string {
  const count = `${list.title}: ${formatNumber(rows.length)} of ${countNoun(list.rows.length, "row")}`;
  const notes = [...captionLines(caption), count].map((line) => csvCell(`# ${line}`));
  const columns = [...list.columns, "iri", "places", "addresses"];
  const lines = rows.map((row) => [...row.cells.map((cell) => text(cell)), ...ends(model, row)]);
  const table = [columns, ...lines].map((cells) => cells.map(csvCell).join(","));
  return `${[...notes, ...table].join("\r\n")}\r\n`;

  function text(cell: Row["cells"][number]): string | number {
    if (typeof cell === "number") return cell;
    if (typeof cell === "object" && "sentences" in cell) return new Set(cell.sentences).size;
    return cellText(model, cell);
  }
}

function ends(model: Model, row: Row): string[] {
  const sentences = row.cells.flatMap((cell) =>
    typeof cell === "object" && "sentences" in cell ? cell.sentences : [],
  );
  const own = [...new Set(sentences)].map(model.sentence);
  const places = own.map(({ place }) => place).join("; ");
  return [iriOf(model, row.item), places, own.map(({ address }) => address).join(" ")];
}

function iriOf(model: Model, item: Item | null): string {
  if (!item) return "";
  if ("thing" in item) return model.expand(model.thing(item.thing).iri);
  if ("sentence" in item) return model.sentence(item.sentence).iri;
  const ids = "statement" in item ? [item.statement] : item.statements;
  return ids.map((id) => statementWords(model, id)).join("; ");
}

function statementWords(model: Model, id: number): string {
  const { source, property, target } = model.statement(id);
  const iris = [model.thing(source).iri, property.iri, model.thing(target).iri];
  return iris.map(model.expand).join(" ");
}
