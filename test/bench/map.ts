/**
 * How fast raw records become written entities, beside a plain `JSON.parse` of the same bytes:
 * `STEMMA_REPLAY=<replay.mjs> npx tsx test/bench/map.ts`.
 */
import { map } from '../../extract/huggingface/map.ts';
import { contentHashOf } from '../../ontology/content-hash.ts';
import { arrayElements } from '../../src/core/json-scan.ts';
import { mapInput } from '../support/map-input.ts';
import { replayPath, replayedPages } from '../support/replayed-models.ts';

interface Timing {
  readonly models: number;
  readonly bytes: number;
  readonly written: number;
  readonly seconds: number;
  /** Of all threads: what a busy machine does not distort. */
  readonly cpuSeconds: number;
}

const { line } = mapInput('{}');

function mapPages(pages: readonly Buffer[]): Timing {
  const started = performance.now();
  const before = process.cpuUsage();
  let [models, bytes, written] = [0, 0, 0];
  for (const page of pages) {
    for (const { offset, length } of arrayElements(page)?.elements ?? []) {
      const element = page.subarray(offset, offset + length);
      const value: unknown = JSON.parse(element.toString());
      for (const entity of map({ resource: 'hf_models', value, bytes: element, line }).entities) {
        written += Buffer.byteLength(JSON.stringify({ ...entity, contentHash: contentHashOf(entity) }));
      }
      models += 1;
      bytes += length;
    }
  }
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(before);
  return { models, bytes, written, seconds, cpuSeconds: (user + system) / 1e6 };
}

function mapOnly(values: readonly unknown[]): number {
  const started = performance.now();
  const bytes = Buffer.alloc(0);
  for (const value of values) map({ resource: 'hf_models', value, bytes, line });
  return (performance.now() - started) / 1000;
}

function parseOnly(pages: readonly Buffer[]): number {
  const started = performance.now();
  for (const page of pages) JSON.parse(page.toString());
  return (performance.now() - started) / 1000;
}

if (replayPath === undefined) {
  console.log('skipped: STEMMA_REPLAY is not set');
} else {
  const pages = await replayedPages(replayPath, { snapshot: 'day1' });
  const values = pages.flatMap((page) => JSON.parse(page.toString()) as unknown[]);
  for (const round of ['cold', 'warm', 'warm']) {
    const { models, bytes, written, seconds, cpuSeconds } = mapPages(pages);
    const parse = parseOnly(pages);
    const only = mapOnly(values);
    const perCpu = `${Math.round(models / cpuSeconds)} per CPU second`;
    const rate = [`${Math.round(models / seconds)} models/s`, perCpu, `${(bytes / seconds / 1e6).toFixed(1)} MB/s in`];
    const ratio = `${(seconds / parse).toFixed(1)} × JSON.parse (map alone ${(only / parse).toFixed(1)} ×)`;
    console.log(`${round}: ${rate.join(', ')}, ${(written / models / 1000).toFixed(1)} KB out per model, ${ratio}`);
  }
}
