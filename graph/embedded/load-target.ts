import { constants } from 'node:fs';
import { copyFile, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureDirectory, syncDirectory } from '../../src/core/atomic-file.ts';
import { systemClock } from '../../src/core/clock.ts';
import { onDisk } from '../../src/core/disk-error.ts';
import { acquireLock } from '../../src/core/run/lock.ts';
import type { Lock } from '../../src/core/run/lock.ts';
import { graphFolder } from '../../src/core/run/run-paths.ts';
import { graphFormatVersion } from '../format-version.ts';
import type { GraphLoadTarget } from '../store.ts';
import { checkWhole, hashOf } from './connection.ts';
import { loadEngine } from './engine.ts';
import type { EngineDatabase } from './engine.ts';
import { statementError } from './errors.ts';
import {
  currentGeneration,
  generationFile,
  generationFolder,
  listGenerations,
  pointAt,
  removeGeneration,
  writeMeta,
} from './generations.ts';
import { EmbeddedStore } from './store.ts';

/** The write-ahead log is folded into the file at this size, so that it never outgrows the graph. */
const checkpointBytes = 256 * 1024 * 1024;

export interface EmbeddedLoadOptions {
  /** Start from an empty graph; also the way out of a damaged one. */
  readonly rebuild?: boolean;
}

/**
 * A new generation for one load: a copy of the published one, or empty. Readers keep answering from the published one
 * until `publish`; a load that dies leaves it as it is, and the next load removes what is left behind.
 * @throws StemmaError STEMMA_RUN while another process loads, STEMMA_GRAPH_DAMAGED, STEMMA_DISK
 */
export async function openEmbeddedForLoad(
  dataDir: string,
  options: EmbeddedLoadOptions = {},
): Promise<GraphLoadTarget> {
  await ensureDirectory(graphFolder(dataDir));
  const lock = await lockGraph(dataDir);
  try {
    const { generation, published } = await startGeneration(dataDir, options.rebuild === true);
    const file = generationFile(dataDir, generation);
    const database = await openForWriting(file);
    return loadTarget({ dataDir, generation, published, file, database, lock });
  } catch (error) {
    await lock.release();
    throw statementError(error);
  }
}

/**
 * An empty graph beside the published one, for who holds the lock (`lockGraph`): it is never published, only read and
 * abandoned. One that was left behind is removed by the next.
 * @throws StemmaError STEMMA_DISK
 */
export async function openScratch(dataDir: string): Promise<GraphLoadTarget> {
  await ensureDirectory(graphFolder(dataDir));
  try {
    const { generation, published } = await startGeneration(dataDir, true);
    const file = generationFile(dataDir, generation);
    const opened = { dataDir, generation, published, file, database: await openForWriting(file), lock: heldElsewhere };
    const target = loadTarget(opened);
    return { store: target.store, publish: () => target.abandon(), abandon: () => target.abandon() };
  } catch (error) {
    throw statementError(error);
  }
}

const heldElsewhere: Pick<Lock, 'release'> = { release: () => Promise.resolve() };

/** One load at a time, whichever the engine. */
export async function lockGraph(dataDir: string): Promise<Lock> {
  await ensureDirectory(graphFolder(dataDir));
  return acquireLock(join(graphFolder(dataDir), '.lock'), { what: 'the graph', clock: systemClock });
}

async function startGeneration(
  dataDir: string,
  isRebuild: boolean,
): Promise<{ generation: number; published: number | undefined }> {
  const published = isRebuild
    ? await currentGeneration(dataDir).catch(() => undefined)
    : await currentGeneration(dataDir);
  const existing = await listGenerations(dataDir);
  const generation = Math.max(0, published ?? 0, ...existing) + 1;
  if (!isRebuild && published !== undefined) await checkWhole(dataDir, published, generationFile(dataDir, published));
  for (const left of existing) if (left !== published && left > (published ?? 0)) await removeGeneration(dataDir, left);
  await ensureDirectory(generationFolder(dataDir, generation));
  if (!isRebuild && published !== undefined) {
    const [from, to] = [generationFile(dataDir, published), generationFile(dataDir, generation)];
    await onDisk('copy the graph to', to, () => copyFile(from, to, constants.COPYFILE_FICLONE));
  }
  return { generation, published };
}

async function openForWriting(file: string): Promise<EngineDatabase> {
  const engine = await loadEngine();
  const database = engine.create(file);
  database.setCheckpointTriggers({ walBytes: checkpointBytes });
  return database;
}

interface Generation {
  readonly dataDir: string;
  readonly generation: number;
  readonly published: number | undefined;
  readonly file: string;
  readonly database: EngineDatabase;
  readonly lock: Pick<Lock, 'release'>;
}

function loadTarget(opened: Generation): GraphLoadTarget {
  const { dataDir, generation, lock } = opened;
  const store = new EmbeddedStore(opened.database, opened.file, false);
  let isDone = false;
  return {
    store,
    async publish() {
      if (isDone) return;
      isDone = true;
      try {
        await seal(opened, store);
        await pointAt(dataDir, generation);
        await removeOlder(opened);
      } finally {
        await store.close().catch(() => undefined);
        await lock.release();
      }
    },
    async abandon() {
      if (isDone) return;
      isDone = true;
      await store.close().catch(() => undefined);
      await removeGeneration(dataDir, generation);
      await lock.release();
    },
  };
}

/** Everything is in one file and on the disk before the pointer names it. */
async function seal(opened: Generation, store: EmbeddedStore): Promise<void> {
  const { database, file, dataDir, generation } = opened;
  const engineVersion = database.version();
  try {
    database.walCheckpoint();
    await store.close();
  } catch (error) {
    throw statementError(error);
  }
  await onDisk('flush', file, async () => {
    const handle = await open(file, 'r+');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    await syncDirectory(generationFolder(dataDir, generation));
  });
  const { size } = await stat(file);
  const sha256 = await hashOf(file);
  await writeMeta(dataDir, generation, {
    formatVersion: graphFormatVersion,
    engine: 'grafeo',
    engineVersion,
    bytes: size,
    sha256,
  });
}

/** The previous generation stays for readers that are just opening it. */
async function removeOlder({ dataDir, generation, published }: Generation): Promise<void> {
  for (const old of await listGenerations(dataDir)) {
    if (old !== generation && old !== published) await removeGeneration(dataDir, old);
  }
}
