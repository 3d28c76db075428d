import { afterEach, beforeEach, expect, it } from 'vitest';
import type { LoadReport } from '../../graph/load-report.ts';
import { mintModel } from '../../ontology/iri.ts';
import { lineage } from '../../src/query/lineage.ts';
import { search } from '../../src/query/search.ts';
import { writePresenceRun, type PresenceFixture } from '../support/presence-run.ts';
import { dump, load, onBothEngines, read, reading, type Sandbox } from './engines.ts';

const night1 = '2026-11-20_10-00-00_aaaaaaaa';
const night2 = '2026-11-21_10-00-00_aaaaaaaa';
const night3 = '2026-11-22_10-00-00_aaaaaaaa';

const parent = { hubId: 'org/parent', values: { sourceId: '1' } };
const middle = {
  hubId: 'org/middle',
  values: { sourceId: '2' },
  references: { fineTunedFrom: [mintModel('org/parent')] },
};
const child = {
  hubId: 'org/child',
  values: { sourceId: '3' },
  references: { fineTunedFrom: [mintModel('org/middle')] },
};
const all = [parent, middle, child];
const names = all.map(({ hubId }) => hubId);
const unchanged = {
  nodesCreated: 0,
  nodesUpdated: 0,
  nodesDeleted: 0,
  relationshipsCreated: 0,
  relationshipsUpdated: 0,
  relationshipsDeleted: 0,
  countersUpdated: 0,
};

onBothEngines('what is gone', (makeSandbox) => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await makeSandbox();
    await night({ run: night1, models: all, listed: names, isComplete: true });
  });
  afterEach(() => sandbox.remove());

  async function night(fixture: Omit<PresenceFixture, 'dataDir'>, options = {}): Promise<LoadReport> {
    await writePresenceRun({ dataDir: sandbox.dataDir, ...fixture });
    return load(sandbox, fixture.run, options);
  }

  const removed = () =>
    read<{ id: string; lastSeen: string }>(
      sandbox,
      'MATCH (m:MLModel) WHERE m.removed = true RETURN m.id AS id, m.lastSeen AS lastSeen ORDER BY id',
    );
  const intervals = (hubId: string) =>
    read(
      sandbox,
      'MATCH (m:Resource {uri: $uri})-[:DESCRIBED_BY]->(d) RETURN d.validFrom AS since, d.validTo AS until ORDER BY since',
      { uri: mintModel(hubId) },
    );

  it('has a tombstone when a complete list no longer shows it; what came of it still leads to its ancestors', async () => {
    const report = await night({ run: night2, models: [], listed: ['org/parent', 'org/child'], isComplete: true });
    expect(report).toMatchObject({ nodesUpdated: 2, relationshipsDeleted: 0, removalsHeld: 0 });
    expect(await removed()).toEqual([{ id: 'hf:org/middle', lastSeen: '2026-11-20T10:00:00Z' }]);
    expect(await intervals('org/middle')).toEqual([{ since: '2026-11-20T10:00:00Z', until: '2026-11-21T10:00:00Z' }]);
    const up = await reading(sandbox, (store) => lineage(store, 'org/child', { direction: 'up' }));
    expect(up.nodes.map(({ id, removed: isRemoved }) => [id, isRemoved])).toEqual([
      ['hf:org/child', false],
      ['hf:org/middle', true],
      ['hf:org/parent', false],
    ]);
  });

  it('is hidden from search unless asked for', async () => {
    await night({ run: night2, models: [], listed: ['org/parent', 'org/child'], isComplete: true });
    const found = (options: object) => reading(sandbox, (store) => search(store, 'org/', options));
    expect((await found({})).items.map(({ id }) => id)).toEqual(['hf:org/child', 'hf:org/parent']);
    expect((await found({ removed: true })).items).toHaveLength(3);
  });

  it('changes nothing when the night is loaded again, nor when the next night says the same', async () => {
    const again = { models: [], listed: ['org/parent', 'org/child'], isComplete: true };
    await night({ run: night2, ...again });
    expect(await load(sandbox, night2)).toMatchObject({ ...unchanged, runsRecorded: 0 });
    expect(await night({ run: night3, ...again })).toMatchObject({ ...unchanged, runsRecorded: 1 });
  });

  it('comes back: the tombstone goes, and a second interval begins', async () => {
    await night({ run: night2, models: [], listed: ['org/parent', 'org/child'], isComplete: true });
    await night({ run: night3, models: [middle], listed: names, isComplete: true });
    expect(await removed()).toEqual([]);
    expect(await intervals('org/middle')).toEqual([
      { since: '2026-11-20T10:00:00Z', until: '2026-11-21T10:00:00Z' },
      { since: '2026-11-22T10:00:00Z', until: null },
    ]);
  });

  it('is not concluded from a list that was not walked to its end', async () => {
    expect(await night({ run: night2, models: [], listed: ['org/parent', 'org/child'] })).toMatchObject(unchanged);
    expect(await removed()).toEqual([]);
  });

  it('is not concluded of what no list ever showed', async () => {
    await night({ run: night2, models: [{ hubId: 'org/asked', values: { sourceId: '9' } }], listed: [] });
    await night({ run: night3, models: [], listed: names, isComplete: true });
    expect(await removed()).toEqual([]);
  });

  it('is not concluded of what the list shows under another name', async () => {
    const listed = ['org/parent', 'org/child', ['org/renamed', '2'] as const];
    await night({ run: night2, models: [], listed, isComplete: true });
    expect(await removed()).toEqual([]);
    // As soon as something is told under the new name, the old one leads there.
    await night({ run: night3, models: [{ ...middle, hubId: 'org/renamed' }], listed, isComplete: true });
    const names = 'MATCH (a:MLModel)-[:REDIRECTS_TO]->(m:MLModel) RETURN a.id AS old, m.id AS now';
    expect(await read(sandbox, names)).toEqual([{ old: 'hf:org/middle', now: 'hf:org/renamed' }]);
    expect(await removed()).toEqual([]);
  });

  it('is known from an explicit answer, without any list', async () => {
    await night({ run: night2, models: [], gone: ['org/middle', 'org/never-met'] });
    expect((await removed()).map(({ id }) => id)).toEqual(['hf:org/middle']);
  });

  it('is held back when the list shows too little, and done when that is accepted', async () => {
    const little = { run: night2, models: [], listed: ['org/child'], isComplete: true };
    expect(await night(little)).toMatchObject({ ...unchanged, removalsHeld: 2 });
    expect(await removed()).toEqual([]);
    expect(await load(sandbox, night2, { acceptRemovals: true })).toMatchObject({ nodesUpdated: 4, removalsHeld: 0 });
    expect(await removed()).toHaveLength(2);
  });

  it('is not brought about by an old run that is loaded late', async () => {
    await night({ run: night3, models: all, listed: names, isComplete: true });
    await night({
      run: night2,
      models: [],
      listed: ['org/parent', 'org/child'],
      isComplete: true,
      gone: ['org/child'],
    });
    expect(await removed()).toEqual([]);
  });

  it('may be a card alone: its account ends, and the model becomes what its other accounts say', async () => {
    const card = { hubId: 'org/child', resource: 'hf_model_cards', values: { description: 'A child.' } };
    await night({ run: night2, models: [card] });
    const description = 'MATCH (m:Resource {uri: $uri}) RETURN m.description AS d, m.sourceId AS s';
    const uri = mintModel('org/child');
    expect(await read(sandbox, description, { uri })).toEqual([{ d: 'A child.', s: '3' }]);
    await night({ run: night3, models: [], silent: [['org/child', 'hf_model_cards']] });
    expect(await read(sandbox, description, { uri })).toEqual([{ d: null, s: '3' }]);
    expect(await removed()).toEqual([]);
    expect(await load(sandbox, night3)).toMatchObject(unchanged);
  });

  it('is the same graph whether nights are loaded one by one or anew', async () => {
    await night({ run: night2, models: [], listed: ['org/parent', 'org/child'], isComplete: true });
    const once = await dump(sandbox);
    const other = await makeSandbox();
    for (const [run, models, listed] of [
      [night1, all, names],
      [night2, [], ['org/parent', 'org/child']],
    ] as const) {
      await writePresenceRun({ dataDir: other.dataDir, run, models, listed, isComplete: true });
      await load(other, run);
    }
    expect(await dump(other)).toBe(once);
    await other.remove();
  });
});
