/** The tools at the head of the page: saving, printing and copying what is shown, and scenes. */
import { add, addButton, announce, byId } from "../dom";
import { whenRead } from "../sparql/payload";
import { FORMATS, type Format, type Shown, svgSource, writeFile } from "./files/formats";
import { fillSheet } from "./files/paper";
import { saveFile } from "./files/save";
import type { Model } from "./model";
import { showNotice } from "./notice";
import type { ExplorerPage } from "./page";
import { viewOnly } from "./router";
import { ScenePanel } from "./scene_panel";
import { type Address, addressText, readAddress, type View } from "./view";

export interface ToolsApi {
  /** What is shown as the content of a file: csv, ttl, trig, graphml, svg, or png as a data URL. */
  file(suffix: string): Promise<string>;
  /** The page with its scenes, as the text of a file. */
  html(): Promise<string>;
}

/** Adds the tools; `source` is the page as it was opened. */
export function addTools(model: Model, page: ExplorerPage, source: Element): ToolsApi {
  const container = byId("tools");
  addMenu(container, () => shownOn(model, page));
  const [name] = model.reports.length === 1 ? [model.reports[0].label] : ["inspection reports"];
  const scenes = new ScenePanel(container, {
    title: () => page.view?.title ?? "",
    address: () => location.hash.replace(/^#/, ""),
    show: (address) => {
      location.hash = address;
    },
    page: () => pageText(source),
    name: `${name} explorer`,
  });
  connectPaper(() => shownOn(model, page));
  return {
    file: (suffix) => fileText(suffix, shownOn(model, page)),
    html: async () => {
      await whenRead();
      return scenes.file();
    },
  };
}

/** A copy of the page before anything in it has changed; its text is written when it is needed. */
export const pageCopy = (): Element => document.documentElement.cloneNode(true) as Element;

/** The text of a copy, with the blocks that the page had not read when the copy was made. */
function pageText(source: Element): string {
  const copy = source.cloneNode(true) as Element;
  for (const block of document.querySelectorAll("script[type='application/octet-stream']")) {
    if (copy.querySelector(`#${block.id}`)) continue;
    copy.querySelector("body")?.append(block.cloneNode(true), "\n");
  }
  return `<!doctype html>\n${copy.outerHTML}\n`;
}

function shownOn(model: Model, page: ExplorerPage): Shown {
  if (!page.view) throw new Error("The page shows no view yet.");
  const { lists, picture } = page;
  const view = { ...page.view, address: addressOn(page.view) };
  return {
    ...{ model, view, list: lists.shownList(), rows: lists.rows() },
    drawing: view.picture ? picture.drawing : null,
  };
}

/** The address of a view; one that fills its own place may have asked something since it was built. */
function addressOn({ address, fill }: View): Address {
  const shown = viewOnly(readAddress(location.hash));
  return fill && shown.view === address.view ? shown : address;
}

function addMenu(container: HTMLElement, shown: () => Shown): void {
  const menu = add(container, "details", undefined, { className: "menu" });
  add(menu, "summary", "Save or print", { className: "button" });
  const list = add(menu, "ul");
  const close = () => {
    menu.open = false;
  };
  const leave = () => {
    close();
    menu.querySelector("summary")?.focus();
  };
  menu.addEventListener("toggle", () => {
    if (menu.open) fillMenu(list, shown(), leave);
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape") leave();
  });
  document.addEventListener("click", (event) => {
    if (event.target instanceof Node && !menu.contains(event.target)) close();
  });
}

/** Fills the menu; whoever chose an entry is back at the button that opens it. */
function fillMenu(list: HTMLElement, shown: Shown, leave: () => void): void {
  list.replaceChildren();
  const entry = (words: string, act: () => void) =>
    addButton(add(list, "li"), words, () => {
      leave();
      act();
    });
  const formats = FORMATS.filter((item) => item.fits(shown));
  const entries = (part: Format["part"]) => {
    for (const format of formats.filter((item) => item.part === part)) {
      entry(format.words, () => save(format, shown));
    }
  };
  entries("first");
  entry("Print, or save as PDF", () => print());
  entries("picture");
  entry("Copy the link", () => void copyLink(shown.view));
  if (formats.some(({ part }) => part === "data")) {
    add(list, "li", "Data", { className: "heading" });
  }
  entries("data");
}

function save(format: Format, shown: Shown): void {
  void writeFile(format, shown).then((content) => {
    saveFile(content, shown.view.title, format.suffix);
    announce(`${format.words} saved to your downloads.`);
  });
}

/** A link out of a file says which file it needs. */
async function copyLink(view: View): Promise<void> {
  const { protocol, href, pathname } = location;
  const file = decodeURIComponent(pathname.split("/").at(-1) ?? "");
  const address = location.hash || `#${addressText(view.address)}`;
  const words = `Open ${file} and put this at the end of its address: ${address}`;
  const text = protocol === "file:" ? words : href;
  try {
    await navigator.clipboard.writeText(text);
    showNotice(`Copied: ${text}`);
  } catch {
    showNotice(`Copy it from here: ${text}`);
  }
}

function connectPaper(shown: () => Shown): void {
  addEventListener("beforeprint", () => {
    const now = shown();
    document.body.classList.add("printing");
    fillSheet(byId("sheet"), svgSource(now), { ...now, place: byId("fill") });
  });
  addEventListener("afterprint", () => {
    document.body.classList.remove("printing");
    byId("sheet").replaceChildren();
  });
}

async function fileText(suffix: string, shown: Shown): Promise<string> {
  const format = FORMATS.find((item) => item.suffix === suffix);
  if (!format) throw new Error(`There is no format ${suffix}.`);
  const content = await writeFile(format, shown);
  return suffix === "png" ? await dataUrl(content) : await content.text();
}

function dataUrl(content: Blob): Promise<string> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(String(reader.result)));
    reader.readAsDataURL(content);
  });
}
