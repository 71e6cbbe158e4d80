/** Read the blocks of the page that hold data: written in base64, and most of them gzipped. */

/** The bytes of base64; a loop, because a function for each of a million letters takes long. */
function decode(text: string): Uint8Array<ArrayBuffer> {
  const letters = atob(text.trim());
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at++) bytes[at] = letters.charCodeAt(at);
  return bytes;
}

/** Waits until the whole page has been read: some blocks stand behind the script. */
export function whenRead(): Promise<void> {
  if (document.readyState !== "loading") return Promise.resolve();
  return new Promise((resolve) => {
    document.addEventListener("DOMContentLoaded", () => resolve(), { once: true });
  });
}

async function blockText(id: string): Promise<string> {
  await whenRead();
  return document.getElementById(id)?.textContent ?? "";
}

/** What base64 of gzip holds; not by way of a Blob, which lies in another process. */
function unpack(text: string): Response {
  const { readable, writable } = new DecompressionStream("gzip");
  const writer = writable.getWriter();
  for (const step of [writer.write(decode(text)), writer.close()]) step.catch(() => undefined);
  return new Response(readable);
}

/** The data of base64 of gzip of JSON. */
export const unpackJson = async <Data>(text: string): Promise<Data> => unpack(text).json();

export async function hasBlock(id: string): Promise<boolean> {
  await whenRead();
  return document.getElementById(id) !== null;
}

export async function readBlock(id: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await unpack(await blockText(id)).arrayBuffer());
}

/** The bytes of a block as they are packed. */
export async function readPackedBlock(id: string): Promise<Uint8Array<ArrayBuffer>> {
  return decode(await blockText(id));
}

export const readText = async (id: string): Promise<string> => unpack(await blockText(id)).text();

/** Runs a script out of a block, whose text the security policy of the page names. */
export function runScript(text: string): void {
  const script = document.createElement("script");
  script.textContent = text;
  document.head.append(script);
  script.remove();
}

/** Makes something at the first call, and returns the same at each further one. */
export function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let value: Promise<Value> | undefined;
  return () => {
    value ??= make();
    return value;
  };
}
