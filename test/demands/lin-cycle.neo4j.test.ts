import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bindParameters, listQueries } from '../../cypher/index.ts';
import { openGraph } from '../../graph/open.ts';
import type { GraphStore } from '../../graph/store.ts';
import { mintModel } from '../../ontology/iri.ts';
import { lineageTypes } from '../../ontology/model.ts';
import { issuesPath } from '../../src/core/run/run-paths.ts';
import { lineage } from '../../src/query/lineage.ts';
import { renderLineageTree } from '../../src/query/lineage-tree.ts';
import { onBothEngines, type Sandbox } from '../store/engines.ts';
import { ringWorld } from '../support/nights/family-worlds.ts';
import { listRows, loadNight, storeNight } from '../support/nights/stored-night.ts';

const inRings = ['pond/a1', 'pond/a2', 'pond/b1', 'pond/b2', 'pond/b3', 'pond/b4', 'pond/b5'];
const outside = ['pond/self', 'pond/tail-1', 'pond/tail-2', 'pond/below'];
/** Far more than any of these questions needs on a handful of models, and far less than a walk that never ends. */
const mostMs = 10_000;

onBothEngines('models that are said to stem from themselves', (makeSandbox) => {
  let sandbox: Sandbox;
  let store: GraphStore;
  let issues: readonly { readonly code: string; readonly id?: string; readonly literal?: string }[] = [];

  beforeAll(async () => {
    sandbox = await makeSandbox();
    const run = await storeNight(sandbox.dataDir, 1, listRows(ringWorld().at(1)));
    await loadNight(sandbox.location, run);
    store = await openGraph(sandbox.location, 'read');
    const text = await readFile(issuesPath(sandbox.dataDir, run), 'utf8');
    issues = text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as (typeof issues)[number]]));
  });
  afterAll(async () => {
    await store.close();
    await sandbox.remove();
  });

  it('by one step: no edge, and said once', async () => {
    const self = issues.filter((issue) => issue.code === 'self-reference');
    const rows = await store.read('MATCH (m:MLModel {uri: $uri})-[r]->(m) RETURN count(r) AS n', {
      uri: mintModel('pond/self'),
    });

    expect(self.map((issue) => issue.literal)).toEqual(['pond/self']);
    expect(rows).toEqual([{ n: 0 }]);
  });

  it('by two and by five steps: each ring is reported once', async () => {
    const query = listQueries().find(({ name }) => name === 'lineage/cycles');
    const rows = await store.read(query?.cypher ?? '', query === undefined ? {} : bindParameters(query));

    expect(rows.map((row) => (row['cycle'] as string[]).map((id) => id.slice('hf:pond/'.length)).join(' '))).toEqual([
      'a1 a2 a1',
      'b1 b2 b3 b4 b5 b1',
    ]);
  });

  it('leaves out who only leads into a ring', async () => {
    for (const direction of ['up', 'down'] as const) {
      const family = await lineage(store, 'pond/tail-1', { direction });
      expect(family.nodes.map((node) => node.id.slice('hf:pond/'.length))).toEqual(
        direction === 'up' ? ['tail-1', 'b2', 'b3', 'b4', 'b5', 'b1'] : ['tail-1', 'tail-2', 'below'],
      );
    }
  });

  it.each([...inRings, ...outside])('the walk from %s ends, and its drawing marks a ring', async (model) => {
    for (const direction of ['up', 'down', 'both'] as const) {
      const family = await lineage(store, model, { direction });
      const tree = renderLineageTree(family);
      const isRing = inRings.includes(model);
      expect(new Set(family.nodes.map((node) => node.id)).size).toBe(family.nodes.length);
      expect(tree.includes('(cycle)')).toBe(isRing || (direction !== 'down' && model !== 'pond/self'));
    }
  });

  // A statement with a time limit takes a process of its own on the embedded engine: one model of each kind of place.
  it.each(['pond/a1', 'pond/b1', 'pond/tail-1'])(
    'every question about %s ends',
    { timeout: 120_000 },
    async (model) => {
      const ways = lineageTypes.join('|');
      for (const query of listQueries().filter(({ cypher }) => cypher.includes(ways))) {
        const asked = query.parameters.filter(({ type, default: standard }) => type === 'id' && standard === undefined);
        const given = Object.fromEntries(asked.map(({ name }) => [name, `hf:${model}`]));
        await store.read(query.cypher, bindParameters(query, { ...query.example, ...given }), { timeoutMs: mostMs });
      }
    },
  );
});
