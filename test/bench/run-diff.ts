/**
 * The difference of two mapped runs under a heap of 512 MB, against bare reading of the same bytes: seconds, ratio, peak
 * memory. `npx tsx test/bench/run-diff.ts <data-dir> [run-a run-b]`; without runs the two newest. Runs of a million models:
 * two nights of the replay server with `--multiply 63`, each `stemma extract huggingface --all --select hf_models`, then
 * `stemma map`. The program must be built. Linux: reads VmHWM of the process that compares.
 */
import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { mappedRuns } from '../../src/core/run/counters-file.ts';
import { entitiesPath, presencePath } from '../../src/core/run/run-paths.ts';

const heapMegabytes = 512;
const [dataDir, ...named] = process.argv.slice(2);
if (dataDir === undefined) throw new Error('name a data directory');
const [a, b] = named.length === 2 ? named : (await mappedRuns(dataDir)).slice(-2);
if (a === undefined || b === undefined) throw new Error('two mapped runs are needed');
const files = [a, b].flatMap((run) => [entitiesPath(dataDir, run), presencePath(dataDir, run)]);

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

async function readBare(): Promise<void> {
  for (const file of files) for await (const _ of createReadStream(file, { highWaterMark: 256 * 1024 }));
}

const program = fileURLToPath(new URL('../../dist/src/query/run-diff/run-diff.js', import.meta.url));
const script = `
const { readFileSync } = await import('node:fs');
const { runDiff } = await import(${JSON.stringify(program)});
const diff = await runDiff(${JSON.stringify(a)}, ${JSON.stringify(b)}, { dataDir: ${JSON.stringify(dataDir)} });
let items = 0;
for await (const _ of diff.items()) items += 1;
await diff.close();
const peak = Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0) / 1024;
console.log(JSON.stringify({ items, peak, counts: diff.summary.counts.MLModel, licenses: diff.summary.licenses }));
`;

let megabytes = 0;
for (const file of files) megabytes += (await stat(file)).size / 1e6;
console.log(`${a} → ${b}: ${megabytes.toFixed(0)} MB of mapped entities and sightings`);
const bare = await seconds(readBare);
let told = '';
const args = [`--max-old-space-size=${heapMegabytes}`, '--input-type=module', '--eval', script];
const took = await seconds(async () => {
  told = (await promisify(execFile)(process.execPath, args)).stdout;
});
const { items, peak, counts, licenses } = JSON.parse(told) as {
  readonly items: number;
  readonly peak: number;
  readonly counts: unknown;
  readonly licenses: number;
};
console.log(
  `bare reading ${bare.toFixed(1)} s; difference ${took.toFixed(1)} s, ${(took / bare).toFixed(1)} times that`,
);
console.log(
  `heap limit ${heapMegabytes} MB; peak resident ${peak.toFixed(0)} MB; ${items} items, ${licenses} licences`,
);
console.log(`models: ${JSON.stringify(counts)}`);
