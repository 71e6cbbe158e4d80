/** The SPARQL panel in the explorer: one panel for the views of questions and queries. */
import { byId, smallScreen } from "../dom";
import { asRows } from "../sparql/downloads";
import { mountSparql, type PanelState, type SparqlPanel } from "../sparql/mount";
import { openEngine } from "../sparql/panel_data";
import { answerPicture, answerStatements, type Link } from "./answer_map";
import type { Rows } from "./api";
import type { Model } from "./model";
import { fullName } from "./names";
import type { ExplorerPage } from "./page";
import type { Router } from "./router";
import { type Address, addressText } from "./view";

const VALUE = "with-"; // before the name of a parameter, in addresses

let page: ExplorerPage | null = null;
let router: Router | null = null;
let panel: SparqlPanel | null = null;
const place = document.createElement("div");
let shown = "";

/** Lets the panel open things and write addresses. */
export function connectSparql(explorer: ExplorerPage, addresses: Router): void {
  page = explorer;
  router = addresses;
}

/** Puts the panel into the page, and shows what an address asks for. */
export function fillSparql(container: HTMLElement, model: Model, built: Address): void {
  container.append(place);
  const address = router?.address ?? built; // it changes with each query that is asked
  panel ??= mountSparql(place, {
    hasModes: false,
    openThing: (iri) => router?.go({ thing: model.find(iri)?.iri ?? "" }),
    labelOf: (iri) => {
      const thing = model.find(iri);
      return thing && fullName(thing);
    },
    drawGraph: (links, title) => drawLinks(model, links, title),
    setAddress: (state) => keepAddress(state),
  });
  const asMap = place.querySelector<HTMLElement>(".as-map");
  if (asMap) asMap.hidden = Boolean(address.map); // it is open
  const state = readState(address);
  const text = addressText(panelAddress(state));
  if (text === shown) return;
  shown = text;
  panel.show(state);
  if (state.query || state.question) void restore(panel, address);
}

/** Asks what an address asks, and draws the answer where the address says so. */
async function restore(asked: SparqlPanel, { map }: Address): Promise<void> {
  await asked.run();
  if (map) asked.draw();
}

/** Asks the graph, for scripts: a row has a text or null for each column. */
export async function queryRows(text: string, limitMs?: number): Promise<Rows> {
  const engine = await openEngine();
  await engine.ready;
  const { columns, rows } = asRows(await engine.query(text, limitMs));
  const plain = rows.map((row) =>
    Object.fromEntries(columns.map((column) => [column, row[column]?.value ?? null])),
  );
  return { columns, rows: plain };
}

function keepAddress(state: PanelState): void {
  const address = panelAddress(state);
  const isSameView = address.view === router?.address.view;
  if (isSameView) {
    shown = addressText(address);
    router?.step(address);
  } else router?.go(address);
}

function panelAddress({ query, question, values = {} }: PanelState): Address {
  if (query !== undefined) return { view: "sparql", query };
  const entries = Object.entries(values).map(([name, value]) => [VALUE + name, value]);
  return { view: "questions", question: question ?? "", ...Object.fromEntries(entries) };
}

function readState(address: Address): PanelState {
  if (address.view === "sparql") return { query: address.query ?? "" };
  const values = Object.entries(address)
    .filter(([name]) => name.startsWith(VALUE))
    .map(([name, value]) => [name.slice(VALUE.length), value]);
  return { question: address.question ?? "", values: Object.fromEntries(values) };
}

/** Draws an answer beside the panel. */
function drawLinks(model: Model, links: Link[], title: string): void {
  if (!page?.view) return;
  const picture = answerPicture(model, answerStatements(model, links));
  if (smallScreen.matches) document.body.classList.add("show-picture");
  router?.keep({ map: "yes" });
  page.show({ ...page.view, title, picture }, router?.address ?? {});
  byId("picture").focus();
}
