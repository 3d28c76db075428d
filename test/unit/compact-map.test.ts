import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CompactMap, CompactSet } from '../../src/core/compact-map.ts';

describe('a compact map', () => {
  it('answers like a map, whatever is put into it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.double({ noNaN: true }))), fc.string(), (entries, other) => {
        const compact = new CompactMap();
        const plain = new Map<string, number>();
        for (const [key, value] of entries) {
          compact.set(key, value);
          plain.set(key, value);
        }
        expect(compact.size).toBe(plain.size);
        for (const key of [...plain.keys(), other]) expect(compact.get(key)).toBe(plain.get(key));
      }),
    );
  });

  it('keeps 400,000 near neighbours apart', () => {
    const map = new CompactMap(10);
    for (let n = 0; n < 400_000; n++) map.set(`https://hub.test/org-${n % 100}/model-${n}`, n);

    expect(map.size).toBe(400_000);
    for (let n = 0; n < 400_000; n += 997) expect(map.get(`https://hub.test/org-${n % 100}/model-${n}`)).toBe(n);
    expect(map.get('https://hub.test/org-0/model-400000')).toBeUndefined();
  });

  it('says of a set what is new', () => {
    const set = new CompactSet();

    expect([set.add('a'), set.add('b'), set.add('a')]).toEqual([true, true, false]);
    expect([set.has('b'), set.has('c'), set.size]).toEqual([true, false, 2]);
  });
});
