/** Ask the graph of the page in SPARQL: a worker with Oxigraph, ended and made anew at its limit. */

import { openLibrary } from "./editor_library";
import { hasBlock, readBlock, readPackedBlock, readText } from "./payload";
import { explain, QueryProblem, refuse } from "./problem";
import { type Answer, parseResults, parseStatements } from "./terms";
import { prologueFor, queryForm } from "./tokens";
import type { Load, Question, Reply } from "./worker";

export const LIMIT = 10_000; // milliseconds

/** What a worker is made of. */
export interface EngineSource {
  script: string;
  engine: Uint8Array<ArrayBuffer> | WebAssembly.Module;
  quads: Uint8Array<ArrayBuffer>;
}

export const CANNOT_RUN =
  "This browser does not run WebAssembly, so it cannot run your own queries." +
  " Named questions are answered for their example values only.";
export const NO_ENGINE =
  "This page was made without the query engine, so it cannot run your own queries." +
  " Named questions are answered for their example values only.";
const CANNOT_START = "The query engine cannot start in this browser.";

/** Reads what the engine is made of out of the page. */
export async function readSource(): Promise<EngineSource> {
  if (!(await hasBlock("engine-wasm"))) throw new QueryProblem(NO_ENGINE);
  if (typeof WebAssembly === "undefined") throw new QueryProblem(CANNOT_RUN);
  const [script, quads] = await Promise.all([readText("engine-worker"), readBlock("engine-quads")]);
  return { script, engine: await readPackedBlock("engine-wasm"), quads };
}

interface Running {
  worker: Worker;
  stop: (problem: QueryProblem) => void;
}

export class Engine {
  /** Settles when the quads are loaded; fails where the engine cannot run. */
  readonly ready: Promise<void>;
  readonly #source: Promise<EngineSource>;
  readonly #prefixes: Record<string, string>;
  #worker: Promise<Worker>;
  #queue: Promise<unknown>;
  #running: Running | null = null;

  constructor(prefixes: Record<string, string>, source = readSource()) {
    this.#source = source;
    this.#prefixes = prefixes;
    this.#worker = this.#start();
    this.ready = this.#worker.then(() => undefined);
    this.ready.catch(() => undefined);
    this.#queue = this.#worker.catch(() => undefined);
  }

  /** Answers a query; the page's prefixes need no declaration. Queries wait for each other. */
  async query(text: string, limitMs = LIMIT): Promise<Answer> {
    refuse(text);
    const answer = this.#queue.then(() => this.#answer(text, limitMs));
    this.#queue = answer.catch(() => undefined);
    return answer;
  }

  /** Ends the query that runs, if there is one. */
  cancel(): void {
    this.#running?.stop(new QueryProblem("The query was cancelled."));
  }

  get isRunning(): boolean {
    return this.#running !== null;
  }

  async #answer(text: string, limitMs: number): Promise<Answer> {
    const worker = await this.#worker;
    const prologue = prologueFor(text, this.#prefixes);
    const format = ["CONSTRUCT", "DESCRIBE"].includes(queryForm(text)) ? "nt" : "json";
    const reply = await this.#limited(worker, { text: prologue + text, format }, limitMs);
    if (reply.isBroken) {
      this.#restart(worker);
      throw new QueryProblem(
        "The query is too long or nested too deep, or needs more memory than a page has.",
      );
    }
    if (reply.error !== undefined) {
      const library = await openLibrary();
      throw explain(text, reply.error, this.#prefixes, prologue.length, library?.firstError);
    }
    const result = reply.result ?? "";
    return format === "nt" ? { graph: parseStatements(result) } : parseResults(result);
  }

  async #limited(worker: Worker, question: Question, limitMs: number): Promise<Reply> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = new Promise<never>((_, reject) => {
      const stop = (problem: QueryProblem) => {
        this.#restart(worker);
        reject(problem);
      };
      this.#running = { worker, stop };
      timer = setTimeout(() => stop(tooLong(limitMs)), limitMs);
    });
    try {
      return await Promise.race([send(worker, question), end]);
    } finally {
      clearTimeout(timer);
      this.#running = null;
    }
  }

  #restart(worker: Worker): void {
    worker.terminate();
    this.#worker = this.#start();
    this.#worker.catch(() => undefined);
  }

  async #start(): Promise<Worker> {
    const source = await this.#source;
    const { script, engine, quads } = source;
    const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    const worker = new Worker(address);
    const reply = await send(worker, { engine, quads }).finally(() => URL.revokeObjectURL(address));
    if (reply.error !== undefined) {
      worker.terminate();
      const isForbidden = /WebAssembly|wasm/i.test(reply.error);
      throw new QueryProblem(isForbidden ? CANNOT_RUN : `${CANNOT_START} ${reply.error}`);
    }
    source.engine = reply.module ?? engine;
    return worker;
  }
}

function tooLong(limitMs: number): QueryProblem {
  const seconds = (limitMs / 1000).toLocaleString("en-GB");
  return new QueryProblem(
    `The query was stopped after ${seconds} seconds. Ask for less: a LIMIT, a narrower pattern, or` +
      " fewer patterns that share no variable.",
  );
}

/** Sends one message, and waits for the reply to it. */
function send(worker: Worker, message: Load | Question): Promise<Reply> {
  return new Promise((resolve) => {
    worker.onmessage = (event: MessageEvent<Reply>) => resolve(event.data);
    worker.onerror = (event) => {
      event.preventDefault();
      resolve({ error: event.message || "the worker was blocked", isBroken: true });
    };
    worker.postMessage(message);
  });
}
