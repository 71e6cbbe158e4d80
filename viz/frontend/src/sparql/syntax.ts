/** Find where a query stops being SPARQL, after the grammar of the editor. */

import { SparqlLanguage } from "codemirror-lang-sparql";

/** The offset of the first part that the grammar cannot read, or -1. */
export function firstError(text: string): number {
  let offset = -1;
  SparqlLanguage.parser.parse(text).iterate({
    enter: ({ type, from }) => {
      if (type.isError && offset < 0) offset = from;
      return offset < 0;
    },
  });
  return offset;
}
