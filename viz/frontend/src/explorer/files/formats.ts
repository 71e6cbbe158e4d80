/** The files that a view can be saved as. */

import { type Colours, readColours } from "../colours";
import type { Drawing } from "../drawing";
import type { Model } from "../model";
import type { List, Row, View } from "../view";
import { captionOf } from "./caption";
import { toGraphml } from "./graphml_file";
import { toTrig, toTurtle } from "./rdf_files";
import { isDrawn, type SvgSource, toPng, toSvg } from "./svg_file";
import { toCsv } from "./table_file";
import { graphOf } from "./view_graph";

/** What is shown: the view, its open list with the rows in their order, and its drawing. */
export interface Shown {
  model: Model;
  view: View;
  list: List | undefined;
  rows: Row[];
  drawing: Drawing | null;
}

export interface Format {
  suffix: string;
  /** In the menu. */
  words: string;
  /** The part of the menu in which it stands. */
  part: "first" | "picture" | "data";
  type: string;
  /** Whether there is anything to write. */
  fits(shown: Shown): boolean;
  write(shown: Shown): string | Promise<Blob>;
}

const captionFor = ({ model, view, drawing }: Shown) => captionOf(model, view, drawing);
const hasThings = ({ model, view }: Shown) => graphOf(model, view).things.length > 0;

/** What a picture file or paper is drawn from, in light colours. */
export function svgSource(shown: Shown): SvgSource {
  const { model, view, drawing } = shown;
  return { model, view, drawing, caption: captionFor(shown), colours: paperColours() };
}

/** The colours of paper, which is always light. */
function paperColours(): Colours {
  const { classList } = document.body;
  const isPrinting = classList.contains("printing");
  classList.add("printing");
  const colours = readColours();
  if (!isPrinting) classList.remove("printing");
  return colours;
}

export const FORMATS: Format[] = [
  {
    suffix: "csv",
    words: "Table (CSV)",
    part: "data",
    type: "text/csv",
    fits: ({ list }) => list !== undefined,
    write: (shown) =>
      shown.list ? toCsv(shown.model, shown.list, shown.rows, captionFor(shown)) : "",
  },
  {
    suffix: "ttl",
    words: "Statements (Turtle)",
    part: "data",
    type: "text/turtle",
    fits: hasThings,
    write: (shown) => toTurtle(shown.model, shown.view, captionFor(shown)),
  },
  {
    suffix: "trig",
    words: "Statements with evidence (TriG)",
    part: "data",
    type: "application/trig",
    fits: hasThings,
    write: (shown) => toTrig(shown.model, shown.view, captionFor(shown)),
  },
  {
    suffix: "graphml",
    words: "Network (GraphML)",
    part: "data",
    type: "application/graphml+xml",
    fits: hasThings,
    write: (shown) => toGraphml(shown.model, shown.view, captionFor(shown)),
  },
  {
    suffix: "png",
    words: "Picture (PNG)",
    part: "first",
    type: "image/png",
    fits: ({ view }) => isDrawn(view),
    write: (shown) => toPng(svgSource(shown)),
  },
  {
    suffix: "svg",
    words: "Picture (SVG)",
    part: "picture",
    type: "image/svg+xml",
    fits: ({ view }) => isDrawn(view),
    write: (shown) => toSvg(svgSource(shown)),
  },
];

export async function writeFile(format: Format, shown: Shown): Promise<Blob> {
  const content = await format.write(shown);
  if (typeof content !== "string") return content;
  return new Blob([content], { type: `${format.type};charset=utf-8` });
}
