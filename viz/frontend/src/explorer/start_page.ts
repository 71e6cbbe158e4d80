/** Starts a page: unpacks the graph, connects the page, shows what the address asks for. */
import { byId } from "../dom";
import { unpackJson } from "../sparql/payload";
import { viewAt } from "./answer";
import { pageApi } from "./api";
import { darkScheme, setFamilyColours } from "./colours";
import type { GraphData } from "./data";
import { Model } from "./model";
import { ExplorerPage } from "./page";
import { sayUnknownState } from "./parameters";
import { Router, viewOnly } from "./router";
import { Search } from "./search";
import { SearchBox } from "./search_box";
import { SentenceTexts } from "./sentence_texts";
import { addTools, pageCopy } from "./tools";
import type { Address } from "./view";
import { offeredViews } from "./views/listing";

interface PictureBlock {
  options: object;
}

export interface Started {
  page: ExplorerPage;
  router: Router;
  box: SearchBox;
}

const readBlock = <Data>(id: string): Data => JSON.parse(byId(id).textContent ?? "null") as Data;

/** What only some pages have. */
export interface Extras {
  /** Before anything is shown; returns what scripts may call beside the rest. */
  connect?(started: Started): object;
  /** When the first view is drawn. */
  later?(started: Started): Promise<void>;
}

export async function startPage({ connect, later }: Extras = {}): Promise<void> {
  const source = pageCopy(); // before anything in the page changes
  const model = new Model(await unpackJson<GraphData>(readBlock<string>("data")));
  setFamilyColours(model.data.families);
  const search = new Search(model);
  const context = { model, search };
  const box = new SearchBox(context);
  const show = (address: Address) => {
    const view = viewAt(context, viewOnly(address));
    sayUnknownState(model, view, address);
    page.show(view, address);
  };
  const router = new Router(show, { start: startOf(model) });
  const { options } = readBlock<PictureBlock>("picture-options");
  const page = new ExplorerPage(model, new SentenceTexts(model), router, box, options);
  darkScheme.addEventListener("change", () => {
    if (page.view) page.show(page.view, router.address);
  });
  document.addEventListener("keydown", (event) => onKey(event, box));
  const started = { page, router, box };
  const tools = addTools(model, page, source);
  const api = { ...pageApi(context, page), ...tools, ...connect?.(started) };
  Object.assign(window, { peelgraph: { ...api, page, model } });
  router.read();
  whenIdle(async () => {
    search.prepare();
    await later?.(started);
  });
}

/** Where the page of a part starts: its view, or all of it where that view has nothing to show. */
function startOf(model: Model): Address | undefined {
  const address = model.part?.address;
  if (!address?.view) return address;
  const isOffered = offeredViews(model).some(({ name }) => name === address.view);
  return isOffered ? address : { view: "map" };
}

/** Does what can wait until the first view is drawn. */
function whenIdle(act: () => Promise<void>): void {
  const start = () => void act();
  if ("requestIdleCallback" in window) requestIdleCallback(start, { timeout: 2000 });
  else setTimeout(start, 200);
}

function onKey(event: KeyboardEvent, box: SearchBox): void {
  const [target] = event.composedPath(); // within the editor too, which hides what is in it
  const isTyping =
    target instanceof Element &&
    target.matches("input, textarea, select, [contenteditable] *, [contenteditable]");
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") {
    box.focus();
    event.preventDefault();
  }
}
