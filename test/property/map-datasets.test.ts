import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { map } from '../../extract/huggingface/map.ts';
import type { MapInput, MapResult } from '../../extract/source.ts';
import { identify } from '../../ontology/iri.ts';
import { propertyOf } from '../../ontology/model.ts';
import { resolvePointer } from '../../src/core/json-pointer.ts';
import { equalForms } from '../support/croissant-forms.ts';
import { mapInput } from '../support/map-input.ts';

const nonsense = fc.jsonValue({ maxDepth: 3 });
function mostly<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 6, arbitrary }, { weight: 1, arbitrary: nonsense });
}

const word = fc.oneof(
  fc.constantFrom('', 'squad', 'org/data', 'original', 'extended|squad', 'extended', 'en', 'no', 'fra', 'mit', 'other'),
  fc.constantFrom('question-answering', 'x y', 'https://huggingface.co/datasets/a/b', '2401.00001', '10.1/x', '\uD800'),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const words = mostly(
  fc.oneof(word, fc.array(mostly(word), { maxLength: 4 }), fc.dictionary(word, fc.array(word), { maxKeys: 2 })),
);
const tag = fc.oneof(
  word,
  fc
    .tuple(
      fc.constantFrom(
        'task_categories:',
        'task_ids:',
        'language:',
        'license:',
        'size_categories:',
        'source_datasets:',
        'library:',
        'arxiv:',
        'doi:',
        'region:',
      ),
      word,
    )
    .map((parts) => parts.join('')),
);
const count = mostly(fc.oneof(fc.nat(), fc.constantFrom(-1, 1.5, 2 ** 53, 2 ** 63, 2 ** 70)));
const info = fc.record(
  {
    config_name: mostly(word),
    splits: mostly(fc.array(mostly(fc.record({ num_examples: count })), { maxLength: 3 })),
    download_size: count,
    dataset_size: count,
  },
  { requiredKeys: [] },
);
const card = fc.record(
  {
    pretty_name: mostly(word),
    license: words,
    license_name: mostly(word),
    language: words,
    task_categories: words,
    task_ids: words,
    source_datasets: words,
    size_categories: words,
    tags: words,
    paperswithcode_id: mostly(word),
    configs: mostly(fc.array(mostly(fc.record({ config_name: mostly(word) })), { maxLength: 3 })),
    dataset_info: mostly(fc.oneof(info, fc.array(mostly(info), { maxLength: 3 }))),
  },
  { requiredKeys: [] },
);
const sibling = fc.record({
  rfilename: mostly(fc.constantFrom('a.csv', 'b/c.parquet', 'README.md', 'x.tar.gz', '', '../x.csv')),
  size: count,
  lfs: mostly(fc.record({ sha256: mostly(fc.constant('0'.repeat(64))), size: count })),
});
const dataset = fc.record(
  {
    id: mostly(fc.constantFrom('org/data', 'squad', 'a/b')),
    _id: mostly(word),
    author: mostly(word),
    createdAt: mostly(fc.constantFrom('2022-03-02T23:29:22.000Z', 'now')),
    tags: mostly(fc.array(mostly(tag), { maxLength: 12 })),
    description: mostly(word),
    citation: mostly(word),
    cardData: mostly(card),
    siblings: mostly(fc.array(mostly(sibling), { maxLength: 4 })),
    downloads: count,
    usedStorage: count,
  },
  { requiredKeys: ['id'] },
);

const text = mostly(fc.oneof(word, fc.record({ '@value': mostly(word) }), fc.record({ '@id': mostly(word) })));
const texts = mostly(fc.oneof(text, fc.array(text, { maxLength: 3 })));
const file = fc.record(
  {
    '@type': mostly(fc.constantFrom('cr:FileObject', 'sc:FileSet', 'http://mlcommons.org/croissant/FileSet', 'x')),
    '@id': mostly(word),
    name: text,
    contentUrl: text,
    contentSize: mostly(fc.oneof(fc.constantFrom('12 B', '1 MB'), fc.nat())),
    sha256: text,
    containedIn: texts,
    includes: texts,
  },
  { requiredKeys: [] },
);
const croissant = fc.record(
  {
    '@type': mostly(fc.constantFrom('sc:Dataset', 'Dataset', ['Dataset'], 'https://schema.org/Dataset')),
    name: text,
    'sc:description': text,
    url: mostly(fc.constantFrom('https://huggingface.co/datasets/org/data', 'https://huggingface.co/datasets/x/data')),
    license: texts,
    creator: mostly(
      fc.array(
        mostly(
          fc.record({
            '@type': mostly(fc.constantFrom('sc:Person', 'Organization')),
            name: text,
            url: mostly(fc.constantFrom('https://huggingface.co/acme', '0000-0002-1825-0097')),
          }),
        ),
        { maxLength: 3 },
      ),
    ),
    keywords: texts,
    inLanguage: texts,
    conformsTo: texts,
    'dct:conformsTo': texts,
    datePublished: mostly(fc.constantFrom('2024-01-01', '2024-02-30', '2024-01-01T00:00:00Z')),
    version: mostly(fc.oneof(fc.integer(), word)),
    isBasedOn: texts,
    distribution: mostly(fc.array(mostly(file), { maxLength: 4 })),
    recordSet: mostly(fc.array(mostly(fc.dictionary(word, nonsense)), { maxLength: 3 })),
    'rai:dataBiases': texts,
  },
  { requiredKeys: ['@type'] },
);
const form = fc.oneof(
  { weight: 4, arbitrary: croissant },
  croissant.map((one) => ({ croissant: one })),
  croissant.map((one) => ({ '@graph': [one, 3] })),
  fc.constantFrom(...Object.values(equalForms)),
);

const resources = [
  ['a dataset record', 'hf_datasets_specific', 'https://huggingface.co/api/datasets/data', dataset],
  ['a Croissant document', 'hf_croissant', 'https://huggingface.co/api/datasets/data/croissant', form],
] as const;

function valuesOf(held: unknown): readonly unknown[] {
  if (held === undefined) return [];
  return Array.isArray(held) ? held : [held];
}

/** What holds of any result: it can be written, and each value has a witness that stands in the record. */
function expectSound(result: MapResult, { value }: MapInput): void {
  for (const one of [...result.entities, ...result.issues]) {
    expect(JSON.parse(Buffer.from(JSON.stringify(one)).toString())).toEqual(one);
  }
  if (result.entities.length === 0) expect(result.issues.length).toBeGreaterThan(0);
  expect(new Set(result.entities.map((entity) => entity['@id'])).size).toBe(result.entities.length);
  for (const entity of result.entities) {
    for (const evidence of entity.evidence) {
      expect(resolvePointer(value, evidence.pointer)).not.toBeUndefined();
      expect(valuesOf(entity[evidence.property])).toContain(evidence.value);
    }
    for (const [property, held] of Object.entries(entity)) {
      if (['@id', '@type', 'id', 'evidence'].includes(property)) continue;
      const definition = propertyOf(entity['@type'], property);
      expect(definition, property).toBeDefined();
      expect(definition?.many === true).toBe(Array.isArray(held));
      for (const one of valuesOf(held)) {
        expect(entity.evidence.some((witness) => witness.property === property && witness.value === one)).toBe(true);
        if (definition?.kind === 'json') expect(() => JSON.parse(String(one)) as unknown).not.toThrow();
        if (definition?.kind !== 'reference') continue;
        const label = identify(String(one))?.label ?? '';
        expect(definition.targets).toContain(label);
      }
    }
  }
}

describe.each(resources)('the mapper of %s', (_name, resource, url, arbitrary) => {
  it('is total and gives every value a witness', () => {
    fc.assert(
      fc.property(fc.oneof({ weight: 5, arbitrary: arbitrary as fc.Arbitrary<unknown> }, nonsense), (value) => {
        const input = mapInput(JSON.stringify(value), url, resource);
        const result = map(input);
        expectSound(result, input);
        expect(map(input)).toEqual(result);
      }),
      { numRuns: 600 },
    );
  });

  it('takes no harm from values that no JSON gives', () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withSparseArray: true,
    });
    fc.assert(
      fc.property(anything, (odd) => {
        const input = mapInput('{}', url, resource);
        for (const value of [
          odd,
          { id: 'a/b', tags: odd, cardData: { dataset_info: odd, language: odd, size_categories: odd }, siblings: odd },
          { '@type': 'Dataset', distribution: odd, recordSet: odd, creator: odd, license: odd, 'rai:x': odd },
        ]) {
          expect(() => map({ ...input, value })).not.toThrow();
        }
      }),
      { numRuns: 400 },
    );
  });
});
