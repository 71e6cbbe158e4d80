/** Answer SPARQL queries with Oxigraph, in a worker that can be ended at any time. */

import { initSync, Store } from "oxigraph/web.js";

let store: Store | null = null;

self.onmessage = (event: MessageEvent) => {
  const { id, wasm, quads, text, format } = event.data;
  try {
    if (wasm) {
      initSync({ module: wasm });
      store = new Store();
      store.load(quads, { format: "nq", unchecked: true, no_transaction: true });
      self.postMessage({ id, size: store.size });
    } else {
      self.postMessage({ id, result: store?.query(text, { results_format: format }) });
    }
  } catch (error) {
    self.postMessage({ id, error: String(error) });
  }
};
