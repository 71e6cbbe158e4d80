import "./without_browser";
import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, viewAt } from "../src/explorer/answer";
import { partText } from "../src/explorer/api";
import { Model } from "../src/explorer/model";
import { forcesOf, reportOf, reportsOf } from "../src/explorer/origin";
import { Search } from "../src/explorer/search";
import { SIZINGS } from "../src/explorer/sizing";
import type { Address, Picture } from "../src/explorer/view";
import { ABOUT_DATA } from "../src/explorer/views/about";
import { summaryOf } from "../src/explorer/views/definition";
import { dataOfForces, growing } from "./small_graph";

const modelOf = (count: number) => new Model(dataOfForces(count));

function viewOf(model: Model, address: Address) {
  const view = viewAt({ model, search: new Search(model) }, address);
  const words = view.sentence.map((part) => partText(model, part)).join("");
  const remarks = view.remarks.flat().map((part) => partText(model, part));
  return { view, words, remarks, picture: view.picture as Picture };
}

/** The things in the frame of each force, by their addresses. */
const framed = (model: Model, { groups }: Picture) =>
  Object.fromEntries(
    groups
      .filter((group) => group.frame !== undefined)
      .map(({ frame, things }) => [
        model.thing(frame ?? -1).iri,
        things.map((id) => model.thing(id).iri).sort(),
      ]),
  );

test("a sentence and a unit are of the report and the force that they belong to", () => {
  const model = modelOf(3);
  const unit = model.find("unit:y2")?.id ?? -1;
  assert.deepEqual([...reportsOf(model, unit)], [2]);
  assert.deepEqual([reportOf(model, 0), reportOf(model, 5), reportOf(model, 99)], [0, 2, -1]);
  assert.deepEqual(
    forcesOf(model, unit).map((id) => model.thing(id).iri),
    ["force:y2"],
  );
  const partner = model.find("organisation:care")?.id ?? -1;
  assert.equal(forcesOf(model, partner).length, 3);
});

test("each of a few forces frames its own units and no others", () => {
  for (const view of ["partnerships", "units"]) {
    const model = modelOf(3);
    const { picture } = viewOf(model, { view });
    const frames = framed(model, picture);
    assert.deepEqual(frames["force:y1"], ["unit:y1"], view);
    assert.deepEqual(frames["force:y2"], ["unit:y2"], view);
    assert.deepEqual(frames["force:x"], ["unit:hub", "unit:mash"], view);
  }
});

test("units of many forces stand in no frame, and the force of each below it", () => {
  for (const view of ["partnerships", "units"]) {
    const model = modelOf(5);
    const { picture, words } = viewOf(model, { view });
    assert.deepEqual(framed(model, picture), {}, view);
    const tag = (iri: string) => picture.tags?.get(model.find(iri)?.id ?? -1);
    assert.equal(tag("unit:y3"), "Force 3", view);
    assert.equal(tag("unit:hub"), "Exampleshire Police", view);
    assert.match(picture.note ?? "", /force/);
    assert.match(words, / of 5 forces/);
  }
});

test("a name of things of several forces leads to all of them, each with its force", () => {
  const model = modelOf(5);
  const context = { model, search: new Search(model) };
  assert.deepEqual(addressOf(context, "MASH"), { find: "MASH" });
  const { view } = viewOf(model, { find: "MASH" });
  const rows = view.lists.find(({ id }) => id === "things")?.rows ?? [];
  const forces = rows.map(({ cells }) => cells.at(-1));
  assert.deepEqual(forces, ["Exampleshire Police", "Force 1", "Force 2", "Force 3", "Force 4"]);
  assert.deepEqual(addressOf(context, "METHUB"), { thing: "unit:hub" });
  const one = modelOf(1);
  const ofOne = { model: one, search: new Search(one) };
  assert.deepEqual(addressOf(ofOne, "MASH"), { thing: "unit:mash" });
});

test("an answer says of which force or report a thing is, where there are several", () => {
  const remarks = (model: Model, thing: string) => viewOf(model, { thing }).remarks.join("");
  assert.match(remarks(modelOf(3), "unit:y2"), /^Of Force 2\./);
  assert.match(remarks(modelOf(3), "organisation:cps"), /^In the report Exampleshire\./);
  assert.match(remarks(modelOf(3), "organisation:care"), /^In 3 reports\./);
  assert.equal(/Of |In the/.test(remarks(modelOf(1), "unit:mash")), false);
});

test("a path between things of one name says whose each is", () => {
  const { remarks } = viewOf(modelOf(3), { from: "unit:y1", to: "unit:y2" });
  assert.match(remarks.join(""), /\(MASH\): Force 1\..*\(MASH\): Force 2\./);
});

test("under a theme only what the filter leaves is counted", () => {
  const data = dataOfForces(1);
  const { add } = growing(data);
  add("collaboration:other", "a collaboration elsewhere", "Collaboration");
  const model = new Model(data);
  const units = viewOf(model, { view: "units", theme: "theme:abuse" }).words;
  assert.match(units, / and 0 collaborations, /);
  assert.match(viewOf(model, { view: "units" }).words, / and 1 collaboration, /);
  assert.match(
    viewOf(model, { view: "partnerships" }).words,
    /: with the force itself and 2 units and roles/,
  );
  data.sections.networks["units-partners"].statements.splice(2, 1);
  const without = new Model(data);
  assert.match(viewOf(without, { view: "partnerships" }).words, /: with 2 units and roles\.$/);
});

test("words are those of several reports where there are several", () => {
  const words = (count: number, view: string) => {
    const data = dataOfForces(count);
    const { add } = growing(data);
    add("area:a", "The force should improve.", "AreaForImprovement");
    add("figure:a", "calls", "Figure");
    return viewOf(new Model(data), { view }).words;
  };
  assert.match(words(1, "areas"), /set by this inspection/);
  assert.match(words(2, "areas"), /set by these inspections/);
  assert.match(words(1, "figures"), /that the report itself makes/);
  assert.match(words(2, "figures"), /that the reports themselves make/);
});

test("up to three forces are named, and more are counted", () => {
  for (const view of ["partnerships", "units"]) {
    assert.match(viewOf(modelOf(1), { view }).words, / of Exampleshire Police/);
    const few = viewOf(modelOf(3), { view }).words;
    assert.match(few, / of Exampleshire Police, Force 1 and Force 2/);
    const many = viewOf(modelOf(12), { view });
    assert.match(many.words, / of 12 forces/);
    assert.equal(/Force 1/.test([many.words, ...many.remarks].join()), false);
  }
});

test("words of one report speak of the force and the report, of several in the plural", () => {
  const [one, several] = [modelOf(1), modelOf(5)];
  const ends = { from: "unit:hub", to: "organisation:care" };
  const filtersOf = (model: Model, address: Address) => viewOf(model, address).view.filters;
  assert.deepEqual(filtersOf(one, ends), ["not through the force"]);
  assert.deepEqual(filtersOf(several, ends), ["not through the forces"]);
  assert.deepEqual(filtersOf(one, { ...ends, force: "yes" }), ["paths through the force allowed"]);
  assert.deepEqual(filtersOf(several, { ...ends, force: "yes" }), [
    "paths through the forces allowed",
  ]);
  const controls = (model: Model) =>
    viewOf(model, ends).view.controls[0].choices.map(({ words }) => words);
  assert.deepEqual(controls(one), ["not through the force", "through the force too"]);
  assert.deepEqual(controls(several), ["not through the forces", "through the forces too"]);
  const sizes = (model: Model) => SIZINGS.map(({ words }) => words(model)).join("; ");
  assert.match(sizes(one), /betweenness, without the force\)/);
  assert.match(sizes(several), /betweenness, without the forces\)/);
  const about = (model: Model) => summaryOf(ABOUT_DATA, model);
  assert.match(about(one), /^The report, its licence, /);
  assert.match(about(several), /^The reports, their licences, .* cite them\.$/);
});

test("what only forces connect is said of the force or of the forces", () => {
  const data = (count: number) => {
    const { statements, ...rest } = dataOfForces(count);
    const keep = statements.property.map((property) => property === 2); // belonging alone
    const kept = <Value>(values: Value[]) => values.filter((_, at) => keep[at]);
    const { source, property, target, sentences } = statements;
    return {
      ...rest,
      statements: {
        source: kept(source),
        property: kept(property),
        target: kept(target),
        sentences: kept(sentences),
      },
    };
  };
  const words = (count: number) =>
    viewOf(new Model(data(count)), { from: "unit:hub", to: "unit:mash" }).words;
  assert.match(words(1), /^Only the force connects .*: allow paths through it to see how\.$/);
  assert.match(words(4), /^Only the forces connect .*: allow paths through them to see how\.$/);
});

test("another thing of the name is told with its force", () => {
  const { remarks } = viewOf(modelOf(2), { thing: "unit:mash" });
  assert.ok(remarks.join("").includes("There is also the unit "), remarks.join(""));
  assert.ok(remarks.join("").includes(" (Force 1)."), remarks.join(""));
});
