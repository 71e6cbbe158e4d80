/** Make bars of the rows of an answer, where a column is a number. */

import { isNumber, type Row, type RowsAnswer, type Term } from "./terms";

export interface Bar {
  label: string;
  value: number;
  /** The number as the answer has it. */
  text: string;
}

/** The columns that are numbers wherever they have a value. */
export function numberColumns({ columns, rows }: RowsAnswer): string[] {
  return columns.filter((column) => {
    const terms = rows.map((row) => row[column]).filter((term) => term !== null);
    return terms.length > 0 && terms.every(isNumber);
  });
}

/** One bar for each row with a number, named by its other cells. */
export function makeBars(
  rows: Row[],
  column: string,
  labels: string[],
  names: { nameOf(term: Term): string },
): Bar[] {
  return rows.flatMap((row) => {
    const term = row[column];
    if (!term) return [];
    const words = labels.map((name) => row[name]).map((part) => (part ? names.nameOf(part) : ""));
    const label = words.filter(Boolean).join(", ") || column;
    return [{ label, value: Number(term.value), text: term.value }];
  });
}
