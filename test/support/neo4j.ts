import { claimServer } from './claim-server.ts';
import { emptyTestDatabase } from './empty-database.ts';
import { inject } from 'vitest';
import type { GraphLocation } from '../../graph/open.ts';
import { openForLoad } from '../../graph/open.ts';
import type { Neo4jForTests } from './neo4j-server.ts';
import './neo4j-global.ts';

let claimed: Neo4jForTests | undefined;

/** The server of this file, which has it for itself. */
function serverOfFile(): Neo4jForTests {
  const servers = inject('neo4j') ?? [];
  const running = servers.filter((server) => 'uri' in server);
  if (running.length === 0) return servers[0] ?? { skipped: 'not run as part of the `store` project' };
  claimed ??= claimServer(running);
  return claimed;
}

/** Why tests with a server cannot run here; `undefined` when they can. */
export function neo4jSkipped(): string | undefined {
  const found = serverOfFile();
  return 'skipped' in found ? found.skipped : undefined;
}

/** The test server's address and credentials. Only when not `neo4jSkipped()`. */
export function neo4jServer(): Exclude<Neo4jForTests, { skipped: string }> {
  const found = serverOfFile();
  if ('skipped' in found) throw new Error(`no Neo4j: ${found.skipped}`);
  return found;
}

/** The test server's graph, as a location with this data directory. Only when not `neo4jSkipped()`. */
export function neo4jLocation(dataDir: string): GraphLocation {
  const { uri, ...credentials } = neo4jServer();
  return { uri, dataDir, neo4j: credentials };
}

/** Empties the test database, but only one that was empty before the first test: a marked one. */
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
