import type { ByteRange } from '../../../src/core/json-scan.ts';
import type { HeaderReading } from './safetensors-header.ts';
import { ggmlTypeOf } from './tensor-types.ts';

/** A value of the header, and the bytes it stands in. */
export interface GgufValue extends ByteRange {
  readonly value: string | number | boolean;
}

/** What the header of a GGUF file says, as far as the range goes. */
export interface GgufHeader {
  readonly version: 2 | 3;
  /** Single values by key; lists (tokenizers, above all) are passed over. */
  readonly values: ReadonlyMap<string, GgufValue>;
  /** Whether every key of the file was inside the range. */
  readonly complete: boolean;
  /** All tensors of the file; none when the range ends before them. */
  readonly tensors?: {
    readonly count: number;
    readonly elements: number;
    readonly types: readonly string[];
  } & ByteRange;
}

const magic = 0x46554747;
/** Of one header. */
const mostKeys = 10_000;
const mostTensors = 1_000_000;
const longestKey = 65_535;
const longestText = 65_536;
const deepest = 4;

/** Thrown inside only: the range has ended. */
const cut = Symbol('cut');
class Malformed extends Error {}

/** Reads the header of a GGUF file, little-endian and version 2 or 3, from its first bytes. Total. */
export function readGgufHeader(bytes: Buffer): HeaderReading<GgufHeader> {
  if (bytes.length < 24) return { cut: true };
  if (!isGguf(bytes)) return { fault: 'no GGUF file' };
  const version = bytes.readUInt32LE(4);
  if (version !== 2 && version !== 3) return { fault: `GGUF of version ${version}` };
  const reader = new Reader(bytes, 8);
  const values = new Map<string, GgufValue>();
  try {
    const tensors = reader.count64();
    const complete = readKeys(reader, values);
    const table = complete ? readTensors(reader, tensors) : undefined;
    return { header: { version, values, complete, ...(table === undefined ? {} : { tensors: table }) } };
  } catch (error) {
    if (error instanceof Malformed) return { fault: error.message };
    throw error;
  }
}

export function isGguf(bytes: Buffer): boolean {
  return bytes.length >= 4 && bytes.readUInt32LE(0) === magic;
}

/** True when all keys were read. */
function readKeys(reader: Reader, values: Map<string, GgufValue>): boolean {
  const count = reader.count64();
  if (count > BigInt(mostKeys)) throw new Malformed(`${count} keys`);
  try {
    for (let i = 0; i < Number(count); i++) {
      const key = reader.text(longestKey);
      const type = reader.uint32();
      const offset = reader.at;
      const value = reader.value(type, 0);
      if (value !== undefined && !values.has(key)) values.set(key, { value, offset, length: reader.at - offset });
    }
    return true;
  } catch (error) {
    if (error === cut) return false;
    throw error;
  }
}

function readTensors(reader: Reader, count: bigint): GgufHeader['tensors'] {
  if (count > BigInt(mostTensors)) throw new Malformed(`${count} tensors`);
  const offset = reader.at;
  const types = new Set<string>();
  let elements = 0;
  try {
    for (let i = 0; i < Number(count); i++) {
      reader.skipText();
      const dimensions = reader.uint32();
      if (dimensions > 8) throw new Malformed(`a tensor of ${dimensions} dimensions`);
      let size = 1;
      for (let d = 0; d < dimensions; d++) size *= Number(reader.count64());
      elements += size;
      const code = reader.uint32();
      types.add(ggmlTypeOf(code) ?? `type ${code}`);
      reader.skip(8n);
    }
  } catch (error) {
    if (error === cut) return undefined;
    throw error;
  }
  if (!Number.isSafeInteger(elements)) throw new Malformed('more elements than can be');
  // A file without tensors (a vocabulary) says nothing of size.
  if (count === 0n) return undefined;
  return { count: Number(count), elements, types: [...types], offset, length: reader.at - offset };
}

/** Bytes of a value by the number of its type; text and lists are not fixed. */
const sizes: ReadonlyMap<number, number> = new Map([
  [0, 1],
  [1, 1],
  [2, 2],
  [3, 2],
  [4, 4],
  [5, 4],
  [6, 4],
  [7, 1],
  [10, 8],
  [11, 8],
  [12, 8],
]);
const textType = 8;
const listType = 9;

class Reader {
  readonly #bytes: Buffer;
  at: number;

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  /** Goes on by this many bytes. */
  skip(length: bigint): number {
    const from = this.at;
    if (length > BigInt(this.#bytes.length - from)) throw cut;
    this.at = from + Number(length);
    return from;
  }

  uint32(): number {
    return this.#bytes.readUInt32LE(this.skip(4n));
  }

  count64(): bigint {
    return this.#bytes.readBigUInt64LE(this.skip(8n));
  }

  skipText(): void {
    this.skip(this.count64());
  }

  /** @throws Malformed when it is longer than `longest` */
  text(longest: number): string {
    const length = this.count64();
    if (length > BigInt(longest)) throw new Malformed(`a key of ${length} bytes`);
    const from = this.skip(length);
    return this.#bytes.toString('utf8', from, this.at);
  }

  /** A single value; undefined for lists, very long texts and numbers past 2^53, which are passed over. */
  value(type: number, depth: number): GgufValue['value'] | undefined {
    if (type === textType) return this.#textValue();
    if (type === listType) return this.#skipList(depth);
    const size = sizes.get(type);
    if (size === undefined) throw new Malformed(`a value of type ${type}`);
    return this.#number(type, this.skip(BigInt(size)));
  }

  #textValue(): string | undefined {
    const length = this.count64();
    const from = this.skip(length);
    return length > BigInt(longestText) ? undefined : this.#bytes.toString('utf8', from, this.at);
  }

  #skipList(depth: number): undefined {
    if (depth === deepest) throw new Malformed('lists within lists within lists');
    const type = this.uint32();
    const count = this.count64();
    const size = sizes.get(type);
    if (size !== undefined) {
      this.skip(count * BigInt(size));
      return;
    }
    // Each of these takes eight bytes or more, so that the range bounds the loop whatever the count.
    for (let i = 0n; i < count; i++) {
      if (type === textType) this.skipText();
      else if (type === listType) this.#skipList(depth + 1);
      else throw new Malformed(`a list of type ${type}`);
    }
  }

  #number(type: number, at: number): number | boolean | undefined {
    const bytes = this.#bytes;
    switch (type) {
      case 0:
        return bytes.readUInt8(at);
      case 1:
        return bytes.readInt8(at);
      case 2:
        return bytes.readUInt16LE(at);
      case 3:
        return bytes.readInt16LE(at);
      case 4:
        return bytes.readUInt32LE(at);
      case 5:
        return bytes.readInt32LE(at);
      case 6:
        return bytes.readFloatLE(at);
      case 7:
        return bytes[at] !== 0;
      case 10:
        return exact(bytes.readBigUInt64LE(at));
      case 11:
        return exact(bytes.readBigInt64LE(at));
      default:
        return bytes.readDoubleLE(at);
    }
  }
}

function exact(value: bigint): number | undefined {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : undefined;
}
