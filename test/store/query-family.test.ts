import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mintAccount, mintDataset } from '../../ontology/iri.ts';
import { lineageTypes } from '../../ontology/model.ts';
import type { GraphStore } from '../../graph/store.ts';
import { commonAncestors } from '../../src/query/common-ancestors.ts';
import { compare } from '../../src/query/compare.ts';
import { runCypher } from '../../src/query/cypher-run.ts';
import { family } from '../../src/query/family.ts';
import { FamilyIndex } from '../../src/query/family-index/family-index.ts';
import { impact } from '../../src/query/impact.ts';
import { lineage, type LineageOptions, type LineageResult } from '../../src/query/lineage.ts';
import { lineageJsonld } from '../../src/query/lineage-jsonld.ts';
import { pageOf } from '../../src/query/lineage-page.ts';
import { siblings } from '../../src/query/siblings.ts';
import { openStores, type OpenedStore } from '../support/query-stores.ts';
import { evidence, model, smallGraph, writeGraph, type Graph } from '../support/small-graph.ts';

let stores: readonly OpenedStore[] = [];

const data = (name: string): string => mintDataset(`acme/${name}`);
/** A dataset made from the corpus, one made from that, a model trained on the last, an adapter of it; accounts and dates. */
const more: Graph = {
  nodes: [
    ...['cut', 'crumbs'].map((name) => ({ uri: data(name), properties: { resolved: true, downloads: 7 } })),
    ...['crumb-model', 'crumb-adapter'].map((name, index) => ({
      uri: model(name),
      properties: { resolved: true, downloads: 1_000 + index, dateCreated: `2025-0${index + 1}-01T00:00:00Z` },
    })),
    { uri: mintAccount('baker'), properties: { resolved: false } },
  ],
  edges: (
    [
      [data('cut'), 'IS_BASED_ON', data('corpus')],
      [data('crumbs'), 'IS_BASED_ON', data('cut')],
      [model('crumb-model'), 'TRAINED_ON', data('crumbs')],
      // Evaluated is not learnt.
      [model('other'), 'EVALUATED_ON', data('crumbs')],
      [model('crumb-adapter'), 'ADAPTER_OF', model('crumb-model')],
      [model('crumb-model'), 'SHARED_BY', mintAccount('baker')],
    ] as const
  ).map(([from, type, to]) => ({ from, type, to, properties: evidence() })),
};

beforeAll(async () => {
  stores = await openStores();
  for (const { store } of stores) {
    await writeGraph(store, smallGraph);
    await writeGraph(store, more);
  }
});
afterAll(async () => {
  for (const opened of stores) await opened.close();
});

/** The answer, the same from every engine. */
async function asked<T>(ask: (store: GraphStore) => Promise<T>): Promise<T> {
  const answers: T[] = [];
  for (const { store } of stores) answers.push(await ask(store));
  for (const other of answers.slice(1)) expect(other).toEqual(answers[0]);
  return answers[0] as T;
}

async function refusal(ask: (store: GraphStore) => Promise<unknown>): Promise<unknown> {
  return asked(async (store) => {
    try {
      await ask(store);
      return 'not refused';
    } catch (error) {
      return (error as { code: string }).code;
    }
  });
}

const short = (id: string): string => id.replace(/^hf:(?:datasets\/)?acme\//, '');
const names = (items: readonly { readonly id: string }[]): string[] => items.map(({ id }) => short(id));

describe('lineage', () => {
  const of = (id: string, options: LineageOptions): Promise<LineageResult> =>
    asked((store) => lineage(store, id, options));

  it('counts each level: models, those missing and gone, and by what kind of step', async () => {
    const down = await of('acme/base', { direction: 'down' });
    const up = await of('acme/lonely', { direction: 'up' });

    expect(down.total).toBe(6);
    expect(down.levels).toEqual([
      { direction: 'down', depth: 1, models: 3, missing: 0, removed: 1, kinds: { ADAPTER_OF: 1, FINE_TUNED_FROM: 2 } },
      {
        direction: 'down',
        depth: 2,
        models: 3,
        missing: 0,
        removed: 0,
        kinds: { ADAPTER_OF: 1, MERGED_FROM: 1, QUANTIZED_FROM: 1 },
      },
    ]);
    expect(up.levels).toEqual([
      { direction: 'up', depth: 1, models: 1, missing: 1, removed: 0, kinds: { BASE_MODEL: 1 } },
    ]);
  });

  it('goes so far up and so far down as each was asked for', async () => {
    const near = await of('acme/child', { direction: 'both', depths: { up: 0, down: null } });

    expect(names(near.nodes)).toEqual(['child', 'grandchild', 'merge']);
    expect(near).toMatchObject({ depth: null, depths: { up: 0, down: null } });
  });

  it.each<[string, NonNullable<LineageOptions['filter']>, string[]]>([
    ['kinds', { kinds: ['FINE_TUNED_FROM', 'QUANTIZED_FROM'] }, ['base', 'child', 'gone', 'grandchild']],
    // The card's statement alone reaches it; what lies behind is reached by tags.
    ['confidence', { minConfidence: 0.95 }, ['base', 'child']],
    ['method', { methods: ['hub-tag'] }, ['base', 'adapter', 'gone', 'late']],
    ['source', { sources: ['openml'] }, ['base']],
  ])('follows only statements of the %s asked for, and so does its statement', async (_, filter, expected) => {
    const result = await of('acme/base', { direction: 'down', filter });
    const rows = await asked((store) => runCypher(store, result.cypher, result.params));

    expect(names(result.nodes)).toEqual(expected);
    expect(result.filter).toEqual(filter);
    expect(rows.items.map((row) => short(String(row['id']))).sort()).toEqual(expected.slice(1).sort());
  });

  it('tells licences, owners and downloads when asked to', async () => {
    const { nodes } = await of('acme/merge', { direction: 'up', facts: true });

    expect(nodes.map(({ id, licenses, downloads }) => [short(id), licenses, downloads])).toEqual([
      ['merge', [], 40],
      ['child', ['spdx:Apache-2.0'], 10],
      ['other', ['license:hf/other/acme/other'], 50],
      ['base', ['spdx:Apache-2.0'], 0],
    ]);
    expect(nodes.at(-1)?.owners).toEqual(['hf:accounts/acme']);
  });

  it('in pages is the whole, each model once with the statements that lead to it', async () => {
    const whole = await of('acme/base', { direction: 'down' });
    const pages = [1, 2, 3].map((page) => pageOf(whole, { page, limit: 2 }));

    expect(pages.flatMap(({ nodes }) => names(nodes).slice(1))).toEqual(names(whole.nodes).slice(1));
    expect(pages.flatMap(({ edges }) => edges).length).toBe(whole.edges.length);
    expect(pages.map(({ next, total, levels }) => [next, total, levels])).toEqual(
      [2, 3, null].map((next) => [next, 6, whole.levels]),
    );
    expect(() => pageOf(whole, { page: 4, limit: 2 })).toThrow('there is no page 4');
  });

  it('is JSON-LD with parents by property and a context for every term', async () => {
    const document = lineageJsonld(await of('acme/merge', { direction: 'up' }));
    const nodes = document['@graph'] as Record<string, unknown>[];

    expect(nodes.find((node) => node['@id'] === model('merge'))).toEqual({
      '@id': model('merge'),
      '@type': 'MLModel',
      id: 'hf:acme/merge',
      name: 'merge',
      resolved: true,
      mergedFrom: [model('child'), model('other')],
    });
    const context = document['@context'] as Record<string, unknown>;
    for (const key of nodes.flatMap(Object.keys)) if (!key.startsWith('@')) expect(context).toHaveProperty(key);
  });
});

describe('impact', () => {
  it('of a dataset reaches data made from it, who learnt from those, and what came of them', async () => {
    const result = await asked((store) => impact(store, 'datasets/acme/corpus'));

    expect(result).toMatchObject({ label: 'Dataset', total: 11, models: 9, datasets: 2, missing: 0, removed: 1 });
    expect(result.items.map((item) => [short(item.id), item.depth, item.kinds, item.from.map(short)])).toEqual([
      ['crumb-adapter', 4, ['ADAPTER_OF'], ['crumb-model']],
      ['crumb-model', 3, ['TRAINED_ON'], ['crumbs']],
      ['late', 3, ['ADAPTER_OF'], ['gone']],
      ['merge', 3, ['MERGED_FROM'], ['child']],
      ['adapter', 2, ['ADAPTER_OF'], ['base']],
      ['grandchild', 3, ['QUANTIZED_FROM'], ['child']],
      ['child', 2, ['FINE_TUNED_FROM'], ['base']],
      ['cut', 1, ['IS_BASED_ON'], ['corpus']],
      ['crumbs', 2, ['IS_BASED_ON'], ['cut']],
      ['base', 1, ['TRAINED_ON'], ['corpus']],
      ['gone', 2, ['FINE_TUNED_FROM'], ['base']],
    ]);
    expect(result.byDepth).toEqual([
      { depth: 1, models: 1, datasets: 1 },
      { depth: 2, models: 3, datasets: 1 },
      { depth: 3, models: 4, datasets: 0 },
      { depth: 4, models: 1, datasets: 0 },
    ]);
    expect(result.byKind.map(({ type, things }) => [type, things])).toEqual([
      ['FINE_TUNED_FROM', 2],
      ['ADAPTER_OF', 3],
      ['QUANTIZED_FROM', 1],
      ['MERGED_FROM', 1],
      ['TRAINED_ON', 2],
      ['IS_BASED_ON', 2],
    ]);
    expect(result.byOwner).toEqual([
      { key: 'hf:accounts/baker', models: 1, downloads: 1_000 },
      { key: 'hf:accounts/acme', models: 1, downloads: 0 },
      { key: null, models: 7, downloads: 1_001 + 100 + 40 + 30 + 20 + 10 },
    ]);
    expect(result.downloads).toBe(2_001 + 200);
  });

  it('has true totals however short the list', async () => {
    const [whole, short_] = await asked(async (store) => [
      await impact(store, 'acme/base'),
      await impact(store, 'acme/base', { limit: 2, page: 2 }),
    ]);

    expect(short_?.items).toEqual(whole?.items.slice(2, 4));
    for (const key of ['total', 'models', 'downloads', 'byDepth', 'byKind', 'byOwner', 'byLicense'] as const)
      expect(short_?.[key]).toEqual(whole?.[key]);
    expect(short_).toMatchObject({ page: { number: 2, limit: 2, pages: 3 }, next: 3 });
  });

  it('ends in rings, is empty for a leaf, and is refused for other things', async () => {
    expect(names((await asked((store) => impact(store, 'acme/ring-a'))).items)).toEqual(['ring-b']);
    expect(await asked((store) => impact(store, 'acme/late'))).toMatchObject({ total: 0, items: [], byDepth: [] });
    expect(await refusal((store) => impact(store, 'spdx:Apache-2.0'))).toBe('STEMMA_USAGE');
    expect(await refusal((store) => impact(store, 'acme/base', { page: 9 }))).toBe('STEMMA_USAGE');
  });

  it('of a model is its descendants, of any graph', async () => {
    for (const id of ['base', 'child', 'ring-b', 'lost/parent']) {
      const full = id.includes('/') ? id : `acme/${id}`;
      const [own, down] = await asked(async (store) => [
        names((await impact(store, full)).items),
        names((await lineage(store, full, { direction: 'down' })).nodes.slice(1)),
      ]);
      expect(own?.toSorted()).toEqual(down?.toSorted());
    }
  });
});

describe('relatives', () => {
  it('siblings share a parent, each with the ones it shares', async () => {
    const result = await asked((store) => siblings(store, 'acme/child'));

    expect(result.items.map((item) => [short(item.id), item.kinds])).toEqual([
      ['adapter', ['ADAPTER_OF']],
      ['gone', ['FINE_TUNED_FROM']],
    ]);
    expect(result.parents).toEqual([{ id: 'hf:acme/base', siblings: 2 }]);
    const rows = await asked((store) => runCypher(store, result.cypher, result.params));
    expect(names(rows.items as unknown as { id: string }[]).sort()).toEqual(['adapter', 'gone']);
    expect(await asked((store) => siblings(store, 'acme/base'))).toMatchObject({ parents: [], total: 0 });
    // In a ring of two the other is both parent and child, and no sibling.
    expect(await asked((store) => siblings(store, 'acme/ring-a'))).toMatchObject({ total: 0 });
  });

  it('the nearest common ancestor is one from which no other derives; a model may be it itself', async () => {
    const of = (...ids: string[]) => asked((store) => commonAncestors(store, ids));
    const three = await of('acme/grandchild', 'acme/merge', 'acme/late');
    const two = await of('acme/grandchild', 'acme/child');

    expect(three.items.map((item) => [short(item.id), item.depths, item.nearest])).toEqual([['base', [2, 2, 2], true]]);
    expect(two.items.map((item) => [short(item.id), item.depths, item.nearest])).toEqual([
      ['child', [1, 0], true],
      ['base', [2, 1], false],
    ]);
    expect((await of('acme/other', 'acme/base')).items).toEqual([]);
    expect(await refusal((store) => commonAncestors(store, ['acme/base', 'hf:acme/base']))).toBe('STEMMA_USAGE');
  });

  it('a family is all that derives from the roots, through merges too', async () => {
    const result = await asked((store) => family(store, 'acme/merge'));

    expect(result).toMatchObject({
      roots: ['hf:acme/base', 'hf:acme/other'],
      total: 8,
      described: 8,
      removed: 1,
      missing: 0,
      depth: 2,
      undated: 1,
      growth: [{ month: '2026-01', models: 7, total: 7, onOrBefore: 0 }],
    });
    expect(result.kinds.map(({ type, statements }) => [type, statements])).toEqual([
      ['FINE_TUNED_FROM', 2],
      ['ADAPTER_OF', 2],
      ['QUANTIZED_FROM', 1],
      ['MERGED_FROM', 2],
    ]);
    expect(result.licenses.map(({ key, models }) => [key, models])).toEqual([
      ['spdx:Apache-2.0', 2],
      ['license:hf/other/acme/other', 1],
      [null, 5],
    ]);
    expect(await asked((store) => family(store, 'acme/grandchild'))).toMatchObject({
      roots: ['hf:acme/base'],
      total: 7,
    });
    expect(await asked((store) => family(store, 'acme/ring-b'))).toMatchObject({ roots: ['hf:acme/ring-a'], total: 2 });
    expect(await asked((store) => family(store, 'acme/Twin'))).toMatchObject({
      roots: ['hf:acme/Twin'],
      total: 1,
      depth: 0,
    });
  });

  it('are compared property by property', async () => {
    const { items, ids } = await asked((store) =>
      compare(store, ['acme/child', 'acme/base', 'acme/lost/parent'].slice(0, 2)),
    );
    const row = (property: string): unknown => items.find((item) => item.property === property);

    expect(ids).toEqual(['hf:acme/child', 'hf:acme/base']);
    expect(row('license')).toMatchObject({ values: [['spdx:Apache-2.0'], ['spdx:Apache-2.0']], same: true });
    expect(row('fineTunedFrom')).toMatchObject({ values: [['hf:acme/base'], null], same: false });
    expect(row('trainedOn')).toMatchObject({ values: [null, ['hf:datasets/acme/corpus']], same: false });
    expect(row('told by')).toMatchObject({ values: [['huggingface hf_models'], null] });
    expect(row('quantizedFrom')).toBeUndefined();
    expect(await refusal((store) => compare(store, ['acme/base', 'base']))).toBe('STEMMA_USAGE');
  });
});

it('a filter lets through what a walk over the remaining statements reaches', { timeout: 120_000 }, async () => {
  const graphEdges = [...smallGraph.edges, ...more.edges];
  const kinds = fc.subarray(['FINE_TUNED_FROM', 'ADAPTER_OF', 'QUANTIZED_FROM', 'MERGED_FROM', 'BASE_MODEL']);
  await fc.assert(
    fc.asyncProperty(kinds, fc.constantFrom('base', 'child', 'gone', 'ring-a'), async (chosen, start) => {
      const reached = new Set([model(start)]);
      for (const uri of reached)
        for (const edge of graphEdges) if (edge.to === uri && chosen.includes(edge.type)) reached.add(edge.from);
      const found = await asked((store) =>
        lineage(store, `acme/${start}`, { direction: 'down', filter: { kinds: chosen } }),
      );
      expect(found.nodes.map(({ uri }) => uri).sort()).toEqual([...reached].sort());
    }),
    { numRuns: 12 },
  );
});

it('the index in memory gives the answers of the engine, with every option', { timeout: 120_000 }, async () => {
  const names = ['base', 'child', 'merge', 'late', 'ring-a', 'Twin', 'lonely', 'crumb-model'];
  const filters = fc.record(
    {
      kinds: fc.subarray([...lineageTypes]),
      minConfidence: fc.constantFrom(0.5, 0.9, 0.95),
      methods: fc.subarray(['hub-tag', 'yaml-frontmatter', 'llm']),
      sources: fc.subarray(['huggingface', 'openml']),
    },
    { requiredKeys: [] },
  );
  const depth = fc.option(fc.nat(3), { nil: null });
  const questions = fc.record({
    id: fc.constantFrom(...names),
    direction: fc.constantFrom('up' as const, 'down' as const, 'both' as const),
    depths: fc.record({ up: depth, down: depth }),
    filter: fc.oneof(fc.constant({}), filters),
    maxNodes: fc.constantFrom(1, 2, 4, 100),
    facts: fc.boolean(),
  });
  for (const { store } of stores) {
    const families = await FamilyIndex.build(store);
    expect(families.size).toEqual({ things: 18, statements: 16 });
    const answers = async (
      { id, ...options }: { readonly id: string } & LineageOptions,
      by: { readonly families?: FamilyIndex },
    ): Promise<string> => {
      const { maxNodes = 100, filter = {} } = options;
      return JSON.stringify([
        await lineage(store, `acme/${id}`, { ...options, ...by }),
        await impact(store, 'datasets/acme/corpus', { maxNodes, filter, ...by }),
        await siblings(store, `acme/${id}`, { filter, ...by }),
        await family(store, `acme/${id}`, { maxNodes, ...by }),
      ]);
    };
    await fc.assert(
      fc.asyncProperty(questions, async (question) => {
        expect(await answers(question, { families })).toBe(await answers(question, {}));
      }),
      { numRuns: store.engine === 'embedded' ? 40 : 4 },
    );
  }
});
