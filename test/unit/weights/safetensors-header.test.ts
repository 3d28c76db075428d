import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSafetensorsHeader } from '../../../extract/huggingface/weights/safetensors-header.ts';
import { safetensorsFile } from '../../support/weight-files.ts';
import { cpuMs } from '../../support/cpu-time.ts';

const two = {
  'layers.0.weight': { dtype: 'BF16', shape: [4, 8], data_offsets: [0, 64] },
  'layers.0.bias': { dtype: 'F32', shape: [4], data_offsets: [64, 80] },
};

describe('the header of a safetensors file', () => {
  it('gives elements by number format', () => {
    const reading = readSafetensorsHeader(safetensorsFile({ __metadata__: { format: 'pt' }, ...two }));
    expect(reading).toMatchObject({ header: { tensors: 2, elements: 36, dataBytes: 80, packed: false } });
    expect('header' in reading && [...reading.header.formats]).toEqual([
      ['BF16', { elements: 32, example: 'layers.0.weight' }],
      ['F32', { elements: 4, example: 'layers.0.bias' }],
    ]);
  });

  it('counts packed weights as the elements they are, and says so', () => {
    const reading = readSafetensorsHeader(
      safetensorsFile({ 'model.q_proj.qweight': { dtype: 'I32', shape: [512, 4096], data_offsets: [0, 8_388_608] } }),
    );
    expect(reading).toMatchObject({ header: { elements: 2_097_152, packed: true } });
  });

  it('may hold scalars, empty tensors, formats of half a byte and formats nobody knows yet', () => {
    const header = {
      scalar: { dtype: 'F32', shape: [], data_offsets: [0, 4] },
      empty: { dtype: 'I64', shape: [0, 7], data_offsets: [4, 4] },
      half: { dtype: 'F4', shape: [3], data_offsets: [4, 6] },
      later: { dtype: 'F3_X', shape: [10], data_offsets: [6, 11] },
    };
    expect(readSafetensorsHeader(safetensorsFile(header))).toMatchObject({ header: { elements: 14, dataBytes: 11 } });
  });

  it.each([0, 7, 8, 50])('cut at byte %i asks for more', (length) => {
    expect(readSafetensorsHeader(safetensorsFile(two).subarray(0, length))).toEqual({ cut: true });
  });

  it.each([
    ['a length of 2^63', Buffer.concat([Buffer.from('0000000000000080', 'hex'), Buffer.from('{}')])],
    ['a length of 2^64 - 1', Buffer.concat([Buffer.alloc(8, 0xff), Buffer.from('{}')])],
    ['a length of nothing', Buffer.concat([Buffer.alloc(8), Buffer.from('{}')])],
    ['a pickle', Buffer.concat([Buffer.from('0a00000000000000', 'hex'), Buffer.from('(dp0\nS"a"\n.')])],
    ['a list', safetensorsFile([] as never)],
    ['broken JSON', Buffer.concat([Buffer.from('0500000000000000', 'hex'), Buffer.from('{"a":')])],
    ['a tensor that is none', safetensorsFile({ a: 7 })],
    ['no format', safetensorsFile({ a: { shape: [1], data_offsets: [0, 4] } })],
    ['a negative size', safetensorsFile({ a: { dtype: 'F32', shape: [-1], data_offsets: [0, 4] } })],
    ['half a size', safetensorsFile({ a: { dtype: 'F32', shape: [0.5], data_offsets: [0, 2] } })],
    ['a size of 2^60', safetensorsFile({ a: { dtype: 'F32', shape: [2 ** 30, 2 ** 30], data_offsets: [0, 4] } })],
    ['a place that ends before it begins', safetensorsFile({ a: { dtype: 'F32', shape: [0], data_offsets: [4, 0] } })],
    ['a place too short', safetensorsFile({ a: { dtype: 'F32', shape: [4], data_offsets: [0, 4] } })],
    [
      'tensors that overlap',
      safetensorsFile({
        a: { dtype: 'F32', shape: [2], data_offsets: [0, 8] },
        b: { dtype: 'F32', shape: [2], data_offsets: [4, 12] },
      }),
    ],
    ['a gap', safetensorsFile({ a: { dtype: 'F32', shape: [2], data_offsets: [8, 16] } })],
  ])('%s is refused', (_, bytes) => {
    expect(readSafetensorsHeader(bytes)).toHaveProperty('fault');
  });

  it('of a hundred thousand tensors is read within seconds', () => {
    const header: Record<string, unknown> = {};
    for (let i = 0; i < 100_000; i++) header[`t${i}`] = { dtype: 'U8', shape: [1], data_offsets: [i, i + 1] };
    const bytes = safetensorsFile(header);
    const ms = cpuMs(() =>
      expect(readSafetensorsHeader(bytes)).toMatchObject({ header: { tensors: 100_000, elements: 100_000 } }),
    );
    expect(ms).toBeLessThan(5000);
  });

  it('of a million keys is refused by its length alone', () => {
    const text = `{${'"a":{},'.repeat(2_500_000)}"b":{}}`;
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(text.length));
    const bytes = Buffer.concat([length, Buffer.from(text)]);
    const ms = cpuMs(() => expect(readSafetensorsHeader(bytes)).toHaveProperty('fault'));
    expect(ms).toBeLessThan(50);
  });

  it('is read from any bytes whatever without an exception', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(300), fc.json(), (bytes, length, json) => {
        expect(() => readSafetensorsHeader(Buffer.from(bytes))).not.toThrow();
        const start = Buffer.alloc(8);
        start.writeUInt32LE(length);
        expect(() => readSafetensorsHeader(Buffer.concat([start, Buffer.from(bytes)]))).not.toThrow();
        expect(() => readSafetensorsHeader(safetensorsFile(JSON.parse(json) as never))).not.toThrow();
      }),
      { numRuns: 2000 },
    );
  });
});
