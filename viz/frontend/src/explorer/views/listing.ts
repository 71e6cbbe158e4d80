/** All views, in the order of the menu; a new view is a file of this folder and a line here. */
import type { Model } from "../model";
import { ABOUT_DATA } from "./about";
import { AREAS } from "./areas";
import { COMPARISON } from "./comparison";
import { CONFLICTS } from "./conflicts";
import type { ViewDefinition } from "./definition";
import { EVERYTHING } from "./everything";
import { FIGURES } from "./figures";
import { FINDINGS } from "./findings";
import { MAP } from "./map";
import { MEASURES } from "./measures";
import { OPERATIONS } from "./operations";
import { PARTNERSHIPS } from "./partnerships";
import { REFERRALS } from "./referrals";
import { startOf } from "./start";
import { TERMS } from "./terms";
import { THEMES } from "./themes";
import { TIMELINE } from "./timeline";
import { UNITS } from "./units";

const LISTED: ViewDefinition[] = [
  MAP,
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
  TERMS,
  ABOUT_DATA,
];

export const VIEWS: ViewDefinition[] = [startOf(LISTED), ...LISTED];

/** Adds views that only some pages have, before the last two. */
export function addViews(...definitions: ViewDefinition[]): void {
  for (const views of [LISTED, VIEWS]) views.splice(-2, 0, ...definitions);
}

/** The views that have something to show. */
export const offeredViews = (model: Model): ViewDefinition[] =>
  VIEWS.filter(({ isOffered }) => isOffered?.(model) ?? true);
