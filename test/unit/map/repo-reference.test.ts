import { describe, expect, it } from 'vitest';
import { isServedRepoId, readRepoReference } from '../../../extract/huggingface/repo-reference.ts';
import { cpuMs } from '../../support/cpu-time.ts';

const paths = [
  '/content/model',
  '/kaggle/working/hf_cache/models--a--b/snapshots/0f8',
  './out',
  '../base',
  '.',
  '..',
  './',
  '~',
  '~/models/llama',
  '~user/model',
  'C:\\models\\llama',
  'C:/models/llama',
  'd:llama',
  '\\\\server\\share\\model',
  'models\\llama',
  'outputs/run/checkpoints/last',
  'content/drive/MyDrive/model',
  'x/y/z.gguf',
  'out/',
  'models/llama/',
  '.cache/llama',
  'file:///data/model',
  '$HOME/llama',
  '%USERPROFILE%\\llama',
  's3://bucket/llama',
  'llama-2-7b.Q4_K_M.gguf',
  'pytorch_model.bin',
  '/data/My Models/llama',
];

const placeholders = [
  '',
  '   ',
  'None',
  'none',
  'NULL',
  'undefined',
  'N/A',
  'nan',
  '-',
  '...',
  'TODO',
  'TODO-add-base-model-repo-link',
  'todo: fill in',
  '<base model>',
  '<org>/<name>',
  '[More Information Needed]',
  '{{ base_model }}',
  '${BASE_MODEL}',
  'base_model',
];

const ids = [
  'gpt2',
  'bert-base-uncased',
  'a/b',
  'models/llama',
  'Qwen/Qwen3.8-27B',
  'todo/model',
  'none/none',
  'org/weights.gguf',
  '0/_',
];

const noIds = [
  'Llama 3 8B',
  'a/b@main',
  'a--b/c',
  'a/b..c',
  '-a/b',
  'a/b-',
  'https://github.com/a/b',
  'https://huggingface.co/datasets/a/b',
  'https://huggingface.co/',
  'my own/nice model/here',
  'llama:7b',
  'modèle/α',
  `a/${'x'.repeat(97)}`,
  'a/b\u0000',
  '🤗/model',
  '[llama](https://huggingface.co/a/b)',
];

const addresses = [
  ['https://huggingface.co/a/b', 'a/b'],
  ['http://huggingface.co/a/b/', 'a/b'],
  ['https://www.huggingface.co/a/b?x=1#y', 'a/b'],
  ['https://huggingface.co/a/b/tree/main/sub/dir', 'a/b'],
  ['https://huggingface.co/gpt2/blob/main/README.md', 'gpt2'],
  ['huggingface.co/a/b', 'a/b'],
  ['hf.co/a/b', 'a/b'],
  ['https://huggingface.co/a/tree', 'a/tree'],
  ['  a/b\n', 'a/b'],
] as const;

describe('a string that should name a model', () => {
  it.each(paths)('%j is a path', (text) => {
    expect(readRepoReference(text)).toEqual({ kind: 'local-path' });
  });
  it.each(placeholders)('%j is a placeholder', (text) => {
    expect(readRepoReference(text)).toEqual({ kind: 'placeholder' });
  });
  it.each(ids)('%j is a name', (text) => {
    expect(readRepoReference(text)).toEqual({ kind: 'id', id: text });
  });
  it.each(noIds)('%j is no name', (text) => {
    expect(readRepoReference(text)).toEqual({ kind: 'not-an-id' });
  });
  it.each(addresses)('%j names %j', (text, id) => {
    expect(readRepoReference(text)).toEqual({ kind: 'id', id });
  });
  it('takes 96 characters behind the namespace, and more namespace', () => {
    const id = `${'n'.repeat(60)}/${'x'.repeat(96)}`;
    expect(readRepoReference(id)).toEqual({ kind: 'id', id });
  });
  it('reads addresses of data sets only as data sets', () => {
    expect(readRepoReference('https://huggingface.co/datasets/a/b', 'dataset')).toEqual({ kind: 'id', id: 'a/b' });
    expect(readRepoReference('https://huggingface.co/a/b', 'dataset')).toEqual({ kind: 'not-an-id' });
  });
  it.each(['/', 'a/', 'a b', 'todo', '<', '[', 'x/', '\\', 'hf.co//'])(
    'answers at once for long strings of %j',
    (piece) => {
      const ms = cpuMs(() => {
        for (const tail of ['', ' ', '>', ':']) readRepoReference(`hf.co/${piece.repeat(100_000)}${tail}`);
        for (const tail of ['', ' ', '>', ':']) readRepoReference(piece.repeat(100_000) + tail);
      });
      expect(ms).toBeLessThan(500);
    },
  );
});

describe('the id of a served record', () => {
  it.each(['gpt2', 'a/b', 'a--b/c', 'CON', '名/模型', '🤗', '..a', 'x'.repeat(200)])('%j is usable', (id) => {
    expect(isServedRepoId(id)).toBe(true);
  });
  it.each(['', '/', 'a/', '/a', 'a/b/c', 'a b', 'a\u0000b', 'a\nb', '\ud800', 'a\\b', 'x'.repeat(513)])(
    '%j is not',
    (id) => {
      expect(isServedRepoId(id)).toBe(false);
    },
  );
});
