import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseIdFile, parseModelLine, readIdFile } from '../../../extract/huggingface/id-file.ts';

const hub = 'https://huggingface.co';

describe('a line of the id file', () => {
  it.each([
    ['stone/oak-7b', { id: 'stone/oak-7b' }],
    ['gpt2', { id: 'gpt2' }],
    ['hf:stone/oak-7b', { id: 'stone/oak-7b' }],
    ['stone/oak-7b@main', { id: 'stone/oak-7b', revision: 'main' }],
    ['stone/oak-7b@refs/pr/1', { id: 'stone/oak-7b', revision: 'refs/pr/1' }],
    ['https://huggingface.co/stone/oak-7b', { id: 'stone/oak-7b' }],
    ['https://huggingface.co/stone/oak-7b/', { id: 'stone/oak-7b' }],
    ['http://www.hf.co/stone/oak-7b?library=vllm#files', { id: 'stone/oak-7b' }],
    ['HuggingFace.co/stone/oak-7b', { id: 'stone/oak-7b' }],
    ['https://huggingface.co/stone/oak-7b/tree/main', { id: 'stone/oak-7b', revision: 'main' }],
    ['https://huggingface.co/stone/oak-7b/blob/refs%2Fpr%2F1/README.md', { id: 'stone/oak-7b', revision: 'refs/pr/1' }],
    ['https://huggingface.co/stone/oak-7b@v1.0', { id: 'stone/oak-7b', revision: 'v1.0' }],
    ['https://huggingface.co/stone/oak-7b/discussions/3', { id: 'stone/oak-7b' }],
    ['https://huggingface.co/gpt2', { id: 'gpt2' }],
    ['https://huggingface.co/gpt2/tree/main', { id: 'gpt2', revision: 'main' }],
    ['https://huggingface.co/api/models/stone/oak-7b/revision/main', { id: 'stone/oak-7b', revision: 'main' }],
  ])('%s names a model', (line, expected) => {
    expect(parseModelLine(line, hub)).toEqual(expected);
  });

  it.each([
    ['a/b/c'],
    ['two words'],
    ['/oak'],
    ['oak/'],
    ['../oak'],
    ['oak@'],
    ['https://huggingface.co/'],
    ['https://huggingface.co'],
    ['https://huggingface.co/datasets/squad'],
    ['https://huggingface.co/spaces/stone/demo'],
    ['https://example.org/stone/oak-7b'],
    ['ftp://huggingface.co/stone/oak-7b'],
  ])('%s names none, and says why', (line) => {
    expect(parseModelLine(line, hub)).toEqual({ reason: expect.stringMatching(/\w/) });
  });

  it('is understood as an address of the configured endpoint, path included', () => {
    expect(parseModelLine('http://127.0.0.1:8787/hf/stone/oak-7b/tree/v2', 'http://127.0.0.1:8787/hf')).toEqual({
      id: 'stone/oak-7b',
      revision: 'v2',
    });
  });

  it('gives an id or a reason for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const parsed = parseModelLine(text, hub);
        expect('id' in parsed ? parsed.id.length > 0 : parsed.reason.length > 0).toBe(true);
      }),
    );
  });
});

describe('the id file', () => {
  it('ignores comments, blank lines, a byte order mark, carriage returns and surrounding space', () => {
    const text = '\uFEFF# models\r\n\r\n  stone/oak-7b  \r\nleaf/twin\t# the small one\r\n   # end\r\n';

    const { models, unusable } = parseIdFile(text, hub);

    expect(models).toEqual([
      { line: 3, text: 'stone/oak-7b', id: 'stone/oak-7b' },
      { line: 4, text: 'leaf/twin', id: 'leaf/twin' },
    ]);
    expect(unusable).toEqual([]);
  });

  it('asks once for what several lines name, and keeps revisions and letter case apart', () => {
    const text = 'leaf/twin\nhttps://hf.co/leaf/twin\nleaf/Twin\nleaf/twin@main\nleaf/twin@main\n';

    const { models, repeated } = parseIdFile(text, hub);

    expect(models.map(({ id, revision }) => [id, revision])).toEqual([
      ['leaf/twin', undefined],
      ['leaf/Twin', undefined],
      ['leaf/twin', 'main'],
    ]);
    expect(repeated).toBe(2);
  });

  it('reports lines that name no model with their number', () => {
    expect(parseIdFile('gpt2\nnot a model\n', hub).unusable).toEqual([
      { line: 2, text: 'not a model', reason: expect.any(String) },
    ]);
  });

  describe('on disk', () => {
    let folder = '';
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'stemma-ids-'));
    });
    afterAll(() => rm(folder, { recursive: true, force: true }));

    it('is a configuration error when it is not there', async () => {
      await expect(readIdFile(join(folder, 'none.txt'), hub)).rejects.toMatchObject({
        code: 'STEMMA_CONFIG',
        hint: expect.stringContaining('HF_MODELS_FILE_PATH'),
      });
    });

    it('is a configuration error when it is not UTF-8', async () => {
      const path = join(folder, 'latin.txt');
      await writeFile(path, Buffer.from([0x67, 0x70, 0x74, 0xe9, 0x0a]));

      await expect(readIdFile(path, hub)).rejects.toMatchObject({ code: 'STEMMA_CONFIG' });
    });
  });
});
