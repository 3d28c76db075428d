import type { TestProject } from 'vitest/node';
import { findNeo4j } from './neo4j-server.ts';
import type { Neo4jForTests, StartedServer } from './neo4j-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** One for each worker, or one that says why there is none. */
    neo4j: readonly Neo4jForTests[];
  }
}

let servers: readonly StartedServer[] = [];

/** A server for each worker of the `store` project: Community has one database, and each file wants it for itself. */
export async function setup(project: TestProject): Promise<void> {
  const workers = Number(project.config.maxWorkers);
  const first = await findNeo4j(process.env);
  servers = [first];
  if ('skipped' in first.found) process.stdout.write(`Neo4j: skipped (${first.found.skipped})\n`);
  else if (workers > 1)
    servers = [first, ...(await Promise.all(Array.from({ length: workers - 1 }, () => findNeo4j(process.env))))];
  project.provide(
    'neo4j',
    servers.map((server) => server.found),
  );
}

export async function teardown(): Promise<void> {
  await Promise.all(servers.map((server) => server.stop()));
}
