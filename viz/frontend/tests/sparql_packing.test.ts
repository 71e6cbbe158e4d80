import assert from "node:assert/strict";
import { test } from "node:test";
import { unpackLzma } from "../src/sparql/lzma";
import { unpackQuads } from "../src/sparql/packed_quads";

const bytes = (base64: string) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));

// Python: lzma.compress(content, format=FORMAT_RAW, filters=[LZMA1, preset 9, lc=3, lp=0, pb=2])
const SHORT = "ADCYiKrtnRMkVgel99eX//65gAA=";

test("a literal, a match and repeated bytes are unpacked", () => {
  const text = "abcabcabcabcabcabcabcabcXabcabcYYYYYYYYYYYYYYYY";
  assert.equal(new TextDecoder().decode(unpackLzma(bytes(SHORT), text.length)), text);
});

test("quads come back with the default graph made anew", () => {
  const terms = ["0 <urn:a>", "5 p>", "5 q>"].join("\n");
  const columns = [
    [2, 0],
    [0, 0],
    [4, 0],
    [2, 0],
  ]; // zigzag: +1, 0 and so on
  const head = {
    quads: 2,
    union: true,
    terms: terms.length,
    columns: columns.map((c) => c.length),
  };
  const content = new TextEncoder().encode(`${JSON.stringify(head)}\n${terms}`);
  const packed = new Uint8Array([...content, ...columns.flat()]);
  assert.equal(
    unpackQuads(packed),
    "<urn:a> <urn:p> <urn:q> .\n<urn:a> <urn:p> <urn:q> <urn:p> .\n<urn:a> <urn:p> <urn:q> <urn:p> .\n",
  );
});
