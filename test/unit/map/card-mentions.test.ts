import { describe, expect, it } from 'vitest';
import { bibEntries } from '../../../extract/huggingface/card/bibtex.ts';
import { mentionsIn } from '../../../extract/huggingface/card/mentions.ts';
import { map } from '../../../extract/huggingface/map.ts';
import { mintArxivPaper, mintDataset, mintDoi, mintModel } from '../../../ontology/iri.ts';
import { cardInput } from '../../support/card-input.ts';
import { firstEntity } from '../../support/map-input.ts';

function found(text: string): readonly string[] {
  return Array.from(mentionsIn(text, 0), (one) => {
    const said = one.kind === 'code' ? one.url : one.id;
    const version = one.kind === 'arxiv' && one.version !== undefined ? `v${one.version}` : '';
    return `${one.kind} ${said}${version} <${text.slice(one.start, one.end)}>`;
  });
}

describe('what a text names', () => {
  it.each([
    ['see https://arxiv.org/abs/2106.09685v2.', 'arxiv 2106.09685v2 <arxiv.org/abs/2106.09685v2>'],
    ['[x](https://arxiv.org/pdf/1810.04805.pdf)', 'arxiv 1810.04805 <arxiv.org/pdf/1810.04805.pdf>'],
    ['http://export.arxiv.org/abs/cs/9901001', 'arxiv cs/9901001 <arxiv.org/abs/cs/9901001>'],
    ['https://ar5iv.labs.arxiv.org/html/2106.09685', 'arxiv 2106.09685 <ar5iv.labs.arxiv.org/html/2106.09685>'],
    ['https://www.alphaxiv.org/abs/2106.09685', 'arxiv 2106.09685 <alphaxiv.org/abs/2106.09685>'],
    ['arXiv:math.GT/0309136v2 [math]', 'arxiv math/0309136v2 <arXiv:math.GT/0309136v2>'],
    ['(arXiv: 2106.09685)', 'arxiv 2106.09685 <arXiv: 2106.09685>'],
    ['arXiv preprint arXiv:2106.09685, 2021', 'arxiv 2106.09685 <arXiv:2106.09685>'],
    ['https://huggingface.co/papers/2106.09685', 'arxiv 2106.09685 <huggingface.co/papers/2106.09685>'],
    ['doi:10.48550/arXiv.2106.09685', 'arxiv 2106.09685 <10.48550/arXiv.2106.09685>'],
    ['https://doi.org/10.18653/v1/N19-1423.', 'doi 10.18653/v1/N19-1423 <10.18653/v1/N19-1423>'],
    ['(doi 10.1016/S0031-3203(99)00055-2)', 'doi 10.1016/S0031-3203(99)00055-2 <10.1016/S0031-3203(99)00055-2>'],
    ['[![DOI](https://zenodo.org/badge/DOI/10.5281/zenodo.123.svg)](x)', 'doi 10.5281/zenodo.123 <10.5281/zenodo.123>'],
    ['{10.1000/a_b},', 'doi 10.1000/a_b <10.1000/a_b>'],
    ['https://huggingface.co/datasets/a/b/viewer/x', 'dataset a/b <huggingface.co/datasets/a/b/viewer/x>'],
    ['https://huggingface.co/datasets/a/b/tree/main', 'dataset a/b <huggingface.co/datasets/a/b/tree/main>'],
    ['[squad](https://hf.co/datasets/squad)', 'dataset squad <hf.co/datasets/squad>'],
    ['https://www.huggingface.co/org/model.', 'model org/model <huggingface.co/org/model>'],
    [
      'https://huggingface.co/org/model/blob/main/x.py?y#z',
      'model org/model <huggingface.co/org/model/blob/main/x.py>',
    ],
    ['git+https://github.com/a/b.git@main', 'code https://github.com/a/b <github.com/a/b>'],
    ['https://github.com/a/b.c/tree/x', 'code https://github.com/a/b.c <github.com/a/b.c>'],
  ])('%s', (text, mention) => {
    expect(found(text)).toEqual([mention]);
  });

  it.each([
    'arXiv:2113.00001',
    'arXiv:2106.096851234',
    'https://arxiv.org/list/cs.CL/recent',
    'my-arxiv-papers',
    'version 10.1234/x',
    'a10.1234/abcdef',
    '1.10.1234/abcdef',
    'https://huggingface.co/org',
    'https://huggingface.co/org/model/resolve/main/a.png',
    'https://huggingface.co/datasets/org/pictures/raw/main/a.png',
    'https://huggingface.co/spaces/a/b',
    'https://huggingface.co/docs/transformers/index',
    'https://huggingface.co/models?filter=x',
    'https://cdn-lfs.huggingface.co/a/b',
    'https://nothuggingface.co/a/b',
    'https://github.com/a',
    'https://github.com/orgs/a/people',
    'https://gist.github.com/a/b',
  ])('names nothing: %s', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('BibTeX', () => {
  it('is read by braces, with the place of each field', () => {
    const text =
      '@Article{a1,\n title = {On {N}otes, and = signs},\n doi="10.1/x", year=2021,\n  note = {a\n  b}}\n@misc{b, eprint={1}}';
    const [first, second, ...rest] = bibEntries(text, 0);
    expect(rest).toEqual([]);
    expect([...(first?.fields ?? [])].map(([name, { value }]) => [name, value])).toEqual([
      ['title', 'On Notes, and = signs'],
      ['doi', '10.1/x'],
      ['year', '2021'],
      ['note', 'a b'],
    ]);
    const title = first?.fields.get('title');
    expect(text.slice(title?.start, title?.end)).toBe('{On {N}otes, and = signs}');
    expect(text.slice(second?.start, second?.end)).toBe('@misc{b, eprint={1}}');
  });

  it.each(['@article{open, title={x', '@person{a, b={c}}', 'me@misc.org {a}', '@article'])('is none: %s', (text) => {
    expect(bibEntries(text, 0)).toEqual([]);
  });
});

describe('a card', () => {
  const said = (text: string, property: string): unknown => firstEntity(map(cardInput(text)))[property];
  const entry = (field: string): string => `\`\`\`bibtex\n@article{x,\n  title={A title},\n  ${field}\n}\n\`\`\`\n`;

  it.each([
    ['eprint={2106.09685}', mintArxivPaper('2106.09685')],
    ['volume={abs/2106.09685}', mintArxivPaper('2106.09685')],
    ['journal={arXiv preprint arXiv:2106.09685}', mintArxivPaper('2106.09685')],
    ['url={https://doi.org/10.1000/ABC}', mintDoi('10.1000/abc')],
  ])('presents the paper of its own entry: %s', (field, paper) => {
    expect(said(`# M\n\n## Citation\n\n${entry(field)}`, 'referencePublication')).toEqual([paper]);
    expect(said(`# M\n\n## Related work\n\n${entry(field)}`, 'referencePublication')).toBeUndefined();
    expect(said(`# M\n\n## Related work\n\n${entry(field)}`, 'citation')).toEqual([paper]);
  });

  it('presents the first entry only, and none under a heading of another name', () => {
    const two = `${entry('eprint={2106.09685}')}\n${entry('eprint={1810.04805}')}`;
    expect(said(`## BibTeX entry and citation info\n${two}`, 'referencePublication')).toEqual([
      mintArxivPaper('2106.09685'),
    ]);
    expect(said(`## Citation\n### BibTeX\n#### Sentence Transformers\n${two}`, 'referencePublication')).toBeUndefined();
  });

  it('presents a paper or code behind a label', () => {
    const text = '- **Repository:** https://github.com/a/b\n- **Paper [optional]:** https://arxiv.org/abs/2106.09685\n';
    expect(said(text, 'referencePublication')).toEqual([mintArxivPaper('2106.09685')]);
    expect(said(text, 'codeRepository')).toEqual(['https://github.com/a/b']);
    expect(said('released in [this repository](https://github.com/a/b)', 'codeRepository')).toEqual([
      'https://github.com/a/b',
    ]);
    expect(said('made with [x on github](https://github.com/a/b)', 'codeRepository')).toBeUndefined();
    expect(said('Code of others: https://github.com/a/b', 'codeRepository')).toBeUndefined();
  });

  it('never has training data or parents from prose', () => {
    const text =
      'Trained on [d](https://huggingface.co/datasets/a/d), fine-tuned from https://huggingface.co/a/m, by https://huggingface.co/acme/notes-1b.';
    const entity = firstEntity(map(cardInput(text)));
    expect(entity['mentions']).toEqual([mintDataset('a/d'), mintModel('a/m')]);
    for (const property of ['trainedOn', 'baseModel', 'fineTunedFrom', 'evaluatedOn'])
      expect(entity[property]).toBeUndefined();
  });

  it('reads no addresses of repositories in code', () => {
    expect(said('```\n# Code: https://github.com/a/b\nhttps://huggingface.co/a/b\n```', 'mentions')).toBeUndefined();
    expect(said('```\nRepository: https://github.com/a/b\n```', 'codeRepository')).toBeUndefined();
  });

  it('stops at a hundred', () => {
    const text = Array.from({ length: 300 }, (_, i) => `https://huggingface.co/a/m${i} 10.1000/x${i}`).join('\n');
    expect(said(text, 'mentions')).toHaveLength(100);
    expect(said(text, 'citation')).toHaveLength(100);
  });
});
