/** A button with a list below it, out of which one item is taken. */

import { add, addButton } from "../dom";

export interface MenuItem {
  title: string;
  detail: string;
  choose: () => void;
}

export function addMenu(parent: Element, words: string, items: () => MenuItem[]): void {
  const menu = add(parent, "details", undefined, { className: "drop" });
  const summary = add(menu, "summary", words);
  const list = add(menu, "ul");
  const close = () => {
    menu.open = false;
    summary.focus();
  };
  menu.addEventListener("toggle", () => {
    if (menu.open) fill(list, items(), close);
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    event.stopPropagation();
    close();
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget instanceof Node && !menu.contains(event.relatedTarget)) {
      menu.open = false;
    }
  });
}

function fill(list: HTMLElement, items: MenuItem[], close: () => void): void {
  list.replaceChildren();
  if (!items.length) add(list, "li", "Nothing yet.", { className: "none" });
  for (const { title, detail, choose } of items) {
    const button = addButton(add(list, "li"), title, () => {
      close();
      choose();
    });
    if (detail) add(button, "small", detail);
  }
}
