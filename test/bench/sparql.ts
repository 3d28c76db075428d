/**
 * What our worker and HTTP cost beside Oxigraph itself, on a data directory with a graph:
 * `tsx test/bench/sparql.ts <data-dir>`. Both run in one process, in turns, so that other work on the machine meets both.
 */
import { readFileSync } from 'node:fs';
import { Store } from 'oxigraph';
import { request } from 'undici';
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
async function ours(query: string): Promise<number> {
  const begin = performance.now();
  const answer = await request(`${server.url}/sparql`, {
    method: 'POST',
    headers: { 'content-type': 'application/sparql-query', accept: `${type}, text/turtle;q=0.5` },
    body: query,
  });
  await answer.body.arrayBuffer();
  if (answer.statusCode !== 200) throw new Error(`${answer.statusCode}: ${query}`);
  return performance.now() - begin;
}
function theirs(query: string): number {
  const begin = performance.now();
  const isGraph = /^\s*(DESCRIBE|CONSTRUCT)/m.test(query);
  Buffer.from(bare.query(query, { results_format: isGraph ? 'text/turtle' : type }) as string, 'utf8');
  return performance.now() - begin;
}

/** Of all threads of this process, the one that asks too. */
async function cpuOf(work: () => Promise<number> | number): Promise<readonly [number, number]> {
  const before = process.cpuUsage();
  const took = await work();
  const { user, system } = process.cpuUsage(before);
  return [took, (user + system) / 1000];
}

console.log('query: Oxigraph median, ours median, difference; p95 of both; processor time of both and the difference');
for (const [title, query] of [...plainQueries, ...exampleQueries.map((one) => [one.title, one.query] as const)]) {
  const [alone, served, aloneCpu, servedCpu]: number[][] = [[], [], [], []];
  for (let round = 0; round < rounds + 2; round += 1) {
    const [a, aCpu] = await cpuOf(() => theirs(query));
    const [b, bCpu] = await cpuOf(() => ours(query));
    // The first two warm both up.
    if (round >= 2) {
      alone?.push(a);
      served?.push(b);
      aloneCpu?.push(aCpu);
      servedCpu?.push(bCpu);
    }
  }
  const median = [alone, served, aloneCpu, servedCpu].map((values) => at(values ?? [], 0.5));
  const [a = 0, b = 0, aCpu = 0, bCpu = 0] = median;
  const more = (from: number, to: number): string => `+${ms(to - from)} (${(((to - from) / from) * 100).toFixed(1)} %)`;
  const p95 = `p95 ${ms(at(alone ?? [], 0.95))}, ${ms(at(served ?? [], 0.95))}`;
  console.log(`${title}: ${ms(a)}, ${ms(b)}, ${more(a, b)}; ${p95}; cpu ${ms(aCpu)}, ${ms(bCpu)}, ${more(aCpu, bCpu)}`);
}
await server.close();
await sparql.close();
await graph.close();
