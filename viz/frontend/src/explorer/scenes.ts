/** Scenes: views that the reader keeps with a title and a note, as data in the page's own file. */

export interface Scene {
  title: string;
  note: string;
  /** The fragment that restores the view, without "#". */
  address: string;
}

const BLOCK = '<script type="application/json" id="scenes">';
const END = "</script>";

/** The scenes in the text of a data block; what is no scene is left out. */
export function readScenes(text: string): Scene[] {
  let data: unknown;
  try {
    data = JSON.parse(text || "[]");
  } catch {
    return [];
  }
  if (!Array.isArray(data)) return [];
  return data.filter(isScene).map(({ title, note, address }) => ({ title, note, address }));
}

function isScene(value: unknown): value is Scene {
  if (typeof value !== "object" || value === null) return false;
  return ["title", "note", "address"].every(
    (name) => typeof (value as Record<string, unknown>)[name] === "string",
  );
}

/** Scenes as JSON that is never markup: no sign of HTML stands in it. */
export function sceneText(scenes: Scene[]): string {
  return JSON.stringify(scenes).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The text of the page with these scenes in place of those in it. */
export function pageWithScenes(page: string, scenes: Scene[]): string {
  const start = page.indexOf(BLOCK);
  if (start < 0) throw new Error("the page has no place for scenes");
  const from = start + BLOCK.length;
  const to = page.indexOf(END, from);
  return page.slice(0, from) + sceneText(scenes) + page.slice(to);
}

/** The scenes with one of them moved by some places. */
export function moved(scenes: Scene[], at: number, by: number): Scene[] {
  const to = at + by;
  if (to < 0 || to >= scenes.length) return scenes;
  const rest = scenes.filter((_, place) => place !== at);
  return [...rest.slice(0, to), scenes[at], ...rest.slice(to)];
}
