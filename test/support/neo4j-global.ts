import type { TestProject } from 'vitest/node';
import { findNeo4j } from './neo4j-server.ts';
import type { Neo4jForTests, StartedServer } from './neo4j-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    neo4j: Neo4jForTests;
  }
}

let server: StartedServer | undefined;

/** One server for all files of the `store` project. */
export async function setup(project: TestProject): Promise<void> {
  server = await findNeo4j(process.env);
  if ('skipped' in server.found) process.stdout.write(`Neo4j: skipped (${server.found.skipped})\n`);
  // Read by tests that open the server on their own; worker processes inherit it.
  else process.env['NEO4J_TEST_URI'] = server.found.uri;
  project.provide('neo4j', server.found);
}

export async function teardown(): Promise<void> {
  await server?.stop();
}
