/** Answer SPARQL queries with Oxigraph, in a worker that can be ended at any time. */

import { initSync, Store } from "oxigraph/web.js";
import { unpackQuads } from "./packed_quads";

export interface Load {
  module: WebAssembly.Module;
  quads: Uint8Array;
}

export interface Question {
  text: string;
  /** Of the answer: `json` for rows and truth values, `nt` for statements. */
  format: string;
}

export interface Reply {
  /** The answer in its format; for the first message, the number of quads. */
  result?: string;
  error?: string;
  /** Whether the engine can answer no more. */
  isBroken?: boolean;
}

let store: Store | undefined;

function load({ module, quads }: Load): string {
  initSync({ module });
  store = new Store();
  const content = new TextEncoder().encode(unpackQuads(quads));
  store.load(content, { format: "nq", lenient: true, no_transaction: true });
  return String(store.size);
}

function reply(message: Load | Question): Reply {
  try {
    if ("module" in message) return { result: load(message) };
    return { result: String(store?.query(message.text, { results_format: message.format })) };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return { error: text, isBroken: error instanceof WebAssembly.RuntimeError };
  }
}

self.onmessage = (event: MessageEvent<Load | Question>) => self.postMessage(reply(event.data));
