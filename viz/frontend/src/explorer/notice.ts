/** The line below the menu that says what was done, until it is closed or another view is shown. */
import { add, addButton, byId } from "../dom";

export function showNotice(words: string): void {
  const place = byId("notice");
  place.replaceChildren();
  place.hidden = false; // first, so that screen readers say what comes into it
  add(place, "span", words);
  const close = () => {
    hideNotice();
    byId("title").focus({ preventScroll: true });
  };
  addButton(place, "×", close, { className: "close", "aria-label": "Close this message" });
}

export function hideNotice(): void {
  byId("notice").hidden = true;
}
