/** The list that keeps only what one report says, or all reports on one of several forces. */
import { add } from "../dom";
import { linkTo } from "./links";
import type { Model } from "./model";
import { fullName } from "./names";
import { reportsOfSentences, sentencesOf } from "./origin";
import type { Parameters } from "./parameters";
import type { Address, View } from "./view";

/** A force or a report that can be chosen, and the reports that count then. */
export interface ReportChoice {
  /** In addresses. */
  parameter: "force" | "report";
  iri: string;
  name: string;
  reports: Set<number>;
  /** Whether the list has it: what would leave nothing out, or what another choice says, is not. */
  isOffered: boolean;
}

const choicesOf = new WeakMap<Model, ReportChoice[]>();

/** All that can be chosen: forces, and after each force the reports on it. */
function reportChoices(model: Model): ReportChoice[] {
  const stored = choicesOf.get(model) ?? readChoices(model);
  choicesOf.set(model, stored);
  return stored;
}

function readChoices(model: Model): ReportChoice[] {
  const forces = model.inspected.map(model.thing).sort(byName);
  return forces.flatMap((force): ReportChoice[] => {
    const own = model.reports
      .map(({ iri, label, bodies }, at) => ({ iri, label, bodies, at }))
      .filter(({ bodies }) => bodies.includes(force.iri))
      .sort(byName);
    const [name, reports] = [fullName(force), new Set(own.map(({ at }) => at))];
    return [
      { parameter: "force", iri: force.iri, name, reports, isOffered: forces.length > 1 },
      ...own.map(({ iri, label, at }) => ({
        ...{ parameter: "report" as const, iri, name: label },
        ...{ reports: new Set([at]), isOffered: own.length > 1 },
      })),
    ];
  });
}

const byName = (a: { label: string }, b: { label: string }): number =>
  a.label.localeCompare(b.label, "en");

/** Whether a value of an address, which may be a whole IRI, names a choice. */
const isNamed = (model: Model, value: string | undefined, { iri }: ReportChoice): boolean =>
  value !== undefined && (value === iri || model.find(value)?.iri === iri);

/** What an address chooses; nothing where it chooses nothing that there is. */
function chosenReports(model: Model, address: Address): ReportChoice | undefined {
  const isChosen = (choice: ReportChoice) => isNamed(model, address[choice.parameter], choice);
  const chosen = reportChoices(model).filter(isChosen);
  return chosen.find(({ parameter }) => parameter === "report") ?? chosen[0];
}

/** Which reports count in a view: all where nothing is chosen. */
export interface ReportFilter {
  /** How many reports count. */
  count: number;
  /** Words for one report that counts, or for several. */
  ofReports(one: string, several: string): string;
  has(report: number): boolean;
  /** Whether one of some sentences stands in a report that counts, or nothing is chosen. */
  isTold(sentences: number[]): boolean;
  /** Those of some sentences that stand in a report that counts. */
  told(sentences: number[]): number[];
  /** Whether what a report says, such as a finding, is of a report that counts. */
  isOf(id: number): boolean;
}

/** Lets a force or a report be chosen in a view, and says which one is. */
export function filterByReport(model: Model, view: View, address: Address): ReportFilter {
  const chosen = chosenReports(model, address);
  if (reportChoices(model).some(({ isOffered }) => isOffered))
    view.reportFilter = chosen?.iri ?? "";
  if (chosen) view.filters.push(`${chosen.parameter}: ${chosen.name}`);
  const count = chosen ? chosen.reports.size : model.reports.length;
  const has = (report: number) => !chosen || chosen.reports.has(report);
  const isTold = (sentences: number[]) =>
    !chosen || [...reportsOfSentences(model, sentences)].some(has);
  return {
    count,
    ofReports: (one, several) => (count > 1 ? several : one),
    ...{ has, isTold },
    told: (sentences) => (chosen ? sentences.filter((id) => isTold([id])) : sentences),
    isOf: (id) => {
      const { quoted } = model.thing(id);
      return isTold(quoted.length ? quoted : sentencesOf(model, id));
    },
  };
}

/** What an address can say of forces and reports. */
export function reportParameters(model: Model): Parameters {
  const known = (parameter: string) => (value: string) =>
    reportChoices(model).some(
      (choice) => choice.parameter === parameter && isNamed(model, value, choice),
    );
  return {
    force: { isKnown: known("force"), isNamed: true, noun: "inspected force" },
    report: { isKnown: known("report"), isNamed: true },
  };
}

export function addReportFilter(parent: HTMLElement, model: Model, view: View): void {
  const isListed = ({ iri, isOffered }: ReportChoice) => isOffered || iri === view.reportFilter;
  const choices = reportChoices(model).filter(isListed);
  const kinds = (["force", "report"] as const).filter((kind) =>
    choices.some(({ parameter, isOffered }) => isOffered && parameter === kind),
  );
  const form = add(parent, "form", undefined, { className: "theme-filter" });
  add(form, "label", `Only a ${kinds.join(" or ")}`, { htmlFor: "only-report" });
  const select = add(form, "select", undefined, { id: "only-report" });
  add(select, "option", `all ${kinds[0]}s`, { value: "" });
  for (const { iri, name } of choices) add(select, "option", name, { value: iri });
  select.value = view.reportFilter ?? "";
  const { force: _force, report: _report, ...rest } = view.address;
  select.addEventListener("change", () => {
    const chosen = choices.find(({ iri }) => iri === select.value);
    location.hash = linkTo(chosen ? { ...rest, [chosen.parameter]: chosen.iri } : rest);
  });
}
