/** The library of the editor, which the page runs out of a block of its own when it is needed. */

import type { Editor, EditorOptions } from "./editor";
import { hasBlock, once, readText, runScript } from "./payload";

export interface EditorLibrary {
  codeMirror(area: HTMLTextAreaElement, options: EditorOptions): Editor;
  /** The offset of the first part of a query that the grammar cannot read, or -1. */
  firstError(text: string): number;
}

const BLOCK = "editor-script";
const NAME = "peelgraphEditor"; // by which its script hands it to that of the page

/** Hands the library to the page. */
export function register(library: EditorLibrary): void {
  Object.assign(window, { [NAME]: library });
}

/** The library; null in a page without it. */
export const openLibrary = once(async (): Promise<EditorLibrary | null> => {
  if (!(await hasBlock(BLOCK))) return null;
  runScript(await readText(BLOCK));
  return (window as unknown as Record<string, EditorLibrary | undefined>)[NAME] ?? null;
});
