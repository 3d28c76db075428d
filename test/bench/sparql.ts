/**
 * What `stemma serve` costs beside Oxigraph itself, and beside Oxigraph behind a bare node:http server:
 * `npx tsx test/bench/sparql.ts <data-dir> [rounds]` over a data directory with a loaded embedded graph. The servers are processes
 * of their own, `stemma serve` the compiled program as users have it; all are asked in turns, so that other work on the machine
 * meets all. Each answer of ours says what its engine took and what the server took (Server-Timing): the one without the other is
 * what we add, the rest of the way there and back is HTTP's and the client's.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Store } from 'oxigraph';
import { Client } from 'undici';
import { systemClock } from '../../src/core/clock.ts';
import { CurrentGraph } from '../../src/query/current-graph.ts';
import { nquadsFileOf } from '../../src/query/sparql/nquads-file.ts';
import { exampleQueries } from '../../src/server/example-queries.ts';
import { compiled } from '../support/compiled-program.ts';

/** Times that one is asked before it is another's turn: a server under use, not one that is woken up. */
const inTurn = 50;
const rowsType = 'application/sparql-results+json';
const plainQueries = [
  ['one thing', 'SELECT * { <https://w3id.org/stemma/id/hf/account/Qwen> ?p ?o }'],
  ['a hundred rows', 'SELECT * { ?s ?p ?o } LIMIT 100'],
  ['ten thousand rows', 'SELECT * { ?s ?p ?o } LIMIT 10000'],
  ['all rows', 'SELECT * { ?s ?p ?o }'],
  ['a count of everything', 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }'],
  ['texts that hold a word', 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER CONTAINS(STR(?o), "bert") }'],
] as const;
const queries = [...plainQueries, ...exampleQueries.map(({ title, query }) => [title, query] as const)];

interface Answered {
  /** None: not ready. */
  readonly bytes: number;
  /** Of the server's time what its engine did not take. */
  readonly aroundMs: number;
}

type Ask = (query: string) => Promise<Answered>;

interface Way {
  readonly name: string;
  readonly ask: Ask;
}

const [mode, ...rest] = process.argv.slice(2);
if (mode === undefined) throw new Error('tsx test/bench/sparql.ts <data-dir> [rounds]');
if (mode === 'bare') serveBare(rest[0] ?? '');
else await compare(mode, Number(rest[0] ?? 400));

function answersOf(file: string): (query: string) => Buffer {
  const store = new Store();
  store.load(readFileSync(file), { format: 'application/n-quads', lenient: true, no_transaction: true });
  return (query) => {
    const isGraph = /^\s*(DESCRIBE|CONSTRUCT)/m.test(query);
    return Buffer.from(store.query(query, { results_format: isGraph ? 'text/turtle' : rowsType }) as string, 'utf8');
  };
}

/** The other process: the least that answers over HTTP. */
function serveBare(file: string): void {
  const answer = answersOf(file);
  const server = createServer((incoming, outgoing) => {
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.on('end', () => outgoing.end(answer(Buffer.concat(parts).toString('utf8'))));
  });
  server.keepAliveTimeout = 600_000;
  server.listen(0, '127.0.0.1', () => {
    console.log(JSON.stringify({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` }));
  });
}

async function compare(dataDir: string, rounds: number): Promise<void> {
  const graph = await CurrentGraph.open({ dataDir, neo4j: {} });
  const { file, quads } = await graph.use((store, version) =>
    nquadsFileOf(store, version, { dataDir, clock: systemClock }),
  );
  await graph.close();
  const alone = answersOf(file);
  const bare = await started([...process.execArgv, fileURLToPath(import.meta.url), 'bare', file]);
  const program = compiled('src/cli/main.ts');
  const serve = ['serve', '--data-dir', dataDir, '--port', '0', '--workers', '1', '--timeout', '120', '--json'];
  const ours = await started([program, ...serve]);
  const ways: readonly Way[] = [
    { name: 'Oxigraph', ask: (query) => Promise.resolve({ bytes: alone(query).byteLength, aroundMs: 0 }) },
    { name: 'behind node:http', ask: asks(bare.url) },
    { name: 'ours', ask: asks(new URL('/sparql', ours.url).href) },
  ];
  await warm(ways);
  console.log(`${quads} statements; median / p95 of ${rounds} rounds`);
  for (const [title, query] of queries) console.log(await line(title, query, ways, rounds));
  for (const { child } of [bare, ours]) child.kill();
}

async function started(args: readonly string[]): Promise<{ readonly url: string; readonly child: ChildProcess }> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  for await (const text of createInterface({ input: child.stdout })) {
    const url = /"url": ?"([^"]+)"/.exec(text)?.[1];
    if (url !== undefined) return { url, child };
  }
  throw new Error(`ended: ${args.join(' ')}`);
}

/** A connection that is kept, as clients have it. */
function asks(url: string): Ask {
  const { origin, pathname } = new URL(url);
  const client = new Client(origin, { keepAliveTimeout: 600_000, keepAliveMaxTimeout: 600_000 });
  const headers = { 'content-type': 'application/sparql-query', accept: `${rowsType}, text/turtle;q=0.5` };
  return async (query) => {
    const answer = await client.request({ path: pathname, method: 'POST', headers, body: query });
    const { byteLength } = await answer.body.arrayBuffer();
    const times = String(answer.headers['server-timing']).matchAll(/dur=([\d.]+)/g);
    const [engine = 0, total = 0] = [...times].map(([, ms]) => Number(ms));
    return { bytes: answer.statusCode === 200 ? byteLength : 0, aroundMs: total - engine };
  };
}

/** Until both answer; then what the first thousands of requests compile: servers answer for hours. */
async function warm(ways: readonly Way[]): Promise<void> {
  for (const { ask } of ways)
    while ((await ask('ASK {}')).bytes === 0) await new Promise((resolve) => setTimeout(resolve, 50));
  for (const [, query] of queries.slice(0, 2))
    for (let round = 0; round < 1000; round += 1) for (const { ask } of ways) await ask(query);
}

async function line(title: string, query: string, ways: readonly Way[], rounds: number): Promise<string> {
  const times = ways.map((): number[] => []);
  const around: number[] = [];
  // The first third warms it up.
  for (let block = 0; block < (rounds / inTurn) * 1.5; block += 1) {
    for (const [index, { name, ask }] of ways.entries()) {
      for (let round = 0; round < inTurn; round += 1) {
        const began = performance.now();
        const { bytes, aroundMs } = await ask(query);
        const took = performance.now() - began;
        if (bytes === 0) throw new Error(`${name} refused ${query}`);
        if (block < rounds / inTurn / 2) continue;
        times[index]?.push(took);
        if (name === 'ours') around.push(aroundMs);
      }
    }
  }
  const found = times.map((some) => [at(some, 0.5), at(some, 0.95)] as const);
  const shown = found.map(([median, p95], index) => `${ways[index]?.name} ${ms(median)} / ${ms(p95)}`);
  const [alone = [0, 0], , ours = [0, 0]] = found;
  const share = ((ours[0] / alone[0] - 1) * 100).toFixed(0);
  const added = `added ${ms(ours[0] - alone[0])} (${share} %) / ${ms(ours[1] - alone[1])}`;
  return `${title}: ${shown.join('; ')}; ${added}; by the server around its engine ${ms(at(around, 0.5))} / ${ms(at(around, 0.95))}`;
}

function ms(value: number): string {
  return `${value.toFixed(Math.abs(value) < 10 ? 2 : 0)} ms`;
}

function at(values: readonly number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0;
}
