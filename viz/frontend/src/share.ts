/** Handing on what is seen: as a link, as a file, on paper. */
import { paint } from "./canvas";
import { add, byId, detailsById, inputById } from "./dom";
import { toCsv, toGraphml, toTurtle } from "./exports";
import { drawPicture } from "./picture";
import { details, fragment, map, session } from "./session";
import { fillTable } from "./table";
import { fileName } from "./text";

const DOWNLOADS = {
  csv: { write: toCsv, type: "text/csv" },
  ttl: { write: toTurtle, type: "text/turtle" },
  graphml: { write: toGraphml, type: "application/graphml+xml" },
};
const REVOKE_DELAY = 10_000; // milliseconds until the browser surely has the file
let isTableOpen = false;

export function connectShare(): void {
  byId("copy").addEventListener("click", copyLink);
  byId("print").addEventListener("click", () => {
    detailsById("share").open = false;
    print();
  });
  for (const button of document.querySelectorAll<HTMLElement>("[data-take]")) {
    button.addEventListener("click", () => download(button.dataset.take ?? ""));
  }
  addEventListener("beforeprint", preparePaper);
  addEventListener("afterprint", leavePaper);
}

async function copyLink(): Promise<void> {
  const field = inputById("link");
  const text = fragment();
  field.value = location.href.replace(/#.*$/s, "") + (text ? `#${text}` : "");
  try {
    await navigator.clipboard.writeText(field.value);
    field.hidden = true;
    byId("copied").textContent = "Copied.";
  } catch {
    field.hidden = false;
    field.select();
    byId("copied").textContent = "Copy it from here:";
  }
}

/** On paper the map is a picture in light colours, and its table stands below. */
function preparePaper(): void {
  const table = detailsById("twin");
  document.body.classList.add("printing");
  isTableOpen = table.open;
  table.open = true;
  paint();
  byId("paper").replaceChildren(drawPicture(2, 0));
  fillTable();
}

function leavePaper(): void {
  document.body.classList.remove("printing");
  detailsById("twin").open = isTableOpen;
  byId("paper").replaceChildren();
  paint();
}

function download(format: string): void {
  if (format === "png") {
    drawPicture().toBlob((blob) => blob && save(blob, format), "image/png");
    return;
  }
  const { write, type } = DOWNLOADS[format as keyof typeof DOWNLOADS];
  save(new Blob([write(map, session.visible)], { type: `${type};charset=utf-8` }), format);
}

function save(blob: Blob, suffix: string): void {
  const href = URL.createObjectURL(blob);
  const name = `${fileName(details.title)}.${suffix}`;
  const link = add(document.body, "a", undefined, { href, download: name, hidden: true });
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(href), REVOKE_DELAY);
}
