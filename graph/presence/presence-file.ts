import { access } from 'node:fs/promises';
import type { PresenceLine } from '../../ontology/entity.ts';
import { StemmaError } from '../../src/core/errors.ts';
import { readLines } from '../../src/core/ndjson.ts';
import { presencePath } from '../../src/core/run/run-paths.ts';

/** What a mapped run saw to be there or to be gone, in the order of the file; nothing when it has no such file. */
export async function* readPresence(dataDir: string, run: string): AsyncGenerator<PresenceLine> {
  const path = presencePath(dataDir, run);
  const exists = await access(path).then(
    () => true,
    () => false,
  );
  if (!exists) return;
  for await (const { line, offset } of readLines(path)) yield parse(line, path, offset);
}

function parse(line: Buffer, path: string, offset: number): PresenceLine {
  try {
    return JSON.parse(line.toString()) as PresenceLine;
  } catch (cause) {
    throw new StemmaError('STEMMA_RUN', `${path} is damaged at byte ${offset}`, {
      hint: 'stemma map, to write it again',
      cause,
    });
  }
}
