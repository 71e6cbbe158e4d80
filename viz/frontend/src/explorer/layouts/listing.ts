/** All layouts; a new one is a file of this folder and a line here. */
import { BLOCKS } from "./blocks";
import { COLUMNS } from "./columns";
import type { Layout } from "./definition";
import { DISTANCE } from "./distance";
import { LAYERS } from "./layers";
import { RINGS } from "./rings";

export const LAYOUTS: Layout[] = [COLUMNS, DISTANCE, LAYERS, BLOCKS, RINGS];

export const layoutOf = (name: string): Layout =>
  LAYOUTS.find((layout) => layout.name === name) ?? COLUMNS;
