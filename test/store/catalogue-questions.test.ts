import type { Store } from 'oxigraph';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bindParameters, getQuery, listQueries } from '../../cypher/index.ts';
import type { Row } from '../../graph/store.ts';
import { catalogueGraph } from '../support/catalogue-graph.ts';
import { asked, expected } from '../support/catalogue-answers.ts';
import { graphAsRdf } from '../support/graph-as-rdf.ts';
import { cypherSet, sparqlSet } from '../support/sparql-cells.ts';
import { neo4jSkipped } from '../support/neo4j.ts';
import { plannedSteps } from '../support/neo4j-plan.ts';
import { openStores, type OpenedStore } from '../support/query-stores.ts';
import { writeGraph } from '../support/small-graph.ts';

let stores: readonly OpenedStore[] = [];
let rdf: Store;

beforeAll(async () => {
  stores = await openStores();
  for (const { store } of stores) await writeGraph(store, catalogueGraph);
  rdf = await graphAsRdf((stores[0] as OpenedStore).store, { provenance: true });
});
afterAll(async () => {
  for (const opened of stores) await opened.close();
});

type Given = Readonly<Record<string, unknown>>;

async function answer(name: string, given: Given = getQuery(name).example): Promise<Row[]> {
  const query = getQuery(name);
  const answers = [];
  for (const { store } of stores) answers.push(await store.read(query.cypher, bindParameters(query, given)));
  for (const other of answers.slice(1)) expect(other).toEqual(answers[0]);
  return answers[0] ?? [];
}

/** Rows of cells, in the order of the columns. */
async function cells(name: string, given?: Given): Promise<unknown[][]> {
  return (await answer(name, given)).map((row) => getQuery(name).columns.map((column) => row[column]));
}

describe('answers worked out by hand', () => {
  it.each(Object.entries(expected))('%s', async (name, rows) => {
    expect(await cells(name, asked[name])).toEqual(rows);
    expect(Object.keys((await answer(name, asked[name]))[0] ?? {})).toEqual(getQuery(name).columns);
  });
});

describe('the same question in SPARQL', () => {
  const twins = listQueries().filter(({ sparql }) => sparql !== undefined);

  it.each(twins.map((query) => [query.name, query] as const))('%s gives the same set', async (name, query) => {
    const given = asked[name] ?? query.example;

    const found = sparqlSet(rdf, query, given);

    expect(found).toEqual(cypherSet(query, await answer(name, given)));
  });

  it('compares sets that are not empty', async () => {
    const sizes = twins.map((query) => sparqlSet(rdf, query, asked[query.name] ?? query.example).length);
    const empty = twins.flatMap(({ name }, index) => (sizes[index] === 0 ? [name] : []));

    // Those are compared over other things: `catalogue-sources.test.ts`.
    expect(empty).toEqual([
      'experiments/best-runs-of-task',
      'experiments/datasets-of-runs-and-models',
      'experiments/flows-by-algorithm',
      'discovery/models-by-modality',
      'sources/works-by-task',
    ]);
  });
});

describe.skipIf(neo4jSkipped() !== undefined)('on Neo4j', () => {
  it('no question scans all nodes or makes a product', async () => {
    const statements = listQueries().map((query) => {
      const parameters = bindParameters(query, query.example);
      return [query.name, { cypher: query.cypher, parameters }] as const;
    });

    const planned = await plannedSteps(new Map(statements));

    const wrong = [...planned].flatMap(([name, steps]) =>
      steps.some((step) => /^(?:AllNodesScan|CartesianProduct)$/.test(step)) ? [name] : [],
    );
    expect(planned.size).toBe(listQueries().length);
    expect([...planned.values()].flat()).toContain('NodeUniqueIndexSeek');
    expect(wrong).toEqual([]);
  }, 120_000);
});
