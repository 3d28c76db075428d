import { afterAll, beforeAll, expect, it } from 'vitest';
import { bindParameters, getQuery } from '../../cypher/index.ts';
import { openGraph } from '../../graph/open.ts';
import type { GraphStore } from '../../graph/store.ts';
import { onBothEngines, type Sandbox } from '../store/engines.ts';
import { corpusWorld } from '../support/nights/family-worlds.ts';
import { listRows, loadNight, storeNight } from '../support/nights/stored-night.ts';
import type { World } from '../support/nights/index.ts';

// In Cypher, on both engines. SPARQL, REST and MCP must give the same set; they join this file when they exist.

const steps = 24;
const query = getQuery('lineage/impact-of-dataset');

/** Depth by id: breadth first over what the models themselves say. */
function walk(world: World, dataset: string): Readonly<Record<string, number>> {
  const models = [...world.models.values()];
  const learnt = models.filter(({ front }) => (front?.['datasets'] as string[] | undefined)?.includes(dataset));
  const depths = new Map(learnt.map(({ id }) => [id, 0]));
  for (const [id, depth] of depths) {
    for (const child of models) {
      if (child.base?.ids.includes(id) === true && !depths.has(child.id)) depths.set(child.id, depth + 1);
    }
  }
  return Object.fromEntries([...depths].map(([id, depth]) => [`hf:${id}`, depth]));
}

onBothEngines('the impact of a data set', (makeSandbox) => {
  const night = corpusWorld(steps).at(1);
  let sandbox: Sandbox;
  let store: GraphStore;
  beforeAll(async () => {
    sandbox = await makeSandbox();
    await loadNight(sandbox.location, await storeNight(sandbox.dataDir, 1, listRows(night)));
    store = await openGraph(sandbox.location, 'read');
  });
  afterAll(async () => {
    await store.close();
    await sandbox.remove();
  });

  it('reaches who learnt from it and all that stem from those, however far, through merges and rings', async () => {
    const given = bindParameters(query, { id: 'hf:datasets/meadow/corpus' });
    const rows = await store.read(query.cypher, given, { timeoutMs: 10_000 });
    const expected = walk(night, 'meadow/corpus');

    expect(Object.fromEntries(rows.map((row) => [row['id'], row['depth']]))).toEqual(expected);
    expect(rows).toHaveLength(Object.keys(expected).length);
    expect(expected[`hf:chain/c${steps}`]).toBe(steps);
    expect(expected[`hf:ladder/r${steps}`]).toBe(steps / 2);
    expect(Object.keys(expected)).toHaveLength(2 * steps + 5);
    expect(rows.filter((row) => row['trained'] === true).map((row) => row['id'])).toEqual([
      'hf:fern/learner',
      'hf:moss/learner',
    ]);
  });

  it('of another of the same last name is another, and of one nobody learnt from there is none', async () => {
    const ids = async (id: string): Promise<unknown[]> =>
      (await store.read(query.cypher, bindParameters(query, { id }))).map((row) => row['id']);

    expect(await ids('hf:datasets/other/corpus')).toEqual([
      'hf:moss/decoy',
      'hf:blend/both',
      'hf:moss/child-of-decoy',
      'hf:ring/x',
      'hf:ring/y',
    ]);
    expect(await ids('hf:datasets/corpus')).toEqual([]);
  });
});
