import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openGraph } from '../../graph/open.ts';
import type { GraphStore } from '../../graph/store.ts';
import { slides } from '../../src/server/browser/slides.ts';
import { stemmaHere } from '../support/cli-in-process.ts';
import { emptyNeo4j, neo4jServer, neo4jSkipped } from '../support/neo4j.ts';
import { tempFolder } from '../support/stemma-cli.ts';

const queries = slides.flatMap(({ title, queries: asked }) =>
  asked.map((query) => ({ name: `${title}: ${query.title}`, cypher: query.cypher })),
);
const setsParameter = ({ cypher }: { readonly cypher: string }): boolean => cypher.startsWith(':param ');
/** The sample is one night of public sources: nothing in it is gone. */
const emptyInSample: ReadonlySet<string> = new Set(['What is not known: Things that are gone']);

describe.skipIf(neo4jSkipped() !== undefined)('the guide of Neo4j Browser, on the sample', () => {
  let store: GraphStore;
  let parameters: Record<string, string> = {};

  beforeAll(async () => {
    const dataDir = tempFolder();
    const location = await emptyNeo4j(dataDir);
    const { uri, user, password } = neo4jServer();
    const env = {
      ...(user === undefined ? {} : { NEO4J_USER: user }),
      ...(password === undefined ? {} : { NEO4J_PASSWORD: password }),
    };
    const demo = await stemmaHere(['demo', '--data-dir', dataDir, '--graph', uri, '--quiet'], env);
    expect(demo.code, demo.stderr).toBe(0);
    store = await openGraph(location, 'read');
    for (const { cypher } of queries.filter(setsParameter)) {
      const [, name = '', value = ''] = /^:param (\w+) => '([^']*)'$/.exec(cypher) ?? [];
      parameters = { ...parameters, [name]: value };
    }
  });
  afterAll(() => store?.close());

  it.each(queries.filter((query) => !setsParameter(query)))('$name', async ({ name, cypher }) => {
    const rows = await store.read(cypher, cypher.includes('$id') ? parameters : {});

    if (emptyInSample.has(name)) expect(rows).toEqual([]);
    else expect(rows.length).toBeGreaterThan(0);
  });
});
