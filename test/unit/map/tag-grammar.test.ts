import { describe, expect, it } from 'vitest';
import { parseTags } from '../../../extract/huggingface/tag-grammar.ts';

describe('tag grammar', () => {
  it('splits a known prefix at the first colon only', () => {
    const tags = parseTags(['license:mit', 'dataset:a:b', 'arxiv:2106.09685', 'doi:10.57967/hf/1']);
    expect(tags.licenses).toEqual([{ index: 0, text: 'mit' }]);
    expect(tags.datasets).toEqual([{ index: 1, text: 'a:b' }]);
    expect(tags.arxiv).toEqual([{ index: 2, text: '2106.09685' }]);
    expect(tags.dois).toEqual([{ index: 3, text: '10.57967/hf/1' }]);
  });

  it.each(['finetune', 'adapter', 'quantized', 'merge'])('reads the kind %s of a base model', (kind) => {
    expect(parseTags([`base_model:${kind}:a/b`]).baseModels).toEqual([{ index: 0, kind, text: 'a/b' }]);
  });

  it('takes a word before the second colon that is no kind as part of the name', () => {
    expect(parseTags(['base_model:a/b', 'base_model:C:\\x', 'base_model:distill:a/b']).baseModels).toEqual([
      { index: 0, kind: undefined, text: 'a/b' },
      { index: 1, kind: undefined, text: 'C:\\x' },
      { index: 2, kind: undefined, text: 'distill:a/b' },
    ]);
  });

  it.each([
    '2:4-sparsity',
    'MITRE:ATT&CK',
    'language:English',
    'arXiv:2604.17698',
    'License:mit',
    ':x',
    'deploy:azure',
    '',
  ])('leaves %j a plain word', (tag) => {
    expect(parseTags([tag]).plain).toEqual([{ index: 0, text: tag }]);
  });

  it('keeps positions where an element was no string, and leaves out the storage region', () => {
    expect(parseTags([undefined, 'region:us', 'gguf']).plain).toEqual([{ index: 2, text: 'gguf' }]);
  });
});
