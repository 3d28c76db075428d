import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elementAt } from '../../src/core/json-locate.ts';
import { decodePointer, encodePointer, resolvePointer } from '../../src/core/json-pointer.ts';
import { arrayElements, listElements, valueEnd } from '../../src/core/json-scan.ts';

const space = fc.stringMatching(/^[ \t\r\n]{0,3}$/);
const key = fc.oneof(
  fc.string(),
  fc.constantFrom('a', 'b', '__proto__', 'constructor', '', '~', '/', '0', '\ud800', '\ufffd', 'é', '"', '\\'),
);

/** One way of many to write a string: characters may be escaped. */
function written(text: string, escapes: readonly boolean[]): string {
  let out = '"';
  for (let i = 0; i < text.length; i++) {
    const isSurrogate = text.charCodeAt(i) >= 0xd800 && text.charCodeAt(i) <= 0xdfff;
    const quoted = JSON.stringify(text[i]).slice(1, -1);
    const isEscaped = isSurrogate || escapes[i % Math.max(1, escapes.length)] === true;
    out += isEscaped ? `\\u${text.charCodeAt(i).toString(16).padStart(4, '0')}` : quoted;
  }
  return `${out}"`;
}

/** JSON texts as others write them: white space, escapes, duplicate keys, big numbers. */
const { jsonText } = fc.letrec<{ jsonText: string; leaf: string; list: string; map: string }>((tie) => ({
  leaf: fc.oneof(
    fc.constantFrom(
      'null',
      'true',
      'false',
      '0',
      '-0',
      '1e400',
      '12345678901234567890',
      '-1.5E-7',
      '{}',
      '[]',
      '[ ]',
      '{\n}',
      '"\\ud800"',
    ),
    fc.tuple(key, fc.array(fc.boolean(), { maxLength: 3 })).map(([text, escapes]) => written(text, escapes)),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
  ),
  list: fc
    .array(fc.tuple(space, tie('jsonText'), space), { minLength: 1, maxLength: 4 })
    .map((items) => `[${items.map(([before, item, after]) => before + item + after).join(',')}]`),
  map: fc
    .array(fc.tuple(space, key, fc.array(fc.boolean(), { maxLength: 2 }), space, tie('jsonText'), space), {
      minLength: 1,
      maxLength: 4,
    })
    .map(
      (items) =>
        `{${items.map(([a, name, escapes, b, value, c]) => `${a}${written(name, escapes)}${b}:${c}${value}${b}`).join(',')}}`,
    ),
  jsonText: fc.oneof({ depthSize: 'small', withCrossShrink: true }, tie('leaf'), tie('list'), tie('map')),
}));

function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function pointersOf(value: unknown, path: readonly (string | number)[] = []): string[] {
  const own = encodePointer(path);
  if (typeof value !== 'object' || value === null) return [own];
  const children: (string | number)[] = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return [
    own,
    ...children.flatMap((child) => pointersOf((value as Record<string | number, unknown>)[child], [...path, child])),
  ];
}

describe('the byte scanner', () => {
  it('accepts exactly what JSON.parse accepts', () => {
    const damaged = fc
      .tuple(
        jsonText,
        fc.nat(),
        fc.constantFrom('', ',', ':', '"', '[', '}', '0', '\\', '\n', '\u0001', 'e', '-', 'x'),
        fc.boolean(),
      )
      .map(
        ([text, at, insert, cut]) =>
          text.slice(0, at % (text.length + 1)) + insert + (cut ? '' : text.slice((at % (text.length + 1)) + (at % 2))),
      );
    fc.assert(
      fc.property(fc.oneof(jsonText, damaged, fc.string()), (text) => {
        // Bytes cannot carry a lone surrogate.
        fc.pre(Buffer.from(text).toString() === text && !text.startsWith('\ufeff'));
        const bytes = Buffer.from(`[${text}]`);
        const expected = parsed(`[${text}]`);
        const scan = arrayElements(bytes);
        expect(scan === undefined).toBe(expected === undefined);
        if (scan === undefined || expected === undefined) return;
        const pieces = scan.elements.map(({ offset, length }): unknown =>
          JSON.parse(bytes.toString('utf8', offset, offset + length)),
        );
        expect(pieces).toEqual(expected.value);
        const inside = bytes.subarray(scan.prefixLength, bytes.length - scan.suffixLength);
        expect(listElements(inside)?.length).toBe(pieces.length);
      }),
      { numRuns: 3000 },
    );
  });

  it('finds at every pointer what JSON.parse has there, the last of duplicate keys', () => {
    fc.assert(
      fc.property(space, jsonText, space, fc.boolean(), (before, text, after, isMarked) => {
        const value: unknown = JSON.parse(text);
        const bytes = Buffer.from(`${isMarked ? '\ufeff' : ''}${before}${text}${after}`);
        for (const pointer of pointersOf(value)) {
          const range = elementAt(bytes, pointer);
          expect(range).toBeDefined();
          const found: unknown = JSON.parse(
            bytes.toString('utf8', range?.offset, (range?.offset ?? 0) + (range?.length ?? 0)),
          );
          expect(found).toEqual(resolvePointer(value, pointer));
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('never throws and finds nothing where nothing is', () => {
    fc.assert(
      fc.property(
        fc.uint8Array(),
        fc.oneof(
          fc.string(),
          key.map((name) => encodePointer([name])),
        ),
        (noise, pointer) => {
          const bytes = Buffer.from(noise);
          expect(arrayElements(bytes)?.elements.length ?? 0).toBeGreaterThanOrEqual(0);
          expect(elementAt(bytes, pointer)?.length ?? 1).toBeGreaterThan(0);
        },
      ),
      { numRuns: 1000 },
    );
    const bytes = Buffer.from('{"a":[1,2],"b":{"c":null}}');
    for (const pointer of [
      '/x',
      '/a/2',
      '/a/-',
      '/a/01',
      '/a/+1',
      '/b/c/d',
      'a',
      '/a/0/0',
      '/b/~2',
      '/__proto__',
      '/constructor',
    ]) {
      expect(elementAt(bytes, pointer)).toBeUndefined();
      expect(resolvePointer(JSON.parse(String(bytes)), pointer)).toBeUndefined();
    }
    for (const text of ['{"a":1', '{"a":1}x', '{"a":1,}', '{"a" 1}', '{"a":}', '[1', ''])
      expect(elementAt(Buffer.from(text), '/a')).toBeUndefined();
  });

  it('bears a nesting of 100,000 and long strings', () => {
    const depth = 100_000;
    const lists = Buffer.from('['.repeat(depth) + ']'.repeat(depth));
    const maps = Buffer.from(`[${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}]`);
    expect(arrayElements(lists)?.elements).toEqual([{ offset: 1, length: 2 * depth - 2 }]);
    expect(arrayElements(maps)?.elements).toHaveLength(1);
    expect(arrayElements(lists.subarray(0, -1))).toBeUndefined();
    expect(valueEnd(Buffer.from('['.repeat(depth)), 0)).toBe(-1);
    expect(elementAt(lists, '/0'.repeat(200))).toEqual({ offset: 200, length: 2 * depth - 400 });
    const long = Buffer.from(`["${'\\"'.repeat(500_000)}", 1]`);
    expect(arrayElements(long)?.elements).toHaveLength(2);
  });
});

describe('JSON pointers', () => {
  it('round-trip', () => {
    fc.assert(
      fc.property(fc.array(key), (tokens) => {
        expect(decodePointer(encodePointer(tokens))).toEqual(tokens);
      }),
    );
  });
});
