/** Menus: they close on Escape and on a click elsewhere, and only one is open at a time. */

export function connectMenus(): void {
  const menus = [...document.querySelectorAll<HTMLDetailsElement>("details.menu")];
  const closeExcept = (isKept: (menu: HTMLDetailsElement) => boolean) => {
    for (const menu of menus) if (!isKept(menu)) menu.open = false;
  };
  for (const menu of menus) {
    menu.addEventListener("toggle", () => {
      if (menu.open) closeExcept((candidate) => candidate === menu);
    });
    menu.addEventListener("keydown", (event) => closeOnEscape(menu, event));
  }
  document.addEventListener("pointerdown", ({ target }) => {
    closeExcept((menu) => target instanceof Node && menu.contains(target));
  });
}

function closeOnEscape(menu: HTMLDetailsElement, event: KeyboardEvent): void {
  if (event.key !== "Escape" || !menu.open) return;
  menu.open = false;
  menu.querySelector("summary")?.focus();
  event.stopPropagation();
}
