import { afterAll, beforeAll, expect, it } from 'vitest';
import { openGraph } from '../../graph/open.ts';
import type { GraphStore } from '../../graph/store.ts';
import { lineageTypes } from '../../ontology/model.ts';
import { lineage } from '../../src/query/lineage.ts';
import { why } from '../../src/query/why.ts';
import { onBothEngines, type Sandbox } from '../store/engines.ts';
import { basedOn, world } from '../support/nights/index.ts';
import { listRows, loadNight, storeNight } from '../support/nights/stored-night.ts';

/**
 * Children that name their parent by another letter case, by the name it had the night before, by a name from before there were
 * namespaces; and one whose card says the old name where the Hub says the new one. Of two spellings that are both there, neither
 * stands for the other.
 */
const script = world()
  .model({ id: 'fern/Base-3B' })
  .model({ id: 'fern/once' })
  .model({ id: 'google-bert/bert-base-uncased' })
  .model({ id: 'birch/Twin' })
  .model({ id: 'birch/twin' })
  .model({ id: 'leaf/as-it-is', ...basedOn('finetune', 'fern/Base-3B') })
  .model({ id: 'leaf/by-case', ...basedOn('quantized', 'FERN/base-3b') })
  .model({ id: 'leaf/by-card', front: { base_model: 'once' }, base: { relation: 'finetune', ids: ['fern/now'] } })
  .model({ id: 'leaf/by-old-name', ...basedOn('adapter', 'fern/once') })
  .model({ id: 'leaf/by-old-name-and-case', ...basedOn('merge', 'Fern/Once', 'fern/Base-3B') })
  .model({ id: 'leaf/by-redirect', ...basedOn('finetune', 'bert-base-uncased') })
  .model({ id: 'leaf/of-no-twin', ...basedOn('finetune', 'BIRCH/twin') })
  .night(2, (night) => night.rename('fern/once', 'fern/now', 'id'));

onBothEngines('a parent under another name', (makeSandbox) => {
  let sandbox: Sandbox;
  let store: GraphStore;
  beforeAll(async () => {
    sandbox = await makeSandbox();
    const [first, second] = [script.at(1), script.at(2)];
    const rows = listRows(second);
    const redirected = {
      resource: 'hf_models',
      url: 'https://huggingface.co/api/models/bert-base-uncased?expand=tags',
      body: JSON.stringify(rows.find(({ id }) => id === 'google-bert/bert-base-uncased')),
      mediaType: 'application/json; charset=utf-8',
    };
    await loadNight(sandbox.location, await storeNight(sandbox.dataDir, 1, listRows(first)));
    await loadNight(sandbox.location, await storeNight(sandbox.dataDir, 2, rows, [redirected]));
    store = await openGraph(sandbox.location, 'read');
  });
  afterAll(async () => {
    await store.close();
    await sandbox.remove();
  });

  it('is the one node, and the edge keeps the name as it was written', async () => {
    const edges = await store.read(
      `MATCH (c:MLModel)-[r:${lineageTypes.join('|')}]->(b:MLModel)
       RETURN c.id AS child, type(r) AS type, b.id AS base, r.literal AS literal ORDER BY child, base`,
    );

    expect(edges.map(({ child, type, base, literal }) => [child, type, base, literal])).toEqual([
      ['hf:leaf/as-it-is', 'FINE_TUNED_FROM', 'hf:fern/Base-3B', null],
      ['hf:leaf/by-card', 'FINE_TUNED_FROM', 'hf:fern/now', 'once'],
      ['hf:leaf/by-case', 'QUANTIZED_FROM', 'hf:fern/Base-3B', 'FERN/base-3b'],
      ['hf:leaf/by-old-name', 'ADAPTER_OF', 'hf:fern/now', 'fern/once'],
      ['hf:leaf/by-old-name-and-case', 'MERGED_FROM', 'hf:fern/Base-3B', null],
      ['hf:leaf/by-old-name-and-case', 'MERGED_FROM', 'hf:fern/now', 'Fern/Once'],
      ['hf:leaf/by-redirect', 'FINE_TUNED_FROM', 'hf:google-bert/bert-base-uncased', 'bert-base-uncased'],
      ['hf:leaf/of-no-twin', 'FINE_TUNED_FROM', 'hf:BIRCH/twin', null],
    ]);
  });

  it('has all its children, whatever they call it', async () => {
    for (const name of ['fern/now', 'fern/once', 'Fern/Once']) {
      const family = await lineage(store, name, { direction: 'down' });
      expect(family.nodes.map(({ id }) => id)).toEqual([
        'hf:fern/now',
        'hf:leaf/by-card',
        'hf:leaf/by-old-name',
        'hf:leaf/by-old-name-and-case',
      ]);
    }
  });

  it('says why the name stands for it', async () => {
    const told = async (id: string): Promise<unknown> => {
      const { items } = await why(store, id, { dataDir: sandbox.dataDir });
      return items.flatMap(({ property, method, standsFor, verified }) =>
        standsFor === undefined && property !== 'redirectsTo' ? [] : [[property, method, verified]],
      );
    };

    expect(await told('leaf/by-case')).toEqual([
      ['quantizedFrom', 'hub-api', true],
      ['quantizedFrom', 'yaml-frontmatter', true],
      ['quantizedFrom', 'hub-tag', true],
      ['redirectsTo', 'case-match', true],
    ]);
  });
});
