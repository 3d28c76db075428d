/** The first bytes of weight files, made up. */

/** A safetensors file without its tensors. */
export function safetensorsFile(header: Readonly<Record<string, unknown>>): Buffer {
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  return Buffer.concat([length, json]);
}

/** A value with the number of its type, as GGUF writes it. */
export interface GgufTyped {
  readonly type: number;
  readonly bytes: Buffer;
}

export function ggufText(text: string): Buffer {
  return Buffer.concat([uint64(Buffer.byteLength(text)), Buffer.from(text)]);
}

export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

export function uint64(value: number | bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

export const gguf = {
  text: (text: string): GgufTyped => ({ type: 8, bytes: ggufText(text) }),
  uint32: (value: number): GgufTyped => ({ type: 4, bytes: uint32(value) }),
  uint64: (value: number | bigint): GgufTyped => ({ type: 10, bytes: uint64(value) }),
  flag: (value: boolean): GgufTyped => ({ type: 7, bytes: Buffer.from([value ? 1 : 0]) }),
  texts: (texts: readonly string[]): GgufTyped => ({
    type: 9,
    bytes: Buffer.concat([uint32(8), uint64(texts.length), ...texts.map(ggufText)]),
  }),
};

export interface GgufTensor {
  readonly name: string;
  readonly shape: readonly (number | bigint)[];
  readonly type: number;
}

export interface GgufParts {
  readonly version?: number;
  readonly keys?: Readonly<Record<string, GgufTyped>>;
  readonly tensors?: readonly GgufTensor[];
  /** Instead of the true numbers. */
  readonly counts?: { readonly keys?: number | bigint; readonly tensors?: number | bigint };
}

/** A GGUF file without its tensors. */
export function ggufFile({ version = 3, keys = {}, tensors = [], counts = {} }: GgufParts): Buffer {
  const pairs = Object.entries(keys);
  return Buffer.concat([
    Buffer.from('GGUF'),
    uint32(version),
    uint64(counts.tensors ?? tensors.length),
    uint64(counts.keys ?? pairs.length),
    ...pairs.flatMap(([key, { type, bytes }]) => [ggufText(key), uint32(type), bytes]),
    ...tensors.flatMap(({ name, shape, type }) => [
      ggufText(name),
      uint32(shape.length),
      ...shape.map((size) => uint64(size)),
      uint32(type),
      uint64(0),
    ]),
  ]);
}
