/** Read the blocks of the page that hold data: written in base64, and most of them gzipped. */

const decode = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.trim()), (character) => character.charCodeAt(0));

const blockText = (id: string): string => document.getElementById(id)?.textContent ?? "";

/** The bytes of base64 of gzip. */
export async function unpack(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const packed = decode(text);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

export const hasBlock = (id: string): boolean => document.getElementById(id) !== null;

export function readBlock(id: string): Promise<Uint8Array<ArrayBuffer>> {
  return unpack(blockText(id));
}

/** The bytes of a block as they are packed. */
export const readPackedBlock = (id: string): Uint8Array<ArrayBuffer> => decode(blockText(id));

export async function readText(id: string): Promise<string> {
  return new TextDecoder().decode(await readBlock(id));
}
