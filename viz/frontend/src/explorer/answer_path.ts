/** The answer to two things: how they are connected, as chains of statements with sentences. */
import { countNoun, formatNumber } from "../text";
import { ofForces, theForce } from "./forces";
import { relationList } from "./list_builders";
import type { Model, Thing } from "./model";
import { fullName, shortName, titleName } from "./names";
import { reportOf } from "./origin";
import { listRoutes, type Paths, relationsIn, sharedReports, shortestPaths } from "./paths";
import { type Control, countOf, emptyView, type List, type Part, type View } from "./view";

const MOST = 200; // paths that the list holds
const WITHIN =
  "Each path uses the statements of one report only, because at least one report speaks of both things.";

export function pathView(model: Model, source: Thing, target: Thing, throughForce: boolean): View {
  const address = { from: source.iri, to: target.iri, ...(throughForce ? { force: "yes" } : {}) };
  const title = `${titleName(source)} and ${fullName(target)}`;
  const view = emptyView(address, "path", title);
  view.controls = [forceControl(model, source, target, throughForce)];
  const avoided = new Set(throughForce ? [] : model.inspected);
  const paths = shortestPaths(model, source.id, target.id, avoided);
  const isWithin = sharedReports(model, source.id, target.id).length > 0;
  if (isWithin) view.remarks.push([WITHIN]);
  if (!paths) return unconnected(model, view, source, target, throughForce);
  const list = pathList(model, paths);
  const relations = relationList(model, paths.statements, "Relations on these paths");
  view.sentence = pathSentence(source, target, paths, list);
  const { allowed, barred } = forceWords(model);
  view.filters = [throughForce ? allowed : barred];
  view.lists = [list, relations];
  view.picture = {
    root: null,
    isDown: paths.levels.length > 3,
    groups: paths.levels.map((things, column) => ({ heading: "", things, column })),
    statements: paths.statements.map((statement) => statement.id),
  };
  return view;
}

function pathSentence(source: Thing, target: Thing, paths: Paths, list: List): Part[] {
  const steps = paths.levels.length - 1;
  const names = `${capital(shortName(source))} and ${shortName(target)}`;
  if (steps === 0) return [`${names} are the same thing.`];
  if (steps === 1) return [`${names} are related directly: `, countOf(list, "path"), "."];
  const between = paths.levels.slice(1, -1).flat();
  return [
    `${names} are ${countNoun(steps, "step")} apart: `,
    countOf(list, "shortest path"),
    ` by way of `,
    ...(between.length <= 3
      ? between.flatMap((id, at): Part[] => (at ? [", ", { thing: id }] : [{ thing: id }]))
      : [countNoun(between.length, "thing")]),
    ...(paths.reports > 1 ? [`, through statements of ${countNoun(paths.reports, "report")}`] : []),
    ".",
    ...(paths.count > list.rows.length ? [` In all there are ${formatNumber(paths.count)}.`] : []),
  ];
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function pathList(model: Model, paths: Paths): List {
  return {
    id: "paths",
    title: "Paths",
    columns: ["Path", "Sentences"],
    rows: listRoutes(model, paths, MOST).map(({ things, report }) => {
      const steps = things.slice(1).map((id, at) => stepsBetween(model, report, things[at], id));
      const words = steps.map(
        (step, at) => `— ${step.words} → ${shortName(model.thing(things[at + 1]))}`,
      );
      return {
        item: { statements: steps.flatMap((step) => step.statements) },
        cells: [
          { things, words: [shortName(model.thing(things[0])), ...words].join(" ") },
          { sentences: steps.flatMap((step) => step.sentences) },
        ],
      };
    }),
  };
}

function stepsBetween(model: Model, report: number | null, from: number, to: number) {
  const relations = relationsIn(model, report, from);
  const statements = relations.filter((item) => model.other(item, from) === to);
  const verbs = new Set(statements.map((item) => model.verb(item, from)));
  return {
    statements: statements.map((item) => item.id),
    words: [...verbs].join(" and "),
    sentences: [...new Set(statements.flatMap((item) => item.sentences))].filter(
      (id) => report === null || reportOf(model, id) === report,
    ),
  };
}

/** Whether paths may lead through the force, in words. */
const forceWords = (model: Model) => ({
  barred: `not through ${theForce(model)}`,
  too: `through ${theForce(model)} too`,
  allowed: `paths through ${theForce(model)} allowed`,
});

function forceControl(model: Model, source: Thing, target: Thing, throughForce: boolean): Control {
  const address = { from: source.iri, to: target.iri };
  const { barred, too } = forceWords(model);
  return {
    title: "Paths",
    choices: [
      { words: barred, address, isChosen: !throughForce },
      {
        words: too,
        address: { ...address, force: "yes" },
        isChosen: throughForce,
      },
    ],
  };
}

function unconnected(
  model: Model,
  view: View,
  source: Thing,
  target: Thing,
  throughForce: boolean,
): View {
  const names = `${capital(shortName(source))} and ${shortName(target)}`;
  const only = throughForce ? null : shortestPaths(model, source.id, target.id, new Set());
  view.sentence = [
    only
      ? `${model.part ? "only" : "Only"} ${ofForces(model, "the force connects", "the forces connect")} ${names}: allow paths through ${ofForces(model, "it", "them")} to see how.`
      : `${model.holder} holds no path between ${names}.`,
  ];
  return view;
}
