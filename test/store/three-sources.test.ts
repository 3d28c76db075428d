import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bindParameters, getQuery } from '../../cypher/index.ts';
import { sourceByName } from '../../extract/index.ts';
import type { GraphLocation } from '../../graph/open.ts';
import { openGraph } from '../../graph/open.ts';
import type { GraphStore } from '../../graph/store.ts';
import { systemClock } from '../../src/core/clock.ts';
import { createHttpClient } from '../../src/core/http/client.ts';
import { silentLogger } from '../../src/core/logger.ts';
import { silentProgress } from '../../src/core/progress.ts';
import { demoLeavesOut, demoSources, demoTransport } from '../../src/demo/index.ts';
import { planRun, type PipelineContext } from '../../src/pipeline/plan.ts';
import { run, runStage } from '../../src/pipeline/run.ts';
import { exportJsonld } from '../../src/query/export-jsonld.ts';
import { exportWrapped } from '../../src/query/export-wrapped.ts';
import { RawChecker } from '../../src/query/raw-check.ts';
import { why } from '../../src/query/why.ts';
import { emptyNeo4j, neo4jSkipped } from '../support/neo4j.ts';
import { seededRandom, shuffled } from '../support/seeded-random.ts';

/** The sample of all three sources, through every stage, into both engines from one data folder. */
describe('three sources in one data folder', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'stemma-three-'));
  const locations: GraphLocation[] = [{ dataDir, neo4j: {} }];
  const contextOf = ({ uri, neo4j }: GraphLocation): PipelineContext => ({
    dataDir,
    graph: { neo4j: { user: 'neo4j', password: '', ...neo4j }, ...(uri === undefined ? {} : { uri }) },
    progress: silentProgress,
    logger: silentLogger,
    clock: systemClock,
    signal: new AbortController().signal,
    createHttp: ({ concurrency }) => createHttpClient({ transport: demoTransport(), concurrencyPerHost: concurrency }),
  });
  let made: string;

  beforeAll(async () => {
    const sources = Object.keys(demoSources).map(sourceByName);
    const plan = planRun(sources, (name) => demoSources[name]?.() ?? {}, systemClock, { exclude: demoLeavesOut });
    if (neo4jSkipped() === undefined) locations.push(await emptyNeo4j(dataDir));
    const results = [await run(plan, contextOf(locations[0] as GraphLocation))];
    made = results[0]?.report.run ?? '';
    for (const location of locations.slice(1)) results.push(await runStage(made, 'load', contextOf(location)));
    for (const { error } of results) if (error !== undefined) throw error;
  });
  afterAll(() => rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 }));

  async function onEach<T>(work: (store: GraphStore) => Promise<T>): Promise<T[]> {
    const found: T[] = [];
    for (const location of locations) {
      const store = await openGraph(location, 'read');
      try {
        found.push(await work(store));
      } finally {
        await store.close();
      }
    }
    return found;
  }

  it('are one graph, exported to the same bytes by both engines, as JSON-LD and wrapped', async () => {
    const exports = await onEach(async (store) => {
      const lines: string[] = [];
      for await (const line of exportJsonld(store, { provenance: true, counters: true })) lines.push(line);
      for await (const line of exportWrapped(store, { dataDir, counters: true })) lines.push(line);
      return lines.join('\n');
    });

    expect(exports[0]?.match(/"bioimageio:/g)?.length).toBeGreaterThan(20);
    for (const other of exports.slice(1)) expect(other === exports[0]).toBe(true);
  });

  it('write nothing when they are loaded again', async () => {
    for (const location of locations) {
      const { report, error } = await runStage(made, 'load', contextOf(location));
      expect(error).toBeUndefined();
      expect(report).toMatchObject({
        nodesCreated: 0,
        nodesUpdated: 0,
        relationshipsCreated: 0,
        relationshipsDeleted: 0,
      });
    }
  });

  it('meet in licences and in tasks that mean nearly the same; nothing lacks evidence', async () => {
    const ask = (name: string, given: Record<string, unknown> = {}) =>
      onEach((store) => store.read(getQuery(name).cypher, bindParameters(getQuery(name), given)));
    const [licenses, ...others] = await ask('licenses-by-hub');
    const [works] = await ask('works-by-task', { task: 'term:hf-task/image-segmentation' });

    const hubsOf = (license: string) => licenses?.filter((row) => row['license'] === license).map((row) => row['hub']);
    expect(new Set(hubsOf('spdx:MIT'))).toEqual(new Set(['bioimageio', 'hf']));
    expect(new Set(works?.map((row) => row['hub']))).toEqual(new Set(['bioimageio', 'hf']));
    for (const other of others) expect(other).toEqual(licenses);
    for (const rows of await ask('edges-without-evidence')) expect(rows).toEqual([]);
  });

  it('prove a hundred random values of each source down to the stored bytes', { timeout: 120_000 }, async () => {
    const random = seededRandom(3);
    const store = await openGraph(locations[0] as GraphLocation, 'read');
    const checker = new RawChecker(dataDir);
    try {
      for (const source of Object.keys(demoSources)) {
        const things = await store.read<{ uri: string }>(
          'MATCH (n:Resource)-[:DESCRIBED_BY]->(d:Description {source: $source}) RETURN DISTINCT n.uri AS uri ORDER BY uri',
          { source },
        );
        let proved = 0;
        for (const { uri } of shuffled(things, random)) {
          const { items } = await why(store, uri, { dataDir, checker });
          const own = items.filter((item) => item.source === source);
          expect(
            own.filter(({ verified }) => !verified),
            uri,
          ).toEqual([]);
          proved += own.length;
          if (proved >= 100) break;
        }
        expect(proved, source).toBeGreaterThanOrEqual(100);
      }
    } finally {
      await store.close();
    }
  });
});
