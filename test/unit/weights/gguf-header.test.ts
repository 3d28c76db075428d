import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readGgufHeader } from '../../../extract/huggingface/weights/gguf-header.ts';
import { gguf, ggufFile, ggufText, type GgufTyped, uint32, uint64 } from '../../support/weight-files.ts';
import { cpuMs } from '../../support/cpu-time.ts';

const keys = {
  'general.architecture': gguf.text('llama'),
  'general.file_type': gguf.uint32(15),
  'llama.context_length': gguf.uint32(131_072),
  'tokenizer.ggml.tokens': gguf.texts(['<s>', 'a', '']),
  'tokenizer.ggml.add_bos_token': gguf.flag(true),
};
const tensors = [
  { name: 'token_embd.weight', shape: [4096, 100], type: 12 },
  { name: 'output_norm.weight', shape: [4096], type: 0 },
];

function valuesOf(bytes: Buffer): Readonly<Record<string, unknown>> {
  const reading = readGgufHeader(bytes);
  if (!('header' in reading)) return reading;
  return Object.fromEntries([...reading.header.values].map(([key, { value }]) => [key, value]));
}

describe('the header of a GGUF file', () => {
  it('gives its single values and passes over its lists', () => {
    const bytes = ggufFile({ keys, tensors });
    expect(valuesOf(bytes)).toEqual({
      'general.architecture': 'llama',
      'general.file_type': 15,
      'llama.context_length': 131_072,
      'tokenizer.ggml.add_bos_token': true,
    });
    const reading = readGgufHeader(bytes);
    expect(reading).toMatchObject({
      header: { version: 3, complete: true, tensors: { count: 2, elements: 413_696, types: ['Q4_K', 'F32'] } },
    });
  });

  it('knows where each value stands', () => {
    const bytes = ggufFile({ keys });
    const reading = readGgufHeader(bytes);
    const place = 'header' in reading ? reading.header.values.get('general.architecture') : undefined;
    expect(bytes.subarray(place?.offset, (place?.offset ?? 0) + (place?.length ?? 0))).toEqual(ggufText('llama'));
  });

  it('is read as far as the range goes', () => {
    const whole = ggufFile({ keys, tensors });
    for (let length = 24; length < whole.length; length++) {
      const reading = readGgufHeader(whole.subarray(0, length));
      expect(reading).toHaveProperty('header');
      expect(reading).not.toHaveProperty('header.tensors');
    }
    expect(readGgufHeader(whole.subarray(0, 23))).toEqual({ cut: true });
  });

  it('keeps the first of two values under one key, and exact numbers only', () => {
    const twice = Buffer.concat([
      ggufFile({ counts: { keys: 3 } }),
      ...['a', 'b'].flatMap((text) => [ggufText('general.name'), uint32(8), ggufText(text)]),
      ggufText('general.parameter_count'),
      uint32(10),
      uint64(2n ** 60n),
    ]);
    expect(valuesOf(twice)).toEqual({ 'general.name': 'a' });
  });

  it.each<readonly [string, Buffer]>([
    ['another magic', Buffer.concat([Buffer.from('GGML'), Buffer.alloc(40)])],
    ['version 1', ggufFile({ version: 1, keys })],
    ['big-endian numbers', ggufFile({ version: 0x03000000, keys })],
    ['2^63 keys', ggufFile({ counts: { keys: 2n ** 63n } })],
    ['a million keys', ggufFile({ counts: { keys: 1_000_000 } })],
    ['2^63 tensors', ggufFile({ keys, counts: { tensors: 2n ** 63n } })],
    ['a type that is none', ggufFile({ keys: { a: { type: 99, bytes: Buffer.alloc(64) } } })],
    ['a list of a type that is none', ggufFile({ keys: { a: { type: 9, bytes: listOf(99, 1) } } })],
    ['a key of 2^40 bytes', Buffer.concat([ggufFile({ counts: { keys: 1 } }), uint64(2n ** 40n)])],
    ['lists within lists', ggufFile({ keys: { a: nested(20) } })],
    ['a tensor of 2^60 elements', ggufFile({ tensors: [{ name: 'a', shape: [2n ** 30n, 2n ** 30n], type: 0 }] })],
    ['a tensor of 99 dimensions', ggufFile({ tensors: [{ name: 'a', shape: Array<number>(99).fill(1), type: 0 }] })],
  ])('%s is refused', (_, bytes) => {
    expect(readGgufHeader(bytes)).toHaveProperty('fault');
  });

  it.each<readonly [string, GgufTyped]>([
    ['a text of 2^63 bytes', { type: 8, bytes: uint64(2n ** 63n) }],
    ['a list of 2^63 numbers', { type: 9, bytes: listOf(12, 2n ** 63n) }],
    ['a list of 2^63 texts', { type: 9, bytes: listOf(8, 2n ** 63n) }],
  ])('%s ends the range', (_, value) => {
    expect(readGgufHeader(ggufFile({ keys: { 'general.name': gguf.text('x'), a: value } }))).toMatchObject({
      header: { complete: false },
    });
  });

  it('with half a million tokens is read within seconds', () => {
    const tokens = gguf.texts(Array.from({ length: 500_000 }, (__, i) => `t${i}`));
    const bytes = ggufFile({ keys: { ...keys, 'tokenizer.ggml.tokens': tokens }, tensors });
    const ms = cpuMs(() => expect(readGgufHeader(bytes)).toMatchObject({ header: { tensors: { count: 2 } } }));
    expect(ms).toBeLessThan(5000);
  });

  it('is read from any bytes whatever without an exception', () => {
    const start = ggufFile({ keys, tensors });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(start.length), (bytes, at) => {
        expect(() => readGgufHeader(Buffer.from(bytes))).not.toThrow();
        const damaged = Buffer.from(start);
        damaged.set(bytes.subarray(0, start.length - at), at);
        expect(() => readGgufHeader(damaged)).not.toThrow();
      }),
      { numRuns: 3000 },
    );
  });
});

function listOf(type: number, count: number | bigint): Buffer {
  return Buffer.concat([uint32(type), uint64(count)]);
}

function nested(depth: number): GgufTyped {
  let bytes = listOf(8, 0);
  for (let i = 0; i < depth; i++) bytes = Buffer.concat([listOf(9, 1), bytes]);
  return { type: 9, bytes };
}
