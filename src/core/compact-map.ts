/**
 * Numbers by text, for millions of entries: the texts themselves are not kept, only 64 bits of hash each, so that an entry
 * takes some 25 bytes. Two texts are taken for one with a chance of one in 10^7 among two million; who needs to be sure
 * compares what the number leads to.
 */
export class CompactMap {
  #capacity: number;
  #hashes: Uint32Array;
  #values: Float64Array;
  #size = 0;

  /** `expected` entries fit without growing. */
  constructor(expected = 64) {
    this.#capacity = 128;
    while (this.#capacity * fullest < expected) this.#capacity *= 2;
    this.#hashes = new Uint32Array(this.#capacity * 2);
    this.#values = new Float64Array(this.#capacity);
  }

  get size(): number {
    return this.#size;
  }

  get(key: string): number | undefined {
    const [high, low] = hashOf(key);
    const slot = this.#slotOf(high, low);
    return this.#hashes[slot * 2] === 0 ? undefined : this.#values[slot];
  }

  has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  /** `value` may be any number. */
  set(key: string, value: number): this {
    const [high, low] = hashOf(key);
    this.#put(high, low, value);
    if (this.#size > this.#capacity * fullest) this.#grow();
    return this;
  }

  #put(high: number, low: number, value: number): void {
    const slot = this.#slotOf(high, low);
    if (this.#hashes[slot * 2] === 0) {
      this.#hashes[slot * 2] = high;
      this.#hashes[slot * 2 + 1] = low;
      this.#size += 1;
    }
    this.#values[slot] = value;
  }

  /** Where the key is or would be: slots in a row from its own, until one is free. */
  #slotOf(high: number, low: number): number {
    const mask = this.#capacity - 1;
    let slot = low & mask;
    for (;;) {
      const found = this.#hashes[slot * 2];
      if (found === 0 || (found === high && this.#hashes[slot * 2 + 1] === low)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #grow(): void {
    const hashes = this.#hashes;
    const values = this.#values;
    this.#capacity *= 2;
    this.#hashes = new Uint32Array(this.#capacity * 2);
    this.#values = new Float64Array(this.#capacity);
    this.#size = 0;
    for (let slot = 0; slot < values.length; slot++) {
      const high = hashes[slot * 2] as number;
      if (high !== 0) this.#put(high, hashes[slot * 2 + 1] as number, values[slot] as number);
    }
  }
}

/** Texts that were met, as compactly. */
export class CompactSet {
  readonly #map = new CompactMap();

  get size(): number {
    return this.#map.size;
  }

  has(key: string): boolean {
    return this.#map.has(key);
  }

  /** Whether it is new. */
  add(key: string): boolean {
    if (this.#map.has(key)) return false;
    this.#map.set(key, 1);
    return true;
  }
}

const fullest = 0.7;

/** 64 bits in two halves, the first never 0. Two multiply-and-fold lanes over UTF-16 units; not meant to withstand an attack. */
function hashOf(text: string): readonly [high: number, low: number] {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x9e3779b1);
    b = Math.imul(b ^ unit, 0x5f356495);
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
  b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  return [a >>> 0 || 1, b >>> 0];
}
