import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { map } from '../../../extract/huggingface/map.ts';
import type { MapResult } from '../../../extract/source.ts';
import { rangeAt } from '../../../src/core/locate.ts';
import { onlyOf, recordInput } from '../../support/map-input.ts';
import { gguf, ggufFile, safetensorsFile } from '../../support/weight-files.ts';

function mapHeader(bytes: Buffer, path = 'model.safetensors', range = '#bytes=0-131071'): MapResult {
  const url = `https://huggingface.co/org/model/resolve/main/${path}${range}`;
  return map(recordInput('hf_weight_headers', url, bytes));
}

/** What stands where the first witness of a value points. */
function textAt(bytes: Buffer, result: MapResult, type: string, property: string): string {
  const pointer = onlyOf(result, type).evidence.find((one) => one.property === property)?.pointer ?? '';
  const { offset, length } = rangeAt(bytes, pointer) ?? { offset: 0, length: 0 };
  return bytes.toString('utf8', offset, offset + length);
}

const plain = safetensorsFile({
  __metadata__: { format: 'pt' },
  'a.weight': { dtype: 'BF16', shape: [4, 8], data_offsets: [0, 64] },
  'a.bias': { dtype: 'F32', shape: [4], data_offsets: [64, 80] },
});

describe('the header of a safetensors file', () => {
  it('gives formats and number of parameters, of the file and of the model', () => {
    const result = mapHeader(plain);
    expect(onlyOf(result, 'DataDownload')).toMatchObject({
      id: 'file:model/org/model:model.safetensors',
      weightFormat: 'safetensors',
      tensorType: ['BF16', 'F32'],
      parameterCount: 36,
      contentSize: plain.length + 80,
    });
    expect(onlyOf(result, 'MLModel')).toMatchObject({
      id: 'hf:org/model',
      tensorType: ['BF16', 'F32'],
      parameterCount: 36,
    });
    expect(textAt(plain, result, 'MLModel', 'tensorType')).toBe('"BF16"');
    expect(textAt(plain, result, 'MLModel', 'parameterCount')).toBe(plain.toString('utf8', 8));
    expect(onlyOf(result, 'MLModel').evidence[0]).toMatchObject({ method: 'safetensors-header', confidence: 1 });
    expect(result.issues).toEqual([]);
  });

  it('of one shard counts nothing of the model', () => {
    const result = mapHeader(plain, 'model-00001-of-00002.safetensors');
    expect(onlyOf(result, 'DataDownload')).toMatchObject({ parameterCount: 36 });
    expect(onlyOf(result, 'MLModel')).toMatchObject({ tensorType: ['BF16', 'F32'] });
    expect(onlyOf(result, 'MLModel')).not.toHaveProperty('parameterCount');
  });

  it.each([
    ['GPTQ and AWQ', { 'q.qweight': { dtype: 'I32', shape: [8], data_offsets: [0, 32] } }],
    [
      'bitsandbytes',
      {
        'q.weight': { dtype: 'U8', shape: [8, 1], data_offsets: [0, 8] },
        'q.weight.absmax': { dtype: 'U8', shape: [2], data_offsets: [8, 10] },
      },
    ],
    ['MXFP4', { 'experts.down_proj_blocks': { dtype: 'U8', shape: [8], data_offsets: [0, 8] } }],
    ['compressed-tensors', { 'q.weight_packed': { dtype: 'I32', shape: [8], data_offsets: [0, 32] } }],
  ])('packed by %s gives no number of parameters, and says why', (_, header) => {
    const result = mapHeader(safetensorsFile(header));
    for (const type of ['MLModel', 'DataDownload']) expect(onlyOf(result, type)).not.toHaveProperty('parameterCount');
    expect(result.issues).toMatchObject([{ code: 'packed-weights', severity: 'info' }]);
  });

  it('that is cut or broken gives an issue and nothing else', () => {
    expect(mapHeader(plain.subarray(0, 40))).toMatchObject({ entities: [], issues: [{ code: 'header-cut' }] });
    const broken = safetensorsFile({ a: { dtype: 'F32', shape: [4], data_offsets: [0, 4] } });
    expect(mapHeader(broken)).toMatchObject({
      entities: [],
      issues: [
        { code: 'malformed-header', message: 'this is no header of weights: tensor "a": not as long as its shape' },
      ],
    });
    expect(mapHeader(Buffer.alloc(0))).toMatchObject({ entities: [], issues: [{ code: 'empty-file' }] });
    expect(mapHeader(plain, 'model.safetensors', '#bytes=10-20').issues).toMatchObject([{ code: 'not-from-start' }]);
    expect(mapHeader(plain, 'config.json').issues).toMatchObject([{ code: 'not-weights' }]);
  });
});

const keys = {
  'general.architecture': gguf.text('llama'),
  'general.type': gguf.text('model'),
  'general.file_type': gguf.uint32(15),
  'llama.context_length': gguf.uint32(131_072),
};
const tensors = [
  { name: 'a', shape: [4096, 100], type: 12 },
  { name: 'b', shape: [4096], type: 0 },
];

describe('the header of a GGUF file', () => {
  it('gives architecture, longest input, quantisation and number of parameters', () => {
    const bytes = ggufFile({ keys, tensors });
    const result = mapHeader(bytes, 'x.gguf');
    expect(onlyOf(result, 'MLModel')).toMatchObject({
      modelCategory: ['llama'],
      contextLength: 131_072,
      quantization: ['Q4_K_M'],
      parameterCount: 413_696,
    });
    expect(onlyOf(result, 'DataDownload')).toMatchObject({
      weightFormat: 'gguf',
      quantization: ['Q4_K_M'],
      tensorType: ['F32', 'Q4_K'],
      parameterCount: 413_696,
    });
    expect(textAt(bytes, result, 'MLModel', 'modelCategory')).toContain('llama');
    expect(result.issues).toEqual([]);
  });

  it('gives what is inside the range', () => {
    const bytes = ggufFile({ keys, tensors });
    const result = mapHeader(bytes.subarray(0, bytes.length - 10), 'x.gguf');
    expect(onlyOf(result, 'MLModel')).toMatchObject({ contextLength: 131_072 });
    expect(onlyOf(result, 'MLModel')).not.toHaveProperty('parameterCount');
  });

  it.each([
    ['of one of several files', { ...keys, 'split.count': gguf.uint32(3) }, 'x.gguf'],
    ['of a shard by its name', keys, 'x-00001-of-00003.gguf'],
  ])('%s counts nothing of the model', (_, some, path) => {
    expect(onlyOf(mapHeader(ggufFile({ keys: some, tensors }), path), 'MLModel')).not.toHaveProperty('parameterCount');
  });

  it.each([
    ['a projector', keys, 'mmproj-F16.gguf'],
    ['an adapter', { ...keys, 'general.type': gguf.text('adapter') }, 'lora.gguf'],
  ])('of %s says nothing of the model', (_, some, path) => {
    const result = mapHeader(ggufFile({ keys: some, tensors }), path);
    expect(result.entities.map((entity) => entity['@type'])).toEqual(['DataDownload']);
  });
});

describe('any first bytes', () => {
  it('are mapped without an exception, with pointers that stand in them', () => {
    const start = ggufFile({ keys, tensors });
    const damaged = fc
      .tuple(fc.constantFrom(plain, start), fc.uint8Array({ maxLength: 40 }), fc.nat(200))
      .map(([file, noise, at]) => {
        const bytes = Buffer.from(file);
        bytes.set(noise.subarray(0, Math.max(0, bytes.length - at)), Math.min(at, bytes.length));
        return bytes;
      });
    fc.assert(
      fc.property(
        fc.oneof(
          damaged,
          fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes)),
        ),
        (bytes) => {
          const { entities, issues } = mapHeader(bytes);
          for (const { pointer } of [...entities.flatMap((entity) => entity.evidence), ...issues]) {
            expect(pointer === '' || rangeAt(bytes, pointer) !== undefined).toBe(true);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});
