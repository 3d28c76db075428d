import type { EntityLine } from '../../ontology/entity.ts';
import { StemmaError } from '../core/errors.ts';
import { readDataRange } from '../core/run/run-reader.ts';

/**
 * The account a Description points at: one line of `jsonld/<run>/entities.ndjson`. Throws STEMMA_RUN when the file is gone
 * or something else stands there.
 */
export async function readEntityLine(
  dataDir: string,
  file: string,
  offset: number,
  length: number,
): Promise<EntityLine> {
  const bytes = await readDataRange(dataDir, file, offset, length);
  const context = { file, offset, length };
  let line: unknown;
  try {
    line = JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw new StemmaError('STEMMA_RUN', `${file} has no entity at byte ${offset}`, {
      cause,
      context,
      hint: 'stemma map',
    });
  }
  if (isEntityLine(line)) return line;
  throw new StemmaError('STEMMA_RUN', `${file} has no entity at byte ${offset}`, { context, hint: 'stemma map' });
}

function isEntityLine(line: unknown): line is EntityLine {
  if (typeof line !== 'object' || line === null) return false;
  return '@id' in line && typeof line['@id'] === 'string' && 'evidence' in line && Array.isArray(line.evidence);
}
