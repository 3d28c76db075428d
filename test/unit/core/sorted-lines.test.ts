import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sortedLines } from '../../../src/core/sorted-lines.ts';

async function* batches(lines: readonly string[], size: number): AsyncGenerator<readonly string[]> {
  for (let start = 0; start < lines.length; start += size) yield lines.slice(start, start + size);
}

async function sortFolders(): Promise<readonly string[]> {
  return (await readdir(tmpdir())).filter((name) => name.startsWith('stemma-sort-')).toSorted();
}

const line = fc
  .string({ unit: fc.constantFrom('a', 'b', '>', '/', 'é', '\uFF21', '😀', '\u0000'), maxLength: 6 })
  .filter((text) => !text.includes('\n'));

it('gives lines by their bytes, each once, whatever the memory', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 60 }),
      fc.integer({ min: 1, max: 80 }),
      async (lines, bytesInMemory) => {
        const chunks: Buffer[] = [];
        for await (const chunk of sortedLines(batches(lines, 7), { bytesInMemory })) chunks.push(chunk);

        const expected = [...new Set(lines)].toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
        expect(Buffer.concat(chunks).toString()).toBe(expected.map((text) => `${text}\n`).join(''));
      },
    ),
    { numRuns: 150 },
  );
});

it('leaves no file behind, also when it is not read to its end or its source fails', async () => {
  const before = await sortFolders();
  const lines = Array.from({ length: 1000 }, (_, index) => `line ${index * 7919}`);
  const abandoned = sortedLines(batches(lines, 10), { bytesInMemory: 100 });
  await abandoned.next();
  await abandoned.return(undefined);
  async function* failing(): AsyncGenerator<readonly string[]> {
    yield lines;
    throw new Error('source');
  }

  await expect(sortedLines(failing(), { bytesInMemory: 10 }).next()).rejects.toThrow('source');
  expect((await sortFolders()).filter((name) => !before.includes(name))).toEqual([]);
});
