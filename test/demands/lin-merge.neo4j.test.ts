import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bindParameters, getQuery } from '../../cypher/index.ts';
import { openGraph } from '../../graph/open.ts';
import type { GraphStore } from '../../graph/store.ts';
import { exportJsonld } from '../../src/query/export-jsonld.ts';
import { lineage } from '../../src/query/lineage.ts';
import { onBothEngines, type Sandbox } from '../store/engines.ts';
import { basedOn, world } from '../support/nights/index.ts';
import { listRows, loadNight, storeNight } from '../support/nights/stored-night.ts';
import { seededRandom, shuffled } from '../support/seeded-random.ts';

type Order = <T>(items: readonly T[]) => readonly T[];

/** Merges of merges: two share parents, one has the same model as parent and as grandparent. */
function merges(order: Order) {
  const merge = (id: string, ...parents: readonly string[]) => ({ id, ...basedOn('merge', ...order(parents)) });
  return world()
    .model({ id: 'lichen/a' })
    .model({ id: 'lichen/b' })
    .model({ id: 'lichen/c' })
    .model(merge('lichen/ab', 'lichen/a', 'lichen/b'))
    .model(merge('lichen/abc', 'lichen/a', 'lichen/b', 'lichen/c'))
    .model(merge('lichen/deep', 'lichen/ab', 'lichen/abc', 'lichen/c'))
    .model({ id: 'lichen/tuned', ...basedOn('finetune', 'lichen/deep') });
}

const asWritten: Order = (items) => items;
const orders: readonly (readonly [string, Order])[] = [
  ['backwards', (items) => items.toReversed()],
  ...[1, 2, 3].map(
    (seed) => [`shuffled ${seed}`, (items) => shuffled(items, seededRandom(seed))] as const satisfies [string, Order],
  ),
];

/** sha256 of the whole export of a graph that holds one night. */
async function hashOf(sandbox: Sandbox, order: Order): Promise<string> {
  const rows = order(listRows(merges(order).at(1)));
  await loadNight(sandbox.location, await storeNight(sandbox.dataDir, 1, rows));
  const store = await openGraph(sandbox.location, 'read');
  try {
    const hash = createHash('sha256');
    for await (const line of exportJsonld(store)) hash.update(`${line}\n`);
    return hash.digest('hex');
  } finally {
    await store.close();
  }
}

const hashes: Record<string, string> = {};

onBothEngines('a merge', (makeSandbox, engine) => {
  let sandbox: Sandbox;
  let store: GraphStore;
  beforeAll(async () => {
    sandbox = await makeSandbox();
    hashes[engine] = await hashOf(sandbox, asWritten);
    store = await openGraph(sandbox.location, 'read');
  });
  afterAll(async () => {
    await store.close();
    await sandbox.remove();
  });

  it('keeps all its parents, and the graph stays one without circles', async () => {
    const query = getQuery('lineage/merges');
    const rows = await store.read(query.cypher, bindParameters(query));
    const family = await lineage(store, 'lichen/tuned', { direction: 'up' });

    expect(rows.map((row) => [row['id'], row['parents']])).toEqual([
      ['hf:lichen/abc', ['hf:lichen/a', 'hf:lichen/b', 'hf:lichen/c']],
      ['hf:lichen/deep', ['hf:lichen/ab', 'hf:lichen/abc', 'hf:lichen/c']],
      ['hf:lichen/ab', ['hf:lichen/a', 'hf:lichen/b']],
    ]);
    expect(family.nodes.map((node) => `${node.depth} ${node.id}`)).toEqual([
      '0 hf:lichen/tuned',
      '1 hf:lichen/deep',
      '2 hf:lichen/ab',
      '2 hf:lichen/abc',
      '2 hf:lichen/c',
      '3 hf:lichen/a',
      '3 hf:lichen/b',
    ]);
    expect(family.edges).toHaveLength(9);
  });

  it('is the same bytes from both engines', () => {
    for (const hash of Object.values(hashes)) expect(hash).toBe(hashes[engine]);
  });
});

onBothEngines('the order in which parents are listed', (makeSandbox, engine) => {
  it.each(orders)('does not matter: %s', async (_, order) => {
    const sandbox = await makeSandbox();
    try {
      expect(await hashOf(sandbox, order)).toBe(hashes[engine]);
    } finally {
      await sandbox.remove();
    }
  });
});
