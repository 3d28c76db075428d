import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openGraph } from '../../graph/open.ts';
import type { GraphStore } from '../../graph/store.ts';
import { countersPath } from '../../src/core/run/counters-file.ts';
import { verifyRun } from '../../src/core/run/verify.ts';
import { history } from '../../src/query/history.ts';
import { parseInstant } from '../../src/query/past/instant.ts';
import { showAt } from '../../src/query/show-at.ts';
import { loadNights, mapNight, nightOf, pageOf, storeNight } from '../support/small-nights.ts';

const days = ['2026-11-20', '2026-11-21', '2026-11-22'] as const;
const counts = [
  { downloads: 10, likes: 1 },
  { downloads: 15, likes: 1 },
  { downloads: 12, likes: 2 },
] as const;

describe('counters over time', () => {
  let dataDir = '';
  let store: GraphStore;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'stemma-counters-'));
    const location = { dataDir, neo4j: {} };
    for (const [index, day] of days.entries()) {
      const other = { id: 'acme/other', downloads: 1, tags: [] };
      await storeNight(dataDir, day, [pageOf([{ id: 'acme/child', tags: [], ...counts[index] }, other])]);
      await mapNight(dataDir, nightOf(day).run);
    }
    const runs = days.map((day) => nightOf(day).run);
    await loadNights(location, [...runs, ...runs.slice(0, 1)]);
    store = await openGraph(location, 'read');
  });
  afterAll(async () => {
    await store.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('are a series of all runs, though the account of the thing never changed', async () => {
    const { items } = await history(store, 'acme/child', { dataDir, property: 'downloads' });
    expect(items.map(({ at, event, value, run, record }) => [at, event, value, run, record])).toEqual(
      days.map((day, index) => [
        nightOf(day).fetchedAt,
        'counted',
        counts[index]?.downloads,
        nightOf(day).run,
        `raw:${nightOf(day).run}/1`,
      ]),
    );
    expect(items.map(({ changes }) => changes.map(({ before, after }) => [before, after]))).toEqual([
      [[null, 10]],
      [[10, 15]],
      [[15, 12]],
    ]);
    const whole = await history(store, 'acme/child', { dataDir });
    expect(whole.items).toHaveLength(1);
    expect(whole.counters).toContain('downloads');
  });

  it('are shown as they were counted last at a time', async () => {
    const at = async (day: string): Promise<unknown> => {
      const document = await showAt(store, 'acme/child', parseInstant(day), { dataDir });
      return [document['downloads'], document['likes']];
    };
    expect([await at('2026-11-20'), await at('2026-11-21'), await at('2026-11-30')]).toEqual([
      [10, 1],
      [15, 1],
      [12, 2],
    ]);
  });

  it('are the same bytes when mapped again, and verified', async () => {
    const { run } = nightOf(days[0]);
    const before = await readFile(countersPath(dataDir, run), 'utf8');
    expect(before).toBe('hf:acme/child\t0\t0\t1\t\t10\t\t1\nhf:acme/other\t0\t0\t1\t\t1\n');
    expect((await mapNight(dataDir, run)).unchanged).toBe(true);
    expect(await readFile(countersPath(dataDir, run), 'utf8')).toBe(before);
    expect((await verifyRun(dataDir, 'huggingface', run)).ok).toBe(true);

    await rm(countersPath(dataDir, run));
    expect((await verifyRun(dataDir, 'huggingface', run)).problems).toMatchObject([
      { file: `jsonld/${run}/counters.tsv` },
    ]);
  });
});
