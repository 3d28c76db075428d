import { describe, expect, it } from 'vitest';
import { map } from '../../../extract/huggingface/map.ts';
import type { MapResult } from '../../../extract/source.ts';
import { firstEntity, mapFields, onlyOf, recordInput } from '../../support/map-input.ts';

const base = 'https://w3id.org/stemma/id';

function mapConfig(value: unknown, path = 'config.json'): MapResult {
  const resource = path === 'adapter_config.json' ? 'hf_adapter_configs' : 'hf_model_configs';
  return map(recordInput(resource, `https://huggingface.co/org/model/resolve/main/${path}`, JSON.stringify(value)));
}

describe('config.json', () => {
  it('gives architecture, format, longest input and the version that wrote it', () => {
    const model = onlyOf(
      mapConfig({
        _name_or_path: 'gpt2',
        architectures: ['LlamaForCausalLM'],
        model_type: 'llama',
        torch_dtype: 'bfloat16',
        max_position_embeddings: 131_072,
        transformers_version: '4.46.3',
        vocab_size: 128_256,
      }),
      'MLModel',
    );
    expect(model).toMatchObject({
      id: 'hf:org/model',
      modelCategory: ['LlamaForCausalLM', 'llama'],
      tensorType: ['BF16'],
      contextLength: 131_072,
      softwareRequirements: [`${base}/software/pypi/transformers`],
    });
    expect(model).not.toHaveProperty('baseModel');
    const of = (property: string) => model.evidence.find((one) => one.property === property);
    expect(of('softwareRequirements')).toMatchObject({ method: 'model-config', literal: '4.46.3' });
    expect(of('tensorType')).toMatchObject({ confidence: 0.8, literal: 'bfloat16' });
  });

  it.each([
    [{ quant_method: 'gptq', bits: 4 }, 'gptq-4bit'],
    [{ quant_method: 'bitsandbytes', load_in_8bit: true }, 'bitsandbytes-8bit'],
    [{ quant_method: 'bitsandbytes', _load_in_4bit: true }, 'bitsandbytes-4bit'],
    [{ quant_method: 'FP8' }, 'fp8'],
  ])('names the quantisation %j', (quantization_config, label) => {
    const model = onlyOf(mapConfig({ torch_dtype: 'float16', quantization_config }), 'MLModel');
    expect(model['quantization']).toEqual([label]);
    // Then it is the format of the computation.
    expect(model).not.toHaveProperty('tensorType');
    expect(firstEntity(mapFields({ config: { quantization_config } }))['quantization']).toEqual([label]);
  });

  it('finds the longest input of a model of several parts', () => {
    const config = { model_type: 'qwen2_vl', text_config: { max_position_embeddings: 32_768 } };
    expect(onlyOf(mapConfig(config), 'MLModel')['contextLength']).toBe(32_768);
  });

  it('of a part says nothing of the whole', () => {
    expect(mapConfig({ model_type: 'clip' }, 'text_encoder/config.json')).toMatchObject({
      entities: [],
      issues: [{ code: 'part-of-model' }],
    });
  });

  it('of any shape is read without an exception', () => {
    expect(mapConfig({})).toEqual({ entities: [], issues: [] });
    for (const value of [null, [], 7, 'x']) expect(mapConfig(value).issues).toMatchObject([{ code: 'wrong-shape' }]);
    const odd = {
      architectures: { a: 1 },
      model_type: ['x'],
      torch_dtype: {},
      quantization_config: [],
      max_position_embeddings: '512',
      text_config: 7,
      transformers_version: 4,
    };
    expect(mapConfig(odd)).toMatchObject({
      entities: [],
      issues: [{ pointer: '/architectures' }, { pointer: '/model_type' }],
    });
  });
});

describe('a record with a configuration', () => {
  it('counts packed elements as what they are, and trusts them less', () => {
    const safetensors = { parameters: { I32: 900, F16: 100 }, total: 1000 };
    const result = mapFields({ safetensors });
    expect(firstEntity(result)['parameterCount']).toBe(1000);
    expect(firstEntity(result).evidence.find((one) => one.property === 'parameterCount')?.confidence).toBe(0.5);
    expect(result.issues).toMatchObject([{ code: 'packed-weights', pointer: '/safetensors/parameters' }]);
    expect(mapFields({ safetensors: { parameters: { I64: 1, BF16: 999 }, total: 1000 } }).issues).toEqual([]);
  });

  it('gives what the Hub reads of GGUF files, what loads it, how much it takes', () => {
    const result = mapFields({
      gguf: { total: 8_030_261_312, architecture: 'llama', context_length: 131_072 },
      transformersInfo: { auto_model: 'AutoModelForCausalLM', processor: 'AutoTokenizer' },
      usedStorage: 13_397_387_509,
    });
    expect(firstEntity(result)).toMatchObject({
      parameterCount: 8_030_261_312,
      modelCategory: ['llama'],
      contextLength: 131_072,
      softwareRequirements: [`${base}/software/pypi/transformers`],
      usedStorage: 13_397_387_509,
    });
  });

  it('leads from an adapter to its base as surely as to one that the tags name', () => {
    const config = { peft: { base_model_name_or_path: 'a/b', task_type: 'CAUSAL_LM' } };
    const alone = firstEntity(mapFields({ config }));
    expect(alone.evidence.filter((one) => one.property === 'adapterOf')).toMatchObject([
      { method: 'adapter-config', confidence: 0.7, pointer: '/config/peft/base_model_name_or_path' },
    ]);
    const both = firstEntity(mapFields({ config, tags: ['base_model:adapter:a/b'] }));
    expect(both['adapterOf']).toEqual([`${base}/hf/model/a/b`]);
    expect(both.evidence.filter((one) => one.property === 'adapterOf')).toHaveLength(2);
  });

  it('takes an old name in it, and in the card, for the one that the Hub has found', () => {
    const config = { peft: { base_model_name_or_path: 'gpt2' } };
    const result = mapFields({
      config,
      tags: ['base_model:adapter:openai-community/gpt2'],
      cardData: { base_model: 'gpt2' },
    });
    expect(firstEntity(result)['adapterOf']).toEqual([`${base}/hf/model/openai-community/gpt2`]);
    expect(
      firstEntity(result)
        .evidence.filter((one) => one.literal === 'gpt2')
        .map((one) => one.method),
    ).toEqual(['yaml-frontmatter', 'adapter-config']);
  });
});

describe('new_version', () => {
  it('leads to the model that is to be used instead', () => {
    expect(firstEntity(mapFields({ cardData: { new_version: 'org/model-2' } }))['isReplacedBy']).toEqual([
      `${base}/hf/model/org/model-2`,
    ]);
  });

  it.each([
    ['org/model', 'self-reference'],
    ['./new', 'local-path'],
    ['TODO', 'placeholder'],
    [7, 'wrong-shape'],
  ])('%j is an issue', (new_version, code) => {
    const result = mapFields({ cardData: { new_version } });
    expect(result.issues.map((issue) => issue.code)).toEqual([code]);
    expect(firstEntity(result)).not.toHaveProperty('isReplacedBy');
  });
});

describe('co2_eq_emissions', () => {
  it('may be a figure in grams', () => {
    expect(firstEntity(mapFields({ cardData: { co2_eq_emissions: 133.02 } }))).toMatchObject({
      co2Equivalent: 133.02,
      hasCO2eEmissions: '133.02 g CO2eq',
    });
  });

  it('may say whence, how, where and on what', () => {
    const result = mapFields({
      cardData: {
        co2_eq_emissions: {
          emissions: '28.53 in grams of CO2',
          source: 'mlco2',
          training_type: 'pretraining',
          geographical_location: 'NA',
          hardware_used: 'TPUv3-8',
        },
      },
    });
    const model = firstEntity(result);
    expect(model).toMatchObject({
      co2Equivalent: 28.53,
      hasCO2eEmissions: '28.53 g CO2eq',
      co2Source: 'mlco2',
      trainingType: 'pretraining',
      trainingHardware: 'TPUv3-8',
    });
    expect(model).not.toHaveProperty('trainingLocation');
    expect(model.evidence.find((one) => one.property === 'co2Equivalent')).toMatchObject({
      literal: '28.53 in grams of CO2',
      pointer: '/cardData/co2_eq_emissions/emissions',
    });
    expect(result.issues).toEqual([]);
  });

  it.each(['Kg', 'a lot', -1, true, ['5']])('%j is an issue', (co2_eq_emissions) => {
    const result = mapFields({ cardData: { co2_eq_emissions } });
    expect(result.issues).toMatchObject([{ code: 'unreadable-emissions', pointer: '/cardData/co2_eq_emissions' }]);
    expect(firstEntity(result)).not.toHaveProperty('co2Equivalent');
  });
});
