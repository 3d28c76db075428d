import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { map } from '../../extract/huggingface/map.ts';
import type { MapResult } from '../../extract/source.ts';
import { contentHashOf } from '../../ontology/content-hash.ts';
import { identify } from '../../ontology/iri.ts';
import { propertyOf } from '../../ontology/model.ts';
import { rangeAt } from '../../src/core/locate.ts';
import { recordInput } from '../support/map-input.ts';

const hub = 'https://huggingface.co';
const word = fc.oneof(
  fc.constantFrom('a/b', 'org/model', 'None', './x', 'LORA', '2026-02-30', 'x.gguf', 'model.safetensors', '12', ''),
  fc.string({ unit: 'binary', maxLength: 10 }),
);
const value = fc.oneof(word, fc.jsonValue({ maxDepth: 2 }), fc.double(), fc.constantFrom(null, true, -1, 7));

function someOf(...keys: readonly string[]): fc.Arbitrary<unknown> {
  return fc.record(Object.fromEntries(keys.map((key) => [key, value])), { requiredKeys: [] });
}

const config = someOf(
  'architectures',
  'model_type',
  'torch_dtype',
  'dtype',
  'max_position_embeddings',
  'transformers_version',
  'quantization_config',
  'text_config',
  '_class_name',
  '_diffusers_version',
);
const adapter = someOf('base_model_name_or_path', 'model_name', 'peft_type', 'r', 'revision', 'peft_version');
const index = someOf('metadata', 'weight_map', 'total_size', 'total_parameters', 'a.qweight');
const row = someOf('type', 'path', 'size', 'lfs', 'oid');
const scores = someOf(
  'fullname',
  'eval_name',
  'Model sha',
  'Precision',
  'Flagged',
  'Submission Date',
  'IFEval Raw',
  'IFEval',
  'GPQA Raw',
  'MMLU-PRO',
);
const account = someOf('_id', 'user', 'name', 'fullname', 'details', 'orgs', 'createdAt', 'isVerified', 'numFollowers');

const records: readonly (readonly [resource: string, url: string, record: fc.Arbitrary<unknown>])[] = [
  ['hf_model_configs', `${hub}/org/model/resolve/main/config.json`, config],
  ['hf_adapter_configs', `${hub}/org/model/resolve/main/adapter_config.json`, adapter],
  ['hf_weight_indexes', `${hub}/org/model/resolve/main/model.safetensors.index.json`, index],
  ['hf_model_files', `${hub}/api/models/org/model/tree/main?recursive=true`, row],
  ['hf_leaderboard', 'https://datasets-server.huggingface.co/rows?offset=0', scores],
  [
    'hf_leaderboard',
    'https://datasets-server.huggingface.co/rows?offset=0',
    fc.record({ rows: fc.array(fc.record({ row: scores })) }),
  ],
  ['hf_accounts', `${hub}/api/users/somebody/overview`, account],
  ['hf_accounts', `${hub}/api/organizations/acme/overview`, account],
];

/** What holds of any result: it can be written, read and hashed, and each value has a witness that stands in the record. */
function expectSound({ entities, issues }: MapResult, bytes: Buffer): void {
  for (const one of [...entities, ...issues])
    expect(JSON.parse(Buffer.from(JSON.stringify(one)).toString())).toEqual(one);
  for (const { pointer } of issues) expect(rangeAt(bytes, pointer) !== undefined || pointer === '').toBe(true);
  expect(new Set(entities.map((entity) => entity['@id'])).size).toBe(entities.length);
  for (const entity of entities) {
    expect(contentHashOf(entity)).toMatch(/^[0-9a-f]{64}$/);
    expect(identify(entity['@id'])?.id).toBe(entity.id);
    for (const { property, pointer } of entity.evidence) {
      expect(propertyOf(entity['@type'], property), `${entity['@type']}.${property}`).toBeDefined();
      expect(rangeAt(bytes, pointer) !== undefined || pointer === '').toBe(true);
    }
  }
}

describe('mapping of records beside the models', () => {
  it.each(records)('%s of %s is total, and all it says has a witness', (resource, url, record) => {
    fc.assert(
      fc.property(fc.oneof({ weight: 5, arbitrary: record }, { weight: 1, arbitrary: fc.jsonValue() }), (stated) => {
        const body = JSON.stringify(stated) ?? 'null';
        const input = recordInput(resource, url, body);
        expectSound(map(input), input.bytes);
        expect(map(input)).toEqual(map(input));
      }),
      { numRuns: 500 },
    );
  });

  it('files of evaluations are total too, whatever the text', () => {
    const line = fc.constantFrom(
      '- dataset:',
      '    id: a/b',
      '    task_id: x',
      '  value: 0.5',
      '  value: 20 ± 1',
      '  date: 2026-02-15',
      '- 7',
      '  source: {url: https://a.b, user: c}',
      '  verifyToken: eyJ',
      '  notes: "größer"',
      '- {dataset: {id: c/d}, value: 1}',
    );
    const text = fc.oneof(
      fc.array(line, { maxLength: 12 }).map((lines) => lines.join('\n')),
      fc.string({ unit: 'binary', maxLength: 60 }),
    );
    const url = `${hub}/org/model/resolve/main/.eval_results/a.yaml`;
    fc.assert(
      fc.property(text, (yaml) => {
        const input = recordInput('hf_eval_results', url, yaml, yaml);
        expectSound(map(input), input.bytes);
      }),
      { numRuns: 1000 },
    );
  });

  it('an address that names nothing costs an issue and no more', () => {
    fc.assert(
      fc.property(fc.constantFrom(...records), fc.oneof(fc.webUrl(), fc.string()), value, ([resource], url, stated) => {
        const input = recordInput(resource, url, JSON.stringify(stated) ?? 'null');
        expectSound(map(input), input.bytes);
      }),
    );
  });
});
