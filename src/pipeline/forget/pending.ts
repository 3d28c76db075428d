import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomic } from '../../core/atomic-file.ts';
import { systemCodeOf } from '../../core/disk-error.ts';
import { StemmaError } from '../../core/errors.ts';
import type { Forgotten } from '../../core/run/forgotten.ts';
import { sealedJson, sealOf } from '../../core/sealed-json.ts';
import type { RunPlaces } from './find-places.ts';

/**
 * `<data-dir>/forget.pending.json`: what is being forgotten, and where it stands; no content. Written before the first byte
 * is overwritten and removed at the end, so that what was killed in between is completed by the next `forget`.
 */
export interface PendingForget {
  readonly forgotten: Forgotten;
  readonly places: readonly RunPlaces[];
}

function pendingPath(dataDir: string): string {
  return join(dataDir, 'forget.pending.json');
}

/** @throws StemmaError STEMMA_RUN when it is damaged */
export async function readPending(dataDir: string): Promise<PendingForget | undefined> {
  const path = pendingPath(dataDir);
  const bytes = await readFile(path).catch((error: unknown) => {
    if (systemCodeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (bytes === undefined) return undefined;
  if (sealOf(bytes) === 'whole') return JSON.parse(bytes.toString()) as PendingForget;
  throw new StemmaError('STEMMA_RUN', `${path} is damaged: what was being forgotten cannot be told`, {
    hint: 'remove the file, and forget again',
  });
}

export async function writePending(dataDir: string, pending: PendingForget): Promise<void> {
  await writeFileAtomic(pendingPath(dataDir), sealedJson(pending));
}

export async function dropPending(dataDir: string): Promise<void> {
  await rm(pendingPath(dataDir), { force: true });
}
