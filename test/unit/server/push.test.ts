import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { nquadsLine } from '../../../graph/rdf/nquads.ts';
import { createHttpClient } from '../../../src/core/http/client.ts';
import type { HttpSender } from '../../../src/core/http/types.ts';
import type { NquadsFile } from '../../../src/query/sparql/nquads-file.ts';
import { graphOfLine, tripleOfLine } from '../../../src/query/sparql/nquads-line.ts';
import { pushGraph } from '../../../src/query/sparql/push.ts';
import { ensureDirectory } from '../../../src/core/atomic-file.ts';
import { sparqlFolder } from '../../../src/core/run/run-paths.ts';
import { type GraphStoreServer, startGraphStore } from '../../support/graph-store.ts';

const iri = fc.constantFrom('https://a.example/b', 'urn:x', 'https://a.example/%3Ec%20');
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('a <b> .', '> <urn:x> .', '" <urn:x> .', '^^<urn:x>'),
);
const object = fc.oneof(
  fc.record({ iri }),
  fc.record({ text }),
  fc.record({ text, datatype: fc.constant('http://www.w3.org/2001/XMLSchema#integer') }),
);

describe('a line of N-Quads', () => {
  it('tells its graph, and what it says without it', () => {
    fc.assert(
      fc.property(iri, iri, object, iri, (subject, predicate, value, graph) => {
        const triple = nquadsLine({ subject, predicate, object: value });
        const quad = nquadsLine({ subject, predicate, object: value, graph });

        expect(graphOfLine(triple)).toBe('');
        expect(graphOfLine(quad)).toBe(graph);
        expect(tripleOfLine(quad, graph)).toBe(triple);
        expect(tripleOfLine(triple, '')).toBe(triple);
      }),
    );
  });
});

describe('a push', () => {
  let folder = '';
  let source: NquadsFile;
  let whole = '';
  let store: GraphStoreServer;
  const client = createHttpClient();
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stemma-push-'));
    await ensureDirectory(sparqlFolder(folder));
    const lines = Array.from({ length: 400 }, (_, index) =>
      nquadsLine({
        subject: `https://a.example/${index}`,
        predicate: 'https://a.example/says',
        object: { text: `Number ${index} é "quoted"\n` },
        ...(index % 3 === 0 ? { graph: 'https://a.example/graph?x=1&y=2' } : {}),
      }),
    );
    whole = `${lines.toSorted().join('\n')}\n`;
    const file = join(folder, 'graph.nq');
    await writeFile(file, whole);
    source = { file, quads: lines.length, bytes: Buffer.byteLength(whole), version: 'v1' };
  });
  afterAll(async () => {
    await client.close();
    await rm(folder, { recursive: true, force: true });
  });
  afterEach(() => store.close());

  async function push(http: HttpSender = client, more: Partial<Parameters<typeof pushGraph>[1]> = {}) {
    return pushGraph(source, { dataDir: folder, graphStore: store.url, http, chunkBytes: 4_000, ...more });
  }

  it('takes the place of what was there, in requests that are bounded', async () => {
    store = await startGraphStore();
    await push();
    const first = store.requests.length;
    const report = await push();

    expect(store.nquads()).toBe(whole);
    expect(first).toBeGreaterThan(6);
    expect(report).toMatchObject({ resumed: false, requests: first });
    expect(report.graphs).toEqual([
      { graph: undefined, statements: 266 },
      { graph: 'https://a.example/graph?x=1&y=2', statements: 134 },
    ]);
    expect(Math.max(...store.requests.map(({ bytes }) => bytes))).toBeLessThanOrEqual(4_000);
    expect(store.requests.slice(0, first).filter(({ method }) => method === 'PUT')).toHaveLength(2);
  });

  it('goes on where it was interrupted, wherever that was', async () => {
    store = await startGraphStore();
    const requests = (await push()).requests;
    await store.close();
    for (const cut of [1, 2, requests - 1, requests]) {
      for (const isTaken of [true, false]) {
        store = await startGraphStore();
        let count = 0;
        const dying: HttpSender = {
          ...client,
          get: (request) => client.get(request),
          async send(upload) {
            count += 1;
            if (count === cut && !isTaken) throw new Error('killed');
            const answer = await client.send(upload);
            if (count === cut) throw new Error('killed');
            return answer;
          },
        };
        await expect(push(dying)).rejects.toThrow('killed');
        const report = await push();

        expect(store.nquads(), `${cut} ${isTaken}`).toBe(whole);
        expect(report.requests).toBe(requests - cut + 1);
        expect(report.resumed).toBe(cut > 1);
        if (cut < requests || !isTaken) await store.close();
      }
      if (cut < requests) continue;
      return;
    }
  });

  it('begins anew for another version of the graph, or when asked to', async () => {
    store = await startGraphStore();
    const stop = { onChunk: () => expect.fail('stopped') };
    await expect(push(client, stop)).rejects.toThrow('stopped');
    const other = await pushGraph(
      { ...source, version: 'v2' },
      { dataDir: folder, graphStore: store.url, http: client, chunkBytes: 4_000 },
    );
    expect(other.resumed).toBe(false);
    await expect(push(client, stop)).rejects.toThrow('stopped');
    expect((await push(client, { restart: true })).resumed).toBe(false);
    expect(store.nquads()).toBe(whole);
  });

  it('is tried again when the store is not well, and ends with its words when it says no', async () => {
    store = await startGraphStore();
    store.onRequest = (count) => (count === 2 ? 503 : undefined);
    await push();
    expect(store.nquads()).toBe(whole);

    for (const [status, code] of [
      [400, 'STEMMA_HTTP'],
      [401, 'STEMMA_AUTH'],
      [307, 'STEMMA_HTTP'],
    ] as const) {
      store.onRequest = () => status;
      await expect(push(client, { restart: true })).rejects.toMatchObject({ code });
    }
  });

  it('keeps no secret in what it writes down', async () => {
    store = await startGraphStore();
    await push(client);
    const { readdir } = await import('node:fs/promises');
    const names = await readdir(sparqlFolder(folder));
    const states = await Promise.all(names.map((name) => readFile(join(sparqlFolder(folder), name), 'utf8')));

    expect(states.join('\n').toLowerCase()).not.toMatch(/authorization|password|bearer/);
  });
});
