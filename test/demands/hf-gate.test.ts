import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openGraph, type Graph } from '../../src/index.ts';
import { world } from '../support/nights/index.ts';
import { listRows, loadNight, storeNight } from '../support/nights/stored-night.ts';
import { stemmaHere } from '../support/cli-in-process.ts';

// The explorer's page of a model joins this file when there is one.

const words = { false: 'open', auto: 'gated, granted at once', manual: 'gated, granted by the owner' };

/** Each of the three from the start, one that goes through all of them, and one of which nothing is said. */
const script = world()
  .model({ id: 'delta/open' })
  .model({ id: 'delta/auto', gated: 'auto' })
  .model({ id: 'delta/manual', gated: 'manual' })
  .model({ id: 'delta/all-three' })
  .model({ id: 'delta/unsaid', row: { gated: undefined } })
  .model({ id: 'delta/old-form', row: { gated: true } })
  .night(2, (night) => night.gate('delta/all-three', 'auto'))
  .night(3, (night) => night.gate('delta/all-three', 'manual'))
  .night(4, (night) => night.gate('delta/all-three', false));

let dataDir = '';
let graph: Graph;
const seen: unknown[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'stemma-gate-'));
  for (const night of [1, 2, 3, 4]) {
    await loadNight({ dataDir, neo4j: {} }, await storeNight(dataDir, night, listRows(script.at(night))));
    await using now = await openGraph({ dataDir });
    seen.push((await now.show('delta/all-three'))['gated']);
  }
  graph = await openGraph({ dataDir });
}, 60_000);
afterAll(async () => {
  await graph.close();
  await rm(dataDir, { recursive: true, force: true });
});

describe('a gate', () => {
  it.each([
    ['delta/open', 'false'],
    ['delta/auto', 'auto'],
    ['delta/manual', 'manual'],
  ] as const)('of %s is %s in the graph, in JSON-LD and on the terminal', { timeout: 60_000 }, async (id, gated) => {
    const { items } = await graph.cypher('MATCH (m:MLModel {id: $id}) RETURN m.gated AS gated', { id: `hf:${id}` });
    const document = await graph.show(id);
    const shown = await stemmaHere(['show', id, '--data-dir', dataDir]);

    expect(items).toEqual([{ gated }]);
    expect([document['gated'], document['conditionsOfAccess']]).toEqual([gated, words[gated]]);
    expect(shown.stdout).toContain(words[gated]);
  });

  it.each(['delta/unsaid', 'delta/old-form'])('of %s is not guessed', async (id) => {
    const document = await graph.show(id);

    expect(document['gated']).toBeUndefined();
    expect(document['conditionsOfAccess']).toBeUndefined();
  });

  it('comes, changes and goes from night to night, and each time has an interval of its own', async () => {
    const { items } = await graph.cypher(
      `MATCH (:MLModel {id: 'hf:delta/all-three'})-[:DESCRIBED_BY]->(d:Description)
       RETURN d.validFrom AS validFrom, d.validTo AS validTo ORDER BY validFrom`,
    );

    expect(seen).toEqual(['false', 'auto', 'manual', 'false']);
    expect(items).toHaveLength(4);
    expect(items.slice(1).map((row) => row['validFrom'])).toEqual(items.slice(0, -1).map((row) => row['validTo']));
    expect(items.at(-1)?.['validTo']).toBeNull();
  });

  it('leads to the bytes that say so', async () => {
    const { items } = await graph.why('delta/manual', 'gated');

    expect(items).toMatchObject([
      { value: 'manual', method: 'hub-api', pointer: '/gated', raw: 'manual', verified: true },
    ]);
  });
});
