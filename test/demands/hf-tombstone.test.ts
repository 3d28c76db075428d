import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mintModel } from '../../ontology/iri.ts';
import type { Graph } from '../../src/index.ts';
import { basedOn, world } from '../support/nights/index.ts';
import { PlayedNights, type PlayedNight } from '../support/nights/played-nights.ts';

/** A grandparent stays, the parent goes on the second night and is back on the third; one that nothing stems from goes too. */
const script = world()
  .model({ id: 'marsh/root' })
  .model({ id: 'marsh/parent', ...basedOn('finetune', 'marsh/root') })
  .model({ id: 'marsh/child', ...basedOn('quantized', 'marsh/parent') })
  .model({ id: 'marsh/grandchild', ...basedOn('adapter', 'marsh/child') })
  .model({ id: 'marsh/alone' })
  .model({ id: 'marsh/shut', gated: 'manual' })
  .night(2, (night) => night.remove('marsh/parent'))
  .night(2, (night) => night.remove('marsh/alone'))
  .night(3, (night) => night.model({ id: 'marsh/parent', ...basedOn('finetune', 'marsh/root') }));

describe('a model that disappears', { timeout: 60_000 }, () => {
  let played: PlayedNights;
  let graph: Graph;
  const nights: PlayedNight[] = [];
  beforeAll(async () => {
    played = await PlayedNights.start({ script });
    for (const night of [1, 2]) nights.push(await played.play(night));
    graph = await played.graph();
  }, 60_000);
  afterAll(async () => {
    await graph.close();
    await played.close();
  });

  it('is a tombstone with the time it was last seen; nothing else is', async () => {
    const { items } = await graph.cypher(
      'MATCH (m:Resource) WHERE m.removed = true RETURN m.id AS id, m.lastSeen AS lastSeen, m.resolved AS resolved ORDER BY id',
    );
    const list = nights[0]?.lines.find(({ resource }) => resource === 'hf_models')?.fetchedAt ?? '';
    const lastOfNight = nights[0]?.lines.at(-1)?.fetchedAt ?? '';

    expect(items.map(({ id, resolved }) => [id, resolved])).toEqual([
      ['hf:marsh/alone', true],
      ['hf:marsh/parent', true],
    ]);
    for (const { lastSeen } of items) {
      expect(Date.parse(String(lastSeen))).toBeGreaterThanOrEqual(Date.parse(list));
      expect(Date.parse(String(lastSeen))).toBeLessThanOrEqual(Date.parse(lastOfNight));
    }
  });

  it('is not asked for singly: the list of ids without it is the proof', () => {
    expect(nights[1]?.stats.endpoints).toEqual({ 'hf models list': 2 });
    expect(nights[1]?.report).toMatchObject({ nodesDeleted: 0, relationshipsDeleted: 0, removalsHeld: 0 });
  });

  it('keeps the way from its children to its ancestors, and back', async () => {
    const up = await graph.lineage('marsh/grandchild', { direction: 'up' });
    const down = await graph.lineage('marsh/root', { direction: 'down' });

    expect(up.nodes.map(({ id, removed }) => [id, removed])).toEqual([
      ['hf:marsh/grandchild', false],
      ['hf:marsh/child', false],
      ['hf:marsh/parent', true],
      ['hf:marsh/root', false],
    ]);
    expect(down.nodes.map(({ id }) => id)).toEqual([
      'hf:marsh/root',
      'hf:marsh/parent',
      'hf:marsh/child',
      'hf:marsh/grandchild',
    ]);
    const ancestors = await graph.query('lineage/ancestors', { id: 'marsh/grandchild' });
    expect(ancestors.items.map(({ id, removed }) => [id, removed])).toContainEqual(['hf:marsh/parent', true]);
  });

  it('still says what it was, and that it is gone', async () => {
    expect(await graph.show('marsh/parent')).toMatchObject({
      '@id': mintModel('marsh/parent'),
      fineTunedFrom: [mintModel('marsh/root')],
      removed: true,
      lastSeen: expect.stringMatching(/^2\d{3}-/) as unknown,
    });
    expect((await played.program('show', 'marsh/parent')).stdout).toMatch(/removed|gone/i);
    expect((await played.program('lineage', 'marsh/grandchild', '--up')).stdout).toMatch(
      /marsh\/parent.*(?:removed|gone)/i,
    );
  });

  it('is hidden from a search, and shown when asked for', async () => {
    const ids = async (...flags: readonly string[]): Promise<readonly string[]> => {
      const { stdout } = await played.program('search', 'marsh/', '--json', ...flags);
      return (JSON.parse(stdout) as { items: { id: string }[] }).items.map(({ id }) => id).toSorted();
    };
    const there = ['hf:marsh/child', 'hf:marsh/grandchild', 'hf:marsh/root', 'hf:marsh/shut'];

    expect(await ids()).toEqual(there);
    expect(await ids('--removed')).toEqual([...there, 'hf:marsh/alone', 'hf:marsh/parent'].toSorted());
  });

  it('is there again when it is back, and between its two lives there is a gap', async () => {
    await played.play(3);
    await using now = await played.graph();
    const { items } = await now.cypher(
      `MATCH (m:MLModel {id: 'hf:marsh/parent'})-[:DESCRIBED_BY]->(d:Description) WHERE d.resource = 'hf_models'
       RETURN m.removed AS removed, d.validFrom AS since, d.validTo AS until ORDER BY since`,
    );

    expect(items.map(({ removed, until }) => [removed, until === null])).toEqual([
      [null, false],
      [null, true],
    ]);
    expect(Date.parse(String(items[0]?.['until']))).toBeLessThan(Date.parse(String(items[1]?.['since'])));
  });
});
