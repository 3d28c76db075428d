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
    metrics: nonsense,
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
    config: mostly(fc.record({ architectures: wordOrList, model_type: mostly(word) })),
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
              value: { id: 'a/b', tags: value, cardData: { base_model: value }, baseModels: { models: value } },
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
