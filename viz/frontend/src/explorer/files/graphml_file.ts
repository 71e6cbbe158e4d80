/** The things and statements of a view as GraphML. */
import { xmlText } from "../../exports";
import type { Model } from "../model";
import type { View } from "../view";
import { type Caption, captionLines } from "./caption";
import { graphOf } from "./view_graph";

const KEYS: [element: "graph" | "node" | "edge", name: string, type: string][] = [
  ["graph", "about", "string"],
  ["node", "label", "string"],
  ["node", "short", "string"],
  ["node", "type", "string"],
  ["node", "sector", "string"],
  ["node", "status", "string"],
  ["node", "mark", "string"],
  ["edge", "relation", "string"],
  ["edge", "words", "string"],
  ["edge", "planned", "boolean"],
  ["edge", "weight", "int"],
  ["edge", "voices", "string"],
  ["edge", "places", "string"],
  ["edge", "addresses", "string"],
  ["edge", "mark", "string"],
];

export function toGraphml(model: Model, view: View, caption: Caption): string {
  const { things, statements } = graphOf(model, view);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...KEYS.map(
      ([element, name, type]) =>
        `<key id="${element}_${name}" for="${element}" attr.name="${name}" attr.type="${type}"/>`,
    ),
    '<graph edgedefault="directed">',
    data("graph", { about: captionLines(caption).join("\n") }),
    ...things.map((id) => node(model, id, view.marks?.things.get(id))),
    ...statements.map((id) => edge(model, id, view.marks?.statements.get(id)?.words)),
    "</graph>",
    "</graphml>",
  ];
  return `${lines.join("\n")}\n`;
}

function data(element: "graph" | "node" | "edge", values: Record<string, unknown>): string {
  return KEYS.filter(([of]) => of === element)
    .map(([, name]) => `<data key="${element}_${name}">${xmlText(values[name] ?? "")}</data>`)
    .join("");
}

const idOf = (model: Model, id: number): string => xmlText(model.expand(model.thing(id).iri));

function node(model: Model, id: number, mark = ""): string {
  const thing = model.thing(id);
  const values = {
    ...{ label: thing.label, short: thing.acronym, type: thing.kind.words },
    ...{ sector: model.fact(thing, "sector"), status: model.fact(thing, "status") },
    mark,
  };
  return `<node id="${idOf(model, id)}">${data("node", values)}</node>`;
}

function edge(model: Model, id: number, mark = ""): string {
  const { source, target, property, sentences } = model.statement(id);
  const own = sentences.map(model.sentence);
  const values = {
    ...{ relation: model.expand(property.iri), words: property.words, planned: property.planned },
    weight: Math.max(own.length, 1),
    voices: [...new Set(own.flatMap(({ voices }) => voices))].sort().join("; "),
    places: own.map(({ place }) => place).join("; "),
    addresses: own.map(({ address }) => address).join(" "),
    mark,
  };
  const [from, to] = [source, target].map((end) => idOf(model, end));
  return `<edge id="e${id}" source="${from}" target="${to}">${data("edge", values)}</edge>`;
}
