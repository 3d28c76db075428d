import { rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { mintModel } from '../../../ontology/iri.ts';
import { endless, harmless } from '../../support/abusive-queries.ts';
import {
  chainOfModels,
  folderWith,
  loadModels,
  openSparqlServer,
  type SparqlServer,
} from '../../support/sparql-server.ts';

let dataDir = '';
beforeAll(async () => {
  dataDir = await folderWith(chainOfModels(120));
});
afterAll(() => rm(dataDir, { recursive: true, force: true, maxRetries: 3 }));

const servers: SparqlServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function open(options: Parameters<typeof openSparqlServer>[0]): Promise<SparqlServer> {
  const server = await openSparqlServer({ dataDir, ...options });
  servers.push(server);
  return server;
}

async function ask({ app }: SparqlServer, query: string, signal?: AbortSignal): Promise<Response> {
  const request = { method: 'POST', headers: { 'content-type': 'application/sparql-query' }, body: query };
  return app.request('/sparql', signal === undefined ? request : { ...request, signal });
}

async function detail(response: Response): Promise<string> {
  return ((await response.json()) as { detail: string }).detail;
}

/** Asks until the server has a copy of the graph again. */
async function untilAnswered(server: SparqlServer): Promise<void> {
  while ((await ask(server, 'ASK {}')).status === 503) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('a query that does not end', () => {
  it('is ended, by time or by who asked, while others have their answers, and is made up for', async () => {
    const server = await open({ limits: { timeoutMs: 600 }, workers: 2 });
    const [first] = endless;
    while ((await ask(server, 'ASK {}')).status !== 200);

    const ended = ask(server, first?.query ?? '');
    const meanwhile = await ask(server, 'ASK { ?s ?p ?o }');
    expect(meanwhile.status).toBe(200);
    const answer = await ended;
    expect(answer.status).toBe(503);
    expect(await detail(answer)).toBe('the query was stopped after 0.6 s');
    expect((await ask(server, 'ASK { ?s ?p ?o }')).status).toBe(200);

    const gone = new AbortController();
    const asked = ask(server, first?.query ?? '', gone.signal);
    setTimeout(() => gone.abort(), 50);
    expect(await detail(await asked)).not.toContain('0.6 s');
    await untilAnswered(server);
    expect(server.errors).toEqual([]);
  });

  it('of the only copy: who waits or comes next is asked to come again, then answered', async () => {
    const server = await open({ limits: { timeoutMs: 400, maxBytes: 2_000 }, queue: 2 });
    const [first] = endless;

    const answers = await Promise.all(Array.from({ length: 4 }, () => ask(server, first?.query ?? '')));
    const sentAway = answers.filter((answer) => answer.headers.get('retry-after') !== null);
    expect(sentAway.length).toBeGreaterThanOrEqual(1);
    expect(await detail(sentAway.at(-1) as Response)).toBe('too many queries wait already');
    const next = await ask(server, 'ASK {}');
    expect(next.status).toBe(503);
    expect(next.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(await detail(next)).toContain('loaded again');
    await untilAnswered(server);

    for (const query of ['SELECT * { ?s ?p ?o }', 'CONSTRUCT WHERE { ?s ?p ?o }']) {
      const answer = await ask(server, query);
      expect(answer.status).toBe(422);
      expect(await detail(answer)).toContain('2000 bytes');
    }
    for (const { name, query } of harmless.filter(({ name: of }) => /brackets|groups|negations|more text/.test(of)))
      expect([400, 403, 413], name).toContain((await ask(server, query)).status);
    expect(server.errors).toEqual([]);
  });
});

it('answers from the new graph after a load, and from the old one until then', async () => {
  const server = await open({ dataDir: await folderWith(chainOfModels(40)) });
  const count = async (): Promise<number> => {
    const answer = await ask(server, 'SELECT (COUNT(*) AS ?n) { ?m a <https://w3id.org/fair4ml#MLModel> }');
    const { results } = (await answer.json()) as { results: { bindings: { n: { value: string } }[] } };
    return Number(results.bindings[0]?.n.value);
  };

  expect(await count()).toBe(40);
  await loadModels(server.dataDir, '2026-11-21_10-00-00_bbbbbbbb', [
    { hubId: 'acme/new', references: { fineTunedFrom: [mintModel('acme/m1')] } },
  ]);
  expect(await server.graph.refresh()).toBe(true);
  const refreshing = server.sparql.refresh();
  expect(await count()).toBe(40);
  await refreshing;
  expect(await count()).toBe(41);
  expect(await server.graph.refresh()).toBe(false);
  expect((await server.app.request('/id/hf/model/acme/new')).status).toBe(200);
});
