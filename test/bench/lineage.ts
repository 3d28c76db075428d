import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { loadRun } from '../../graph/load.ts';
import { openForLoad, openGraph, type GraphLocation } from '../../graph/open.ts';
import type { GraphStore } from '../../graph/store.ts';
import { mintModel, mintSpdx } from '../../ontology/iri.ts';
import { lineageTypes } from '../../ontology/model.ts';
import { FamilyIndex } from '../../src/query/family-index/family-index.ts';
import { impact } from '../../src/query/impact.ts';
import { lineage } from '../../src/query/lineage.ts';
import { writeRun, type StatedModel } from '../store/run-fixture.ts';
import { numbersFrom } from './synthetic-models.ts';

/**
 * How long lineage and impact take in one open process, p50 and p95 over models chosen by a fixed seed, and the processor time of
 * that, which other processes lengthen less; opening is measured apart. The graph is one that a run has made, of the recordings for example:
 *
 *   npx tsx test/bench/lineage.ts measure <data-dir> [neo4j-uri]
 *   npx tsx test/bench/lineage.ts plant <data-dir> [descendants] [neo4j-uri]
 *
 * `plant` loads one family of 25,000 descendants into it, as a run of its own; `measure` then asks for that too.
 */
const [step = '', dataDir = '', ...rest] = process.argv.slice(2);
const plantedRun = '2026-11-24_10-00-00_fafafafa';
const plantedRoot = 'planted/root';

function locationOf(uri: string | undefined): GraphLocation {
  return { dataDir, neo4j: {}, ...(uri === undefined ? {} : { uri }) };
}

/** A root, 800 children, and under them what names an earlier one as its parent; one in thirty is a merge of two. */
function plantedFamily(count: number): StatedModel[] {
  const next = numbersFrom(7);
  const hubId = (index: number): string => (index === 0 ? plantedRoot : `planted-${index % 500}/model-${index}`);
  const kinds = ['fineTunedFrom', 'quantizedFrom', 'adapterOf'] as const;
  return Array.from({ length: count + 1 }, (_, index) => {
    const parent = index <= 800 ? 0 : Math.floor(next() ** 2 * index);
    const other = Math.floor(next() * index);
    const references: Record<string, string[]> = { license: [mintSpdx('Apache-2.0')] };
    if (index > 0 && index % 30 === 0 && other !== parent)
      references['mergedFrom'] = [mintModel(hubId(parent)), mintModel(hubId(other))];
    else if (index > 0) references[kinds[index % 3] as string] = [mintModel(hubId(parent))];
    return { hubId: hubId(index), references, values: { downloads: index, sourceId: `planted${index}` } };
  });
}

async function plant(count: number, uri: string | undefined): Promise<void> {
  await writeRun({ dataDir, run: plantedRun, models: plantedFamily(count) });
  const target = await openForLoad(locationOf(uri));
  const report = await loadRun({ target, dataDir, run: plantedRun });
  await target.publish();
  console.log(
    `planted ${count} descendants: ${report.nodesCreated} nodes, ${report.relationshipsCreated} relationships`,
  );
}

async function chosen(store: GraphStore, pattern: string, count: number): Promise<string[]> {
  const rows = await store.read<{ id: string }>(
    `MATCH ${pattern} WHERE m.resolved = true AND NOT m.id STARTS WITH 'hf:planted' RETURN DISTINCT m.id AS id ORDER BY id`,
  );
  const next = numbersFrom(11);
  return Array.from({ length: Math.min(count, rows.length) }, () => rows[Math.floor(next() * rows.length)]?.id ?? '');
}

function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Each asked once after a first question that is not counted. */
async function timed(
  title: string,
  ids: readonly string[],
  ask: (id: string) => Promise<{ readonly total: number }>,
): Promise<void> {
  const [first] = ids;
  if (first === undefined) return console.log(`${title.padEnd(44)} nothing to ask`);
  await ask(first);
  const times: number[] = [];
  const cpu: number[] = [];
  let most = 0;
  for (const id of ids) {
    const before = process.cpuUsage();
    const started = performance.now();
    const { total } = await ask(id);
    times.push(performance.now() - started);
    const { user, system } = process.cpuUsage(before);
    cpu.push((user + system) / 1000);
    most = Math.max(most, total);
  }
  console.log(
    `${title.padEnd(44)} p50 ${percentile(times, 0.5).toFixed(1).padStart(7)} ms, p95 ${percentile(times, 0.95).toFixed(1).padStart(7)} ms, processor p50 ${percentile(cpu, 0.5).toFixed(1)} p95 ${percentile(cpu, 0.95).toFixed(1)}, ` +
      `${ids.length} asked, largest ${most} models`,
  );
}

/** Of what is still in use. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

async function measure(uri: string | undefined): Promise<void> {
  const started = performance.now();
  const store = await openGraph(locationOf(uri));
  console.log(`${store.engine}, opened in ${((performance.now() - started) / 1000).toFixed(2)} s`);
  const types = lineageTypes.join('|');
  const [count] = await store.read<{ n: number }>('MATCH (m:MLModel) RETURN count(m) AS n');
  const [edges] = await store.read<{ n: number }>(`MATCH (:MLModel)-[r:${types}]->(:MLModel) RETURN count(r) AS n`);
  console.log(`${count?.n} models, ${edges?.n} statements of lineage`);
  const children = await chosen(store, `(m:MLModel)-[:${types}]->(:MLModel)`, 300);
  const parents = await chosen(store, `(m:MLModel)<-[:${types}]-(:MLModel)`, 300);
  const large = (
    await store.read<{ id: string }>(
      `MATCH (m:MLModel)<-[r:${types}]-(:MLModel) WITH m.id AS id, count(r) AS n RETURN id, n ORDER BY n DESC, id LIMIT 10`,
    )
  ).map(({ id }) => id);
  const planted = (await store.read('MATCH (m:MLModel {id: $id}) RETURN m.id AS id', { id: `hf:${plantedRoot}` }))
    .length;
  const root = planted === 0 ? [] : Array.from({ length: 20 }, () => `hf:${plantedRoot}`);
  const members = Array.from({ length: planted * 300 }, (_, index) => {
    const member = 900 + index * 70;
    return `hf:planted-${member % 500}/model-${member}`;
  });
  const before = heldBytes();
  const building = performance.now();
  const work = process.cpuUsage();
  const index = await FamilyIndex.build(store);
  const built = ((performance.now() - building) / 1000).toFixed(2);
  const { user, system } = process.cpuUsage(work);
  const megabytes = Math.round((heldBytes() - before) / 2 ** 20);
  console.log(
    `index of ${index.size.things} things, ${index.size.statements} statements in ${built} s, processor ${((user + system) / 1e6).toFixed(2)} s; it holds ${megabytes} MB`,
  );
  for (const [by, families] of [
    ['engine', undefined],
    ['memory', index],
  ] as const) {
    const options = families === undefined ? {} : { families };
    const up = (id: string) => lineage(store, id, { direction: 'up', ...options });
    const down = (id: string) => lineage(store, id, { direction: 'down', ...options });
    const inherits = (id: string) => impact(store, id, options);
    await timed(`${by}: up, any model with a parent`, children, up);
    await timed(`${by}: down, any model with a child`, parents, down);
    await timed(`${by}: down, the ten largest fans`, large, down);
    await timed(`${by}: impact, any model with a child`, parents, inherits);
    await timed(`${by}: impact, the ten largest fans`, large, inherits);
    await timed(`${by}: up in the planted family`, members, up);
    await timed(`${by}: down the planted family`, root, down);
    await timed(`${by}: impact of the planted root`, root.slice(0, 5), inherits);
  }
  await store.close();
}

if (step === 'plant') await plant(Number(rest[0] ?? 25_000), rest[1]);
else if (step === 'measure') await measure(rest[0]);
else throw new Error('say measure or plant, and the data directory');
