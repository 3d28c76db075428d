import { afterEach, beforeEach, expect, it } from 'vitest';
import { mintModel } from '../../ontology/iri.ts';
import { authority } from '../../src/query/past/authority.ts';
import { why, type WhyItem } from '../../src/query/why.ts';
import { writePresenceRun } from '../support/presence-run.ts';
import { onBothEngines, OpenGraph, type Sandbox } from './engines.ts';
import { writeRun, type StatedModel } from './run-fixture.ts';

const [day1, day2, day3] = [
  '2026-11-20_10-00-00_aaaaaaaa',
  '2026-11-21_10-00-00_bbbbbbbb',
  '2026-11-22_10-00-00_cccccccc',
] as const;
const hubId = 'me/child';
const [base, other] = [mintModel('org/base'), mintModel('org/other')];

const row: StatedModel = {
  hubId,
  values: { version: 'row', gated: 'auto', keywords: ['a'] },
  references: { baseModel: [base] },
};
const card: StatedModel = {
  hubId,
  resource: 'hf_model_cards',
  seq: 2,
  values: { version: 'card', gated: 'auto', keywords: ['b'] },
  references: { fineTunedFrom: [base], adapterOf: [other] },
};
/** What another register tells of the same model. */
const elsewhere: StatedModel = { hubId, resource: 'ai4life_records', values: { version: 'elsewhere' } };

type Told = Pick<WhyItem, 'resource' | 'value' | 'standing' | 'rule'> & { readonly against?: unknown };

function brief({ resource, value, standing, rule, against }: WhyItem): Told {
  return {
    resource,
    value,
    ...(standing === undefined ? {} : { standing }),
    ...(rule === undefined ? {} : { rule }),
    ...(against === undefined ? {} : { against: `${against.resource} ${String(against.value)}` }),
  };
}

onBothEngines('accounts that differ', (makeSandbox: () => Promise<Sandbox>) => {
  let graph: OpenGraph;
  beforeEach(async () => {
    graph = await OpenGraph.of(makeSandbox);
    await writeRun({ dataDir: graph.dataDir, run: day1, models: [row, card] });
    await writeRun({ dataDir: graph.dataDir, run: day2, source: 'ai4life', models: [elsewhere] });
    for (const run of [day1, day2]) await graph.load(run, { authority });
  });
  afterEach(() => graph.close());

  const told = async (property: string): Promise<readonly Told[]> =>
    (await why(graph.store, hubId, { dataDir: graph.dataDir, property })).items.map(brief);
  const held = async (property: string): Promise<unknown> => {
    const rows = await graph.store.read<{ value: string }>(
      `MATCH (n:MLModel {uri: $uri}) RETURN n.${property} AS value`,
      { uri: mintModel(hubId) },
    );
    return rows[0]?.value;
  };
  const silence = (run: string, resource: string): Promise<void> =>
    writePresenceRun({ dataDir: graph.dataDir, run, models: [], silent: [[hubId, resource]] });

  it('say who won, over whom, and by which step; the graph shows the winner', async () => {
    expect(await told('version')).toEqual([
      { resource: 'hf_models', value: 'row', standing: 'wins', rule: 'resource', against: 'hf_model_cards card' },
      { resource: 'hf_model_cards', value: 'card', standing: 'loses', rule: 'resource', against: 'hf_models row' },
      {
        resource: 'ai4life_records',
        value: 'elsewhere',
        standing: 'loses',
        rule: 'authority',
        against: 'hf_models row',
      },
    ]);
    expect(await held('version')).toBe('row');
  });

  it('say who supports, and what stands beside other values', async () => {
    expect(await told('gated')).toEqual([
      { resource: 'hf_models', value: 'auto', standing: 'wins' },
      { resource: 'hf_model_cards', value: 'auto', standing: 'supports' },
    ]);
  });

  it('when the winner tells no more, the next one wins, and what was withdrawn is told with its end', async () => {
    await silence(day3, 'hf_models');
    await graph.load(day3, { authority });

    expect(await held('version')).toBe('card');
    const { items } = await why(graph.store, hubId, { dataDir: graph.dataDir, property: 'version' });
    expect(items.map(({ value, standing, rule, until }) => [value, standing, rule, until])).toEqual([
      ['card', 'wins', 'authority', undefined],
      ['elsewhere', 'loses', 'authority', undefined],
      ['row', 'withdrawn', undefined, '2026-11-22T10:00:00Z'],
    ]);
  });

  it('of parents: who states them, and who names others that do not stand', async () => {
    expect(await told('baseModel')).toEqual([
      {
        resource: 'hf_models',
        value: base,
        standing: 'supports',
        rule: 'stated-kind',
        against: `hf_model_cards ${base}`,
      },
    ]);
    expect(await told('fineTunedFrom')).toEqual([{ resource: 'hf_model_cards', value: base, standing: 'stands' }]);
    expect(await told('adapterOf')).toEqual([
      {
        resource: 'hf_model_cards',
        value: other,
        standing: 'loses',
        rule: 'leading-account',
        against: `hf_models ${base}`,
      },
    ]);
  });

  it('what the leading account of a source withdraws, the next names', async () => {
    await silence(day3, 'hf_models');
    await graph.load(day3, { authority });

    expect(await told('adapterOf')).toEqual([{ resource: 'hf_model_cards', value: other, standing: 'stands' }]);
    const edges = await graph.store.read<{ type: string; to: string }>(
      'MATCH (:MLModel {uri: $uri})-[r]->(t:MLModel) RETURN type(r) AS type, t.uri AS to ORDER BY type',
      { uri: mintModel(hubId) },
    );
    expect(edges).toEqual([
      { type: 'ADAPTER_OF', to: other },
      { type: 'FINE_TUNED_FROM', to: base },
    ]);
  });
});
