/** Starts a page: unpacks the graph, connects the page, shows what the address asks for. */
import { byId } from "../dom";
import { viewAt } from "./answer";
import { type PageApi, pageApi } from "./api";
import { type GraphData, unpack } from "./data";
import { darkScheme, useFamilies } from "./inks";
import { Model } from "./model";
import { ExplorerPage } from "./page";
import { Router, viewOnly } from "./router";
import { Search } from "./search";
import { SearchBox } from "./search_box";
import { Texts } from "./texts";
import { addTools, pageText } from "./tools";

interface PictureBlock {
  options: object;
}

export interface Started {
  page: ExplorerPage;
  router: Router;
  box: SearchBox;
}

const readBlock = <Data>(id: string): Data => JSON.parse(byId(id).textContent ?? "null") as Data;

/**
 * Starts the page; `connect` adds what only some pages have, before anything is shown, and returns
 * what scripts may call beside the rest.
 */
export async function startPage(
  connect: (started: Started) => object = () => ({}),
): Promise<Started> {
  const source = pageText(); // before anything in the page changes
  const model = new Model(await unpack<GraphData>(readBlock<string>("data")));
  useFamilies(model.data.families);
  const context = { model, search: new Search(model) };
  const box = new SearchBox(context);
  const router = new Router((address) => page.show(viewAt(context, viewOnly(address)), address), {
    start: model.part?.address,
  });
  const { options } = readBlock<PictureBlock>("picture-options");
  const page = new ExplorerPage(model, new Texts(model), router, box, options);
  darkScheme.addEventListener("change", () => {
    if (page.view) page.show(page.view, router.address);
  });
  document.addEventListener("keydown", (event) => onKey(event, box));
  const started = { page, router, box };
  const api: PageApi = pageApi(context, page);
  const tools = addTools(model, page, source);
  Object.assign(window, { peelgraph: { ...api, ...tools, ...connect(started), page, model } });
  router.read();
  return started;
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
