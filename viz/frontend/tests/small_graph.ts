/** A small graph for tests: a force, two units, two partners, two themes, two findings. */
import type { GraphData } from "../src/explorer/data";
import { Model } from "../src/explorer/model";

const THINGS: [iri: string, label: string, className: string, names: string[], sector?: string][] =
  [
    ["force:x", "Exampleshire Police", "Force", []],
    ["unit:hub", "missing and exploited team", "Unit", ["METHUB"]],
    ["unit:mash", "multi-agency safeguarding hub", "Unit", ["MASH", "MASHs"]],
    ["organisation:care", "care homes", "Partner", ["care home"], "social care"],
    ["organisation:cps", "Crown Prosecution Service", "Partner", ["CPS"], "criminal justice"],
    ["theme:abuse", "domestic abuse", "Theme", []],
    ["theme:coercion", "coercion and control", "Theme", []],
    ["theme:victims", "victims of domestic abuse", "Theme", []],
    ["finding:a", "The hub supports victims well.", "Finding", []],
    ["finding:b", "Coercion is not always recognised.", "Finding", []],
    ["organisation:aid", "domestic abuse service", "Partner", [], "voluntary sector"],
  ];
const CLASSES = ["Finding", "Force", "Partner", "Theme", "Unit"];
const PROPERTIES: [iri: string, words: string, back: string, mutual: boolean][] = [
  ["peel:about", "is about", "is the subject of", false],
  ["peel:worksWith", "works with", "works with", true],
  ["org:unitOf", "is a unit of", "has unit", false],
  ["peel:targets", "targets", "is targeted by", false],
];
const STATEMENTS: [source: number, property: number, target: number, sentences: number[]][] = [
  [1, 2, 0, [0]],
  [2, 2, 0, [0]],
  [1, 1, 3, [1]],
  [2, 1, 4, [1]],
  [0, 1, 4, [2]],
  [2, 3, 5, [2]],
  [8, 0, 7, [3]],
  [9, 0, 6, [3]],
  [1, 1, 10, [1]],
  [3, 1, 2, [2]],
];

export function smallData(): GraphData {
  const column = <Value>(value: (row: (typeof THINGS)[number], at: number) => Value) =>
    THINGS.map(value);
  const sentences = [0, 1, 2, 3];
  const sectors = THINGS.map(([, , , , sector], of) => ({ sector, of })).filter((x) => x.sector);
  return {
    version: "0",
    prefixes: { force: "https://example.org/force/", unit: "https://example.org/unit/" },
    statement: "https://example.org/statement/",
    classes: {
      name: [...CLASSES],
      words: CLASSES.map((name) => name.toLowerCase()),
      plural: CLASSES.map((name) => `${name.toLowerCase()}s`),
      definition: CLASSES.map(() => ""),
      family: CLASSES.map((name) => (name === "Finding" ? "statement" : "thing")),
      light: CLASSES.map(() => "#000000"),
      dark: CLASSES.map(() => "#ffffff"),
      shape: CLASSES.map(() => "dot"),
    },
    nodes: {
      iri: column(([iri]) => iri),
      label: column(([, label]) => label),
      class: column(([, , className]) => CLASSES.indexOf(className)),
      also: column(() => []),
      names: column(([, , , names]) => names),
      hidden: column(() => []),
      notes: column(() => []),
    },
    facts: {
      polarity: { values: ["concern", "strength"], of: [8, 9], value: [1, 0] },
      sector: {
        values: sectors.map(({ sector }) => sector ?? ""),
        of: sectors.map(({ of }) => of),
        value: sectors.map((_, at) => at),
      },
    },
    links: { broader: { from: [6], to: [5] }, related: { from: [5, 7], to: [7, 5] } },
    properties: {
      iri: PROPERTIES.map(([iri]) => iri),
      words: PROPERTIES.map(([, words]) => words),
      back: PROPERTIES.map(([, , back]) => back),
      planned: PROPERTIES.map(() => false),
      mutual: PROPERTIES.map(([, , , mutual]) => mutual),
      family: PROPERTIES.map(() => "together"),
      definition: PROPERTIES.map(() => ""),
    },
    groups: {
      tones: [
        ["#111111", "#eeeeee"],
        ["#222222", "#dddddd"],
      ],
      rest: ["#666666", "#aaaaaa"],
    },
    families: { together: { words: "work together", light: "#000000", dark: "#ffffff" } },
    statements: {
      source: STATEMENTS.map(([source]) => source),
      property: STATEMENTS.map(([, property]) => property),
      target: STATEMENTS.map(([, , target]) => target),
      sentences: STATEMENTS.map(([, , , ids]) => ids),
    },
    sentences: {
      ...{ shared: "r:", page: "https://example.org/", voiceSets: [["inspectorate"]] },
      headings: ["Part"],
      iri: sentences.map((at) => `x/${at}`),
      place: sentences.map((at) => `sentence ${at + 1}`),
      address: sentences.map((at) => `#${at}`),
      voices: sentences.map(() => 0),
      heading: sentences.map(() => 0),
      begin: sentences.map((at) => at * 10),
      end: sentences.map((at) => at * 10 + 9),
      digest: sentences.map(() => ""),
    },
    quoted: { of: [8, 9], sentence: [3, 3] },
    mentioned: { of: [5, 1], sentence: [2, 0] },
    reports: [{ iri: "r:x", label: "Exampleshire", address: "", digest: "", bodies: ["force:x"] }],
    sections: {
      figures: [],
      networks: {
        "units-partners": {
          question: "",
          holds: "",
          statements: [
            [1, "peel:worksWith", 3],
            [2, "peel:worksWith", 4],
            [0, "peel:worksWith", 4],
            [10, "peel:worksWith", 1],
            [2, "peel:worksWith", 3],
          ],
          second: [3, 4, 10],
        },
        structure: {
          question: "",
          holds: "",
          statements: [
            [1, "org:unitOf", 0],
            [2, "org:unitOf", 0],
          ],
          second: [],
        },
      },
    },
  };
}

/** Adds things, with a class of their own where there is none of the name, and statements. */
export function growing({ nodes, classes, properties, statements }: GraphData) {
  const classOf = (name: string) => {
    if (classes.name.includes(name)) return classes.name.indexOf(name);
    const rest = { definition: "", family: "statement", light: "", dark: "", shape: "dot" };
    const row = { name, words: name, plural: `${name}s`, ...rest };
    for (const key of Object.keys(row) as (keyof typeof row)[]) classes[key].push(row[key]);
    return classes.name.length - 1;
  };
  const propertyOf = (iri: string) => {
    if (properties.iri.includes(iri)) return properties.iri.indexOf(iri);
    for (const key of ["iri", "words", "back"] as const) properties[key].push(iri);
    for (const key of ["planned", "mutual"] as const) properties[key].push(false);
    for (const key of ["family", "definition"] as const) properties[key].push("");
    return properties.iri.length - 1;
  };
  return {
    add(iri: string, label: string, className: string, names: string[] = []): number {
      nodes.iri.push(iri);
      nodes.label.push(label);
      nodes.class.push(classOf(className));
      for (const column of [nodes.also, nodes.hidden, nodes.notes]) column.push([]);
      nodes.names.push(names);
      return nodes.iri.length - 1;
    },
    state(source: number, iri: string, target: number, sentence = 0): [number, string, number] {
      statements.source.push(source);
      statements.property.push(propertyOf(iri));
      statements.target.push(target);
      statements.sentences.push([sentence]);
      return [source, iri, target];
    },
  };
}

/** The small graph with further reports, each on a force of its own with a unit that has the same partner. */
export function dataOfForces(count: number): GraphData {
  const data = smallData();
  const { nodes, sentences } = data;
  const partner = nodes.iri.indexOf("organisation:care");
  const { add, state } = growing(data);
  for (let at = 1; at < count; at++) {
    const force = add(`force:y${at}`, `Force ${at}`, "Force");
    const unit = add(`unit:y${at}`, "multi-agency safeguarding hub", "Unit", ["MASH"]);
    const sentence = sentences.iri.push(`y${at}/0`) - 1;
    for (const name of ["place", "address", "digest"] as const) sentences[name].push("");
    for (const name of ["voices", "heading", "begin", "end"] as const) sentences[name].push(0);
    const belongs = state(unit, "org:unitOf", force, sentence);
    const works = state(unit, "peel:worksWith", partner, sentence);
    data.sections.networks["units-partners"].statements.push(works);
    data.sections.networks.structure.statements.push(belongs);
    const bodies = [`force:y${at}`];
    data.reports.push({ iri: `r:y${at}`, label: `Report ${at}`, address: "", digest: "", bodies });
  }
  return data;
}

export const smallModel = (): Model => new Model(smallData());

/** The number of a thing by its label. */
export function idOf(model: Model, label: string): number {
  const thing = model.things.find((item) => item.label === label);
  if (!thing) throw new Error(`no thing is called ${label}`);
  return thing.id;
}
