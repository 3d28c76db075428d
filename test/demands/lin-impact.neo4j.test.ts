import { afterAll, beforeAll, expect, it } from 'vitest';
import { bindParameters, getQuery } from '../../cypher/index.ts';
import { openGraph } from '../../graph/open.ts';
import type { GraphStore } from '../../graph/store.ts';
import { onBothEngines, type Sandbox } from '../store/engines.ts';
import { stemmaHere } from '../support/cli-in-process.ts';
import { json } from '../support/stemma-cli.ts';
import { corpusWorld } from '../support/nights/family-worlds.ts';
import { listRows, loadNight, storeNight } from '../support/nights/stored-night.ts';
import type { World } from '../support/nights/index.ts';

// In Cypher and by the program, on both engines. SPARQL, REST and MCP must give the same set; they join this file when they exist.

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

  it('is the same set by the program, also for the page of the data set on the Hub', async () => {
    const { uri, neo4j } = sandbox.location;
    const place = uri === undefined ? ['--data-dir', sandbox.dataDir] : ['--data-dir', sandbox.dataDir, '--graph', uri];
    const env = {
      ...(neo4j.user === undefined ? {} : { NEO4J_USER: neo4j.user }),
      ...(neo4j.password === undefined ? {} : { NEO4J_PASSWORD: neo4j.password }),
    };
    for (const id of ['datasets/meadow/corpus', 'https://huggingface.co/datasets/meadow/corpus']) {
      const asked = ['query', 'impact-of-dataset', '--param', `id=${id}`, '--json', ...place];
      const result = await stemmaHere(asked, env);
      expect(result.code, result.stderr).toBe(0);
      const items = json(result)['items'] as readonly { readonly id: string; readonly depth: number }[];
      expect(Object.fromEntries(items.map((item) => [item.id, item.depth]))).toEqual(walk(night, 'meadow/corpus'));
    }
  }, 60_000);

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
