/**
 * RDF export against the bare writing of the same bytes: seconds, rates and the process's peak memory.
 * `npx tsx test/bench/rdf.ts <data-dir> [nquads|turtle|trig|jsonld …]` over a data directory with a loaded embedded graph. Linux: reads VmHWM.
 */
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { openGraph } from '../../graph/open.ts';
import { streamToFile } from '../../src/core/stream-file.ts';
import { exportedUris, readPage } from '../../src/query/export-pages.ts';
import { exportRdf } from '../../src/query/export-rdf.ts';
import { assertionLevels, type RdfFormat, rdfFormats } from '../../src/query/rdf-choices.ts';
import { relationshipTypes } from '../../ontology/model.ts';

const [dataDir, ...chosen] = process.argv.slice(2);
if (dataDir === undefined) throw new Error('name a data directory');
const formats = rdfFormats.filter((format) => chosen.length === 0 || chosen.includes(format));
const folder = await mkdtemp(join(tmpdir(), 'stemma-rdf-'));

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** The same bytes in chunks as the export writes them. */
async function bareWrite(file: string): Promise<number> {
  const bytes = await readFile(file);
  return seconds(async () => {
    const stream = createWriteStream(`${file}.bare`);
    for (let at = 0; at < bytes.length; at += 1 << 18)
      if (!stream.write(bytes.subarray(at, at + (1 << 18)))) await once(stream, 'drain');
    stream.end();
    await once(stream, 'finish');
  });
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
  console.log(`reading the graph alone: ${read.toFixed(1)} s`);
  for (const format of formats as readonly RdfFormat[]) {
    for (const assertions of assertionLevels) {
      const file = join(folder, `${format}-${assertions}`);
      let statements = 0;
      const written = (_nodes: number, more: number): void => void (statements += more);
      const took = await seconds(() => streamToFile(file, exportRdf(store, { format, assertions, dataDir, written })));
      const megabytes = (await stat(file)).size / 1e6;
      const bare = await bareWrite(file);
      console.log(
        `${format} ${assertions}: ${statements} statements, ${megabytes.toFixed(0)} MB in ${took.toFixed(1)} s (${Math.round(statements / took)}/s, ` +
          `${(megabytes / took).toFixed(1)} MB/s); bare write ${bare.toFixed(2)} s; peak ${await peakMemory()}`,
      );
      await writeFile(file, '');
      await rm(`${file}.bare`);
    }
  }
} finally {
  await store.close();
  await rm(folder, { recursive: true, force: true });
}
