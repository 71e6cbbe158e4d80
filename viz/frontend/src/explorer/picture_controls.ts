/** The controls below a picture: layout, groups, colours, sizes, and the force. */
import { add, addButton } from "../dom";
import { CATEGORIES, categoryOf } from "./categories";
import type { PictureState } from "./drawing";
import { theForce } from "./forces";
import { LAYOUTS } from "./layouts/listing";
import type { Model } from "./model";
import type { PictureView } from "./picture";
import { SIZINGS } from "./sizing";

type Named = { name: string; words: string };
type Field = "layout" | "grouping" | "colouring" | "sizing";

const fieldsOf = (model: Model): [field: Field, label: string, choices: Named[]][] => [
  ["layout", "Layout", LAYOUTS],
  ["grouping", "Group by", [{ name: "", words: "as in the view" }, ...CATEGORIES]],
  ["colouring", "Colour by", CATEGORIES.map(typeFirst)],
  ["sizing", "Size by", [{ name: "", words: "nothing" }, ...sizingsOf(model)]],
];

const sizingsOf = (model: Model): Named[] =>
  SIZINGS.map(({ name, words }) => ({ name, words: words(model) }));

/** Type is what colours stand for anyway. */
function typeFirst({ name, words }: Named): Named {
  return { name: name === "type" ? "" : name, words };
}

export class PictureControls {
  private readonly selects = new Map<Field, HTMLSelectElement>();
  private readonly force: HTMLInputElement;
  private readonly back: HTMLButtonElement;

  constructor(
    container: HTMLElement,
    private readonly picture: PictureView,
  ) {
    const menu = add(container, "details", undefined, { className: "menu", id: "arrange" });
    add(menu, "summary", "Arrange");
    const form = add(menu, "div");
    const isOffered = ({ name }: Named) => categoryOf(name)?.isOffered?.(picture.model) ?? true;
    for (const [field, label, choices] of fieldsOf(picture.model)) {
      this.addField(form, field, label, choices.filter(isOffered));
    }
    const words = "Places as computed";
    this.back = addButton(form, words, () => picture.choose({ moved: new Map() }));
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      menu.open = false;
      menu.querySelector("summary")?.focus();
    });
    const label = add(container, "label");
    this.force = add(label, "input", undefined, { type: "checkbox", id: "without-force" });
    add(label, "span", `Hide ${theForce(picture.model)}`);
    this.force.addEventListener("change", () =>
      picture.choose({ withoutForce: this.force.checked }),
    );
  }

  show(state: PictureState): void {
    for (const [field, select] of this.selects) select.value = state[field];
    this.force.checked = state.withoutForce;
    this.back.hidden = state.moved.size === 0;
  }

  private addField(form: HTMLElement, field: Field, label: string, choices: Named[]): void {
    const line = add(form, "label");
    add(line, "span", label);
    const select = add(line, "select", undefined, { id: field });
    for (const { name, words } of choices) add(select, "option", words, { value: name });
    select.addEventListener("change", () => this.picture.choose({ [field]: select.value }));
    this.selects.set(field, select);
  }
}
