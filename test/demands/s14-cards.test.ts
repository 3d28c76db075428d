import { describe, expect, it } from 'vitest';
import { bibEntries } from '../../extract/huggingface/card/bibtex.ts';
import { findFrontMatter } from '../../extract/huggingface/card/front-matter.ts';
import { mentionsIn } from '../../extract/huggingface/card/mentions.ts';
import { outlineOf } from '../../extract/huggingface/card/outline.ts';
import { map } from '../../extract/huggingface/map.ts';
import { cardInput } from '../support/card-input.ts';
import { cpuMs } from '../support/cpu-time.ts';

const size = 2 ** 20;

function filled(unit: string): string {
  return unit.repeat(Math.floor(size / unit.length));
}

/** Made to be read again and again by what looks for the thing. */
const attacks: Readonly<Record<string, string>> = {
  letters: filled('a'),
  blanks: filled(' '),
  'line breaks': filled('\n'),
  'carriage returns': filled('\r'),
  'anchors of arXiv': filled('arxiv'),
  'anchors of arXiv with colons': filled('arXiv: '),
  'addresses of arXiv': filled('arxiv.org/abs/'),
  'nearly numbers of arXiv': filled('arxiv:2106.0968 '),
  'old numbers of arXiv': filled('arxiv:a-b.c-d/123456 '),
  'anchors of DOIs': filled('10.1234/'),
  'DOIs in one word': filled('x10.1234/'),
  'parentheses in DOIs': filled('10.1234/((((((((('),
  'closed DOIs': filled(' 10.1234/).).).)'),
  'addresses of the Hub': filled('huggingface.co/'),
  'addresses of datasets': filled(' hf.co/datasets/'),
  'dots and slashes': filled(' hf.co/./../.'),
  'addresses of code': filled('github.com/'),
  'labels without end': filled('[repository](github.com/a/'),
  'brackets before an address': filled('[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[ github.com/a/b'),
  'links of stars': filled('**Paper:** [**'),
  'open entries': filled('@article{'),
  'entries within entries': filled('@misc{a,b={'),
  'entries of commas': filled('@misc{,,,,,,,,,,}'),
  'an entry of names': `@misc{a,${filled('b =').slice(20)}`,
  'backslashes in an entry': `@misc{a,b={${filled('\\').slice(20)}`,
  braces: filled('{'),
  'number signs': filled('#'),
  headings: filled('# a\n'),
  'headings of numbers': filled('## 1. 2. 3. 4.\n'),
  'headings that mean something': filled('## Usage\n'),
  'headings of parentheses': filled('# ((((((((((\n'),
  'closed headings': `# a${filled(' #').slice(20)}`,
  'headings of HTML': filled('<h1>'),
  'headings of HTML with attributes': filled('<h1 a b c d\n'),
  underlines: filled('a\n=\n'),
  dashes: filled('-'),
  'lines of dashes': filled('---\n'),
  'nearly marks': `---\n${filled(' ---x\n')}`,
  fences: filled('```\n'),
  'open fences': filled('~~~~\n```\n'),
  backticks: filled('`'),
  'open comments': filled('<!--\n'),
  'comments on one line': filled('<!---->'),
  'comments before the front matter': filled('<!-- -->\n'),
  'placeholders nearly': filled('[ more information needed\n'),
  'templates nearly': filled('{{'),
  lists: filled('- a\n'),
  'rows of a table': filled('| a '),
  'two halves': filled('\u{1F600}'),
};

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'identifiers and addresses': (text) => Array.from(mentionsIn(text, 0)).length,
  'entries of BibTeX': (text) => bibEntries(text, 0),
  'headings, code and comments': (text) => outlineOf(text, 0),
  'the front matter': (text) => findFrontMatter(text),
};

describe.each(Object.entries(readers))('a megabyte made to hurt what finds %s', (_, read) => {
  it.each(Object.entries(attacks))('takes at most 50 ms: %s', (__, text) => {
    expect(cpuMs(() => read(text))).toBeLessThanOrEqual(50);
  });
});

describe('a card of a megabyte made to hurt', () => {
  it.each(Object.entries(attacks))('is mapped in less than half a second: %s', (_, text) => {
    const input = cardInput(`---\nlicense: mit\n---\n${text}`);
    expect(cpuMs(() => map(input))).toBeLessThanOrEqual(500);
  });
});
