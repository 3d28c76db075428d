import { emptyTestDatabase } from './empty-database.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedForLoad } from '../../graph/embedded/load-target.ts';
import { openNeo4j } from '../../graph/neo4j/store.ts';
import type { GraphStore } from '../../graph/store.ts';
import { neo4jServer, neo4jSkipped } from './neo4j.ts';

export interface OpenedStore {
  readonly store: GraphStore;
  close(): Promise<void>;
}

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

async function openServer(): Promise<OpenedStore> {
  const server = neo4jServer();
  const store = await openNeo4j(server);
  await emptyTestDatabase(store, server.uri);
  await store.ensureSchema();
  return {
    store,
    async close() {
      await store.close();
    },
  };
}

/** Empty stores: the embedded engine, and Neo4j where a server for tests is named. */
export async function openStores(): Promise<readonly OpenedStore[]> {
  return [await openEmbedded(), ...(neo4jSkipped() === undefined ? [await openServer()] : [])];
}
