import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openGraph } from '../../graph/open.ts';
import type { GraphStore } from '../../graph/store.ts';
import { license } from '../../src/query/license/license.ts';
import { basedOn } from '../support/nights/standard/family.ts';
import { listRows, loadNight, storeNight } from '../support/nights/stored-night.ts';
import { world } from '../support/nights/world.ts';
import { type Sandbox, sandboxOf } from '../store/engines.ts';

const lists = {
  'two/agree': ['mit', 'apache-2.0'],
  'two/agree-turned': ['apache-2.0', 'mit'],
  'two/differ': ['apache-2.0', 'cc-by-nc-4.0'],
  'two/differ-turned': ['cc-by-nc-4.0', 'apache-2.0'],
  'two/other': ['mit', 'other'],
  'two/other-turned': ['other', 'mit'],
  'two/forbid': ['cc-by-nd-4.0', 'cc-by-nc-nd-4.0'],
};

describe('several licences of one model', () => {
  let sandbox: Sandbox;
  let store: GraphStore;
  beforeAll(async () => {
    const script = world();
    for (const [id, tags] of Object.entries(lists)) {
      script.model({ id, front: { license: tags } });
      const { front, base } = basedOn('finetune', id);
      script.model({ id: `child/${id.slice(4)}`, front: { ...front, license: 'mit' }, base });
    }
    sandbox = await sandboxOf('embedded');
    await loadNight(sandbox.location, await storeNight(sandbox.dataDir, 1, listRows(script.at(1))));
    store = await openGraph(sandbox.location, 'read');
  });
  afterAll(async () => {
    await store.close();
    await sandbox.remove();
  });

  it('are all kept, whatever their order', async () => {
    for (const id of ['two/agree', 'two/agree-turned']) {
      const { models } = await license(store, id);
      expect(models[0]?.licenses.map((one) => one.license)).toEqual(['Apache-2.0', 'MIT']);
    }
    for (const id of ['two/other', 'two/other-turned']) {
      const { verdict, models } = await license(store, id);
      expect(models[0]?.licenses.map((one) => one.license)).toEqual(['MIT', 'other']);
      expect(verdict).toBe('unknown');
    }
  });

  it('count when they all come to the same; whether one may be chosen is not known', async () => {
    const told = async (name: string): Promise<unknown> => {
      const { verdict, steps } = await license(store, `child/${name}`);
      return [verdict, steps[0]?.rule];
    };

    expect(await told('agree')).toEqual(await told('agree-turned'));
    expect((await license(store, 'child/agree')).verdict).toBe('ok');
    for (const name of ['differ', 'differ-turned', 'other', 'other-turned'])
      expect(await told(name), name).toEqual(['unknown', 'several-licenses']);
    expect(await told('forbid')).toEqual(['conflict', 'no-derivatives']);
  });
});
