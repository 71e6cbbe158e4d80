/** All views, in the order of the menu; a new view is a file of this folder and a line here. */
import { ABOUT_DATA } from "./about";
import { AREAS } from "./areas";
import { COMPARISON } from "./comparison";
import { CONFLICTS } from "./conflicts";
import type { ViewDefinition } from "./definition";
import { EVERYTHING } from "./everything";
import { FIGURES } from "./figures";
import { FINDINGS } from "./findings";
import { MEASURES } from "./measures";
import { OPERATIONS } from "./operations";
import { PARTNERSHIPS } from "./partnerships";
import { QUESTIONS } from "./questions";
import { REFERRALS } from "./referrals";
import { SPARQL } from "./sparql";
import { startOf } from "./start";
import { TERMS } from "./terms";
import { THEMES } from "./themes";
import { TIMELINE } from "./timeline";
import { UNITS } from "./units";

const LISTED: ViewDefinition[] = [
  COMPARISON,
  PARTNERSHIPS,
  UNITS,
  OPERATIONS,
  REFERRALS,
  THEMES,
  FINDINGS,
  AREAS,
  FIGURES,
  TIMELINE,
  MEASURES,
  CONFLICTS,
  EVERYTHING,
  QUESTIONS,
  SPARQL,
  TERMS,
  ABOUT_DATA,
];

export const VIEWS: ViewDefinition[] = [startOf(LISTED), ...LISTED];
