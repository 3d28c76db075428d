import type { VirtualFile } from './things.ts';

/** Bytes of one element of a safetensors tensor. */
const elementBytes: Readonly<Record<string, number>> = {
  F64: 8,
  I64: 8,
  F32: 4,
  I32: 4,
  F16: 2,
  BF16: 2,
  I16: 2,
  F8_E4M3: 1,
  I8: 1,
  U8: 1,
  BOOL: 1,
};

export interface SafeTensor {
  readonly dtype: string;
  readonly shape: readonly number[];
}

/** A safetensors file: eight bytes of length, the header as JSON padded to eight bytes, then as many zeros as it says. */
export function safetensors(
  tensors: Readonly<Record<string, SafeTensor>>,
  metadata?: Readonly<Record<string, string>>,
): VirtualFile {
  let at = 0;
  const described = Object.entries(tensors).map(([name, { dtype, shape }]) => {
    const from = at;
    at += shape.reduce((product, size) => product * size, 1) * (elementBytes[dtype] ?? 1);
    return [name, { dtype, shape, data_offsets: [from, at] }] as const;
  });
  const json = JSON.stringify({
    ...(metadata === undefined ? {} : { __metadata__: metadata }),
    ...Object.fromEntries(described),
  });
  const header = Buffer.from(json.padEnd(Math.ceil(json.length / 8) * 8));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return { head: Buffer.concat([length, header]), size: 8 + header.length + at };
}

/** A value of GGUF metadata. A plain number is written as u32, a list as strings. */
export type GgufValue = string | boolean | number | bigint | { readonly float: number } | readonly string[];

export interface GgufTensor {
  readonly name: string;
  readonly shape: readonly number[];
  /** Number of the type in ggml: 0 F32, 1 F16, 8 Q8_0, 12 Q4_K, 14 Q6_K. */
  readonly type: number;
}

const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
const u64 = (value: number | bigint): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
};
const text = (value: string): Buffer => {
  const bytes = Buffer.from(value);
  return Buffer.concat([u64(bytes.length), bytes]);
};

function typed(value: GgufValue): Buffer {
  if (typeof value === 'string') return Buffer.concat([u32(8), text(value)]);
  if (typeof value === 'boolean') return Buffer.concat([u32(7), Buffer.from([value ? 1 : 0])]);
  if (typeof value === 'bigint') return Buffer.concat([u32(10), u64(value)]);
  if (typeof value === 'number') return Buffer.concat([u32(4), u32(value)]);
  if ('float' in value) {
    const bytes = Buffer.alloc(4);
    bytes.writeFloatLE(value.float);
    return Buffer.concat([u32(6), bytes]);
  }
  return Buffer.concat([u32(9), u32(8), u64(value.length), ...value.map(text)]);
}

/** Bits of one weight by ggml type; enough for a size that looks real. */
const ggmlBits: Readonly<Record<number, number>> = { 0: 32, 1: 16, 8: 8.5, 12: 4.5, 14: 6.5625 };

/** A GGUF file of version 3: header, metadata and tensor descriptions; the weights are zeros. */
export function gguf(metadata: Readonly<Record<string, GgufValue>>, tensors: readonly GgufTensor[]): VirtualFile {
  const entries = Object.entries(metadata);
  let offset = 0;
  const described = tensors.map(({ name, shape, type }) => {
    const elements = shape.reduce((product, size) => product * size, 1);
    const head = Buffer.concat([text(name), u32(shape.length), ...shape.map(u64), u32(type), u64(offset)]);
    offset += Math.ceil((elements * (ggmlBits[type] ?? 8)) / 8 / 32) * 32;
    return head;
  });
  const head = Buffer.concat([
    Buffer.from('GGUF'),
    u32(3),
    u64(tensors.length),
    u64(entries.length),
    ...entries.flatMap(([key, value]) => [text(key), typed(value)]),
    ...described,
  ]);
  return { head, size: Math.ceil(head.length / 32) * 32 + offset };
}
