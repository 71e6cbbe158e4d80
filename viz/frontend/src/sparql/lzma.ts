/**
 * Decode LZMA (the LZMA specification of the LZMA SDK, in the public domain), which packs the engine
 * a third smaller than gzip does.
 *
 * The stream is raw, with 3 literal context bits, no literal position bits and 2 position bits, the
 * values that encoders choose by default; its length is given.
 */

const LITERAL_CONTEXT = 3;
const POSITION_MASK = 3;
const STATES = 12;
const LITERAL_STATES = 7;
const HALF = 1 << 10; // of a probability of 11 bits
const TOP = 2 ** 24;
const MATCH_MIN = 2;
const ALIGN_BITS = 4;
const END_POSITION_MODEL = 14;

const probabilities = (length: number): Uint16Array => new Uint16Array(length).fill(HALF);

class RangeDecoder {
  readonly #input: Uint8Array;
  #place = 5; // the first byte is always 0
  /** Range and code: an array of integers is several times faster than two numbers. */
  readonly #state: Uint32Array;

  constructor(input: Uint8Array) {
    this.#input = input;
    const code = new DataView(input.buffer, input.byteOffset).getUint32(1);
    this.#state = new Uint32Array([0xffffffff, code]);
  }

  bit(model: Uint16Array, index: number): number {
    const state = this.#state;
    const probability = model[index];
    const bound = (state[0] >>> 11) * probability;
    let bit = 0;
    if (state[1] < bound) {
      state[0] = bound;
      model[index] = probability + ((2048 - probability) >>> 5);
    } else {
      state[0] -= bound;
      state[1] -= bound;
      model[index] = probability - (probability >>> 5);
      bit = 1;
    }
    if (state[0] < TOP) this.#normalize();
    return bit;
  }

  directBits(count: number): number {
    let result = 0;
    for (let index = 0; index < count; index += 1) {
      const state = this.#state;
      state[0] >>>= 1;
      const bit = state[1] >= state[0] ? 1 : 0;
      if (bit) state[1] -= state[0];
      result = result * 2 + bit;
      if (state[0] < TOP) this.#normalize();
    }
    return result;
  }

  /** A number of so many bits, its highest bit first. */
  tree(model: Uint16Array, offset: number, bits: number): number {
    let symbol = 1;
    for (let index = 0; index < bits; index += 1) {
      symbol = symbol * 2 + this.bit(model, offset + symbol);
    }
    return symbol - (1 << bits);
  }

  /** A number of so many bits, its lowest bit first. */
  reverseTree(model: Uint16Array, offset: number, bits: number): number {
    let node = 1;
    let symbol = 0;
    for (let index = 0; index < bits; index += 1) {
      const bit = this.bit(model, offset + node);
      node = node * 2 + bit;
      symbol |= bit << index;
    }
    return symbol;
  }

  #normalize(): void {
    this.#state[0] *= 256;
    this.#state[1] = this.#state[1] * 256 + this.#input[this.#place++];
  }
}

class LengthDecoder {
  readonly #choice = probabilities(2);
  readonly #low = probabilities(8 * (POSITION_MASK + 1));
  readonly #middle = probabilities(8 * (POSITION_MASK + 1));
  readonly #high = probabilities(256);

  decode(range: RangeDecoder, position: number): number {
    if (!range.bit(this.#choice, 0)) return range.tree(this.#low, position * 8, 3);
    if (!range.bit(this.#choice, 1)) return 8 + range.tree(this.#middle, position * 8, 3);
    return 16 + range.tree(this.#high, 0, 8);
  }
}

class Decoder {
  readonly #output: Uint8Array<ArrayBuffer>;
  readonly #range: RangeDecoder;
  readonly #literals = probabilities(0x300 << LITERAL_CONTEXT);
  readonly #isMatch = probabilities(STATES * 16);
  readonly #isRepeated = probabilities(STATES);
  readonly #isRepeat0 = probabilities(STATES);
  readonly #isRepeat0Long = probabilities(STATES * 16);
  readonly #isRepeat1 = probabilities(STATES);
  readonly #isRepeat2 = probabilities(STATES);
  readonly #slots = probabilities(4 * 64);
  readonly #positions = probabilities(1 + 128);
  readonly #align = probabilities(1 << ALIGN_BITS);
  readonly #lengths = new LengthDecoder();
  readonly #repeatedLengths = new LengthDecoder();
  readonly #distances = [0, 0, 0, 0];
  #place = 0;
  #state = 0;

  constructor(input: Uint8Array, length: number) {
    this.#output = new Uint8Array(length);
    this.#range = new RangeDecoder(input);
  }

  decode(): Uint8Array<ArrayBuffer> {
    while (this.#place < this.#output.length) this.#decodePacket();
    return this.#output;
  }

  #decodePacket(): void {
    const position = this.#place & POSITION_MASK;
    const index = this.#state * 16 + position;
    if (!this.#range.bit(this.#isMatch, index)) this.#decodeLiteral();
    else if (!this.#range.bit(this.#isRepeated, this.#state)) this.#decodeMatch(position);
    else if (this.#isShortRepeat(index)) this.#copy(1, 9, 11);
    else this.#copy(MATCH_MIN + this.#repeatedLengths.decode(this.#range, position), 8, 11);
  }

  #decodeLiteral(): void {
    const before = this.#place ? this.#output[this.#place - 1] : 0;
    const offset = 0x300 * (before >> (8 - LITERAL_CONTEXT));
    let symbol = 1;
    if (this.#state >= LITERAL_STATES) {
      let match = this.#output[this.#place - this.#distances[0] - 1];
      while (symbol < 0x100) {
        const matchBit = (match >> 7) & 1;
        match <<= 1;
        const bit = this.#range.bit(this.#literals, offset + ((1 + matchBit) << 8) + symbol);
        symbol = (symbol << 1) | bit;
        if (matchBit !== bit) break;
      }
    }
    while (symbol < 0x100) {
      symbol = (symbol << 1) | this.#range.bit(this.#literals, offset + symbol);
    }
    this.#output[this.#place++] = symbol & 0xff;
    if (this.#state < 4) this.#state = 0;
    else this.#state -= this.#state < 10 ? 3 : 6;
  }

  #decodeMatch(position: number): void {
    const length = this.#lengths.decode(this.#range, position);
    this.#distances.pop();
    this.#distances.unshift(this.#decodeDistance(length));
    this.#copy(MATCH_MIN + length, 7, 10);
  }

  #decodeDistance(length: number): number {
    const slot = this.#range.tree(this.#slots, Math.min(length, 3) * 64, 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const start = (2 | (slot & 1)) * 2 ** bits;
    if (slot < END_POSITION_MODEL) {
      return start + this.#range.reverseTree(this.#positions, start - slot, bits);
    }
    const high = this.#range.directBits(bits - ALIGN_BITS) * 2 ** ALIGN_BITS;
    return start + high + this.#range.reverseTree(this.#align, 0, ALIGN_BITS);
  }

  /** Puts the distance that is repeated first, and says whether it is for one byte only. */
  #isShortRepeat(index: number): boolean {
    if (!this.#range.bit(this.#isRepeat0, this.#state)) {
      return !this.#range.bit(this.#isRepeat0Long, index);
    }
    let which = 1;
    if (this.#range.bit(this.#isRepeat1, this.#state)) {
      which = 2 + this.#range.bit(this.#isRepeat2, this.#state);
    }
    const [distance] = this.#distances.splice(which, 1);
    this.#distances.unshift(distance);
    return false;
  }

  /** Repeats bytes from before; the state then says what kind of packet it was. */
  #copy(length: number, afterLiteral: number, afterMatch: number): void {
    const distance = this.#distances[0] + 1;
    const end = Math.min(this.#place + length, this.#output.length);
    while (this.#place < end) {
      this.#output[this.#place] = this.#output[this.#place - distance];
      this.#place += 1;
    }
    this.#state = this.#state < LITERAL_STATES ? afterLiteral : afterMatch;
  }
}

/** The bytes of a raw LZMA stream that is packed from so many bytes. */
export const unpackLzma = (input: Uint8Array, length: number): Uint8Array<ArrayBuffer> =>
  new Decoder(input, length).decode();
