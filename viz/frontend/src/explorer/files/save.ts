/** Hands a file to the browser's downloads. */
import { add } from "../../dom";
import { fileName } from "../../text";

const REVOKE_DELAY = 10_000; // milliseconds until the browser surely has the file

export function saveFile(content: Blob, title: string, suffix: string): void {
  const href = URL.createObjectURL(content);
  const name = `${fileName(title)}.${suffix}`;
  const link = add(document.body, "a", undefined, { href, download: name, hidden: true });
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(href), REVOKE_DELAY);
}
