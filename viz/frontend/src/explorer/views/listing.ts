/** All views, in the order of the menu; a new view is a file of this folder and a line here. */
import { AREAS } from "./areas";
import type { ViewDefinition } from "./definition";
import { EVERYTHING } from "./everything";
import { FINDINGS } from "./findings";
import { OPERATIONS } from "./operations";
import { PARTNERSHIPS } from "./partnerships";
import { QUESTIONS } from "./questions";
import { REFERRALS } from "./referrals";
import { SPARQL } from "./sparql";
import { startOf } from "./start";
import { THEMES } from "./themes";
import { UNITS } from "./units";

const LISTED: ViewDefinition[] = [
  PARTNERSHIPS,
  UNITS,
  OPERATIONS,
  REFERRALS,
  THEMES,
  FINDINGS,
  AREAS,
  EVERYTHING,
  QUESTIONS,
  SPARQL,
];

export const VIEWS: ViewDefinition[] = [startOf(LISTED), ...LISTED];
