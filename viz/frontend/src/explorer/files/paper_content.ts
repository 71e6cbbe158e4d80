/** What a view shows beside its lists, as it stands on paper: its words without controls and charts. */

const LEFT_OUT = [
  "[hidden], .unseen, [aria-hidden=true]",
  "form, label, input, select, textarea, details, datalist",
  ".chart, .editor, .buttons, .result-tools, .tabs, .pages",
];

/** A copy of a place of the page; charts are left out, as the picture on paper has them. */
export function paperContent(place: HTMLElement): HTMLElement {
  const copy = document.createElement("div");
  copy.append(...[...place.childNodes].map((node) => node.cloneNode(true)));
  for (const item of copy.querySelectorAll(LEFT_OUT.join(", "))) item.remove();
  for (const drawing of copy.querySelectorAll("svg")) drawing.replaceWith(" ");
  for (const button of copy.querySelectorAll("button")) {
    if (button.closest("li, td, th, dd")) button.replaceWith(...button.childNodes);
    else button.remove();
  }
  for (const item of copy.querySelectorAll("*")) {
    for (const name of ["id", "class", "role"]) item.removeAttribute(name);
  }
  return copy;
}
