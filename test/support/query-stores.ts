import { emptyTestDatabase } from './empty-database.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedForLoad } from '../../graph/embedded/load-target.ts';
import { openNeo4j } from '../../graph/neo4j/store.ts';
import type { GraphStore } from '../../graph/store.ts';
import { systemClock } from '../../src/core/clock.ts';
import { isStemmaError } from '../../src/core/errors.ts';
import { acquireLock, type Lock } from '../../src/core/run/lock.ts';

export interface OpenedStore {
  readonly store: GraphStore;
  close(): Promise<void>;
}

const serverUri = process.env['NEO4J_TEST_URI'];

async function openEmbedded(): Promise<OpenedStore> {
  const dataDir = await mkdtemp(join(tmpdir(), 'stemma-query-'));
  const target = await openEmbeddedForLoad(dataDir);
  await target.store.ensureSchema();
  return {
    store: target.store,
    async close() {
      await target.abandon();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Community has one database, and test files run side by side: each waits for its turn. */
export async function takeTurn(): Promise<Lock> {
  for (;;) {
    try {
      return await acquireLock(join(tmpdir(), 'stemma-test-neo4j.lock'), {
        what: 'the test server',
        clock: systemClock,
      });
    } catch (error) {
      if (!isStemmaError(error, 'STEMMA_RUN')) throw error;
      await systemClock.sleep(100);
    }
  }
}

async function openServer(uri: string): Promise<OpenedStore> {
  const turn = await takeTurn();
  const store = await openNeo4j({ uri });
  await emptyTestDatabase(store, uri);
  await store.ensureSchema();
  return {
    store,
    async close() {
      await store.close();
      await turn.release();
    },
  };
}

/** Empty stores: the embedded engine, and Neo4j where a server for tests is named. */
export async function openStores(): Promise<readonly OpenedStore[]> {
  return [await openEmbedded(), ...(serverUri === undefined ? [] : [await openServer(serverUri)])];
}
