import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readYaml } from '../../../extract/yaml.ts';
import { placeOf } from '../../../extract/yaml-values.ts';
import { yamlAttacks } from '../../support/yaml-attacks.ts';

describe('YAML of somebody else', () => {
  it('reads plain values with their places', () => {
    const text = 'license: mit\ntags: [a, "b c"]\nmodel-index:\n  - name: x\n    results: []\n';
    const { root, faults, notes } = readYaml(text);
    expect([faults, notes]).toEqual([[], []]);
    expect(JSON.parse(JSON.stringify(root?.value))).toEqual({
      license: 'mit',
      tags: ['a', 'b c'],
      'model-index': [{ name: 'x', results: [] }],
    });
    const at = (...path: (string | number)[]): string => {
      const { start, end } = placeOf(root as NonNullable<typeof root>, path);
      return text.slice(start, end);
    };
    expect(at('license')).toBe('mit');
    expect(at('tags', 1)).toBe('"b c"');
    expect(at('model-index', 0, 'name')).toBe('x');
    expect(at('model-index', 0, 'nothing', 'there')).toBe('name: x\n    results: []\n');
  });

  it.each([
    ['no', 'no'],
    ['yes', 'yes'],
    ['on', 'on'],
    ['true', true],
    ['2024-01-01', '2024-01-01'],
    ['0o17', 15],
    ['017', 17],
    ['1e3', 1000],
    ['12:30:45', '12:30:45'],
    ['~', null],
    ['0x1F', 31],
    ['1_000', '1_000'],
  ])('takes %s as YAML 1.2 does', (written, value) => {
    expect(valueOf(`a: ${written}`)).toEqual({ a: value });
  });

  it('leaves words as they are written', () => {
    const { root } = readYaml('license: 0.10\ntags: [1e3, true, null, "4"]\nother: 0.10', new Set(['license', 'tags']));
    expect({ ...(root?.value as object) }).toEqual({ license: '0.10', tags: ['1e3', 'true', null, '4'], other: 0.1 });
  });

  it('keeps keys that are names of JavaScript as keys and nothing else', () => {
    const value = valueOf('__proto__: {polluted: 1}\nconstructor: {prototype: {polluted: 2}}\ntoString: 3') as object;
    expect(Object.getPrototypeOf(value)).toBeNull();
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor', 'toString']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it.each([
    ['a: 1\na: 2', { a: 2 }, 'duplicate-key'],
    ['a: &x {b: 1}\nc:\n  <<: *x\n  d: 2', { a: { b: 1 }, c: { d: 2 } }, 'yaml-merge-key'],
    ['a: *x', { a: null }, 'yaml-alias'],
    ['a: &x [*x]', { a: [null] }, 'yaml-alias'],
    ['a: !!js/function "x"', { a: 'x' }, 'yaml-tag'],
    ['? [a]\n: 1\nb: 2', { b: 2 }, 'yaml-key'],
    [`a: ${'['.repeat(40)}${']'.repeat(40)}`, undefined, 'yaml-too-deep'],
    [yamlAttacks['a billion laughs'], undefined, 'yaml-too-large'],
  ])('says what it leaves out of %j', (text, value, code) => {
    const { root, faults, notes } = readYaml(text);
    expect(faults.filter((fault) => !/alias/i.test(fault.message))).toEqual([]);
    expect(notes.map((note) => note.code)).toContain(code);
    if (value !== undefined) expect(JSON.parse(JSON.stringify(root?.value))).toEqual(value);
  });

  it('shares what aliases stand for', () => {
    expect(valueOf('a: &x [1, 2]\nb: *x\nc: [*x, *x]')).toEqual({
      a: [1, 2],
      b: [1, 2],
      c: [
        [1, 2],
        [1, 2],
      ],
    });
  });

  it('says where it ceases to be YAML', () => {
    const text = 'a: 1\nb: "x\n';
    expect(readYaml(text).faults[0]?.offset).toBeGreaterThan(5);
    expect(readYaml('a: 1\n...\nb: 2').faults).toHaveLength(1);
  });

  it('is total, and what it gives can be written as JSON', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'a: ',
        '- ',
        '\n',
        '  ',
        '\t',
        '[',
        ']',
        '{',
        '}',
        '"',
        "'",
        '&a ',
        '*a',
        '!!x ',
        '<<: ',
        '? ',
        '|',
        '>',
        '#',
        '---',
        '...',
        '%',
        ',',
        ':',
        '\r\n',
        '__proto__: ',
        '\0',
        '\uFEFF',
      ),
      fc.string({ unit: 'binary', maxLength: 5 }),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 40 }).map((parts) => parts.join('')),
        (text) => {
          const { root, faults, notes } = readYaml(text);
          for (const { offset } of [...faults, ...notes]) expect(offset).toBeLessThanOrEqual(text.length + 1);
          if (root === undefined) return;
          JSON.stringify(root.value);
          expect(root.end).toBeGreaterThanOrEqual(root.start);
        },
      ),
      { numRuns: 3000 },
    );
  });
});

function valueOf(text: string): unknown {
  return readYaml(text).root?.value;
}
