import { emptyTestDatabase } from './empty-database.ts';
import { inject } from 'vitest';
import type { GraphLocation } from '../../graph/open.ts';
import { openForLoad } from '../../graph/open.ts';
import './neo4j-global.ts';

/** Why tests with a server cannot run here; `undefined` when they can. */
export function neo4jSkipped(): string | undefined {
  const found = inject('neo4j') ?? { skipped: 'not run as part of the `store` project' };
  return 'skipped' in found ? found.skipped : undefined;
}

/** The test server's graph, as a location with this data directory. Only when not `neo4jSkipped()`. */
export function neo4jLocation(dataDir: string): GraphLocation {
  const found = inject('neo4j');
  if ('skipped' in found) throw new Error(`no Neo4j: ${found.skipped}`);
  const { uri, ...credentials } = found;
  return { uri, dataDir, neo4j: credentials };
}

/**
 * Empties the test database, but only one that was empty before the first test: a marked one. The files of the project
 * run one after another, so nobody else is using it.
 */
export async function emptyNeo4j(dataDir: string): Promise<GraphLocation> {
  const location = neo4jLocation(dataDir);
  const target = await openForLoad(location);
  try {
    await emptyTestDatabase(target.store, location.uri ?? 'the server');
  } finally {
    await target.abandon();
  }
  return location;
}
