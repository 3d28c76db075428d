import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadRun } from '../../graph/load.ts';
import { hasChanges } from '../../graph/load-report.ts';
import { openForLoad } from '../../graph/open.ts';
import { writeRun } from '../store/run-fixture.ts';
import { syntheticModels } from './synthetic-models.ts';

/**
 * Rows written per second by a first load, its repetition, an equal run and a run with a tenth changed, each in a process
 * of its own, and its peak memory: `npx tsx test/bench/load.ts [models] [neo4j-uri]`. The server's graph is emptied first.
 */
const runs = ['2026-11-20_10-00-00_aaaaaaaa', '2026-11-21_10-00-00_bbbbbbbb', '2026-11-22_10-00-00_cccccccc'] as const;

async function generate(dataDir: string, count: number): Promise<void> {
  const models = syntheticModels(count);
  const changed = models.map((model, index) =>
    index % 10 === 0 ? { ...model, values: { ...model.values, version: `new${index}` } } : model,
  );
  for (const [index, run] of runs.entries()) await writeRun({ dataDir, run, models: index === 2 ? changed : models });
}

async function measure(dataDir: string, run: string, uri: string | undefined, rebuild: boolean): Promise<void> {
  const started = performance.now();
  const target = await openForLoad({ dataDir, neo4j: {}, ...(uri === undefined ? {} : { uri }) }, { rebuild });
  const opened = performance.now();
  const report = await loadRun({ target, dataDir, run });
  const loaded = performance.now();
  await (hasChanges(report) ? target.publish() : target.abandon());
  const seconds = (loaded - opened) / 1000;
  const rows = report.nodesCreated + report.nodesUpdated + report.relationshipsCreated + report.relationshipsUpdated;
  const cpu = process.cpuUsage();
  process.stdout.write(
    `${rows} rows in ${seconds.toFixed(2)} s = ${Math.round(rows / seconds)} rows/s; open ${((opened - started) / 1000).toFixed(2)} s, ` +
      `publish ${((performance.now() - loaded) / 1000).toFixed(2)} s, cpu ${((cpu.user + cpu.system) / 1e6).toFixed(1)} s, ` +
      `peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MB ${JSON.stringify(report)}\n`,
  );
}

async function inOwnProcess(...args: readonly string[]): Promise<void> {
  const child = fork(fileURLToPath(import.meta.url), args, { stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number];
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`);
}

const [step, ...args] = process.argv.slice(2);
if (step === 'generate') await generate(args[0] ?? '', Number(args[1]));
else if (step === 'load') await measure(args[0] ?? '', args[1] ?? '', args[3], args[2] === 'rebuild');
else {
  const dataDir = await mkdtemp(join(tmpdir(), 'stemma-bench-'));
  const uri = args.slice(0, 1);
  try {
    await inOwnProcess('generate', dataDir, step ?? '16000');
    for (const [run, mode] of [
      [runs[0], 'rebuild'],
      [runs[0], 'add'],
      [runs[1], 'add'],
      [runs[2], 'add'],
    ] as const) {
      await inOwnProcess('load', dataDir, run, mode, ...uri);
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
