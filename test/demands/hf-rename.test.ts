import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Graph } from '../../src/index.ts';
import { lineageTypes } from '../../ontology/model.ts';
import { mintModel } from '../../ontology/iri.ts';
import { basedOn, world } from '../support/nights/index.ts';
import { PlayedNights, type PlayedNight } from '../support/nights/played-nights.ts';

/**
 * `wood/old` is `wood/new` from the second night on and `grove/newest` from the third, each time answered by 307; `wood/silent` is
 * `wood/loud` without a word. Children name them by the name of their own day. `early` moved before anybody looked.
 */
const script = world()
  .model({ id: 'wood/root' })
  .model({ id: 'wood/old', front: { license: 'mit', base_model: 'wood/root' }, base: finetuned('wood/root') })
  .model({ id: 'wood/silent', front: { license: 'mit' } })
  .model({ id: 'grove/moved-early' })
  .model({ id: 'leaf/of-old', ...basedOn('finetune', 'wood/old') })
  .model({ id: 'leaf/of-silent', ...basedOn('quantized', 'wood/silent') })
  .model({ id: 'leaf/of-moved', ...basedOn('adapter', 'early') })
  .night(1, (night) => night.modelMoves.set('early', 'grove/moved-early'))
  .night(2, (night) => night.rename('wood/old', 'wood/new'))
  .night(2, (night) => night.rename('wood/silent', 'wood/loud', 'id'))
  .night(2, (night) => night.model({ id: 'leaf/of-new', ...basedOn('finetune', 'wood/new') }))
  .night(2, (night) => night.model({ id: 'leaf/of-loud', ...basedOn('quantized', 'wood/loud') }))
  .night(3, (night) => night.rename('wood/new', 'grove/newest'));

function finetuned(...ids: readonly string[]) {
  return { relation: 'finetune', ids } as const;
}

const lineage = lineageTypes.join('|');

describe('a model that got another name', { timeout: 60_000 }, () => {
  let played: PlayedNights;
  let graph: Graph;
  const nights: PlayedNight[] = [];
  beforeAll(async () => {
    played = await PlayedNights.start({ script });
    for (const night of [1, 2, 3]) nights.push(await played.play(night));
    graph = await played.graph();
  }, 60_000);
  afterAll(async () => {
    await graph.close();
    await played.close();
  });

  async function rows(statement: string): Promise<readonly string[]> {
    return (await graph.cypher(statement)).items.map((row) => Object.values(row).join(' '));
  }

  it('is one described node; its former names lead to it, each with evidence and the time it was seen', async () => {
    const described = await rows('MATCH (m:MLModel) WHERE m.resolved = true RETURN m.id AS id ORDER BY id');
    const aliases = await graph.cypher(
      `MATCH (a:MLModel)-[r:REDIRECTS_TO]->(m:MLModel)
       RETURN a.id AS old, m.id AS now, r.method AS method, r.run AS run, r.firstSeen AS since ORDER BY old`,
    );

    expect(described).toEqual([
      'hf:grove/moved-early',
      'hf:grove/newest',
      'hf:leaf/of-loud',
      'hf:leaf/of-moved',
      'hf:leaf/of-new',
      'hf:leaf/of-old',
      'hf:leaf/of-silent',
      'hf:wood/loud',
      'hf:wood/root',
    ]);
    expect(aliases.items.map(({ old, now, method }) => [old, now, method])).toEqual([
      ['hf:early', 'hf:grove/moved-early', 'link-resolution'],
      ['hf:wood/new', 'hf:grove/newest', 'link-resolution'],
      ['hf:wood/old', 'hf:grove/newest', 'link-resolution'],
      ['hf:wood/silent', 'hf:wood/loud', 'link-resolution'],
    ]);
    const seenBy = new Map(nights.map(({ run, lines }) => [run, lines.map(({ fetchedAt }) => Date.parse(fetchedAt))]));
    for (const { old, run, since } of aliases.items)
      expect(seenBy.get(String(run)), String(old)).toContain(Date.parse(String(since)));
  });

  it('is never taken for gone', async () => {
    expect(await rows('MATCH (m:Resource) WHERE m.removed = true RETURN m.id AS id')).toEqual([]);
  });

  it('has the edges of all its names, and none is left at a former one', async () => {
    const edges = await rows(
      `MATCH (c:MLModel)-[r:${lineage}]->(b:MLModel) RETURN c.id AS child, type(r) AS type, b.id AS base ORDER BY child`,
    );

    expect(edges).toEqual([
      'hf:grove/newest FINE_TUNED_FROM hf:wood/root',
      'hf:leaf/of-loud QUANTIZED_FROM hf:wood/loud',
      'hf:leaf/of-moved ADAPTER_OF hf:grove/moved-early',
      'hf:leaf/of-new FINE_TUNED_FROM hf:grove/newest',
      'hf:leaf/of-old FINE_TUNED_FROM hf:grove/newest',
      'hf:leaf/of-silent QUANTIZED_FROM hf:wood/loud',
    ]);
    expect(await rows("MATCH (a {id: 'hf:wood/old'})-[r]->() RETURN DISTINCT type(r) AS type ORDER BY type")).toEqual([
      'DESCRIBED_BY',
      'REDIRECTS_TO',
    ]);
  });

  it.each([
    ['wood/old', 'hf:grove/newest'],
    ['wood/new', 'hf:grove/newest'],
    [mintModel('wood/old'), 'hf:grove/newest'],
    ['https://huggingface.co/wood/old', 'hf:grove/newest'],
    ['wood/silent', 'hf:wood/loud'],
    ['early', 'hf:grove/moved-early'],
  ])('is found by %s in every question', async (name, id) => {
    const [former = ''] = [name].map((one) => `hf:${one.replace(/^https?:\/\/.*?(?:co|model)\//, '')}`);
    const shown = await graph.show(name);
    const family = await graph.lineage(name);
    const told = await graph.why(name, 'identifier');
    const children = await graph.query('lineage/children-by-kind', { id: name });
    const found = await graph.search(former.slice('hf:'.length));

    expect(shown).toMatchObject({ '@id': mintModel(id.slice('hf:'.length)) });
    expect(family).toMatchObject({ root: id, redirectedFrom: former });
    expect(told.redirectedFrom).toBe(former);
    expect(told.items.every(({ verified }) => verified)).toBe(true);
    expect(children.items.length).toBe((await graph.query('lineage/children-by-kind', { id })).items.length);
    expect(children.items.length).toBeGreaterThan(0);
    expect(found.items.map((item) => item.id)).toEqual([id]);
  });

  it.each(['show', 'lineage', 'why'])('is found by stemma %s, which says under what name', async (command) => {
    const { stdout, stderr } = await played.program(command, 'wood/old');

    expect(stdout).toContain('grove/newest');
    expect(`${stdout}${stderr}`).toMatch(/wood\/old\b.*grove\/newest|grove\/newest\b.*wood\/old/s);
  });

  it('leads from each former name to the answer that tells of it', async () => {
    for (const name of ['grove/newest', 'wood/loud', 'grove/moved-early']) {
      const { items } = await graph.why(name, 'redirectsTo');
      expect(items.length).toBeGreaterThan(0);
      expect(items.map(({ verified, problem }) => [verified, problem])).toEqual(items.map(() => [true, undefined]));
    }
  });

  it('keeps what was told of it under each name, for as long as it was its name', async () => {
    const told = await graph.cypher(
      `MATCH (m:MLModel)-[:DESCRIBED_BY]->(d:Description) WHERE d.resource = 'hf_models' AND m.id IN ['hf:wood/old', 'hf:wood/new', 'hf:grove/newest']
       RETURN m.id AS id, d.validFrom AS since, d.validTo AS until ORDER BY since`,
    );
    const [first, second, third] = told.items;

    expect(told.items.map(({ id }) => id)).toEqual(['hf:wood/old', 'hf:wood/new', 'hf:grove/newest']);
    expect(first?.['until']).toBe(second?.['since']);
    expect(second?.['until']).toBe(third?.['since']);
    expect(third?.['until']).toBeNull();
  });

  it('is exported once, and each former name as what leads to it', async () => {
    const nodes = new Map<string, Record<string, unknown>>();
    for await (const line of graph.exportJsonld()) {
      const node = JSON.parse(line) as Record<string, unknown>;
      nodes.set(String(node['@id']), node);
    }

    expect(nodes.get(mintModel('grove/newest'))).toMatchObject({ resolved: true });
    for (const name of ['wood/old', 'wood/new'])
      expect(nodes.get(mintModel(name))).toMatchObject({
        resolved: false,
        redirectsTo: [mintModel('grove/newest')],
      });
  });

  it('under a name asked for by hand is had under the one it has, and the old one is noted', async () => {
    const [first] = nights;
    const renamed = first?.misses.filter(({ kind }) => kind === 'renamed') ?? [];

    expect(renamed.map(({ id, context }) => [id, context?.['to']])).toEqual([['early', 'grove/moved-early']]);
  });
});
