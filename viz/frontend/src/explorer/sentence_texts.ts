/** The text of sentences: out of the file, or out of the report's text that the reader drops. */
import type { Model, Sentence } from "./model";

const DIGITS = 16; // of the digest of a sentence that the page holds

export class SentenceTexts {
  private readonly texts = new Map<number, string>();

  constructor(private readonly model: Model) {
    (model.data.texts ?? []).forEach((text, id) => {
      if (text) this.texts.set(id, text);
    });
  }

  get size(): number {
    return this.texts.size;
  }

  of = (id: number): string => this.texts.get(id) ?? "";

  /**
   * Takes the sentences out of the text of a report, each only where its digest fits; returns how
   * many fit.
   */
  async read(text: string): Promise<number> {
    const characters = [...text];
    let count = 0;
    for (const sentence of this.model.sentences) {
      if (!(await fits(characters, sentence))) continue;
      this.texts.set(sentence.id, slice(characters, sentence).replace(/\s+/g, " ").trim());
      count += 1;
    }
    return count;
  }
}

const slice = (characters: string[], { begin, end }: Sentence): string =>
  characters.slice(begin, end).join("");

async function fits(characters: string[], sentence: Sentence): Promise<boolean> {
  if (!sentence.digest || sentence.end > characters.length) return false;
  return (await sha256(slice(characters, sentence))).slice(0, DIGITS) === sentence.digest;
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
