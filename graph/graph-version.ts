import { createHash } from 'node:crypto';
import { currentGeneration, readMeta } from './embedded/generations.ts';
import type { GraphLocation } from './open.ts';
import type { GraphStore } from './store.ts';

/**
 * A word that changes whenever a load has changed the graph, asked cheaply: what was derived from the graph is of one version.
 * Statements of the user's own on a server (`stemma cypher --write`) do not change it.
 * @param store of the same place; asked only where the graph is on a server
 */
export async function graphVersion(location: GraphLocation, store: GraphStore): Promise<string> {
  if (store.engine === 'embedded') return (await publishedVersion(location.dataDir)) ?? 'none';
  const [row] = await store.read<{ runs: number; newest: string | null }>(
    'MATCH (r:ExtractionRun) RETURN count(r) AS runs, max(r.id) AS newest',
  );
  const { uri = '', neo4j } = location;
  return `neo4j-${hashed(`${uri} ${neo4j.database ?? ''} ${row?.runs ?? 0} ${row?.newest ?? ''}`)}`;
}

/** The same of the embedded graph without opening it; `undefined` before the first load. */
export async function publishedVersion(dataDir: string): Promise<string | undefined> {
  const generation = await currentGeneration(dataDir);
  if (generation === undefined) return undefined;
  const { sha256 } = await readMeta(dataDir, generation);
  return `embedded-${generation}-${sha256.slice(0, 12)}`;
}

function hashed(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
