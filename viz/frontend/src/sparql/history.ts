/** Remember the queries that were asked, as long as the page is open. */

const KEY = "peelgraph-queries";
const MOST = 30;

export interface TextStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

export class QueryHistory {
  #texts: string[] = [];
  readonly #storage: TextStorage | null;

  constructor(storage: TextStorage | null = sessionStorageOrNull()) {
    this.#storage = storage;
    try {
      const texts = JSON.parse(storage?.getItem(KEY) ?? "[]");
      if (Array.isArray(texts)) this.#texts = texts.filter((text) => typeof text === "string");
    } catch {
      this.#texts = [];
    }
  }

  /** The queries, the last one first. */
  get texts(): readonly string[] {
    return this.#texts;
  }

  add(text: string): void {
    this.#texts = [text, ...this.#texts.filter((item) => item !== text)].slice(0, MOST);
    try {
      this.#storage?.setItem(KEY, JSON.stringify(this.#texts));
    } catch {
      // A full or forbidden storage: the page remembers as long as it is open.
    }
  }
}

/** The storage of the window; none where the browser forbids it. */
function sessionStorageOrNull(): TextStorage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}
