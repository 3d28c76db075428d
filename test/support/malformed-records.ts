import { evaluationKey } from '../../extract/huggingface/evaluation/evaluation-key.ts';
import { mintEvaluation } from '../../ontology/iri.ts';

/** A record as no Hub should send it, as JSON text, for duplicate keys and long numbers are lost in parsed values. */
export interface MalformedRecord {
  readonly name: string;
  readonly json: string;
  /** What its model must hold at least; none when it describes nothing. `undefined` for what must not be there. */
  readonly entity?: Readonly<Record<string, unknown>>;
  /** `code pointer`, in order. */
  readonly issues: readonly string[];
}

/** The evaluation that stands for values among a card's `metrics`. */
function metricsOf(modelId: string): string {
  return mintEvaluation(evaluationKey({ kind: 'metrics', modelId, datasets: [] }));
}

const base = 'https://w3id.org/stemma/id/';
const hf = `${base}hf/model/`;
const deep = 5000;

/** `{"id":"m/<n>", …}` with what follows the id. */
function model(
  name: string,
  rest: string,
  entity: Readonly<Record<string, unknown>>,
  issues: readonly string[],
): MalformedRecord {
  const id = `m/${name.replaceAll(/[^a-z0-9]+/g, '-')}`;
  return {
    name,
    json: `{"id":"${id}"${rest === '' ? '' : ','}${rest}}`,
    entity: { id: `hf:${id}`, ...entity },
    issues,
  };
}

const nothing: readonly MalformedRecord[] = [
  { name: 'null', json: 'null', issues: ['wrong-shape '] },
  { name: 'a number', json: '42', issues: ['wrong-shape '] },
  { name: 'a string', json: '"org/model"', issues: ['wrong-shape '] },
  { name: 'a list', json: '[{"id":"a/b"}]', issues: ['wrong-shape '] },
  { name: 'an empty object', json: '{}', issues: ['no-id '] },
  { name: 'id null', json: '{"id":null}', issues: ['no-id /id'] },
  { name: 'id a number', json: '{"id":12345678901234567890}', issues: ['no-id /id'] },
  { name: 'id with a control character', json: '{"id":"a/b\\u0000c"}', issues: ['no-id /id'] },
  { name: 'id with a lone surrogate', json: '{"id":"a/\\ud800"}', issues: ['no-id /id'] },
  { name: 'id a path', json: '{"id":"a/b/c"}', issues: ['no-id /id'] },
];

const tags: readonly MalformedRecord[] = [
  model('tags missing', '', { keywords: undefined }, []),
  model('tags null', '"tags":null', { keywords: undefined }, []),
  model('tags a string', '"tags":"base_model:gpt2"', { baseModel: undefined }, ['wrong-shape /tags']),
  model('tags an object', '"tags":{"0":"gguf"}', { keywords: undefined }, ['wrong-shape /tags']),
  model('tags with other things', '"tags":[null,1,["x"],{"a":1},"gguf"]', { keywords: ['gguf'] }, [
    'wrong-shape /tags/0',
    'wrong-shape /tags/1',
    'wrong-shape /tags/2',
    'wrong-shape /tags/3',
  ]),
  model(
    'tags empty behind the prefix',
    '"tags":["base_model:","base_model:finetune:","arxiv:","license:","dataset:","doi:"]',
    {},
    ['placeholder /tags/1', 'unknown-license /tags/3', 'not-an-id /tags/4', 'not-an-id /tags/2', 'not-an-id /tags/5'],
  ),
];

const cards: readonly MalformedRecord[] = [
  model('card a string', '"cardData":"license: mit"', { license: undefined }, ['wrong-shape /cardData']),
  model('card a list', '"cardData":[{"license":"mit"}]', { license: undefined }, ['wrong-shape /cardData']),
  model('card null', '"cardData":null', {}, []),
  model('base model a number', '"cardData":{"base_model":7}', { baseModel: undefined }, [
    'wrong-shape /cardData/base_model',
  ]),
  model('base model an object', '"cardData":{"base_model":{"id":"a/b"}}', { baseModel: undefined }, [
    'wrong-shape /cardData/base_model',
  ]),
  model(
    'base models of every shape',
    '"cardData":{"base_model":["a/b",null,{"x":1},["c/d"],"","./x","TODO"]}',
    { baseModel: [`${hf}a/b`] },
    [
      'placeholder /cardData/base_model/1',
      'wrong-shape /cardData/base_model/2',
      'wrong-shape /cardData/base_model/3',
      'placeholder /cardData/base_model/4',
      'local-path /cardData/base_model/5',
      'placeholder /cardData/base_model/6',
    ],
  ),
  model('relation an object', '"cardData":{"base_model":"a/b","base_model_relation":{}}', { baseModel: [`${hf}a/b`] }, [
    'unknown-relation /cardData/base_model_relation',
  ]),
  model('licence an object', '"cardData":{"license":{"name":"mit"}}', { license: undefined }, [
    'wrong-shape /cardData/license',
  ]),
  model('licence a list of nothing', '"cardData":{"license":[]}', { license: undefined }, []),
  model(
    'language false',
    '"cardData":{"language":false},"tags":["no"]',
    { inLanguage: ['https://w3id.org/stemma/id/lang/no'] },
    ['boolean-language /cardData/language'],
  ),
  model('language an object', '"cardData":{"language":{"language":null}}', { inLanguage: undefined }, [
    'wrong-shape /cardData/language',
  ]),
  model('data sets a number', '"cardData":{"datasets":0.5}', { trainedOn: undefined }, [
    'wrong-shape /cardData/datasets',
  ]),
  model('model index a string', '"model-index":"see below"', {}, ['wrong-shape /model-index']),
  model('metrics a map', '"cardData":{"metrics":{"accuracy":0.9}}', {}, []),
];

const figures: readonly MalformedRecord[] = [
  model(
    'huge integers',
    '"downloads":9007199254740993,"likes":92233720368547758070',
    { downloads: '9007199254740993', likes: undefined },
    ['integer-too-large /likes'],
  ),
  model(
    'numbers out of range',
    '"downloads":-1,"likes":1.5,"trendingScore":1e999',
    { downloads: undefined, likes: undefined },
    ['wrong-shape /downloads', 'wrong-shape /likes', 'wrong-shape /trendingScore'],
  ),
  model(
    'counters as texts',
    '"downloads":"12","gated":"yes","disabled":"no"',
    { downloads: undefined, gated: undefined },
    ['wrong-shape /gated', 'wrong-shape /disabled', 'wrong-shape /downloads'],
  ),
  model(
    'dates that never were',
    '"createdAt":"2023-02-30T00:00:00.000Z","lastModified":0',
    { dateCreated: undefined },
    ['wrong-shape /createdAt', 'wrong-shape /lastModified'],
  ),
  model('base models of the api a list', '"baseModels":[{"id":"a/b"}]', { baseModel: undefined }, [
    'wrong-shape /baseModels',
  ]),
  model(
    'base models of the api broken',
    '"baseModels":{"relation":"clone","models":[{"id":7},"a/b",{},{"id":"c/d"}]}',
    { baseModel: [`${hf}c/d`] },
    [
      'unknown-relation /baseModels/relation',
      'wrong-shape /baseModels/models/0/id',
      'wrong-shape /baseModels/models/1',
      'wrong-shape /baseModels/models/2',
    ],
  ),
  model('safetensors a string', '"safetensors":"8B","gguf":[],"config":7', { parameterCount: undefined }, [
    'wrong-shape /safetensors',
    'wrong-shape /gguf',
    'wrong-shape /config',
  ]),
];

/** What other readers of the Hub are known to stumble over. */
const notorious: readonly MalformedRecord[] = [
  model(
    'model index one entry and not a list',
    '"cardData":{"model-index":{"name":"x"}}',
    { hasEvaluation: undefined },
    [],
  ),
  model(
    'metrics pairs of names and values',
    '"cardData":{"metrics":[{"precision":0.936},{"recall":"0.9458"},["f1",0.94]]}',
    { hasEvaluation: [metricsOf('m/metrics-pairs-of-names-and-values')] },
    ['wrong-shape /cardData/metrics/2'],
  ),
  model(
    'emissions in words',
    '"cardData":{"co2_eq_emissions":"0.1069 Kg"}',
    { co2Equivalent: 106.9, hasCO2eEmissions: '106.9 g CO2eq' },
    [],
  ),
  model(
    'safetensors of nulls and texts',
    '"safetensors":{"parameters":{"F32":null,"BF16":"12"},"total":null,"sharded":"yes"}',
    { parameterCount: undefined, tensorType: ['BF16', 'F32'] },
    [],
  ),
];

const evaluations: readonly MalformedRecord[] = [
  model('model index null', '"model-index":null,"cardData":{"model-index":null}', { hasEvaluation: undefined }, []),
  model('model index of numbers', '"model-index":[1,{"results":2},{"results":[3]}]', { hasEvaluation: undefined }, [
    'wrong-shape /model-index/0',
    'wrong-shape /model-index/1/results',
    'wrong-shape /model-index/2/results/0',
  ]),
  model(
    'scores that are none',
    '"model-index":[{"results":[{"task":7,"dataset":[8],"metrics":[{"type":"wer","value":"NA"},{"type":"wer","value":{"a":1}},9]}]}]',
    { hasEvaluation: undefined },
    [
      'no-value /model-index/0/results/0/metrics/0/value',
      'wrong-shape /model-index/0/results/0/metrics/1/value',
      'wrong-shape /model-index/0/results/0/metrics/2',
    ],
  ),
  model('results of files broken', '"evalResults":[{"filename":"a.yaml","error":"bad"},null,{"value":1}]', {}, [
    'malformed-eval-file /evalResults/0/error',
    'wrong-shape /evalResults/1',
    'not-an-id /evalResults/2',
  ]),
  model(
    'files of every shape',
    '"siblings":[null,"model.bin",{"rfilename":null},{"rfilename":"model.safetensors","size":"big","lfs":7}]',
    { distribution: [`${base}hf/model-file/m/files-of-every-shape/:/model.safetensors`] },
    ['wrong-shape /siblings/0', 'wrong-shape /siblings/1', 'wrong-shape /siblings/2'],
  ),
  model('loader a list', '"transformersInfo":{"auto_model":["A"]},"usedStorage":-1', { usedStorage: undefined }, [
    'wrong-shape /usedStorage',
    'wrong-shape /transformersInfo',
  ]),
  model('emissions a list', '"cardData":{"co2_eq_emissions":[1,2]}', { co2Equivalent: undefined }, [
    'unreadable-emissions /cardData/co2_eq_emissions',
  ]),
  model('new version a list', '"cardData":{"new_version":["a/b"]}', { isReplacedBy: undefined }, [
    'wrong-shape /cardData/new_version',
  ]),
];

const hostile: readonly MalformedRecord[] = [
  model('duplicate keys', '"likes":1,"tags":["a"],"likes":2,"tags":["b"]', { likes: 2, keywords: ['b'] }, []),
  model(
    'deep nesting',
    `"config":${'['.repeat(deep)}${']'.repeat(deep)},"extra":${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`,
    {},
    ['wrong-shape /config'],
  ),
  model('lone surrogates', '"tags":["ok","\\ud83d","\\udd17x"]', { keywords: ['ok', '\uFFFD', '\uFFFDx'] }, [
    'ill-formed-text /tags/1',
    'ill-formed-text /tags/2',
  ]),
  model(
    'prototype keys',
    '"__proto__":{"likes":5},"constructor":{"prototype":{"likes":6}},"cardData":{"__proto__":{"license":"mit"}}',
    { likes: undefined, license: undefined },
    [],
  ),
  model(
    'prototype keys as number formats',
    '"safetensors":{"parameters":{"__proto__":1,"BF16":2},"total":2}',
    { tensorType: ['BF16'] },
    ['wrong-shape /safetensors/parameters/__proto__'],
  ),
  model(
    'control characters in words',
    '"tags":["a\\u0000b","c\\nd"],"pipeline_tag":"x\\u0007"',
    { keywords: ['a\u0000b', 'c\nd'], mlTask: undefined },
    ['unknown-task /pipeline_tag'],
  ),
];

export const malformedRecords: readonly MalformedRecord[] = [
  ...nothing,
  ...tags,
  ...cards,
  ...figures,
  ...notorious,
  ...evaluations,
  ...hostile,
];
