/** What a layout is: it gives marks and verbs of a picture their places. */
import type { Heading, Measure, Scene, Verb } from "../drawing";
import type { Statement } from "../model";
import type { Picture } from "../view";

export interface Plan {
  picture: Picture;
  statements: Statement[];
  measure: Measure;
  /** Puts marks where the reader wants them; called before verbs have their places. */
  pin(): void;
}

export interface Layout {
  /** In addresses; "" for that of the view. */
  name: string;
  /** On the page. */
  words: string;
  /** By what marks are grouped where the reader chose nothing. */
  grouping?: string;
  /** Whether marks do not stand in columns, so that none is too high. */
  isFree?: boolean;
  lay(scene: Scene, plan: Plan): { verbs: Verb[]; headings: Heading[] };
}
