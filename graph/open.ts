import { isStemmaError, StemmaError } from '../src/core/errors.ts';
import { removeFormerGenerations } from './embedded/generations.ts';
import { lockGraph, openEmbeddedForLoad } from './embedded/load-target.ts';
import { openEmbedded } from './embedded/store.ts';
import { assertGraphFormat } from './format-version.ts';
import { serverOf, type Neo4jAddress } from './neo4j/address.ts';
import type { GraphLoadTarget, GraphStore } from './store.ts';
import { isOurs } from './sync/stored.ts';

export interface GraphLocation {
  /** `neo4j://`, `bolt://` … for a server; none: the embedded graph of the data directory. */
  readonly uri?: string;
  readonly dataDir: string;
  readonly neo4j: { readonly user?: string; readonly password?: string; readonly database?: string };
}

const serverScheme = /^(?:neo4j|bolt)(?:\+s|\+ssc)?:\/\//i;

/** The driver is loaded when a server is named, and only then. */
async function openServer(address: Neo4jAddress, anyFormat = false): Promise<GraphStore> {
  const { openNeo4j } = await import('./neo4j/store.ts');
  const store = await openNeo4j(address);
  try {
    if (!anyFormat) await assertGraphFormat(store, `at ${serverOf(address.uri)}`);
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** @throws StemmaError STEMMA_CONFIG for a URI of another kind */
function serverAddress(location: GraphLocation): Neo4jAddress | undefined {
  const { uri, neo4j } = location;
  if (uri === undefined || uri === '') return undefined;
  if (serverScheme.test(uri)) return { uri, ...neo4j };
  throw new StemmaError('STEMMA_CONFIG', `"${serverOf(uri)}" is no address of a graph`, {
    hint: 'neo4j://host:7687 for a server, or leave it out for the embedded graph',
  });
}

/**
 * Opens the graph. `read`: nothing can be written. `write`: single statements of the user, on a server only — the
 * embedded graph changes by loads (`openForLoad`) alone.
 * @throws StemmaError STEMMA_STORE when there is no graph yet or its format is another, STEMMA_GRAPH_DAMAGED,
 *   STEMMA_STORE_UNREACHABLE, STEMMA_AUTH, STEMMA_CONFIG
 */
export async function openGraph(location: GraphLocation, _mode: 'read' = 'read'): Promise<GraphStore> {
  const address = serverAddress(location);
  return address === undefined ? openEmbedded(location.dataDir) : openServer(address);
}

export interface OpenForLoadOptions {
  /** Start from nothing: a server's graph is emptied, an embedded one is left alone until the new one is published. */
  readonly rebuild?: boolean;
  /** A server's graph may be of another format: it is about to be brought to this one. */
  readonly anyFormat?: boolean;
}

/**
 * Opens the graph for one load, or for a user's own writes; one at a time per data directory.
 * @throws StemmaError as `openGraph`, and STEMMA_RUN while another process holds it
 */
export async function openForLoad(location: GraphLocation, options: OpenForLoadOptions = {}): Promise<GraphLoadTarget> {
  const address = serverAddress(location);
  if (address === undefined) return openEmbeddedForLoad(location.dataDir, options);
  const lock = await lockGraph(location.dataDir);
  try {
    const store = await openServer(address, options.rebuild === true || options.anyFormat === true);
    if (options.rebuild === true) await emptyGraph(store);
    const close = async (): Promise<void> => {
      await store.close();
      await lock.release();
    };
    return { store, publish: close, abandon: close };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Removes generations of the embedded graph that were published before the present one; a server keeps none. */
export async function dropFormerGraphs(location: GraphLocation): Promise<void> {
  if (serverAddress(location) !== undefined) return;
  const lock = await lockGraph(location.dataDir);
  try {
    await removeFormerGenerations(location.dataDir);
  } finally {
    await lock.release();
  }
}

const deleteBatch = 5_000;

/** Relationships first, as hubs have many. */
async function emptyGraph(store: GraphStore): Promise<void> {
  await deleteAll(
    store,
    `MATCH (n:Resource)-[r]-() WHERE ${isOurs} WITH DISTINCT r LIMIT $batch DELETE r RETURN count(*) AS deleted`,
  );
  await deleteAll(
    store,
    `MATCH (n:Resource) WHERE ${isOurs} WITH n LIMIT $batch DETACH DELETE n RETURN count(*) AS deleted`,
  );
}

async function deleteAll(store: GraphStore, statement: string): Promise<void> {
  for (let batch = deleteBatch; ;) {
    try {
      const [row] = await store.write<{ deleted: number }>(statement, { batch });
      if ((row?.deleted ?? 0) === 0) return;
    } catch (error) {
      if (!isStemmaError(error) || error.context['reason'] !== 'memory' || batch === 1) throw error;
      batch = Math.ceil(batch / 2);
    }
  }
}
