import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { linesWithPrefix } from '../../src/core/sorted-file.ts';
import { inTemporaryFolder } from '../support/run-folder.ts';

const word = fc.string({ unit: fc.constantFrom('a', 'b', '/', 'é', '😀'), minLength: 1, maxLength: 4 });
const lines = fc.array(fc.tuple(word, fc.nat(3)), { maxLength: 60 });

it('finds exactly the lines that begin with a key, wherever they stand', async () => {
  await inTemporaryFolder(async (folder) => {
    await fc.assert(
      fc.asyncProperty(lines, word, fc.nat(40_000), async (pairs, key, padding) => {
        // One long line, so that a read may end within any line.
        const all = [...pairs.map(([text, n]) => `${text}\t${n}`), `b\t${'x'.repeat(padding)}`];
        const sorted = all.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
        const path = join(folder, 'sorted');
        await writeFile(path, sorted.map((line) => `${line}\n`).join(''));

        expect(await linesWithPrefix(path, `${key}\t`)).toEqual(sorted.filter((line) => line.startsWith(`${key}\t`)));
      }),
      { numRuns: 200 },
    );
    expect(await linesWithPrefix(join(folder, 'nothing'), 'a')).toEqual([]);
  });
});
