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
  const counted = await Promise.all(
    [
      // A run that is mapped anew, by another version or without what was forgotten, has another mapping.
      'MATCH (r:ExtractionRun) RETURN r.id AS run, r.mapping AS mapping ORDER BY run',
      // Counts that the server keeps.
      'MATCH (n:Resource) RETURN count(n) AS count',
      'MATCH ()-[r]->() RETURN count(r) AS count',
    ].map((statement) => store.read(statement)),
  );
  const { uri = '', neo4j } = location;
  return `neo4j-${hashed(JSON.stringify([uri, neo4j.database, counted], plain))}`;
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

function plain(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
