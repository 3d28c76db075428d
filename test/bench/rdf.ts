/**
 * RDF export against the bare writing of the same bytes: seconds, rates and the peak memory of each, the engine's included.
 * `npx tsx test/bench/rdf.ts <data-dir> [nquads|turtle|trig|jsonld …] [none|edges|edges+facts|all …]` over a data directory with a loaded embedded graph. Linux: reads VmHWM.
 */
import { mkdtemp, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openGraph } from '../../graph/open.ts';
import { streamToFile } from '../../src/core/stream-file.ts';
import { exportedUris, readPage } from '../../src/query/export-pages.ts';
import { exportRdf } from '../../src/query/export-rdf.ts';
import { assertionLevels, rdfFormats } from '../../src/query/rdf-choices.ts';
import { relationshipTypes } from '../../ontology/model.ts';

const [dataDir, ...chosen] = process.argv.slice(2);
if (dataDir === undefined) throw new Error('name a data directory');
/** What was named; all where none was. */
function chosenOf<T extends string>(all: readonly T[]): readonly T[] {
  const named = all.filter((one) => chosen.includes(one));
  return named.length === 0 ? all : named;
}
const formats = chosenOf(rdfFormats);
const levels = chosenOf(assertionLevels);
const folder = await mkdtemp(join(tmpdir(), 'stemma-rdf-'));

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** The same bytes in chunks as the export writes them; one chunk is held at a time and reading is not counted. */
async function bareWrite(file: string): Promise<number> {
  const [from, to] = [await open(file, 'r'), await open(`${file}.bare`, 'w')];
  try {
    const chunk = Buffer.alloc(1 << 18);
    let took = 0;
    for (;;) {
      const { bytesRead } = await from.read(chunk, 0, chunk.length);
      if (bytesRead === 0) return took;
      took += await seconds(() => to.write(chunk, 0, bytesRead));
    }
  } finally {
    await from.close();
    await to.close();
  }
}

/** From here on; where the system does not allow it, the peak is that of the whole process. */
async function forgetPeak(): Promise<void> {
  await writeFile('/proc/self/clear_refs', '5').catch(() => undefined);
}

async function peakMemory(): Promise<string> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  return `${Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)} MB`;
}

const store = await openGraph({ dataDir, neo4j: {} }, 'read');
try {
  const read = await seconds(async () => {
    for await (const uris of exportedUris(store, { without: ['Description'] }))
      await readPage(store, uris, relationshipTypes);
  });
  console.log(`reading the graph alone: ${read.toFixed(1)} s; peak ${await peakMemory()}`);
  for (const format of formats) {
    for (const assertions of levels) {
      const file = join(folder, `${format}-${assertions}`);
      let statements = 0;
      await forgetPeak();
      const written = (_nodes: number, more: number): void => void (statements += more);
      const took = await seconds(() => streamToFile(file, exportRdf(store, { format, assertions, dataDir, written })));
      const peak = await peakMemory();
      const megabytes = (await stat(file)).size / 1e6;
      const bare = await bareWrite(file);
      console.log(
        `${format} ${assertions}: ${statements} statements, ${megabytes.toFixed(0)} MB in ${took.toFixed(1)} s (${Math.round(statements / took)}/s, ` +
          `${(megabytes / took).toFixed(1)} MB/s); bare write ${bare.toFixed(2)} s; peak ${peak}`,
      );
      await writeFile(file, '');
      await rm(`${file}.bare`);
    }
  }
} finally {
  await store.close();
  await rm(folder, { recursive: true, force: true });
}
