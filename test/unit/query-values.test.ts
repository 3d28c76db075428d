import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byCodePoint, compareBy } from '../../src/core/code-point-order.ts';
import { editDistance } from '../../src/query/edit-distance.ts';
import { valueInElement } from '../../src/query/raw-check.ts';
import { classesOf, storedToJson, toJson } from '../../src/query/stored-node.ts';

describe('order by code point', () => {
  it('is the order of the UTF-8 bytes', () => {
    const text = fc.string({ unit: 'grapheme' });

    fc.assert(
      fc.property(
        text,
        text,
        (a, b) => Math.sign(byCodePoint(a, b)) === Buffer.compare(Buffer.from(a), Buffer.from(b)),
      ),
    );
    expect(['😀', '\uFF21', 'a'].sort(byCodePoint)).toEqual(['a', '\uFF21', '😀']);
  });

  it('goes by several keys', () => {
    const items = [
      { n: 10, s: 'b' },
      { n: 9, s: 'z' },
      { n: 10, s: 'a' },
    ];

    expect(
      items
        .sort(
          compareBy(
            (item) => item.n,
            (item) => item.s,
          ),
        )
        .map((item) => item.s),
    ).toEqual(['z', 'a', 'b']);
  });
});

describe('edit distance', () => {
  it('counts insertions, deletions and replacements', () => {
    expect(editDistance('kitten', 'sitting')).toBe(3);
    expect(editDistance('', 'abc')).toBe(3);
    fc.assert(
      fc.property(
        fc.string({ maxLength: 8 }),
        fc.string({ maxLength: 8 }),
        (a, b) => editDistance(a, b) === editDistance(b, a),
      ),
    );
  });
});

describe('stored values', () => {
  it('become JSON by their declared kind', () => {
    expect(storedToJson(2n ** 60n, { iri: 'x', kind: 'integer', doc: '' })).toBe('1152921504606846976');
    expect(storedToJson('{"a":[1]}', { iri: 'x', kind: 'json', doc: '' })).toEqual({ a: [1] });
    expect(storedToJson(['b', 'a'], { iri: 'x', kind: 'string', many: true, doc: '' })).toEqual(['a', 'b']);
    expect(storedToJson('a', { iri: 'x', kind: 'string', many: true, doc: '' })).toEqual(['a']);
  });

  it('of any result become JSON', () => {
    expect(toJson({ a: [1n, null, true], n: { kind: 'node', labels: ['A'], properties: { x: 1 } } })).toEqual({
      a: ['1', null, true],
      n: { kind: 'node', labels: ['A'], properties: { x: 1 } },
    });
  });

  it('classes leave out the label every node has', () => {
    expect(classesOf(['Resource', 'Organization', 'Agent'])).toEqual(['Agent', 'Organization']);
  });
});

describe('a value in an element', () => {
  const bytes = Buffer.from('{"a/b":{"~":[1,12345678901234567890,"x"]},"n":null}');

  it('is found by its pointer', () => {
    expect(valueInElement(bytes, '/a~1b/~0/2')).toBe('x');
    expect(valueInElement(bytes, '/a~1b/~0/1')).toBe('12345678901234567890');
    expect(valueInElement(bytes, '/n')).toBeNull();
    expect(valueInElement(bytes, '/missing')).toBeUndefined();
  });
});
