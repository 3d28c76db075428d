import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ai4life } from '../../extract/ai4life/index.ts';
import { mapRecord } from '../../extract/map-record.ts';
import { recordInput } from '../support/map-input.ts';
import { mutatedJson } from '../support/mutations.ts';
import { ScriptedHypha } from '../support/scripted-hypha/index.ts';
import { unsoundness } from '../support/sound-map.ts';

const url = 'https://hypha.aicell.io/bioimage-io/artifacts/bioimage.io/children?pagination=true&stage=all';
const { items } = JSON.parse(new ScriptedHypha().reply(url).body) as { readonly items: readonly object[] };
const email = /[\w.+-]+@[\w-]+\.\w/;

describe('a record of the collection', () => {
  it(
    'gives entities or issues whatever stands in it, sound ones, and no address of anybody',
    { timeout: 30_000 },
    () => {
      const changed = fc.constantFrom(...items).chain((item) => mutatedJson(item));
      fc.assert(
        fc.property(fc.oneof({ weight: 9, arbitrary: changed }, { weight: 1, arbitrary: fc.jsonValue() }), (value) => {
          const text = JSON.stringify(value) ?? 'null';
          const input = recordInput('ai4life_records', url, text);
          const mapped = mapRecord(ai4life, input);
          expect(mapped.issues.map(({ code }) => code)).not.toContain('mapper-bug');
          expect(unsoundness(ai4life, input, mapped)).toEqual([]);
          expect(JSON.stringify(mapped)).not.toMatch(email);
        }),
        { numRuns: 200 },
      );
    },
  );

  it('is mapped alike each time, whichever order its members have', () => {
    for (const item of items) {
      const turned = JSON.stringify(Object.fromEntries(Object.entries(item).reverse()));
      const [one, other] = [JSON.stringify(item), turned].map((text) =>
        mapRecord(ai4life, recordInput('ai4life_records', url, text)),
      );
      expect(other).toEqual(one);
    }
  });
});
