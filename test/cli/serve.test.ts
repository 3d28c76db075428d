import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type GraphStoreServer, startGraphStore } from '../support/graph-store.ts';
import { chainOfModels, loadModels, firstRun } from '../support/sparql-server.ts';
import { json, startStemma, stemma, tempFolder } from '../support/stemma-cli.ts';

const folder = tempFolder();
const count = 'SELECT (COUNT(*) AS ?models) { ?m a <https://w3id.org/fair4ml#MLModel> }';
beforeAll(() => loadModels(folder, firstRun, chainOfModels(60)));

describe('stemma sparql', () => {
  it('answers in the forms of the command line and in those of SPARQL', async () => {
    const table = await stemma(['sparql', count, '--data-dir', folder]);
    const asJson = await stemma(['sparql', '-', '--data-dir', folder, '--json'], { input: count });

    expect(table).toMatchObject({ code: 0, stdout: 'models\n60\n' });
    expect(table.stderr).toContain('writing the graph as RDF');
    expect(json(asJson)).toEqual({ items: [{ models: 60 }], total: 1, truncated: false, sparql: count });
    expect(asJson.stderr).not.toContain('writing the graph');
  });

  it('is asked of accounts and their times when told to', async () => {
    const query =
      'SELECT (COUNT(*) AS ?accounts) { GRAPH ?g { ?m <https://w3id.org/stemma/ns#describedBy> ?a . ?a <https://w3id.org/stemma/ns#validFrom> ?from } }';
    const without = await stemma(['sparql', query, '--data-dir', folder]);
    const all = await stemma(['sparql', query, '--provenance', '--data-dir', folder]);
    const elsewhere = await stemma(['sparql', query, '--provenance', '--sparql-endpoint', 'http://127.0.0.1:1/']);
    const twins = readdirSync(join(folder, 'sparql')).filter((name) => name.endsWith('.nq'));

    expect(without.stdout).toBe('accounts\n0\n');
    expect(without.stderr).toContain('--provenance');
    expect(all.stdout).toBe('accounts\n60\n');
    expect(all.stderr).not.toContain('--provenance');
    expect(elsewhere.code).toBe(2);
    expect(elsewhere.stderr).toContain('stemma push --provenance');
    expect(twins).toHaveLength(2);
  });

  it('only reads, and stops a query in its time', async () => {
    const update = await stemma(['sparql', 'CLEAR ALL', '--data-dir', folder]);
    const long = 'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }';
    const stopped = await stemma(['sparql', long, '--timeout', '1', '--data-dir', folder]);

    expect(update.stderr).toContain('only read');
    expect(stopped.code).toBe(1);
    expect(stopped.stderr).toContain('stopped after 1 s');
  });
});

describe('stemma serve', () => {
  it('serves until it is asked to stop, also as an endpoint for stemma sparql', async () => {
    const args = ['serve', '--port', '0', '--data-dir', folder, '--workers', '1', '--provenance', '--json'];
    const server = startStemma(args);
    let stdout = '';
    server.child.stdout?.on('data', (text: string) => (stdout += text));
    await server.said('SPARQL answers over');
    const endpoint = `${(JSON.parse(stdout) as { url: string }).url}/sparql`;
    const rows = await stemma(['sparql', count, '--json', '--sparql-endpoint', endpoint]);
    const graph = await stemma(['sparql', 'CONSTRUCT WHERE { ?s a ?type } LIMIT 1'], {
      env: { STEMMA_SPARQL_ENDPOINT: endpoint },
    });

    const stated = 'ASK { GRAPH ?g { ?m <https://w3id.org/stemma/ns#describedBy> ?a } }';
    const accounts = await stemma(['sparql', stated, '--as', 'csv', '--sparql-endpoint', endpoint]);

    expect(json(rows)).toMatchObject({ items: [{ models: 60 }] });
    expect(accounts.stdout).toContain('true');
    expect(graph.stdout).toMatch(/ a </);
    server.child.kill('SIGINT');
    const { code, stderr } = await server.done;
    expect(code).toBe(0);
    expect(stderr).toContain('stopping');
  });

  it('says what cannot be had, and who else can read', async () => {
    const denied = await stemma(['serve', '--host', '203.0.113.1', '--port', '0', '--data-dir', folder]);

    expect(denied.code).toBe(2);
    expect(denied.stderr).toContain('everybody who can reach 203.0.113.1');
    expect(denied.stderr).toContain('is no address of this machine');
  });
});

describe('stemma push', () => {
  it('goes on after it was killed, and ends with the whole graph', async () => {
    const store: GraphStoreServer = await startGraphStore();
    const args = ['push', '--graph-store', store.url, '--data-dir', folder, '--json'];
    const env = { STEMMA_SPARQL_USER: 'ada', STEMMA_SPARQL_PASSWORD: 'secret' };
    const killed = startStemma(args, { env });
    store.onRequest = (requests) => {
      if (requests === 2) killed.child.kill('SIGKILL');
      return undefined;
    };
    expect((await killed.done).signal).toBe('SIGKILL');
    store.onRequest = undefined;
    const resumed = await stemma(args, { env });

    expect(json(resumed)).toMatchObject({ resumed: true });
    const dump = readdirSync(join(folder, 'sparql')).find(
      (name) => name.endsWith('.nq') && !name.includes('-provenance'),
    );
    expect(store.nquads()).toBe(readFileSync(join(folder, 'sparql', dump ?? ''), 'utf8'));
    expect(store.requests.every(({ authorization }) => authorization === `Basic ${btoa('ada:secret')}`)).toBe(true);
    expect(resumed.stdout + resumed.stderr).not.toContain('secret');
    await store.close();
  });
});
