const size = 2 ** 20;

function filled(unit: string): string {
  return unit.repeat(Math.floor(size / unit.length));
}

/** Each alias stands for nine of the one before: 9^10 values in 340 characters. */
const laughs = [
  'a: &a [x,x,x,x,x,x,x,x,x]',
  ...Array.from('bcdefghij', (name, i) => `${name}: &${name} [${`*${'abcdefghi'[i]},`.repeat(9)}]`),
].join('\n');

/** Texts made to hurt a reader of YAML. */
export const yamlAttacks = {
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
  'keys of prototypes': '__proto__: {polluted: 1}\nconstructor: {prototype: {polluted: 2}}',
} as const satisfies Record<string, string>;
