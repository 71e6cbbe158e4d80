/** Finds things by what people call them: names, acronyms, plurals, misspellings, words. */
import { fold } from "../text";
import type { Model, Thing } from "./model";

export interface Match {
  thing: number;
  /** The name that fits. */
  name: string;
  score: number;
}

export const SURE = 90; // a score from which a match is what was meant
const HIDDEN = 12; // by so much a fragment of text counts less than a name
const REMOTE = 0.34; // by so much of its letters a word may differ that is offered in place of one
const CITED = 45; // by so much a whole sentence counts less

interface Entry {
  thing: number;
  name: string;
  folded: string;
  stems: string[];
  penalty: number;
}

export class Search {
  private index: Entry[] | null = null;

  constructor(private readonly model: Model) {}

  /** Makes the index, which otherwise the first search does. */
  prepare(): void {
    this.index ??= this.model.things.flatMap((thing) => entriesOf(this.model, thing));
  }

  private get entries(): Entry[] {
    this.prepare();
    return this.index ?? [];
  }

  /** The things that fit best, each once. */
  matches(input: string, most = 12): Match[] {
    const words = fold(input);
    if (!words) return [];
    const stems = stemsOf(words);
    const best = new Map<number, Match>();
    for (const entry of this.entries) {
      const score = scoreOf(entry, words, stems);
      if (score <= 0 || score <= (best.get(entry.thing)?.score ?? 0)) continue;
      best.set(entry.thing, { thing: entry.thing, name: entry.name, score });
    }
    return [...best.values()].sort((a, b) => this.order(a, b)).slice(0, most);
  }

  /** The thing that an input surely means, or nothing. */
  sure(input: string): Thing | undefined {
    const [first] = this.matches(input, 1);
    return first && first.score >= SURE ? this.model.thing(first.thing) : undefined;
  }

  /** The things that an input surely means, all as well as the first. */
  allSure(input: string): number[] {
    const matches = this.matches(input, Number.POSITIVE_INFINITY);
    const [first] = matches;
    if (!first || first.score < SURE) return [];
    return matches.filter(({ score }) => score === first.score).map(({ thing }) => thing);
  }

  /** Things in whose names or sentences all the words stand. */
  holding(input: string): number[] {
    const stems = stemsOf(fold(input));
    if (!stems.length) return [];
    const things = this.entries
      .filter((entry) => stems.every((stem) => entry.stems.some((word) => word.startsWith(stem))))
      .map((entry) => entry.thing);
    return [...new Set(things)];
  }

  /** Words of names and sentences that are those of an input, or the nearest to them. */
  nearestWords(input: string, most: number): string[] {
    const stems = stemsOf(fold(input)).filter((stem) => stem.length > 2);
    const own = new Set(this.entries.flatMap((entry) => entry.stems));
    const near = stems.flatMap((stem) =>
      [...own].flatMap((word) => {
        const share = remoteness(stem, word);
        return share <= REMOTE ? [{ word, share }] : [];
      }),
    );
    near.sort((a, b) => a.share - b.share || (a.word < b.word ? -1 : 1));
    return [...new Set(near.map(({ word }) => word))].slice(0, most);
  }

  private order(a: Match, b: Match): number {
    const size = ({ thing }: Match) => this.model.thing(thing).statements.length;
    return b.score - a.score || size(b) - size(a) || a.thing - b.thing;
  }
}

/** From 0 to 1: how much of the longer of two words has to change for them to be equal. */
function remoteness(stem: string, word: string): number {
  const longest = Math.max(stem.length, word.length);
  if (longest - Math.min(stem.length, word.length) > longest * REMOTE) return 1;
  return distance(stem, word) / longest;
}

function entriesOf(model: Model, thing: Thing): Entry[] {
  const penalty = model.isCited(thing.id) ? CITED : 0;
  const entry = (name: string, more: number): Entry => {
    const folded = fold(name);
    return { thing: thing.id, name, folded, stems: stemsOf(folded), penalty: penalty + more };
  };
  return [
    entry(thing.label, 0),
    ...thing.names.map((name) => entry(name, 1)),
    ...thing.hidden.map((name) => entry(name, HIDDEN)),
  ];
}

function scoreOf(entry: Entry, words: string, stems: string[]): number {
  const score = closeness(entry, words, stems);
  return score > 0 ? score - entry.penalty : 0;
}

function closeness({ folded, stems: own }: Entry, words: string, stems: string[]): number {
  if (folded === words) return 102;
  if (own.join(" ") === stems.join(" ")) return 96;
  const length = Math.min(folded.length - words.length, 20) / 4;
  if (folded.startsWith(words)) return 84 - length;
  if (stems.every((stem) => own.some((word) => word.startsWith(stem)))) return 74 - length;
  return misspelt(own, stems) ? 66 - Math.abs(own.length - stems.length) * 4 : 0;
}

/** Whether each word is one of a name but for a letter or two. */
function misspelt(own: string[], stems: string[]): boolean {
  return stems.every((stem) => own.some((word) => isNear(word, stem)));
}

function isNear(word: string, stem: string): boolean {
  const allowed = stem.length < 4 ? 0 : Math.min(2, Math.floor(stem.length / 4));
  if (Math.abs(word.length - stem.length) > allowed) return false;
  return !isRemote(word, stem, allowed) && distance(word, stem) <= allowed;
}

/** Whether so many letters of one word are missing in the other that their distance is greater. */
export function isRemote(word: string, stem: string, allowed: number): boolean {
  const [a, b] = [lettersOf(word), lettersOf(stem)];
  return countBits(a & ~b) > allowed || countBits(b & ~a) > allowed;
}

/** The letters of a word as a set of bits. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) % 31);
  return letters;
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest; rest &= rest - 1) count += 1;
  return count;
}

/** The edit distance of two words, two swapped letters counting as one (Damerau, 1964). */
export function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + change);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwap) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    before = row;
    row = next;
  }
  return row[b.length];
}

/** The words of a text without endings of the plural and without punctuation. */
export function stemsOf(folded: string): string[] {
  const words = folded.replace(/['’]s?\b/g, "").match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.map(stem);
}

function stem(word: string): string {
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (word.length > 4 && /(?:s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.length > 3 && word.endsWith("s") && !/(?:ss|us|is)$/.test(word)
    ? word.slice(0, -1)
    : word;
}
