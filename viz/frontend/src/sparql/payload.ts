/** Read the blocks of the page that hold data: gzip, written in base64. */

/** The bytes of base64 of gzip. */
export async function unpack(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const packed = Uint8Array.from(atob(text.trim()), (character) => character.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

export const hasBlock = (id: string): boolean => document.getElementById(id) !== null;

export function readBlock(id: string): Promise<Uint8Array<ArrayBuffer>> {
  return unpack(document.getElementById(id)?.textContent ?? "");
}

export async function readText(id: string): Promise<string> {
  return new TextDecoder().decode(await readBlock(id));
}
