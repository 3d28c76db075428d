import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BaseModelEdit, patchBaseModels } from '../../src/query/suggest/front-matter-edit.ts';
import { linesOf, unifiedDiff } from '../../src/query/suggest/unified-diff.ts';

const run = promisify(execFile);
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stemma-patch-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The card after `git apply`, or what keeps it from being patched. */
async function patched(card: string, edit: Partial<BaseModelEdit>): Promise<string> {
  const result = patchBaseModels(card, { add: [], respell: [], ...edit });
  if ('problem' in result) return result.problem;
  await writeFile(join(folder, 'README.md'), card);
  await writeFile(join(folder, 'one.patch'), result.patch);
  await run('git', ['apply', '--whitespace=nowarn', 'one.patch'], { cwd: folder });
  return readFile(join(folder, 'README.md'), 'utf8');
}

describe('a base put into a card', () => {
  it.each([
    [
      'at the end of the front matter',
      '---\nlicense: mit\n---\n# T\n',
      '---\nlicense: mit\nbase_model: a/b\n---\n# T\n',
    ],
    ['into an empty one', '---\n---\nText', '---\nbase_model: a/b\n---\nText'],
    ['above a card without one', '# T\n', '---\nbase_model: a/b\n---\n\n# T\n'],
    ['above a card without a line end', 'T', '---\nbase_model: a/b\n---\n\nT'],
    ['into an empty card', '', '---\nbase_model: a/b\n---\n\n'],
    [
      'with the line ends it has',
      '---\r\nlicense: mit\r\n---\r\nT',
      '---\r\nlicense: mit\r\nbase_model: a/b\r\n---\r\nT',
    ],
    ['behind a byte order mark', '\uFEFF--- \nx: 1\n---\t\nT\n', '\uFEFF--- \nx: 1\nbase_model: a/b\n---\t\nT\n'],
    ['instead of a placeholder', '---\nbase_model: None\nx: 1\n---\n', '---\nbase_model: a/b\nx: 1\n---\n'],
    ['instead of a path', '---\nbase_model: "./out"\nx: 1\n---\n', '---\nbase_model: a/b\nx: 1\n---\n'],
    ['instead of nothing', '---\nbase_model:\nx: 1\n---\n', '---\nbase_model: a/b\nx: 1\n---\n'],
    ['beside another', '---\nbase_model: c/d\n---\n', '---\nbase_model:\n- c/d\n- a/b\n---\n'],
    [
      'into a list',
      "---\nbase_model:\n  - 'c/d'\n  - e/f\nx: 1\n---\n",
      '---\nbase_model:\n- c/d\n- e/f\n- a/b\nx: 1\n---\n',
    ],
  ])('stands %s', async (_, card, expected) => {
    expect(await patched(card, { add: ['a/b'] })).toBe(expected);
  });

  it('takes the place of another spelling of it', async () => {
    const respell = [{ from: 'A/B', to: 'a/b' }];

    expect(await patched('---\nbase_model: A/B\n---\n', { respell })).toBe('---\nbase_model: a/b\n---\n');
    expect(await patched('---\nbase_model:\n- c/d\n- A/B\n---\nT', { respell, add: ['e/f'] })).toBe(
      '---\nbase_model:\n- c/d\n- a/b\n- e/f\n---\nT',
    );
    expect(await patched('---\nbase_model: c/d\n---\n', { respell })).toBe('the front matter does not say A/B');
    expect(await patched('# T', { respell })).toBe('the card has no front matter');
  });

  it('is quoted where YAML would read something else', async () => {
    expect(await patched('---\n---\n', { add: ['0/1'] })).toBe('---\nbase_model: "0/1"\n---\n');
    expect(await patched('---\n---\n', { add: ['no'] })).toBe('---\nbase_model: "no"\n---\n');
  });

  it.each([
    ['the front matter has no end', '---\nlicense: mit\n# T\n'],
    ['the front matter states base_model twice', '---\nbase_model: c/d\nbase_model: e/f\n---\n'],
    ['base_model is in a form that is not edited', '---\nbase_model: [c/d, e/f]\n---\n'],
    ['base_model is in a form that is not edited', '---\nbase_model: c/d # for now\n---\n'],
    ['base_model is in a form that is not edited', '---\nbase_model: &base c/d\n---\n'],
    ['base_model runs over several lines', '---\nbase_model: c/d\n  more\n---\n'],
    ['something stands before the front matter', '<!-- by a tool -->\n---\nlicense: mit\n---\n'],
    ['something stands before the front matter', '\n---\nlicense: mit\n---\n'],
  ])('is left to people when %s', async (problem, card) => {
    expect(await patched(card, { add: ['a/b'] })).toBe(problem);
  });
});

describe('a patch', () => {
  it('shows three lines around', () => {
    const lines = linesOf('1\n2\n3\n4\n5\n6\n7\n8\n9');

    expect(unifiedDiff('README.md', lines, { at: 4, remove: 1, insert: ['five\n', 'and\n'] })).toBe(
      '--- a/README.md\n+++ b/README.md\n@@ -2,7 +2,8 @@\n 2\n 3\n 4\n-5\n+five\n+and\n 6\n 7\n 8\n',
    );
    expect(unifiedDiff('README.md', lines, { at: 8, remove: 1, insert: ['nine'] })).toMatch(
      /-9\n\\ No newline at end of file\n\+nine\n\\ No newline at end of file\n$/,
    );
  });
});
