import { describe, expect, it } from 'vitest';
import { readGgufHeader } from '../../../extract/huggingface/weights/gguf-header.ts';
import { nextRange } from '../../../extract/huggingface/weights/next-range.ts';
import { readSafetensorsHeader } from '../../../extract/huggingface/weights/safetensors-header.ts';
import { gguf, ggufFile, type GgufTyped, safetensorsFile, uint64 } from '../../support/weight-files.ts';

/** What is asked of a server that holds this file. */
function rangesOf(file: Buffer): { readonly asked: readonly (readonly [number, number])[]; readonly last: Buffer } {
  const asked: (readonly [number, number])[] = [];
  let held: Buffer = Buffer.alloc(0);
  for (let range = nextRange(held); range !== undefined; range = nextRange(held)) {
    asked.push(range);
    held = file.subarray(range[0], range[1] + 1);
    if (asked.length > 5) throw new Error('it asks for ever');
  }
  return { asked, last: held };
}

const first = [0, 131_071];

function manyTensors(count: number): Buffer {
  const header: Record<string, unknown> = {};
  for (let i = 0; i < count; i++) header[`layers.${i}.weight`] = { dtype: 'U8', shape: [1], data_offsets: [i, i + 1] };
  return safetensorsFile(header);
}

describe('ranges of a weight file', () => {
  it('are one when the header ends in it', () => {
    const file = Buffer.concat([manyTensors(100), Buffer.alloc(200_000)]);
    const { asked, last } = rangesOf(file);
    expect(asked).toEqual([first]);
    expect(readSafetensorsHeader(last)).toHaveProperty('header');
  });

  it('are one when the file ends in it', () => {
    expect(rangesOf(manyTensors(3)).asked).toEqual([first]);
    expect(rangesOf(Buffer.from('[]')).asked).toEqual([first]);
  });

  it('are two when it does not, the second to its very end', () => {
    const header = manyTensors(20_000);
    const { asked, last } = rangesOf(Buffer.concat([header, Buffer.alloc(100_000)]));
    expect(asked).toEqual([first, [0, header.length - 1]]);
    expect(readSafetensorsHeader(last)).toHaveProperty('header');
  });

  it('go no further for a header of absurd length', () => {
    for (const length of [2n ** 63n, 2n ** 64n - 1n, 17n * 1024n * 1024n]) {
      expect(rangesOf(Buffer.concat([uint64(length), Buffer.alloc(300_000, 0x20)])).asked).toEqual([first]);
    }
  });

  it('of a GGUF file do not follow its tokenizer', () => {
    const tokens = gguf.texts(Array.from({ length: 100_000 }, (_, i) => `token ${i}`));
    const keys = { 'general.architecture': gguf.text('llama'), 'tokenizer.ggml.model': gguf.text('gpt2'), tokens };
    const { asked, last } = rangesOf(ggufFile({ keys }));
    expect(asked).toEqual([first]);
    expect(readGgufHeader(last)).toMatchObject({ header: { complete: false } });
  });

  it('of a GGUF file go on once where its description is cut', () => {
    const long: GgufTyped = gguf.text('x'.repeat(200_000));
    const { asked } = rangesOf(ggufFile({ keys: { long, 'general.architecture': gguf.text('llama') } }));
    expect(asked).toEqual([first, [0, 1_048_575]]);
  });
});
