import { afterEach, beforeEach, expect, it } from 'vitest';
import { emptyCounts } from '../../graph/load-report.ts';
import { mintHubLicense, mintModel, mintSpdx } from '../../ontology/iri.ts';
import { dump, load, onBothEngines, read } from './engines.ts';
import type { Sandbox } from './engines.ts';
import { writeRun } from './run-fixture.ts';
import type { StatedModel } from './run-fixture.ts';

const [day1, day2, day3] = [
  '2026-11-20_10-00-00_aaaaaaaa',
  '2026-11-21_10-00-00_bbbbbbbb',
  '2026-11-22_10-00-00_cccccccc',
] as const;
const nothing = emptyCounts();

const parent = mintModel('org/base');
const row: StatedModel = {
  hubId: 'me/child',
  values: { gated: 'auto', version: 'row', keywords: ['b', 'a'], downloads: 10 },
  references: { fineTunedFrom: [parent], license: [mintSpdx('MIT')] },
  methods: ['hub-tag', 'yaml-frontmatter'],
};
const card: StatedModel = {
  hubId: 'me/child',
  resource: 'hf_model_cards',
  seq: 2,
  values: { version: 'card', keywords: ['c', 'b'] },
  references: { fineTunedFrom: [parent], adapterOf: [mintModel('org/other')] },
  methods: ['readme-heading'],
};

onBothEngines('accounts of one thing by several resources', (makeSandbox) => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await makeSandbox();
  });
  afterEach(() => sandbox.remove());

  const put = async (run: string, models: readonly StatedModel[], order?: readonly number[]): Promise<void> => {
    await writeRun({ dataDir: sandbox.dataDir, run, models, ...(order === undefined ? {} : { order }) });
  };
  const edges = () =>
    read(
      sandbox,
      'MATCH (:MLModel {id: $id})-[r]->(t:MLModel) RETURN type(r) AS type, t.id AS to, r.evidenceCount AS n, r.resource AS resource, r.run AS run ORDER BY type',
      { id: 'hf:me/child' },
    );
  const current = () =>
    read(
      sandbox,
      'MATCH (:MLModel {id: $id})-[:DESCRIBED_BY]->(d:Description) RETURN d.resource AS resource, d.validFrom AS validFrom, d.validTo AS validTo ORDER BY resource, validFrom',
      { id: 'hf:me/child' },
    );
  const node = async () =>
    (await read(sandbox, "MATCH (n:MLModel {id: 'hf:me/child'}) RETURN properties(n) AS p"))[0]?.['p'];

  it('stand side by side, and make one node in whatever order they are read', async () => {
    await put(day1, [row, card]);
    expect(await load(sandbox, day1)).toMatchObject({ unchanged: 0, runsRecorded: 1 });
    expect(await current()).toEqual([
      { resource: 'hf_model_cards', validFrom: '2026-11-20T10:00:00Z', validTo: null },
      { resource: 'hf_models', validFrom: '2026-11-20T10:00:00Z', validTo: null },
    ]);
    // Lists are united; of single values equally witnessed and fetched, the names of the resources decide.
    expect(await node()).toMatchObject({ keywords: ['a', 'b', 'c'], gated: 'auto', version: 'card', downloads: 10 });
    expect(await edges()).toEqual([
      { type: 'ADAPTER_OF', to: 'hf:org/other', n: 1, resource: 'hf_model_cards', run: day1 },
      { type: 'FINE_TUNED_FROM', to: 'hf:org/base', n: 3, resource: 'hf_model_cards', run: day1 },
    ]);
    expect(await load(sandbox, day1)).toEqual({ ...nothing, unchanged: 2 });

    const whole = await dump(sandbox, ['offset', 'length']);
    const other = await makeSandbox();
    await writeRun({ dataDir: other.dataDir, run: day1, models: [row, card], order: [1, 0] });
    await load(other, day1);
    expect(await dump(other, ['offset', 'length'])).toBe(whole);
    await other.remove();
  });

  it('are replaced each for itself', async () => {
    await put(day1, [row, card]);
    await load(sandbox, day1);
    const changed = {
      ...card,
      seq: 1,
      values: { version: 'card' },
      references: { license: [mintHubLicense('gemma')] },
    };
    await put(day2, [changed]);
    expect(await load(sandbox, day2)).toMatchObject({ unchanged: 0, relationshipsDeleted: 1, relationshipsUpdated: 1 });
    expect(await current()).toEqual([
      { resource: 'hf_model_cards', validFrom: '2026-11-20T10:00:00Z', validTo: '2026-11-21T10:00:00Z' },
      { resource: 'hf_model_cards', validFrom: '2026-11-21T10:00:00Z', validTo: null },
      { resource: 'hf_models', validFrom: '2026-11-20T10:00:00Z', validTo: null },
    ]);
    expect(await node()).toMatchObject({ keywords: ['b', 'a'], gated: 'auto', downloads: 10 });
    // The row still claims the base; the card that was seen first does not.
    expect(await edges()).toEqual([
      { type: 'FINE_TUNED_FROM', to: 'hf:org/base', n: 2, resource: 'hf_models', run: day1 },
    ]);
    const licenses = 'MATCH (:MLModel {id: $id})-[:LICENSE]->(l) RETURN l.id AS id ORDER BY id';
    expect(await read(sandbox, licenses, { id: 'hf:me/child' })).toEqual([
      { id: 'license:hf/gemma' },
      { id: 'spdx:MIT' },
    ]);
    for (const run of [day1, day2]) await load(sandbox, run);
    expect(await load(sandbox, day2)).toEqual({ ...nothing, unchanged: 1 });
  });

  it('do not take counters back that a later run counted', async () => {
    await put(day1, [row, card]);
    await load(sandbox, day1);
    await put(day2, [{ ...row, values: { ...row.values, downloads: 99 } }]);
    expect(await load(sandbox, day2)).toEqual({ ...nothing, unchanged: 1, runsRecorded: 1, countersUpdated: 1 });
    await put(day3, [{ ...card, seq: 1, values: { ...card.values, version: 'newer card' } }]);
    await load(sandbox, day3);
    expect(await node()).toMatchObject({ version: 'newer card', downloads: 99 });
    expect(await load(sandbox, day3)).toEqual({ ...nothing, unchanged: 1 });
  });

  it('take the counters of the run, when another account changes in it', async () => {
    await put(day1, [row, card]);
    await load(sandbox, day1);
    const counted = { ...row, values: { ...row.values, downloads: 7, likes: 1 } };
    await put(day2, [counted, { ...card, values: { ...card.values, version: 'newer card' } }]);
    await load(sandbox, day2);
    expect(await node()).toMatchObject({ version: 'newer card', downloads: 7, likes: 1 });
    expect(await load(sandbox, day2)).toEqual({ ...nothing, unchanged: 2 });
  });

  it('keep where a claim was first read while that account still makes it', async () => {
    await put(day1, [row]);
    await load(sandbox, day1);
    await put(day2, [{ ...row, values: { ...row.values, version: 'newer row' } }, card]);
    await load(sandbox, day2);
    expect(await edges()).toContainEqual({
      type: 'FINE_TUNED_FROM',
      to: 'hf:org/base',
      n: 3,
      resource: 'hf_models',
      run: day1,
    });
  });
});
