/** Filter and sort the rows of an answer. */

import { fold } from "../text";
import { isNumber, type Row, type Term } from "./terms";

export interface Order {
  column: string;
  isDescending: boolean;
}

const { compare } = new Intl.Collator("en-GB", { numeric: true, sensitivity: "base" });

/** Rows with all the words somewhere in them. */
export function filterRows(rows: Row[], words: string, nameOf: (term: Term) => string): Row[] {
  const wanted = fold(words).split(/\s+/).filter(Boolean);
  if (!wanted.length) return rows;
  return rows.filter((row) => {
    const text = fold(
      Object.values(row)
        .map((term) => (term ? `${nameOf(term)} ${term.value}` : ""))
        .join(" "),
    );
    return wanted.every((word) => text.includes(word));
  });
}

/** Rows by a column: numbers by size, texts as a reader sorts them, empty cells last. */
export function sortRows(rows: Row[], order: Order, nameOf: (term: Term) => string): Row[] {
  const keyed = rows.map((row, index) => {
    const term = row[order.column];
    const number = term && isNumber(term) ? Number(term.value) : null;
    return { row, index, number, text: term ? nameOf(term) : null };
  });
  const sign = order.isDescending ? -1 : 1;
  keyed.sort((a, b) => {
    if (a.text === null || b.text === null) {
      return Number(a.text === null) - Number(b.text === null) || a.index - b.index;
    }
    const isNumeric = a.number !== null && b.number !== null;
    const difference = isNumeric ? Number(a.number) - Number(b.number) : compare(a.text, b.text);
    return sign * difference || a.index - b.index;
  });
  return keyed.map(({ row }) => row);
}
