import fc from 'fast-check';
import { expect, test } from 'vitest';
import { entityFrame } from '../../graph/entity-frame.ts';

const origin = { source: 'openml', run: 'r', record: 'raw:r/7', resource: 'openml_list', offset: 3 };

/** As the mapper writes it. */
function lineOf(values: object, evidence: readonly unknown[]): Buffer {
  const entity = JSON.stringify({ '@id': 'https://w3id.org/stemma/id/x', '@type': 'MLModel', ...values, evidence });
  return Buffer.from(`${entity.slice(0, -1)},"origin":${JSON.stringify(origin)},"contentHash":"ab"}`);
}

const keys = ['name', 'downloads', 'sourceId', 'redirectsTo', ',"evidence":[', '],"origin":{'];
const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(...keys, 'evidence', 'origin'));
const plain = fc.oneof(text, fc.integer(), fc.boolean(), fc.array(text));
const values = fc.dictionary(fc.constantFrom(...keys), plain);
const evidence = fc.array(fc.record({ property: text, value: plain, literal: text }));

test('a line without its evidence is what reading the whole line gives', () => {
  fc.assert(
    fc.property(values, evidence, (held, told) => {
      const line = lineOf(held, told);
      expect(entityFrame(line)).toEqual({ ...(JSON.parse(line.toString()) as object), evidence: [] });
    }),
  );
});

test.each([
  ['the key of evidence deeper inside', lineOf({ part: { name: 'a', evidence: [] } }, [])],
  ['no origin behind the evidence', Buffer.from('{"@id":"x","evidence":[]}')],
  ['a torn line', lineOf({ name: 'a' }, [{ property: 'name' }]).subarray(0, -9)],
  ['a torn beginning', lineOf({ name: 'a' }, []).subarray(3)],
  ['no JSON', Buffer.from('damaged')],
])('%s: the line has to be read whole', (_case, line) => {
  expect(entityFrame(line)).toBeUndefined();
});
