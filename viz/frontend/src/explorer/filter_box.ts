/** The box that keeps only what belongs to a theme. */
import { add, addButton } from "../dom";
import { fold } from "../text";
import { linkTo } from "./links";
import type { Model } from "./model";
import { fullName } from "./names";
import type { View } from "./view";

export function addThemeFilter(parent: HTMLElement, model: Model, view: View): void {
  const form = add(parent, "form", undefined, { className: "theme-filter" });
  add(form, "label", "Only a theme", { htmlFor: "theme" });
  const chosen = model.find(view.themeFilter ?? "");
  const input = add(form, "input", undefined, {
    ...{ id: "theme", type: "text", autocomplete: "off", value: chosen ? fullName(chosen) : "" },
    ...{ placeholder: "all themes" },
  });
  input.setAttribute("list", "themes");
  const themes = model.allOf("Theme").map(model.thing);
  const list = add(form, "datalist", undefined, { id: "themes" });
  for (const theme of themes) add(list, "option", undefined, { value: fullName(theme) });
  const { theme: _, ...rest } = view.address;
  const go = () => {
    const words = fold(input.value);
    const theme = themes.find((item) =>
      [fullName(item), item.label, ...item.names].some((name) => fold(name) === words),
    );
    if (theme || !words) location.hash = linkTo(theme ? { ...rest, theme: theme.iri } : rest);
    input.setCustomValidity(theme || !words ? "" : "Choose one of the themes in the list.");
    input.reportValidity();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go();
  });
  input.addEventListener("change", go);
  if (chosen) {
    addButton(
      form,
      "×",
      () => {
        location.hash = linkTo(rest);
      },
      { "aria-label": "All themes", className: "link" },
    );
  }
}
