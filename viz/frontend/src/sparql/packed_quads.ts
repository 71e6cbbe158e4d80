/** Unpack the quads of a store, as `viz/explorer/packed_quads.py` packs them, to N-Quads. */

const LINE_BREAK = 10;

interface Head {
  quads: number;
  union: boolean;
  terms: number;
  columns: number[];
}

/** The quads in N-Quads, with the default graph made anew where the packed form leaves it out. */
export function unpackQuads(content: Uint8Array): string {
  const headEnd = content.indexOf(LINE_BREAK);
  const head: Head = JSON.parse(new TextDecoder().decode(content.subarray(0, headEnd)));
  let start = headEnd + 1;
  const take = (length: number) => {
    start += length;
    return content.subarray(start - length, start);
  };
  const terms = unpackTerms(new TextDecoder().decode(take(head.terms)));
  const columns = head.columns.map((length) => unpackColumn(take(length), head.quads));
  return writeQuads(terms, columns, head);
}

function writeQuads(terms: string[], columns: Uint32Array[], head: Head): string {
  const [properties, subjects, objects, graphs] = columns;
  const lines: string[] = [];
  let previous = "";
  for (let row = 0; row < head.quads; row += 1) {
    const statement = `${terms[subjects[row]]} ${terms[properties[row]]} ${terms[objects[row]]}`;
    if (head.union && statement !== previous) lines.push(`${statement} .`);
    previous = statement;
    const graph = terms[graphs[row]];
    lines.push(graph ? `${statement} ${graph} .` : `${statement} .`);
  }
  return `${lines.join("\n")}\n`;
}

function unpackTerms(text: string): string[] {
  let previous = "";
  return text.split("\n").map((line) => {
    const space = line.indexOf(" ");
    previous = previous.slice(0, Number(line.slice(0, space))) + line.slice(space + 1);
    return previous;
  });
}

/** Numbers out of differences in LEB128 with zigzag. */
function unpackColumn(content: Uint8Array, length: number): Uint32Array {
  const numbers = new Uint32Array(length);
  let place = 0;
  let value = 0;
  for (let index = 0; index < length; index += 1) {
    let code = 0;
    let shift = 1;
    let byte: number;
    do {
      byte = content[place++];
      code += (byte & 0x7f) * shift;
      shift *= 128;
    } while (byte & 0x80);
    value += code % 2 ? -(code + 1) / 2 : code / 2;
    numbers[index] = value;
  }
  return numbers;
}
