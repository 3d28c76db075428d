import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentHashOf } from '../../../ontology/content-hash.ts';
import type { MappedEntity } from '../../../ontology/entity.ts';
import { propertyOf } from '../../../ontology/model.ts';
import { sampleModel } from '../../support/sample-entity.ts';

const { origin, contentHash, ...sample } = sampleModel();
const model: MappedEntity = sample;

function shuffled<T>(values: readonly T[], order: readonly number[]): T[] {
  return values
    .map((value, at) => ({ value, key: order[at % order.length] ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value);
}

describe('the content hash', () => {
  it('does not depend on the order of properties, evidence and lists without an order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 50, maxLength: 60 }), (order) => {
        const entries = shuffled(Object.entries(model), order).map(([key, value]) => [
          key,
          Array.isArray(value) && propertyOf('MLModel', key)?.ordered !== true ? shuffled(value, order) : value,
        ]);
        expect(contentHashOf(Object.fromEntries(entries))).toBe(contentHash);
      }),
    );
  });

  it('is not over counters, pointers, place, run and repeated witnesses', () => {
    const again = model.evidence.map((one) => ({ ...one, pointer: '/elsewhere' }));
    const later = {
      ...model,
      downloads: 99,
      likes: 0,
      trendingScore: 7,
      evidence: [...again, ...again],
      origin: { ...origin, run: 'other' },
    };
    expect(contentHashOf(later as MappedEntity)).toBe(contentHash);
    const counted = again.map((one) => (one.property === 'downloads' ? { ...one, value: 99 } : one));
    expect(contentHashOf({ ...model, evidence: counted })).toBe(contentHash);
  });

  it('changes with identity, class, any value and any witness', () => {
    const [first, ...rest] = model.evidence;
    const changed: MappedEntity[] = [
      { ...model, '@id': `${model['@id']}x` },
      { ...model, '@type': 'Dataset' },
      { ...model, licenseTag: 'mit' },
      { ...model, keywords: ['lora'] },
      { ...model, disabled: true },
      { ...model, parameterCount: '9007199254740992' },
      { ...model, evidence: rest },
      { ...model, evidence: [{ ...first!, method: 'yaml-frontmatter' }, ...rest] },
      { ...model, evidence: [{ ...first!, literal: 'Apache 2' }, ...rest] },
    ];
    const hashes = new Set([contentHash, ...changed.map(contentHashOf)]);
    expect(hashes.size).toBe(changed.length + 1);
  });

  it('changes with the order and the repetitions of an ordered list', () => {
    const orders = [
      ['a', 'b'],
      ['b', 'a'],
      ['a', 'b', 'a'],
      ['b', 'a', 'a'],
    ];
    expect(new Set(orders.map((authorNames) => contentHashOf({ ...model, authorNames }))).size).toBe(orders.length);
  });

  it('tells apart values of other types and texts that look like structure', () => {
    const odd = [['1'], [1], ['1,2'], ['1', '2'], [], undefined, ['\uD800'], ['\uD801'], '1'];
    const hashes = odd.map((keywords) =>
      contentHashOf({ '@id': 'x', '@type': 'MLModel', id: 'x', keywords, evidence: [] }),
    );
    expect(new Set(hashes).size).toBe(odd.length);
  });
});
