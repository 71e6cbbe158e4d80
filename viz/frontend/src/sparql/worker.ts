/** Answer SPARQL queries with Oxigraph, in a worker that can be ended at any time. */

import { initSync, Store } from "oxigraph/web.js";
import { unpackLzma } from "./lzma";
import { unpackQuads } from "./packed_quads";

export interface Load {
  /** The engine: packed for the first worker, compiled for all others. */
  engine: Uint8Array | WebAssembly.Module;
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
  /** The compiled engine, for other workers. */
  module?: WebAssembly.Module;
  error?: string;
  /** Whether the engine can answer no more. */
  isBroken?: boolean;
}

/** Errors that leave the engine's stack or memory as it must not be, by their names in browsers. */
const BREAKING = ["RuntimeError", "RangeError", "InternalError"];

let store: Store | undefined;

function compile(packed: Uint8Array): WebAssembly.Module {
  const length = new DataView(packed.buffer, packed.byteOffset).getUint32(0, true);
  return new WebAssembly.Module(unpackLzma(packed.subarray(4), length));
}

function load({ engine, quads }: Load): Reply {
  const module = engine instanceof WebAssembly.Module ? engine : compile(engine);
  initSync({ module });
  store = new Store();
  const content = new TextEncoder().encode(unpackQuads(quads));
  store.load(content, { format: "nq", lenient: true, no_transaction: true });
  return { result: String(store.size), module };
}

function reply(message: Load | Question): Reply {
  try {
    if ("engine" in message) return load(message);
    return { result: String(store?.query(message.text, { results_format: message.format })) };
  } catch (error) {
    if (!(error instanceof Error)) return { error: String(error) };
    return { error: error.message, isBroken: BREAKING.includes(error.name) };
  }
}

self.onmessage = (event: MessageEvent<Load | Question>) => self.postMessage(reply(event.data));
