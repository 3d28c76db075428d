import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { isStemmaError, messageOf } from '../../src/core/errors.ts';
import { onDisk, systemCodeOf } from '../../src/core/disk-error.ts';
import { loadEngine } from './engine.ts';
import type { EngineDatabase } from './engine.ts';
import { damaged, noGraphYet } from './errors.ts';
import { currentGeneration, generationFile, readMeta } from './generations.ts';

export interface OpenedGraph {
  readonly database: EngineDatabase;
  /** The engine's file, for a reader in a process of its own. */
  readonly file: string;
}

const attempts = 5;

/**
 * Opens what `graph/current` names, read-only. A load that publishes meanwhile may remove the folder under our feet:
 * then the pointer is read again.
 * @throws StemmaError STEMMA_STORE when nothing was ever published or its format is another, STEMMA_GRAPH_DAMAGED
 */
export async function openPublished(dataDir: string): Promise<OpenedGraph> {
  for (let attempt = 1; ; attempt += 1) {
    const generation = await currentGeneration(dataDir);
    if (generation === undefined) throw noGraphYet();
    try {
      const file = generationFile(dataDir, generation);
      await checkWhole(dataDir, generation, file);
      return { database: await openReadOnly(file), file };
    } catch (error) {
      const replaced = (await currentGeneration(dataDir)) !== generation;
      if (!replaced || attempt === attempts)
        throw systemCodeOf(error) === 'ENOENT' ? damaged(messageOf(error), error) : error;
    }
  }
}

/** @throws StemmaError STEMMA_GRAPH_DAMAGED */
export async function openReadOnly(file: string): Promise<EngineDatabase> {
  const engine = await loadEngine();
  try {
    return engine.openReadOnly(file);
  } catch (error) {
    throw isStemmaError(error) ? error : damaged(messageOf(error), error);
  }
}

/** The engine sees damage only where it has data; the recorded hash sees every bit. */
export async function checkWhole(dataDir: string, generation: number, file: string): Promise<void> {
  try {
    const meta = await readMeta(dataDir, generation);
    const { size } = await stat(file);
    if (size !== meta.bytes) throw damaged(`${file} has ${size} bytes instead of ${meta.bytes}`);
    if ((await hashOf(file)) !== meta.sha256) throw damaged(`${file} is not as it was written`);
  } catch (error) {
    throw systemCodeOf(error) === 'ENOENT' ? damaged(messageOf(error), error) : error;
  }
}

export async function hashOf(file: string): Promise<string> {
  return onDisk('read', file, async () => {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
    return hash.digest('hex');
  });
}
