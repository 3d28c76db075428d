import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { map } from '../../extract/huggingface/map.ts';
import type { MapResult } from '../../extract/source.ts';
import { contentHashOf } from '../../ontology/content-hash.ts';
import { identify } from '../../ontology/iri.ts';
import { lineageProperties, propertyOf } from '../../ontology/model.ts';
import { resolvePointer } from '../../src/core/json-pointer.ts';
import { mapInput } from '../support/map-input.ts';

const id = fc.constantFrom('org/model', 'a/b', 'a/B', 'gpt2', 'c/d', 'old/name');
const word = fc.oneof(
  id,
  fc.constantFrom(
    'None',
    '',
    './x',
    '/a/b',
    'C:\\x',
    'a b',
    'en',
    'no',
    'mlx',
    'deu',
    'mit',
    'gpl-3.0',
    'other',
    'MIT',
    'unknown',
    'https://huggingface.co/a/b',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const tag = fc.oneof(
  word,
  fc
    .tuple(
      fc.constantFrom(
        'base_model:',
        'base_model:finetune:',
        'base_model:quantized:',
        'base_model:merge:',
        'license:',
        'dataset:',
        'arxiv:',
        'doi:',
      ),
      word,
    )
    .map((parts) => parts.join('')),
);
const nonsense = fc.jsonValue({ maxDepth: 3 });
function mostly<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 6, arbitrary }, { weight: 1, arbitrary: nonsense });
}
const wordOrList = mostly(fc.oneof(word, fc.array(mostly(word), { maxLength: 4 })));
const kind = fc.constantFrom('finetune', 'adapter', 'quantized', 'merge', null, 'odd');

const score = fc.oneof(
  fc.double(),
  fc.constantFrom('20.0 ± 1.2', '81%', 'NA', '???', 'high', null),
  fc.string({ maxLength: 8 }),
);
const metric = fc.record(
  {
    type: mostly(fc.constantFrom('accuracy', 'rouge', 'wer', '')),
    name: mostly(fc.constantFrom('Accuracy', 'ROUGE-1', 'ROUGE-2')),
    value: mostly(score),
    args: nonsense,
    config: mostly(word),
    verified: mostly(fc.boolean()),
    verifyToken: mostly(word),
  },
  { requiredKeys: [] },
);
const data = fc.record(
  {
    name: mostly(word),
    type: mostly(word),
    config: mostly(word),
    split: mostly(word),
    revision: mostly(word),
    args: nonsense,
  },
  { requiredKeys: [] },
);
const evaluated = fc.record(
  {
    task: mostly(fc.record({ type: mostly(word), name: mostly(word), args: nonsense }, { requiredKeys: [] })),
    dataset: mostly(data),
    datasets: mostly(fc.array(mostly(data), { maxLength: 2 })),
    metrics: mostly(fc.array(mostly(metric), { maxLength: 3 })),
    metric: mostly(metric),
    source: mostly(fc.record({ name: mostly(word), url: mostly(word) }, { requiredKeys: [] })),
  },
  { requiredKeys: [] },
);
const index = mostly(
  fc.array(mostly(fc.record({ name: mostly(word), results: mostly(fc.array(mostly(evaluated), { maxLength: 3 })) })), {
    maxLength: 2,
  }),
);
const entry = fc.record(
  {
    dataset: mostly(fc.record({ id: mostly(id), task_id: mostly(word), revision: mostly(word) }, { requiredKeys: [] })),
    value: mostly(score),
    date: mostly(fc.constantFrom('2026-02-15', '2026-02-15T10:00:00Z', 'soon')),
    source: mostly(fc.record({ url: mostly(word), user: mostly(word), org: mostly(word) }, { requiredKeys: [] })),
    notes: mostly(word),
    verifyToken: mostly(word),
  },
  { requiredKeys: [] },
);
const evalResults = mostly(
  fc.array(
    mostly(
      fc.oneof(
        entry,
        fc.record({
          filename: mostly(word),
          verified: mostly(fc.boolean()),
          pullRequest: nonsense,
          data: mostly(entry),
        }),
        fc.record({ filename: mostly(word), error: mostly(word) }),
      ),
    ),
    { maxLength: 3 },
  ),
);
const path = fc.constantFrom(
  'model.safetensors',
  'a/model-00001-of-00002.safetensors',
  'x-Q4_K_M.gguf',
  'UD-Q4_K_XL/x.gguf',
  'pytorch_model.bin',
  'README.md',
  '',
);
const siblings = mostly(
  fc.array(
    mostly(
      fc.record(
        {
          rfilename: mostly(
            fc.oneof(
              path,
              fc.string({ unit: 'binary', maxLength: 8 }).map((text) => `${text}.gguf`),
            ),
          ),
          size: mostly(fc.nat()),
          lfs: mostly(fc.record({ sha256: mostly(fc.constant('a'.repeat(64))), size: mostly(fc.nat()) })),
        },
        { requiredKeys: ['rfilename'] },
      ),
    ),
    { maxLength: 4 },
  ),
);
const emissions = mostly(
  fc.oneof(
    fc.double(),
    fc.constantFrom('0.1069 Kg', '12 g', 'much'),
    fc.record({ emissions: nonsense, source: mostly(word), hardware_used: mostly(word) }, { requiredKeys: [] }),
  ),
);

const card = fc.record(
  {
    base_model: wordOrList,
    base_model_relation: mostly(kind),
    license: wordOrList,
    license_name: mostly(word),
    license_link: mostly(word),
    language: wordOrList,
    datasets: wordOrList,
    tags: wordOrList,
    pipeline_tag: mostly(word),
    library_name: wordOrList,
    metrics: mostly(
      fc.oneof(metric, fc.dictionary(word, score, { maxKeys: 2 }), fc.array(mostly(metric), { maxLength: 2 })),
    ),
    'model-index': index,
    co2_eq_emissions: emissions,
    new_version: mostly(word),
  },
  { requiredKeys: [] },
);
const model = fc.record(
  {
    id: mostly(id),
    _id: mostly(word),
    author: mostly(word),
    tags: mostly(fc.array(mostly(tag), { maxLength: 12 })),
    cardData: mostly(card),
    baseModels: mostly(
      fc.record({
        relation: mostly(kind),
        models: mostly(fc.array(mostly(fc.record({ id: mostly(word) })), { maxLength: 3 })),
      }),
    ),
    pipeline_tag: mostly(word),
    library_name: mostly(word),
    createdAt: mostly(fc.constantFrom('2022-03-02T23:29:04.000Z', '2024-02-30T00:00:00.000Z')),
    gated: mostly(fc.constantFrom(false, true, 'auto', 'manual')),
    likes: mostly(fc.integer()),
    safetensors: mostly(
      fc.record({ total: mostly(fc.nat()), parameters: mostly(fc.dictionary(word, fc.nat(), { maxKeys: 3 })) }),
    ),
    gguf: mostly(
      fc.record({ total: mostly(fc.nat()), architecture: mostly(word), context_length: mostly(fc.integer()) }),
    ),
    config: mostly(
      fc.record(
        {
          architectures: wordOrList,
          model_type: mostly(word),
          quantization_config: mostly(fc.record({ quant_method: mostly(word), bits: mostly(fc.nat(8)) })),
          peft: mostly(fc.record({ base_model_name_or_path: mostly(word) })),
        },
        { requiredKeys: [] },
      ),
    ),
    transformersInfo: mostly(fc.record({ auto_model: mostly(word) })),
    usedStorage: mostly(fc.integer()),
    sha: mostly(fc.constant('f7b02944db5d99ed5c55a7a4e9225d8bdfd147b2')),
    'model-index': index,
    evalResults,
    siblings,
  },
  { requiredKeys: ['id'] },
);

function check(value: unknown, law: (result: MapResult, parsed: unknown) => void): void {
  const json = JSON.stringify(value) ?? 'null';
  const input = mapInput(json);
  law(map(input), input.value);
}

function valuesOf(held: unknown): readonly unknown[] {
  if (held === undefined) return [];
  return Array.isArray(held) ? held : [held];
}

describe('the mapper', () => {
  it('is total: any JSON gives entities or issues that can be written and read', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          model,
          nonsense,
          fc.anything().filter((one) => isJson(one)),
        ),
        (value) => {
          check(value, (result) => {
            for (const one of [...result.entities, ...result.issues]) {
              expect(JSON.parse(Buffer.from(JSON.stringify(one)).toString())).toEqual(one);
            }
            if (result.entities.length === 0) expect(result.issues.length).toBeGreaterThan(0);
          });
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('is total: values that no JSON gives do no harm either', () => {
    fc.assert(
      fc.property(
        fc.anything({
          withBigInt: true,
          withDate: true,
          withMap: true,
          withSet: true,
          withNullPrototype: true,
          withSparseArray: true,
        }),
        (value) => {
          const input = { ...mapInput('{}'), value };
          expect(() => map(input)).not.toThrow();
          expect(() =>
            map({
              ...input,
              value: {
                id: 'a/b',
                tags: value,
                cardData: {
                  base_model: value,
                  metrics: value,
                  'model-index': [
                    { results: [value, { task: value, dataset: value, metrics: [value, { type: 'a', value }] }] },
                  ],
                  co2_eq_emissions: value,
                  new_version: value,
                },
                baseModels: { models: value },
                'model-index': value,
                evalResults: [value, { data: value }, { dataset: { id: 'a/b', task_id: value }, value }],
                siblings: [value, { rfilename: 'x.gguf', size: value, lfs: value }],
                config: { peft: value, quantization_config: value },
                gguf: value,
                transformersInfo: value,
              },
            }),
          ).not.toThrow();
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('is deterministic, and the order of tags does not change the content', () => {
    fc.assert(
      fc.property(model, fc.array(tag, { maxLength: 10 }), (fields, tags) => {
        const one = mapInput(JSON.stringify({ ...fields, id: 'org/model', tags, library_name: undefined }));
        const other = mapInput(
          JSON.stringify({ ...fields, id: 'org/model', tags: [...new Set(tags)].reverse(), library_name: undefined }),
        );
        expect(map(one)).toEqual(map(one));
        const license = (text: string): boolean => text.startsWith('license:');
        // The first of several licence words is the one kept as such.
        if (tags.filter(license).length < 2) expect(hashes(map(other))).toEqual(hashes(map(one)));
      }),
    );
  });

  it('gives every value a witness whose pointer stands in the record', () => {
    fc.assert(
      fc.property(model, (fields) => {
        check(fields, ({ entities }, parsed) => {
          for (const entity of entities) {
            for (const evidence of entity.evidence) {
              expect(resolvePointer(parsed, evidence.pointer)).not.toBeUndefined();
              expect(valuesOf(entity[evidence.property])).toContain(evidence.value);
            }
            for (const [property, held] of Object.entries(entity)) {
              if (['@id', '@type', 'id', 'evidence'].includes(property)) continue;
              const definition = propertyOf(entity['@type'], property);
              expect(definition?.many === true).toBe(Array.isArray(held));
              for (const value of valuesOf(held)) {
                expect(entity.evidence.some((one) => one.property === property && one.value === value)).toBe(true);
                if (definition?.kind === 'reference')
                  expect(definition.targets).toContain(identify(String(value))?.label);
              }
            }
          }
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('never writes a base without kind beside one with a kind, nor a model as its own base, nor a witness twice', () => {
    fc.assert(
      fc.property(model, (fields) => {
        check(fields, ({ entities }) => {
          const [entity] = entities;
          const of = (property: string): readonly unknown[] => valuesOf(entity?.[property]);
          const stated = new Set(lineageProperties.filter((one) => one !== 'baseModel').flatMap(of));
          for (const base of of('baseModel')) expect(stated.has(base)).toBe(false);
          for (const property of lineageProperties) expect(of(property)).not.toContain(entity?.['@id']);
          const witnesses = (entity?.evidence ?? []).filter((one) => lineageProperties.includes(one.property));
          const keys = witnesses.map((one) => `${one.property} ${one.value} ${one.method}`);
          expect(new Set(keys).size).toBe(keys.length);
        });
      }),
      { numRuns: 1000 },
    );
  });
});

function hashes(result: MapResult): readonly string[] {
  return result.entities.map(contentHashOf);
}

function isJson(value: unknown): boolean {
  try {
    return JSON.stringify(value) !== undefined;
  } catch {
    return false;
  }
}
