import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileOfUrl, fileUrl, type RepoFile } from '../../../extract/huggingface/file-url.ts';

const endpoints = ['https://huggingface.co', 'http://127.0.0.1:8787/hf', 'https://mirror.test/a/b/c'];
const segment = fc.stringMatching(/^[\w.~ +%&#?-]{1,12}$/).filter((text) => !/^\.+$/.test(text) && text !== 'datasets');
const file: fc.Arbitrary<RepoFile> = fc.record({
  kind: fc.constantFrom('model', 'dataset'),
  id: fc.oneof(
    segment,
    fc.tuple(segment, segment).map((parts) => parts.join('/')),
  ),
  revision: fc.constantFrom('main', 'refs/pr/1', 'a'.repeat(40)),
  path: fc.array(segment, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/')),
});
const range = fc.option(fc.tuple(fc.nat(1e6), fc.nat(1e6)), { nil: undefined });

describe('the address of a file', () => {
  it('tells the file and the range again, also where the endpoint has a path and is not known', () => {
    fc.assert(
      fc.property(fc.constantFrom(...endpoints), file, range, (endpoint, one, bytes) => {
        const url = fileUrl(endpoint, one, bytes);
        const told = bytes === undefined ? one : { ...one, range: bytes };
        expect(fileOfUrl(endpoint, url)).toEqual(told);
        if (one.kind === 'model' || one.id.includes('/')) expect(fileOfUrl(undefined, url)).toEqual(told);
      }),
    );
  });

  it('keeps an old name without a namespace in the fragment', () => {
    const url = fileUrl('http://127.0.0.1:8787/hf', { kind: 'model', id: 'gpt2', revision: 'main', path: 'README.md' });
    expect(url).toBe('http://127.0.0.1:8787/hf/gpt2/resolve/main/README.md#repo=gpt2');
  });

  it.each(['https://huggingface.co/api/models/a/b', 'https://huggingface.co/a/b/blob/main/README.md', 'no address'])(
    '%s is none',
    (url) => {
      expect(fileOfUrl(undefined, url)).toBeUndefined();
    },
  );
});
