/** What follows every front matter below: the prose that must never be lost. */
export const body =
  '\n# A model\n\nSome words about it, enough for a paragraph.\n\n## Limitations\n\nKept.\n\narXiv:2106.09685\n';

export interface BrokenCard {
  readonly name: string;
  readonly head: string | Buffer;
  readonly issues: readonly string[];
  readonly license?: string;
  readonly tags?: readonly string[];
}

function card(
  name: string,
  head: string | Buffer,
  issues: readonly string[] = [],
  license?: string,
  tags?: readonly string[],
): BrokenCard {
  return { name, head, issues, ...(license === undefined ? {} : { license }), ...(tags === undefined ? {} : { tags }) };
}

export const cards: readonly BrokenCard[] = [
  card('sound', '---\nlicense: mit\n---\n', [], 'mit'),
  card('blanks behind the marks', '--- \nlicense: mit\n---   \n', [], 'mit'),
  card('tabs behind the marks', '---\t\nlicense: mit\n---\t\n', [], 'mit'),
  card('CRLF', '---\r\nlicense: mit\r\ntags:\r\n- a\r\n---\r\n', [], 'mit', ['a']),
  card('lone CR', '---\rlicense: mit\r---\r'),
  card('a byte order mark', '\uFEFF---\nlicense: mit\n---\n', [], 'mit'),
  card('a byte order mark, CRLF and blank lines', '\uFEFF\r\n \t\r\n---\r\nlicense: mit\r\n---\r\n', [], 'mit'),
  card('blank lines before', '\n\n   \n---\nlicense: mit\n---\n', [], 'mit'),
  card('marks behind blanks', '  ---\nlicense: mit\n  ---\n', [], 'mit'),
  card('a comment before', '<!-- made by hand -->\n---\nlicense: mit\n---\n', ['yaml-late 2'], 'mit'),
  card(
    'a comment of several lines before',
    '\n<!--\n---\nlicense: gpl\n---\n-->\n\n---\nlicense: mit\n---\n',
    ['yaml-late 8'],
    'mit',
  ),
  card('text before', 'A card.\n---\nlicense: mit\n---\n'),
  card('a fence before', '```yaml\n---\nlicense: mit\n---\n```\n'),
  card('no end, a blank line', '---\nlicense: mit\ntags:\n- a\n', ['yaml-unclosed 1'], 'mit', ['a']),
  card('no end, prose at once', '---\nlicense: mit\nThis is prose.\n', ['yaml-unclosed 1'], 'mit'),
  card('no end, and nothing in it', '---\n', ['yaml-unclosed 1']),
  card('an end of four', '---\nlicense: mit\n----\n', ['yaml-unclosed 1'], 'mit'),
  card('a beginning of four', '----\nlicense: mit\n---\n'),
  card('an end with words', '---\nlicense: mit\n--- # end\n', ['yaml-unclosed 1'], 'mit'),
  card('two front matters', '---\nlicense: mit\n---\n---\nlicense: gpl\n---\n', [], 'mit'),
  card('a rule above and below prose', '---\nHere is a model: it works\n---\n'),
  card('nothing between the marks', '---\n---\n'),
  card('a comment between the marks', '---\n# nothing yet\n---\n'),
  card('braces between the marks', '---\n{}\n---\n'),
  card('a list', '---\n- a\n- b\n---\n', ['yaml-not-mapping 2']),
  card('a word', '---\nlicense\n---\n', ['yaml-not-mapping 2']),
  card('no blank behind the colon', '---\nlicense:mit\n---\n', ['yaml-not-mapping 2']),
  card('indented by tabs', '---\nlicense: mit\ntags:\n\t- a\n\t- b\n---\n', ['yaml-error 4'], 'mit', ['a', 'b']),
  card('a tab behind the colon', '---\nlicense:\tmit\n---\n', [], 'mit'),
  card('a key twice', '---\nlicense: gpl\ntags: [a]\nlicense: mit\n---\n', ['duplicate-key 4'], 'mit', ['a']),
  card('a key twice, of another shape', '---\ntags: a\nlicense: mit\ntags: [b, c]\n---\n', ['duplicate-key 4'], 'mit', [
    'b',
    'c',
  ]),
  card('anchors and aliases', '---\nx: &one mit\nlicense: *one\ntags: &two [a]\nmore: *two\n---\n', [], 'mit', ['a']),
  card('an alias of nothing', '---\nlicense: mit\ntags: *none\n---\n', ['yaml-alias 3'], 'mit'),
  card('a circle', '---\nlicense: mit\ntags: &t [a, *t]\n---\n', ['yaml-alias 3', 'wrong-shape'], 'mit', ['a']),
  card('merge keys', '---\nx: &x {license: gpl}\n<<: *x\ntags: [a]\n---\n', ['yaml-merge-key 3'], undefined, ['a']),
  card('the language no', '---\nlanguage: no\nlicense: mit\n---\n', [], 'mit'),
  card('words that were booleans once', '---\nlanguage: [no, nb]\ntags: [yes, off, y]\n---\n', [], undefined, [
    'off',
    'y',
    'yes',
  ]),
  card('a boolean', '---\nlanguage: false\nlicense: mit\n---\n', ['unknown-language'], 'mit'),
  card(
    'numbers and dates as words',
    '---\nlicense: 0.10\ntags: [2024-01-01, 1e3, 0x10, 12:30]\n---\n',
    ['unknown-license'],
    '0.10',
    ['0x10', '12:30', '1e3', '2024-01-01'],
  ),
  card('dates as keys', '---\n2024-01-01: x\n2024-01-02: y\nlicense: mit\n---\n', [], 'mit'),
  card('keys that are no words', '---\n1: x\n: y\n[a, b]: z\nlicense: mit\n---\n', ['yaml-key 4'], 'mit'),
  card('an open quote', '---\nlicense: mit\nwidget:\n- text: "open\n---\n', ['yaml-error 5', 'yaml-field 3'], 'mit'),
  card(
    'an open quote before the rest',
    '---\nwidget: "open\ntags: [a]\nlicense: mit\n---\n',
    ['yaml-error 5', 'yaml-field 2'],
    'mit',
    ['a'],
  ),
  card(
    'an open single quote',
    "---\nwidget:\n- text: 'it's\ntags: [a]\nlicense: mit\n---\n",
    ['yaml-error 3', 'yaml-field 2'],
    'mit',
    ['a'],
  ),
  card('an open bracket', '---\ntags: [a, b\nlicense: mit\n---\n', ['yaml-error 3', 'yaml-field 2'], 'mit'),
  card('a colon within', '---\nlicense: mit\ntitle: one: two\ntags: [a]\n---\n', ['yaml-error 3'], 'mit', ['a']),
  card('indents that do not fit', '---\nlicense: mit\n  tags:\n - a\n---\n', ['yaml-error 2', 'yaml-field 2']),
  card('a reserved sign', '---\nlicense: mit\ntitle: @home\ntags: [a]\n---\n', ['yaml-error 3'], 'mit', ['a']),
  card('a backtick', '---\ntitle: `x`\nlicense: mit\n---\n', ['yaml-error 2'], 'mit'),
  card('emphasis', '---\ntitle: *very* good\nlicense: mit\n---\n', ['yaml-error 2'], 'mit'),
  card('a per cent sign', '---\nlicense: mit\n%x\ntags: [a]\n---\n', ['yaml-error 3'], 'mit', ['a']),
  card('a wrong escape', '---\ntitle: "\\d"\nlicense: mit\n---\n', ['yaml-error 2'], 'mit'),
  card('a list on one line', '---\ntags: - a - b\nlicense: mit\n---\n', ['yaml-error 2', 'yaml-field 2'], 'mit'),
  card(
    'marks of a merge',
    '---\n<<<<<<< HEAD\nlicense: mit\n=======\nlicense: gpl\n>>>>>>> other\ntags: [a]\n---\n',
    ['yaml-error 2', 'duplicate-key 5'],
    'gpl',
    ['a'],
  ),
  card(
    'types of other languages',
    '---\ntags: !!python/object/apply:os.system ["ls"]\nlicense: !!js/function "mit"\n---\n',
    ['yaml-tag 2', 'yaml-tag 3'],
    'mit',
    ['ls'],
  ),
  card('a second document', '---\nlicense: mit\n...\ntags: [a]\n---\n', ['yaml-error 4'], 'mit', ['a']),
  card('words of a template', '---\n{{ card_data }}\n---\n', ['yaml-key 2']),
  card('a line of a template left over', '---\nYAML tags:\n- x: y\nlicense: mit\n---\n', [], 'mit'),
  card('HTML as a key', '---\nlicense: mit\n<!-- thumbnail: "x" -->\n---\n', ['yaml-error 3'], 'mit'),
  card(
    'keys of JavaScript',
    '---\n__proto__: {license: gpl}\nconstructor: {prototype: {license: gpl}}\nlicense: mit\n---\n',
    [],
    'mit',
  ),
  card('NUL', '---\nlicense: mit\ntags: ["a\0b"]\n---\n', [], 'mit', ['a\u0000b']),
  card('no UTF-8', Buffer.from('---\nlicense: mit\ntitle: caf\xe9\n---\n', 'latin1'), ['not-utf8 3'], 'mit'),
  card(
    'half a character',
    Buffer.concat([Buffer.from('---\nlicense: mit\ntitle: '), Buffer.from('é').subarray(0, 1), Buffer.from('\n---\n')]),
    ['not-utf8 3'],
    'mit',
  ),
  card('forty levels', `---\nx: ${'['.repeat(40)}${']'.repeat(40)}\nlicense: mit\n---\n`, ['yaml-too-deep 2'], 'mit'),
  card(
    'a bomb',
    `---\nlicense: mit\na: &a [x,x,x,x,x,x,x,x,x]\n${Array.from('bcdefghi', (name, i) => `${name}: &${name} [${`*${'abcdefgh'[i]},`.repeat(9)}]`).join('\n')}\n---\n`,
    ['yaml-too-large 8'],
    'mit',
  ),
  card('more than a megabyte', `---\nlicense: mit\nx: ${'x'.repeat(2 ** 20)}\n---\n`, ['yaml-too-large 2'], 'mit'),
  card(
    'more than is read',
    `---\nlicense: mit\ntags:\n${'- a\n'.repeat(60_000)}---\n`,
    ['yaml-too-large 25002', 'yaml-field 3'],
    'mit',
  ),
];
