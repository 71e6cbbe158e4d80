/** What a comparison adds to the evidence: where a relation or thing is, and the other side. */
import { add } from "../dom";
import { type Comparison, PRESENCE, type Relation } from "./comparison";
import type { ChangeData } from "./comparison_data";
import { addThing, linkTo } from "./links";
import type { Model } from "./model";

type AddSentences = (ids: number[]) => void;

/** Adds where a relation is, and its sentences on both sides. */
export function addBothSides(
  container: HTMLElement,
  comparison: Comparison,
  { presence, here, there }: Relation,
  addSentences: AddSentences,
): void {
  add(container, "p", PRESENCE[presence], { className: "outcome" });
  const isSame = presence === "both" && comparison.data.hasSentences;
  if (isSame) addSide(container, "Here and there", here, addSentences);
  else {
    if (presence !== "there") addSide(container, "Here", here, addSentences);
    if (presence === "here") return;
    if (comparison.data.hasSentences) addSide(container, "There", there, addSentences);
    else add(container, "p", "There: stated, without a sentence.", { className: "note" });
  }
}

function addSide(
  container: HTMLElement,
  title: string,
  sentences: number[],
  addSentences: AddSentences,
): void {
  add(container, "h3", title);
  if (sentences.length) addSentences(sentences);
  else {
    const words = "Stated by the register, not by a sentence.";
    add(container, "p", words, { className: "note" });
  }
}

/** Adds where a thing, finding or figure is, what changed about it, and a link to its relations. */
export function addThingSides(
  container: HTMLElement,
  model: Model,
  comparison: Comparison,
  id: number,
  addSentences: AddSentences,
): void {
  const changes = comparison.changes.get(id) ?? [];
  const where = PRESENCE[comparison.presence(id)];
  add(container, "p", changes.length ? "changed" : where, { className: "outcome" });
  const there = comparison.valueThere(id);
  if (there) add(container, "p", `Value there: ${there}`, { className: "note" });
  for (const change of changes) addChange(container, change, addSentences);
  const twin = comparison.twin(id);
  if (twin !== undefined) {
    const line = add(container, "p", "Corresponds to ", { className: "note" });
    addThing(line, model, twin);
  }
  if (model.isCited(id)) return;
  const link = linkTo({ view: "comparison", about: model.thing(id).iri });
  add(add(container, "p"), "a", "Compare its relations", { href: link });
}

function addChange(container: HTMLElement, change: ChangeData, addSentences: AddSentences): void {
  const list = add(container, "dl", undefined, { className: "facts" });
  for (const [words, there, here] of change.details) {
    add(list, "dt", words);
    add(list, "dd", `there: ${there || "nothing"}; here: ${here || "nothing"}`);
  }
  const isSame = String(change.there) === String(change.here);
  if (isSame || !change.there.length) return;
  add(container, "h3", "Sentences there");
  addSentences(change.there);
  add(container, "h3", "Sentences here");
}
