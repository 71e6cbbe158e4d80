/** The column that names the report of each finding, figure and the like, where there are several reports. */
import type { Model } from "./model";
import { reportsOfSentences, sentencesOf } from "./origin";
import { SECOND_START } from "./second_graph";
import type { List, Row, View } from "./view";

const TITLE = "Report";
const AFTER = "Sentences"; // the column before which it stands

/** The lists of a view, those of what reports say with their reports; one report that was chosen goes without saying. */
export function withReports(model: Model, { lists, reportFilter }: View): List[] {
  if (model.reports.length < 2) return lists;
  return lists.map((list) => {
    if (!list.rows.length || !list.rows.every((row) => isClaim(model, row))) return list;
    const labels = list.rows.map((row) => reportLabels(model, row));
    if (reportFilter && new Set(labels).size === 1) return list;
    const before = list.columns.indexOf(AFTER);
    const at = before < 0 ? list.columns.length : before;
    return {
      ...list,
      columns: inserted(list.columns, at, TITLE),
      rows: list.rows.map((row, index) => ({
        ...row,
        cells: inserted(row.cells, at, labels[index]),
      })),
    };
  });
}

const inserted = <Value>(values: Value[], at: number, value: Value): Value[] => [
  ...values.slice(0, at),
  value,
  ...values.slice(at),
];

/** The thing of a row, or -1: what only a second graph has has no report here. */
function thingOf({ item }: Row): number {
  return item && "thing" in item && item.thing < SECOND_START ? item.thing : -1;
}

function isClaim(model: Model, row: Row): boolean {
  const id = thingOf(row);
  return id >= 0 && model.isCited(id);
}

function reportLabels(model: Model, row: Row): string {
  const id = thingOf(row);
  const { quoted } = model.thing(id);
  const reports = reportsOfSentences(model, quoted.length ? quoted : sentencesOf(model, id));
  return [...reports].map((at) => model.reports[at].label).join("; ");
}
