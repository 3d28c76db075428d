import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openGraph } from '../../graph/open.ts';
import type { GraphStore } from '../../graph/store.ts';
import { renderLicense } from '../../src/query/license/license-text.ts';
import { license } from '../../src/query/license/license.ts';
import { basedOn } from '../support/nights/standard/family.ts';
import { listRows, loadNight, storeNight } from '../support/nights/stored-night.ts';
import { datasetRow } from '../support/nights/model-row.ts';
import { world } from '../support/nights/world.ts';
import { type Sandbox, sandboxOf } from '../store/engines.ts';

const datasets = {
  'data/by': 'cc-by-4.0',
  'data/by-nc': 'cc-by-nc-4.0',
  'data/by-sa': 'cc-by-sa-4.0',
  'data/results-free': 'cdla-permissive-2.0',
  'data/notice-only': 'odc-by',
  'data/silent': undefined,
};

describe('the terms of training data', () => {
  let sandbox: Sandbox;
  let store: GraphStore;
  beforeAll(async () => {
    const script = world();
    for (const [id, tag] of Object.entries(datasets)) {
      script.dataset({ id, front: tag === undefined ? {} : { license: tag } });
      script.model({ id: `learnt/${id.slice(5)}`, front: { license: 'apache-2.0', datasets: [id] } });
    }
    const { front, base } = basedOn('quantized', 'learnt/by-nc');
    script.model({ id: 'learnt/below', front: { ...front, license: 'apache-2.0' }, base });
    script.model({ id: 'learnt/nothing', front: { license: 'apache-2.0' } });
    const night = script.at(1);
    sandbox = await sandboxOf('embedded');
    const records = [...night.datasets.values()].map((dataset) => ({
      resource: 'hf_datasets_specific',
      url: `https://huggingface.co/api/datasets/${dataset.id}`,
      body: JSON.stringify(datasetRow(dataset)),
      mediaType: 'application/json; charset=utf-8',
    }));
    await loadNight(sandbox.location, await storeNight(sandbox.dataDir, 1, listRows(night), records));
    store = await openGraph(sandbox.location, 'read');
  });
  afterAll(async () => {
    await store.close();
    await sandbox.remove();
  });

  it.each([
    ['by', 'ok', 'data-terms-kept'],
    ['by-nc', 'conflict', 'data-non-commercial'],
    ['by-sa', 'unknown', 'data-share-alike'],
    ['results-free', 'ok', 'data-results-free'],
    ['notice-only', 'ok', 'data-results-free'],
    ['silent', 'unknown', 'data-not-stated'],
  ])('%s: %s, a verdict of its own', async (name, verdict, rule) => {
    const result = await license(store, `learnt/${name}`);

    expect(result.data.map((one) => [one.verdict, one.rule])).toEqual([[verdict, rule]]);
    expect(result).toMatchObject({ verdict: 'ok', rule: 'no-base-stated', dataVerdict: verdict });
  });

  it('are unknown where no data is stated', async () => {
    expect(await license(store, 'learnt/nothing')).toMatchObject({ dataVerdict: 'unknown', data: [] });
  });

  it('reach who stems from the model that learnt from it', async () => {
    const result = await license(store, 'learnt/below');

    expect(result).toMatchObject({ verdict: 'ok', dataVerdict: 'conflict' });
    expect(result.data).toMatchObject([{ model: 'hf:learnt/by-nc', dataset: 'hf:datasets/data/by-nc' }]);
    expect(renderLicense(result)).toContain('learnt from hf:datasets/data/by-nc, CC-BY-NC-4.0');
  });

  it('ask for their notices downstream, as far as they bind a trained model', async () => {
    const asked = async (name: string): Promise<unknown> =>
      (await license(store, `learnt/${name}`)).dataObligations.map(({ kind, clause }) => [kind, clause.text]);

    expect(await asked('by')).toEqual([
      ['attribution', '§3(a)(1)'],
      ['license-copy', '§3(a)(1)(C)'],
    ]);
    expect(await asked('results-free')).toEqual([]);
    expect(await asked('notice-only')).toEqual([['attribution', '§4.3']]);
    expect(await asked('silent')).toEqual([]);
  });
});
