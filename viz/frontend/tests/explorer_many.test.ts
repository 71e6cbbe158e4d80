/** Views of so many areas for improvement or conflicts that a picture cannot have all. */
import "./without_browser";
import assert from "node:assert/strict";
import { test } from "node:test";
import { viewAt } from "../src/explorer/answer";
import { namesakes } from "../src/explorer/answer_thing";
import { partText } from "../src/explorer/api";
import { arrange } from "../src/explorer/arrange";
import { chartShape } from "../src/explorer/charts";
import type { Colours } from "../src/explorer/colours";
import { emptyState } from "../src/explorer/drawing";
import { Model } from "../src/explorer/model";
import { Search } from "../src/explorer/search";
import type { Address, Picture, View } from "../src/explorer/view";
import { dataOfForces, growing, smallData } from "./small_graph";

const MANY = 1200;

function build(model: Model, view: string): View {
  return viewAt({ model, search: new Search(model) }, { view });
}

function modelOfAreas(count: number): Model {
  const data = smallData();
  const { add, state } = growing(data);
  for (let at = 0; at < count; at++) {
    const area = add(`area:${at}`, `The force should improve ${at}.`, "AreaForImprovement");
    for (let step = 0; step <= at % 3; step++) state(area, "peel:about", step + 1);
    state(area, "peel:restsOn", 8);
  }
  return new Model(data);
}

function modelOfConflicts(count: number): Model {
  const data = smallData();
  const { add, state } = growing(data);
  Object.assign(data.sections, { concepts: {}, comments: [] });
  for (let at = 0; at < count; at++) {
    const conflict = add(`conflict:${at}`, `Two numbers ${at}`, "Conflict");
    state(conflict, "peel:between", 8);
    state(conflict, "peel:between", 9);
  }
  return new Model(data);
}

test("of many areas for improvement the picture has those that affect the most, and says so", () => {
  const view = build(modelOfAreas(MANY), "areas");
  const drawn = view.picture?.groups.filter(({ isWhole }) => isWhole) ?? [];
  const things = drawn.flatMap((group) => group.things);
  assert.equal(things.length, 12);
  const model = modelOfAreas(MANY);
  assert.ok(things.every((id) => model.thing(id).statements.length === 4));
  assert.match(view.picture?.note ?? "", /^The picture has 12 of 1,200 areas for improvement, /);
  assert.equal(view.lists[0].rows.length, MANY);
  const reasons = view.lists.find(({ id }) => id === "reasons");
  assert.equal(reasons?.rows.length, 1);
});

test("few areas for improvement are all in the picture, without a note", () => {
  const view = build(modelOfAreas(12), "areas");
  const drawn = view.picture?.groups.filter(({ isWhole }) => isWhole) ?? [];
  assert.equal(drawn.flatMap((group) => group.things).length, 12);
  assert.equal(view.picture?.note, undefined);
});

test("the first of many conflicts are in the picture", () => {
  const view = build(modelOfConflicts(MANY), "conflicts");
  assert.match(view.picture?.note ?? "", /^The first 7 of 1,200 conflicts are drawn /);
  assert.equal(view.lists[1].rows.length, 2 * MANY);
});

function modelOfRoles(count: number): Model {
  const data = smallData();
  const { add, state } = growing(data);
  data.sections.networks.things = { ...data.sections.networks.structure, statements: [] };
  data.classes.family[data.classes.name.indexOf("Partner")] = "partner";
  const { statements } = data.sections.networks.things;
  for (let at = 0; at < count; at++) {
    const role = add(`role:${at}`, `role ${at}`, "Role");
    data.classes.family[data.classes.name.indexOf("Role")] = "thing";
    const partner = 3 + (at % 2);
    const isTurned = at === 0;
    const [from, to] = isTurned ? [partner, role] : [role, partner];
    statements.push(state(from, "peel:targets", to));
  }
  return new Model(data);
}

test("numbers over 999 have commas, and the relations of two groups are one number", () => {
  const model = modelOfRoles(MANY);
  const view = build(model, "everything");
  const words = view.sentence.map((part) => partText(model, part)).join("");
  assert.equal(words, "1,202 things and themes with 1,200 relations between them.");
  const drawing = arrange(model, view.picture as Picture, emptyState(), {
    measure: (text) => text.length * 7,
  });
  const marks = drawing.marks.flatMap(({ lines }) => lines);
  assert.ok(marks.includes("1,200 Roles"));
  assert.deepEqual(
    drawing.verbs.map((verb) => verb.words),
    ["1,200 relations"],
  );
  assert.match(view.picture?.note ?? "", /The picture has 1,200 of 1,200 relations\.$/);
});

test("views of many areas for improvement and conflicts look at each a few times", () => {
  for (const [view, model] of [
    ["areas", modelOfAreas(MANY)],
    ["conflicts", modelOfConflicts(MANY)],
  ] as const) {
    let looks = 0;
    const fact = model.fact.bind(model);
    model.fact = (...words) => {
      looks += 1;
      return fact(...words);
    };
    build(model, view);
    assert.ok(looks < 30 * MANY, `${view}: ${looks}`);
  }
});

test("of many things of one name the number is said, few are named", () => {
  const data = smallData();
  const { add } = growing(data);
  for (let at = 0; at < 3; at++) add(`unit:hub${at}`, "young people hub", "Unit");
  const words = (model: Model) =>
    namesakes(model, model.things.length - 1)
      .flat()
      .map((part) => partText(model, part))
      .join("");
  assert.match(words(new Model(data)), /^There is also the unit young people hub unit/);
  for (let at = 3; at < 1300; at++) add(`unit:hub${at}`, "young people hub", "Unit");
  assert.equal(
    words(new Model(data)),
    "There are 1,299 other things of this name too; search for it to list them all.",
  );
});

function modelOfEvents(
  count: number,
  ends: Record<string, string> = { "r:x": "1950-06-01" },
): Model {
  const data = dataOfForces(2);
  const { add } = growing(data);
  const events = Array.from({ length: count }, (_, at) => ({
    ...{ of: add(`event:${at}`, `Event ${at}`, "Event"), end: "", voices: "" },
    sentences: [at % 3 ? "r:x/0" : "r:y1/0"],
    ...{ begin: `${1900 + (at % 100)}-01-01`, when: String(1900 + (at % 100)) },
    ...{ planned: false },
  }));
  events.sort((a, b) => (a.begin < b.begin ? -1 : 1));
  const end = Object.values(ends).sort().at(-1);
  const fieldwork = { end, ends };
  Object.assign(data.sections, { timeline: { fieldwork, events } });
  return new Model(data);
}

test("of many events the page draws those nearest to the fieldwork; list and files have all", () => {
  const view = build(modelOfEvents(MANY), "timeline");
  assert.equal(view.lists[0].rows.length, MANY);
  assert.ok(view.lists[0].columns.includes("Force or report"));
  const [chart] = view.charts ?? [];
  assert.equal(chart.rows.length, MANY);
  const years = chart.brief?.rows.map(({ words }) => Number(words)) ?? [];
  assert.equal(years.length, 60);
  assert.ok(years.every((year) => year >= 1947 && year <= 1953));
  assert.deepEqual(
    years,
    [...years].sort((a, b) => a - b),
  );
  assert.match(
    chart.brief?.note ?? "",
    /^The picture has 60 of 1,200 events, .* the list has all\.$/,
  );
  const drawing = chartShape(chart, 900, {} as Colours).shape;
  assert.equal(drawing.children?.filter(({ tag }) => tag === "a").length, MANY);
});

test("the events of one of several forces are those of its report; one report has no choice", () => {
  const model = modelOfEvents(90);
  const context = { model, search: new Search(model) };
  const view = viewAt(context, { view: "timeline", force: "force:y1" });
  assert.deepEqual(view.filters, ["force: Force 1"]);
  assert.equal(view.reportFilter, "force:y1");
  assert.equal(view.lists[0].rows.length, 30);
  assert.equal(view.charts?.[0].brief, undefined);
  const lost = viewAt(context, { view: "timeline", force: "unit:hub" });
  assert.deepEqual(lost.filters, ["unknown force: unit:hub"]);
  const words = "The graph holds no inspected force called unit:hub: nothing is left out.";
  assert.deepEqual(lost.remarks[0], [words]);
  assert.equal(lost.lists[0].rows.length, 90);
  const data = smallData();
  Object.assign(data.sections, { timeline: { fieldwork: { end: "", ends: {} }, events: [] } });
  const one = new Model(data);
  assert.equal(build(one, "timeline").reportFilter, undefined);
  const alone = { view: "timeline", force: "force:x" };
  const { filters, remarks } = viewAt({ model: one, search: new Search(one) }, alone);
  assert.deepEqual([filters, remarks], [["force: Exampleshire Police"], []]);
});

/** Two reports on one force and one on another: a finding, an area and a conflict of each. */
function modelOfReports(): Model {
  const data = dataOfForces(2);
  const bodies = ["force:x"];
  data.reports.push({ iri: "r:z", label: "Exampleshire later", address: "", digest: "", bodies });
  for (const column of ["place", "address", "digest"] as const) data.sentences[column].push("");
  for (const column of ["voices", "heading", "begin", "end"] as const)
    data.sentences[column].push(0);
  const later = data.sentences.iri.push("z/0") - 1;
  const { add, state } = growing(data);
  Object.assign(data.sections, { concepts: {}, comments: [] });
  for (const [name, sentence] of [
    ["x", 0],
    ["y", later - 1],
    ["z", later],
  ] as const) {
    const finding = add(`finding:${name}`, `Finding of ${name}`, "Finding");
    const area = add(`area:${name}`, `Area of ${name}`, "AreaForImprovement");
    const conflict = add(`conflict:${name}`, `Conflict of ${name}`, "Conflict");
    state(finding, "peel:about", 1, sentence);
    state(area, "peel:about", 1, sentence);
    state(conflict, "peel:between", finding, sentence);
    data.facts.polarity.of.push(finding);
    data.facts.polarity.value.push(0); // a concern
    for (const of of [finding, area, conflict]) {
      data.quoted.of.push(of);
      data.quoted.sentence.push(sentence);
    }
  }
  return new Model(data);
}

test("each view of what reports say can be limited to a force or to one of its reports", () => {
  const model = modelOfReports();
  const context = { model, search: new Search(model) };
  const shown = (choice: Address) =>
    ["areas", "conflicts", "findings"].map((name) => {
      const view = viewAt(context, { view: name, ...choice });
      const id = name === "findings" ? "concerns" : name;
      return [view.lists.find((list) => list.id === id)?.rows.length, view.filters[0]];
    });
  const alike = (counts: number[], words?: string) => counts.map((count) => [count, words]);
  assert.deepEqual(shown({}), alike([3, 3, 4]));
  assert.deepEqual(shown({ force: "force:x" }), alike([2, 2, 3], "force: Exampleshire Police"));
  assert.deepEqual(shown({ report: "r:z" }), alike([1, 1, 1], "report: Exampleshire later"));
  const words = viewAt(context, { view: "areas", report: "r:z" }).sentence;
  assert.match(words.map((part) => partText(model, part)).join(""), /set by this inspection,/);
  assert.deepEqual(shown({ report: "r:no" }), alike([3, 3, 4], "unknown report: r:no"));
});

test("what reports say has its report in a column, but where one report was chosen", () => {
  const model = modelOfReports();
  const context = { model, search: new Search(model) };
  const shown = (address: Address, id: string) => {
    const list = viewAt(context, address).lists.find((each) => each.id === id);
    const at = list?.columns.indexOf("Report") ?? -1;
    return at < 0 ? [] : list?.rows.map(({ cells }) => cells[at]);
  };
  const labels = model.reports.map(({ label }) => label);
  assert.deepEqual(shown({ view: "conflicts" }, "conflicts")?.sort(), [...labels].sort());
  assert.ok(shown({ thing: "unit:hub" }, "concerns")?.includes("Exampleshire later"));
  assert.deepEqual(shown({ view: "conflicts", report: "r:z" }, "conflicts"), []);
  assert.equal(shown({ view: "conflicts", force: "force:x" }, "conflicts")?.length, 2);
  assert.deepEqual(shown({ view: "findings" }, "things"), []);
  const one = new Model(smallData());
  const single = { model: one, search: new Search(one) };
  const { lists } = viewAt(single, { thing: "theme:abuse" });
  assert.ok(lists.every(({ columns }) => !columns.includes("Report")));
});

test("events that several reports tell of have the sentences of the chosen one alone", () => {
  const model = modelOfEvents(3);
  const events = model.data.sections.timeline as unknown as { events: { sentences: string[] }[] };
  for (const event of events.events) event.sentences = ["r:x/0", "r:y1/0"];
  const shown = (choice: Address) =>
    viewAt({ model, search: new Search(model) }, { view: "timeline", ...choice });
  const [list] = shown({ force: "force:x" }).lists;
  assert.deepEqual(list.rows[0].cells.at(-1), { sentences: [0] });
  assert.equal(list.columns.includes("Force or report"), false);
  assert.equal(shown({}).lists[0].columns.includes("Force or report"), true);
  assert.equal(
    (shown({}).lists[0].rows[0].cells.at(-1) as { sentences: number[] }).sentences.length,
    2,
  );
});

test("a force may be given by its whole IRI", () => {
  const model = modelOfReports();
  const force = "https://example.org/force/x";
  const view = viewAt({ model, search: new Search(model) }, { view: "areas", force });
  assert.deepEqual(view.filters, ["force: Exampleshire Police"]);
});

test("a theme and a report limit a view together, and the view says both", () => {
  const model = modelOfReports();
  const choice = { theme: "theme:abuse", report: "r:z" };
  for (const name of ["areas", "figures", "findings"]) {
    const { filters } = viewAt({ model, search: new Search(model) }, { view: name, ...choice });
    assert.deepEqual(filters, [
      "theme: domestic abuse, with narrower themes and groups",
      "report: Exampleshire later",
    ]);
  }
});

test("what begins after the fieldwork begins after that of a report that is chosen and tells of it", () => {
  // three a year, from 1900 on; two of them are told in r:x
  const model = modelOfEvents(300, { "r:x": "1950-06-01", "r:y1": "1999-06-01" });
  const late = (choice: Address) => {
    const view = viewAt({ model, search: new Search(model) }, { view: "timeline", ...choice });
    const words = view.sentence.map((part) => partText(model, part)).join("");
    return words.match(/, (\d+) begins? after .*?\./)?.slice(0, 2);
  };
  const ended = (day: string) => `begin after the fieldwork, which ended on ${day}.`;
  const single = (count: number, day: string) => [`, ${count} ${ended(day)}`, String(count)];
  assert.equal(late({})?.[1], "98");
  assert.deepEqual(late({ force: "force:x" }), single(98, "1 June 1950"));
  assert.deepEqual(late({ force: "force:y1" }), single(0, "1 June 1999"));
});

test("a view says that there is none in place of counts of nothing", () => {
  const model = modelOfEvents(0);
  const wordsOf = (view: string) =>
    build(model, view)
      .sentence.map((part) => partText(model, part))
      .join("");
  assert.equal(wordsOf("timeline"), "No event or period has a date or time.");
  assert.equal(wordsOf("figures"), "No figure.");
  assert.deepEqual(build(model, "figures").remarks, []);
  const alone = dataOfForces(2);
  growing(alone).add("figure:a", "calls", "Figure");
  const { sentence } = build(new Model(alone), "figures");
  assert.match(String(sentence[1]), /and no comparison that the reports themselves make\.$/);
  assert.equal(wordsOf("areas"), "No area for improvement.");
  assert.equal(wordsOf("conflicts"), "No conflict in the source.");
});

test("few events are all drawn", () => {
  const [chart] = build(modelOfEvents(60), "timeline").charts ?? [];
  assert.equal(chart.rows.length, 60);
  assert.equal(chart.brief, undefined);
});
