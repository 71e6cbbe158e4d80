/** Marks that the reader moved, and how an address names them and their places. */
import type { Point } from "../geometry";
import type { Mark } from "./drawing";
import type { Model } from "./model";

const LETTERS = 4; // of a short key; 1.7 million keys for the marks of one picture
const BASE = 36;

/** A short key of a thing that is the same in every build: a hash of its IRI (FNV-1a). */
export function shortKey(iri: string): string {
  let hash = 0x811c9dc5;
  for (const character of iri) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return (hash % BASE ** LETTERS).toString(BASE).padStart(LETTERS, "0");
}

/** Puts marks where the reader wants them. */
export function pinMarks(model: Model, marks: Mark[], moved: Map<string, Point>): void {
  for (const mark of marks) {
    const place =
      mark.thing === null ? undefined : moved.get(shortKey(model.thing(mark.thing).iri));
    if (place) Object.assign(mark, { ...place, isPinned: true });
  }
}

/** As in "k3f9.9i.-4s~0ab1.c.1k": short key and place, rounded to whole pixels. */
export function placesText(moved: Map<string, Point>): string {
  const number = (value: number) => Math.round(value).toString(BASE);
  return [...moved].map(([key, { x, y }]) => [key, number(x), number(y)].join(".")).join("~");
}

export function readPlaces(text: string): Map<string, Point> {
  const places = text.split("~").map((part): [string, Point] => {
    const [key, x, y] = part.split(".");
    return [key, { x: Number.parseInt(x, BASE), y: Number.parseInt(y, BASE) }];
  });
  return new Map(places.filter(([, { x, y }]) => Math.abs(x) < 1e5 && Math.abs(y) < 1e5));
}

/** The short key of a thing, and where its mark is. */
export const placeOf = (thing: { iri: string }, { x, y }: Point): [string, Point] => [
  shortKey(thing.iri),
  { x: Math.round(x), y: Math.round(y) },
];
