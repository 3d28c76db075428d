import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mintModel } from '../../ontology/iri.ts';
import { openGraph, type Graph } from '../../src/index.ts';
import { basedOn, world } from '../support/nights/index.ts';
import { listRows, loadNight, storeNight } from '../support/nights/stored-night.ts';
import { replayPath, replayedPages } from '../support/replayed-models.ts';

if (replayPath === undefined) console.log('skipped: case twins of the recordings (STEMMA_REPLAY is not set)');

let dataDir = '';
let graph: Graph;

const script = world()
  .model({ id: 'Birch/Twin', front: { license: 'mit' } })
  .model({ id: 'birch/twin', front: { license: 'apache-2.0' } })
  .model({ id: 'birch/TWIN', front: { license: 'cc-by-4.0' } })
  .model({ id: 'leaf/of-small', ...basedOn('finetune', 'birch/twin') })
  .model({ id: 'leaf/of-large', ...basedOn('finetune', 'Birch/Twin') })
  // Another spelling of three models is none of them.
  .model({ id: 'leaf/of-none', ...basedOn('finetune', 'BIRCH/twin') });

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'stemma-id-case-'));
  await loadNight({ dataDir, neo4j: {} }, await storeNight(dataDir, 1, listRows(script.at(1))));
  graph = await openGraph({ dataDir });
});
afterAll(async () => {
  await graph.close();
  await rm(dataDir, { recursive: true, force: true });
});

describe('ids that differ only by case', () => {
  it('are different models, each with its own facts, found by its own spelling', async () => {
    const licenses = await Promise.all(
      ['Birch/Twin', 'birch/twin', 'birch/TWIN'].map(async (id) => [
        (await graph.show(id))['@id'],
        (await graph.show(id))['licenseTag'],
      ]),
    );

    expect(licenses).toEqual([
      [mintModel('Birch/Twin'), 'mit'],
      [mintModel('birch/twin'), 'apache-2.0'],
      [mintModel('birch/TWIN'), 'cc-by-4.0'],
    ]);
  });

  it('have their own children; a spelling that could mean any of them leads to none', async () => {
    const { items } = await graph.cypher(
      'MATCH (c:MLModel)-[:FINE_TUNED_FROM]->(b:MLModel) RETURN c.id AS child, b.id AS base ORDER BY child',
    );

    expect(items).toEqual([
      { child: 'hf:leaf/of-large', base: 'hf:Birch/Twin' },
      { child: 'hf:leaf/of-none', base: 'hf:BIRCH/twin' },
      { child: 'hf:leaf/of-small', base: 'hf:birch/twin' },
    ]);
  });

  it('are never names of files, so a file system without case holds them too', async () => {
    const names = await readdir(dataDir, { recursive: true });

    expect(names.filter((name) => name !== name.toLowerCase())).toEqual([]);
  });
});

describe.skipIf(replayPath === undefined)('the four case twins of the recordings', () => {
  it('are eight models', { timeout: 180_000 }, async () => {
    const pages = await replayedPages(replayPath ?? '', { snapshot: 'day1' });
    const rows = pages.flatMap((page) => JSON.parse(page.toString()) as { id: string }[]);
    const spellings = new Map<string, string[]>();
    for (const { id } of rows) spellings.set(id.toLowerCase(), [...(spellings.get(id.toLowerCase()) ?? []), id]);
    const twins = [...spellings.values()].filter((ids) => ids.length > 1);
    const folder = await mkdtemp(join(tmpdir(), 'stemma-twins-'));
    try {
      await loadNight(
        { dataDir: folder, neo4j: {} },
        await storeNight(
          folder,
          1,
          rows.filter(({ id }) => twins.flat().includes(id)),
        ),
      );
      await using recorded = await openGraph({ dataDir: folder });
      for (const id of twins.flat())
        expect(await recorded.show(id)).toMatchObject({
          '@id': mintModel(id),
          identifier: expect.arrayContaining([id]) as unknown,
        });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }

    expect(twins.map((ids) => ids.length)).toEqual([2, 2, 2, 2]);
  });
});
