import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readYaml } from '../../../extract/yaml.ts';
import { placeOf } from '../../../extract/yaml-values.ts';

const size = 2 ** 20;

function filled(unit: string): string {
  return unit.repeat(Math.floor(size / unit.length));
}

/** Each alias stands for nine of the one before: 9^10 values in 340 characters. */
const laughs = [
  'a: &a [x,x,x,x,x,x,x,x,x]',
  ...Array.from('bcdefghij', (name, i) => `${name}: &${name} [${`*${'abcdefghi'[i]},`.repeat(9)}]`),
].join('\n');

const payloads: Readonly<Record<string, string>> = {
  'a billion laughs': laughs,
  'a circle': 'a: &a [*a]',
  'many keys': Array.from({ length: 90_000 }, (_, i) => `k${i}: 1`).join('\n'),
  'one key a hundred thousand times': filled('a: 1\n'),
  'a long list': filled('- a\n'),
  'nested lists, open': filled('['),
  'nested lists, closed': `a: ${'['.repeat(2200)}${']'.repeat(2200)}`,
  'nested maps': filled('{a: '),
  'nested dashes': filled('- '),
  'nested question marks': filled('? '),
  'nested blocks': Array.from({ length: 1400 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
  'commas alone': `a: [${filled(',')}]`,
  'brackets closed alone': filled('] '),
  'indents that do not fit': filled('  a:\n b:\n'),
  'wrong escapes': `a: "${filled('\\\n')}"`,
  'an open quote': `a: "${filled('x\n')}`,
  colons: filled(': '),
  anchors: filled('&a '),
  aliases: `a: &a x\nb: [${filled('*a, ').slice(0, -10)}]`,
  tags: filled('! '),
  directives: filled('%a\n'),
  documents: filled('---\na\n'),
  'merge keys': `a: &a {b: 1}\n${filled('c: {<<: *a}\n')}`,
  functions: filled('- !!js/function x\n'),
  'ordered maps': `a: !!omap\n${filled('  - a: 1\n').slice(0, -10)}`,
  comments: filled('# a\n'),
  blanks: `a: x\n${filled('\n').slice(0, -10)}b: 1`,
  NUL: filled('\0'),
  'larger than is read': `${filled('a')}a`,
};

describe('YAML of somebody else', () => {
  it.each(Object.entries(payloads))('answers at once: %s', (_, text) => {
    const taken = Math.min(...Array.from({ length: 3 }, () => timed(() => readYaml(text))));
    expect(taken).toBeLessThan(1500);
  });

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
    [laughs, undefined, 'yaml-too-large'],
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

function timed(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}
