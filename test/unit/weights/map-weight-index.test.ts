import { describe, expect, it } from 'vitest';
import { map } from '../../../extract/huggingface/map.ts';
import type { MapResult } from '../../../extract/source.ts';
import { indexOfShard } from '../../../extract/huggingface/weights/weight-files.ts';
import { onlyOf, recordInput } from '../../support/map-input.ts';

function mapIndex(value: unknown, path = 'model.safetensors.index.json'): MapResult {
  return map(
    recordInput('hf_weight_indexes', `https://huggingface.co/org/model/resolve/main/${path}`, JSON.stringify(value)),
  );
}

const shard = (at: number): string => `model-0000${at}-of-00002.safetensors`;
const weights = { 'a.weight': shard(1), 'b.weight': shard(2) };
const codes = ({ issues }: MapResult): readonly string[] => issues.map(({ code, pointer }) => `${code} ${pointer}`);

describe('the index of weights in several files', () => {
  it('tells the bytes of all of them, and the parameters its writer counted', () => {
    const result = mapIndex({
      metadata: { total_size: 14_483_464_192, total_parameters: 7_241_732_096 },
      weight_map: weights,
    });

    expect(onlyOf(result, 'MLModel')).toMatchObject({
      id: 'hf:org/model',
      weightsSize: 14_483_464_192,
      parameterCount: 7_241_732_096,
      evidence: [
        { property: 'weightsSize', method: 'safetensors-index', confidence: 0.9, pointer: '/metadata/total_size' },
        { property: 'parameterCount', method: 'safetensors-index', pointer: '/metadata/total_parameters' },
      ],
    });
    expect(result.issues).toEqual([]);
  });

  it('counts no parameters from bytes', () => {
    const model = onlyOf(mapIndex({ metadata: { total_size: 4000 }, weight_map: weights }), 'MLModel');

    expect(model).not.toHaveProperty('parameterCount');
  });

  it('counts no parameters where several are packed into one element', () => {
    const packed = { 'layers.0.mlp.down_proj.qweight': shard(1) };
    const result = mapIndex({ metadata: { total_size: 4000, total_parameters: 500 }, weight_map: packed });

    expect(onlyOf(result, 'MLModel')).toMatchObject({ weightsSize: 4000 });
    expect(onlyOf(result, 'MLModel')).not.toHaveProperty('parameterCount');
    expect(codes(result)).toEqual(['packed-weights /weight_map/layers.0.mlp.down_proj.qweight']);
  });

  it.each([
    ['text', { metadata: { total_size: 'much' } }, ['wrong-shape /metadata/total_size']],
    ['nought', { metadata: { total_size: 0 } }, ['wrong-shape /metadata/total_size']],
    ['a fraction', { metadata: { total_size: 10.5 } }, ['wrong-shape /metadata/total_size']],
    ['more than can be counted', { metadata: { total_parameters: 1e300 } }, ['wrong-shape /metadata/total_parameters']],
    ['a list', [], ['wrong-shape ']],
    ['nothing', {}, []],
    ['no object inside', { metadata: 7, weight_map: 'x' }, []],
  ])('of %s tells nothing', (_, value, issues) => {
    const result = mapIndex(value);

    expect(result.entities).toEqual([]);
    expect(codes(result)).toEqual(issues);
  });

  it('of a part says nothing of the whole', () => {
    expect(codes(mapIndex({ metadata: { total_size: 5 } }, 'unet/model.safetensors.index.json'))).toEqual([
      'part-of-model ',
    ]);
  });
});

describe('a shard', () => {
  it('has its index beside it', () => {
    expect(indexOfShard('model-00001-of-00004.safetensors')).toBe('model.safetensors.index.json');
    expect(indexOfShard('unet/diffusion_pytorch_model-00001-of-00002.safetensors')).toBe(
      'unet/diffusion_pytorch_model.safetensors.index.json',
    );
    expect(indexOfShard('model.safetensors')).toBeUndefined();
    expect(indexOfShard('model-Q4_K_M-00001-of-00002.gguf')).toBeUndefined();
  });
});
