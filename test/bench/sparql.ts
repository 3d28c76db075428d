/**
 * What our server costs beside Oxigraph itself, and beside Oxigraph behind a bare node:http server:
 * `npx tsx test/bench/sparql.ts <data-dir> [rounds]` over a data directory with a loaded embedded graph. All run in one process,
 * in turns, so that other work on the machine meets all; processor time, of all threads and of the asking too, is not moved by it.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Store } from 'oxigraph';
import { Client, request } from 'undici';
import { systemClock } from '../../src/core/clock.ts';
import { CurrentGraph } from '../../src/query/current-graph.ts';
import { nquadsFileOf } from '../../src/query/sparql/nquads-file.ts';
import { SparqlGraph } from '../../src/query/sparql/sparql-graph.ts';
import { createApp } from '../../src/server/app.ts';
import { exampleQueries } from '../../src/server/example-queries.ts';
import { listen } from '../../src/server/listen.ts';
import { standardLimits } from '../../src/server/options.ts';

const dataDir = process.argv[2];
if (dataDir === undefined) throw new Error('tsx test/bench/sparql.ts <data-dir>');
const rounds = Number(process.argv[3] ?? 21);
const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
const at = (values: readonly number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0;

const plainQueries = [
  ['one thing', 'SELECT * { <https://w3id.org/stemma/id/hf/account/Qwen> ?p ?o }'],
  ['a hundred rows', 'SELECT * { ?s ?p ?o } LIMIT 100'],
  ['ten thousand rows', 'SELECT * { ?s ?p ?o } LIMIT 10000'],
  ['a hundred thousand rows', 'SELECT * { ?s ?p ?o } LIMIT 100000'],
  ['a count of everything', 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }'],
  ['texts that hold a word', 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER CONTAINS(STR(?o), "bert") }'],
] as const;

const graph = await CurrentGraph.open({ dataDir, neo4j: {} });
let start = performance.now();
const { file, quads } = await graph.use((store, version) =>
  nquadsFileOf(store, version, { dataDir, clock: systemClock }),
);
console.log(`${quads} statements, written (or found) in ${ms(performance.now() - start)}`);

start = performance.now();
const bare = new Store();
bare.load(readFileSync(file), { format: 'application/n-quads', lenient: true, no_transaction: true });
console.log(`Oxigraph alone: loaded in ${ms(performance.now() - start)}`);

start = performance.now();
const sparql = new SparqlGraph(graph, { clock: systemClock, workers: 1 });
await sparql.refresh();
console.log(`ours: ready in ${ms(performance.now() - start)}`);
const app = createApp({
  graph,
  sparql,
  limits: { ...standardLimits, timeoutMs: 120_000, maxBytes: 1 << 30 },
  cors: [],
  hosts: undefined,
  version: '0',
  onError: console.error,
});
const server = await listen(app, '127.0.0.1', 0);

const type = 'application/sparql-results+json';
function answerOf(query: string): Buffer {
  const isGraph = /^\s*(DESCRIBE|CONSTRUCT)/m.test(query);
  return Buffer.from(bare.query(query, { results_format: isGraph ? 'text/turtle' : type }) as string, 'utf8');
}
// A connection each that is kept, as clients have it.
const keep = { keepAliveTimeout: 600_000, keepAliveMaxTimeout: 600_000 };
const bareServer = createServer((incoming, outgoing) => {
  const parts: Buffer[] = [];
  incoming.on('data', (part: Buffer) => parts.push(part));
  incoming.on('end', () => outgoing.end(answerOf(Buffer.concat(parts).toString('utf8'))));
});
bareServer.keepAliveTimeout = keep.keepAliveTimeout;
await new Promise<void>((resolve) => bareServer.listen(0, '127.0.0.1', resolve));
const bareUrl = `http://127.0.0.1:${(bareServer.address() as AddressInfo).port}/`;

const dispatchers = new Map<string, Client>();
async function asked(url: string, query: string): Promise<void> {
  const { origin } = new URL(url);
  const dispatcher = dispatchers.get(origin) ?? new Client(origin, keep);
  dispatchers.set(origin, dispatcher);
  const headers = { 'content-type': 'application/sparql-query', accept: `${type}, text/turtle;q=0.5` };
  const answer = await request(url, { method: 'POST', headers, body: query, dispatcher });
  await answer.body.arrayBuffer();
  if (answer.statusCode !== 200) throw new Error(`${answer.statusCode}: ${query}`);
}
const ways = [
  ['Oxigraph', (query: string) => void answerOf(query)],
  ['behind node:http', (query: string) => asked(bareUrl, query)],
  ['ours', (query: string) => asked(`${server.url}/sparql`, query)],
] as const;

// Servers answer for hours: what the first hundreds of requests compile is not measured.
for (const [, query] of plainQueries.slice(0, 2))
  for (let round = 0; round < 300; round += 1) for (const [, ask] of ways) await ask(query);
console.log(`of ${rounds} rounds: time median / p95, processor time median`);
for (const [title, query] of [...plainQueries, ...exampleQueries.map((one) => [one.title, one.query] as const)]) {
  const found = ways.map(([name]) => ({ name, time: [] as number[], cpu: [] as number[] }));
  for (let round = 0; round < rounds * 1.5; round += 1) {
    for (const [index, [, ask]] of ways.entries()) {
      const [began, before] = [performance.now(), process.cpuUsage()];
      await ask(query);
      const { user, system } = process.cpuUsage(before);
      // The first ones warm it up.
      if (round < rounds / 2) continue;
      found[index]?.time.push(performance.now() - began);
      found[index]?.cpu.push((user + system) / 1000);
    }
  }
  const shown = found.map(
    ({ name, time, cpu }) => `${name} ${ms(at(time, 0.5))} / ${ms(at(time, 0.95))}, cpu ${ms(at(cpu, 0.5))}`,
  );
  const [alone, , ours] = found.map(({ time }) => [at(time, 0.5), at(time, 0.95)] as const);
  const [median, p95] = [0, 1].map((part) => (ours?.[part] ?? 0) - (alone?.[part] ?? 0));
  const share = ((median ?? 0) / (alone?.[0] ?? 1)) * 100;
  console.log(`${title}: ${shown.join('; ')}; added ${ms(median ?? 0)} (${share.toFixed(0)} %) / ${ms(p95 ?? 0)}`);
}
for (const client of dispatchers.values()) await client.close();
bareServer.closeAllConnections();
bareServer.close();
await server.close();
await sparql.close();
await graph.close();
