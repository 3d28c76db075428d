import { describe, expect, it } from 'vitest';
import { canonicalTime, sameProperties, sameValue, storable, storableText } from '../../../graph/property-values.ts';

const doc = '';
const iri = 'http://schema.org/x';

describe('times', () => {
  it.each([
    ['2026-08-22T19:05:11.000Z', '2026-08-22T19:05:11Z'],
    ['2026-08-22T19:05:11.120Z', '2026-08-22T19:05:11.12Z'],
    ['2026-08-22T19:05:11.123456789Z', '2026-08-22T19:05:11.123Z'],
    ['2024-02-29T23:30:00-01:00', '2024-03-01T00:30:00Z'],
    ['2024-01-01T00:30:00+01:00', '2023-12-31T23:30:00Z'],
  ])('%s is kept as %s', (text, expected) => {
    expect(canonicalTime(text)).toBe(expected);
  });

  it.each([
    '2024-02-30T00:00:00Z',
    '2023-02-29T00:00:00+01:00',
    '2024-13-01T00:00:00Z',
    '2024-01-01T24:00:00Z',
    '0000-01-01T00:00:00Z',
    '2024-01-01',
    'x',
    '',
  ])('%s is no time', (text) => {
    expect(canonicalTime(text)).toBeUndefined();
  });
});

describe('values', () => {
  it('keeps integers of 64 bits and no others', () => {
    const integer = { iri, doc, kind: 'integer' } as const;
    expect(storable('42', integer)).toBe(42);
    expect(storable('9223372036854775807', integer)).toBe(9_223_372_036_854_775_807n);
    for (const odd of ['9223372036854775808', 1.5, 2 ** 60, 'x', null, true])
      expect(storable(odd, integer)).toBeUndefined();
  });

  it('takes what can be stored out of lists, and nothing of an empty one', () => {
    const list = { iri, doc, kind: 'string', many: true } as const;
    expect(storable(['a', null, 3, 'b\uD800'], list)).toEqual(['a', 'b\uFFFD']);
    expect(storable([], list)).toBeUndefined();
    expect(storable('a', list)).toBeUndefined();
  });

  it('leaves whole text alone', () => {
    expect(storableText('模型 😀')).toBe('模型 😀');
    expect(storableText('\uDE00\uD83D')).toBe('\uFFFD\uFFFD');
  });

  it('compares as the engines give them back', () => {
    expect(sameValue(['a', 1], ['a', 1])).toBe(true);
    expect(sameValue(['a'], ['a', 'b'])).toBe(false);
    expect(sameValue(1n, 1)).toBe(true);
    expect(sameProperties({ a: 1, b: null }, { a: 1 })).toBe(true);
    expect(sameProperties({ a: 1 }, { a: 1, b: 0 })).toBe(false);
  });
});
