/** Blocks, one for each sector or whatever marks are grouped by, in rows. */
import { HEADING, type Heading, type Mark, type PlacedGroup, type Scene } from "../drawing";
import { append } from "../model";
import { shortName } from "../names";
import type { Layout, Plan } from "./definition";
import { joinFreely } from "./free";

const GAP = { mark: 10, column: 24, block: 90, row: 64 };
const HIGH = 5; // marks above each other in a block
const BROAD = 1.5; // width of the whole over its height

export const BLOCKS: Layout = {
  name: "blocks",
  words: "by sector",
  isFree: true,
  grouping: "sector",
  lay,
};

interface Block {
  heading: string;
  columns: Mark[][];
  width: number;
  height: number;
}

function lay(scene: Scene, plan: Plan): ReturnType<Layout["lay"]> {
  const blocks = blocksOf(scene);
  const area = blocks.reduce(
    (sum, { width, height }) => sum + (width + GAP.block) * (height + GAP.row),
    0,
  );
  const broad = scene.isNarrow ? 0 : Math.sqrt(area * BROAD);
  const limit = Math.max(broad, ...blocks.map(({ width }) => width));
  let [x, y, height] = [0, 0, 0];
  for (const block of blocks) {
    if (x > 0 && x + block.width > limit) [x, y, height] = [0, y + height + GAP.row, 0];
    placeBlock(block, x, y);
    x += block.width + GAP.block;
    height = Math.max(height, block.height);
  }
  const titled = blocks.filter(({ heading, columns }) => heading && columns[0][0].thing !== null);
  return joinFreely(scene, plan, () => titled.map(headingOf));
}

function headingOf({ heading, columns }: Block): Heading {
  const marks = columns.flat();
  const x = Math.min(...marks.map((mark) => mark.x - mark.width / 2));
  const y = Math.min(...marks.map((mark) => mark.y - mark.height / 2)) - HEADING / 2;
  return { text: heading, x, y, align: "left" };
}

function blocksOf({ model, groups, marks, isNarrow }: Scene): Block[] {
  const members = new Map<string, Mark[]>();
  const titleOf = (group: PlacedGroup | undefined) => {
    if (group?.frame !== undefined) return shortName(model.thing(group.frame));
    return group?.heading ?? "";
  };
  for (const mark of marks) append(members, titleOf(groups[mark.group]), mark);
  return [...members].map(([heading, own]) => {
    const columns: Mark[][] = [];
    const high = isNarrow ? Math.ceil(own.length / 2) : HIGH;
    for (let at = 0; at < own.length; at += high) columns.push(own.slice(at, at + high));
    const width = columns.reduce((sum, column) => sum + widthOf(column) + GAP.column, -GAP.column);
    const height = Math.max(...columns.map(heightOf)) + HEADING;
    return { heading, columns, width, height };
  });
}

const widthOf = (marks: Mark[]): number => Math.max(...marks.map(({ width }) => width));
const heightOf = (marks: Mark[]): number =>
  marks.reduce((sum, { height }) => sum + height + GAP.mark, -GAP.mark);

function placeBlock({ columns }: Block, left: number, top: number): void {
  let x = left;
  for (const column of columns) {
    let y = top + HEADING;
    for (const mark of column) {
      mark.x = x + mark.width / 2;
      mark.y = y + mark.height / 2;
      y += mark.height + GAP.mark;
    }
    x += widthOf(column) + GAP.column;
  }
}
