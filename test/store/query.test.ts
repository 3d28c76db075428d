import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lineageTypes } from '../../ontology/model.ts';
import type { GraphStore } from '../../graph/store.ts';
import { runCypher, runQuery } from '../../src/query/cypher-run.ts';
import { exportJsonld, type ExportOptions } from '../../src/query/export-jsonld.ts';
import { lineage, type LineageDirection, type LineageResult } from '../../src/query/lineage.ts';
import { FamilyIndex } from '../../src/query/family-index/family-index.ts';
import { resolveId } from '../../src/query/resolve-id.ts';
import { search } from '../../src/query/search.ts';
import { show } from '../../src/query/show.ts';
import { stats } from '../../src/query/stats.ts';
import { neo4jSkipped } from '../support/neo4j.ts';
import { openStores, type OpenedStore } from '../support/query-stores.ts';
import { evidence, firstSeen, model, runId, smallGraph, writeGraph } from '../support/small-graph.ts';

let stores: readonly OpenedStore[] = [];

beforeAll(async () => {
  stores = await openStores();
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

async function refused(
  ask: (store: GraphStore) => Promise<unknown>,
): Promise<{ code: string; context: Record<string, unknown> }> {
  return asked(async (store) => {
    try {
      await ask(store);
    } catch (error) {
      const { code, context } = error as { code: string; context: Record<string, unknown> };
      return { code, context };
    }
    throw new Error('it was not refused');
  });
}

async function lines(options?: ExportOptions): Promise<string[]> {
  return asked(async (store) => {
    const all: string[] = [];
    for await (const line of exportJsonld(store, options)) all.push(line);
    return all;
  });
}

describe('over a small family', () => {
  beforeAll(async () => {
    for (const { store } of stores) {
      await store.write('MATCH (n:Resource) DETACH DELETE n');
      await writeGraph(store, smallGraph);
    }
  });

  describe('lineage', () => {
    const ids = (result: LineageResult): string[] => result.nodes.map((node) => `${node.depth} ${node.id}`);
    const of = (id: string, direction: LineageDirection, depth?: number): Promise<LineageResult> =>
      asked((store) => lineage(store, id, { direction, ...(depth === undefined ? {} : { depth }) }));

    it('upwards names every ancestor with its distance', async () => {
      const result = await of('acme/merge', 'up');

      expect(ids(result)).toEqual(['0 hf:acme/merge', '1 hf:acme/child', '1 hf:acme/other', '2 hf:acme/base']);
      expect(result).toMatchObject({ root: 'hf:acme/merge', direction: 'up', depth: null, truncated: false });
      expect(result.edges[0]).toEqual({
        from: 'hf:acme/child',
        to: 'hf:acme/base',
        type: 'FINE_TUNED_FROM',
        method: 'yaml-frontmatter',
        confidence: 0.95,
        evidenceCount: 2,
        source: 'huggingface',
        run: runId,
        record: `raw:${runId}/1`,
        pointer: '/tags/3',
        firstSeen,
      });
    });

    it('downwards walks through what is gone', async () => {
      const result = await of('acme/base', 'down');

      expect(ids(result)).toEqual([
        '0 hf:acme/base',
        '1 hf:acme/adapter',
        '1 hf:acme/child',
        '1 hf:acme/gone',
        '2 hf:acme/grandchild',
        '2 hf:acme/late',
        '2 hf:acme/merge',
      ]);
      expect(result.nodes.find((node) => node.id === 'hf:acme/gone')).toMatchObject({ removed: true, resolved: true });
      expect(result.edges.map((edge) => `${edge.from} ${edge.type}`)).not.toContain(
        'hf:acme/merge MERGED_FROM hf:acme/other',
      );
    });

    it('keeps to the depth asked for', async () => {
      expect(ids(await of('acme/base', 'down', 1))).toEqual([
        '0 hf:acme/base',
        '1 hf:acme/adapter',
        '1 hf:acme/child',
        '1 hf:acme/gone',
      ]);
      expect(ids(await of('acme/base', 'down', 0))).toEqual(['0 hf:acme/base']);
    });

    it('ends at a cycle and shows it', async () => {
      const result = await of('acme/ring-a', 'up');

      expect(ids(result)).toEqual(['0 hf:acme/ring-a', '1 hf:acme/ring-b']);
      expect(result.edges.map((edge) => `${edge.from} ${edge.to}`)).toEqual([
        'hf:acme/ring-a hf:acme/ring-b',
        'hf:acme/ring-b hf:acme/ring-a',
      ]);
    });

    it('joins both directions', async () => {
      const result = await of('acme/child', 'both');

      expect(ids(result)).toEqual(['0 hf:acme/child', '1 hf:acme/base', '1 hf:acme/grandchild', '1 hf:acme/merge']);
      expect(result.params).toEqual({ id: 'hf:acme/child', depth: 10, limit: 100_000 });
    });

    it('starts from a stub too', async () => {
      const result = await of('lost/parent', 'down');

      expect(ids(result)).toEqual(['0 hf:lost/parent', '1 hf:acme/lonelier', '1 hf:acme/lonely']);
      expect(result.nodes[0]).toMatchObject({
        resolved: false,
        label: 'MLModel',
        name: 'parent',
        uri: model('lost/parent'),
      });
    });

    it('says so when it is cut off, at the same place on every engine', async () => {
      const result = await asked((store) => lineage(store, 'acme/base', { direction: 'down', maxNodes: 3 }));

      expect(result.truncated).toBe(true);
      expect(ids(result)).toEqual(['0 hf:acme/base', '1 hf:acme/adapter', '1 hf:acme/child']);
    });

    it('gives a statement that finds the same models', async () => {
      const result = await of('acme/base', 'down');

      const answer = await asked((store) => runCypher(store, result.cypher, result.params));

      expect(answer.items.map((row) => `${row['depth']} ${row['id']}`)).toEqual(ids(result).slice(1));
    });

    it('is asked of models only', async () => {
      expect(await refused((store) => lineage(store, 'spdx:Apache-2.0', { direction: 'up' }))).toMatchObject({
        code: 'STEMMA_USAGE',
      });
    });

    it('stops when asked to', async () => {
      const signal = AbortSignal.abort();

      expect(await refused((store) => lineage(store, 'acme/base', { direction: 'up', signal }))).toMatchObject({
        code: 'STEMMA_CANCELLED',
      });
    });
  });

  describe('an id', () => {
    it.each([
      'acme/base',
      'hf:acme/base',
      model('base'),
      'https://huggingface.co/acme/base',
      ' https://hf.co/acme/base/tree/main ',
      'base',
    ])('is understood as %s', async (text) => {
      expect((await asked((store) => resolveId(store, text))).id).toBe('hf:acme/base');
    });

    it('that differs by case from two things lists both', async () => {
      const { code, context } = await refused((store) => resolveId(store, 'acme/TWIN'));

      expect(code).toBe('STEMMA_USAGE');
      expect((context['candidates'] as string[]).slice(0, 2).sort()).toEqual(['hf:acme/Twin', 'hf:acme/twin']);
    });

    it('with a slip lists the nearest', async () => {
      const { context } = await refused((store) => resolveId(store, 'acme/grandchld'));

      expect((context['candidates'] as string[])[0]).toBe('hf:acme/grandchild');
    });

    it('that nothing is near to has no candidates', async () => {
      expect(await refused((store) => resolveId(store, 'zzz/qqqq'))).toMatchObject({
        code: 'STEMMA_USAGE',
        context: { candidates: [] },
      });
      expect(await refused((store) => resolveId(store, '  '))).toMatchObject({ code: 'STEMMA_USAGE' });
    });
  });

  it('shows an entity as JSON-LD with the context it needs', async () => {
    const document = await asked((store) => show(store, 'acme/child'));

    expect(document).toMatchObject({
      '@id': model('child'),
      '@type': 'MLModel',
      id: 'hf:acme/child',
      name: 'child',
      keywords: ['a', 'b'],
      downloads: 10,
      dateCreated: '2026-01-02T03:04:05Z',
      fineTunedFrom: [model('base')],
      license: ['https://spdx.org/licenses/Apache-2.0'],
      resolved: true,
    });
    const context = document['@context'] as Record<string, unknown>;
    for (const key of Object.keys(document)) if (!key.startsWith('@')) expect(context).toHaveProperty(key);
    expect(context).toHaveProperty('MLModel');
    expect(context).not.toHaveProperty('ScholarlyArticle');
  });

  describe('search', () => {
    it('finds by name and id, whole matches first, then the most downloaded', async () => {
      const found = await asked((store) => search(store, 'CHILD'));

      expect(found.items.map((item) => item.id)).toEqual(['hf:acme/child', 'hf:acme/grandchild']);
      expect(found.total).toBe(2);
      expect(found.items[0]).toMatchObject({
        label: 'MLModel',
        downloads: 10,
        license: ['spdx:Apache-2.0'],
        task: ['term:hf-task/text-generation'],
      });
    });

    it('filters by licence, task and type, and says the whole number', async () => {
      const ids = async (options: object): Promise<string[]> =>
        (await asked((store) => search(store, '', options))).items.map((item) => item.id);

      expect(await ids({ license: 'apache-2.0' })).toEqual(['hf:acme/child', 'hf:acme/base']);
      expect(await ids({ license: 'apache-2.0', task: 'text-generation' })).toEqual(['hf:acme/child']);
      expect(await ids({ type: 'dataset' })).toEqual(['hf:datasets/acme/corpus']);
      const models = { type: 'MLModel', limit: 1 } as const;
      expect(await asked((store) => search(store, 'acme', models))).toMatchObject({
        total: 13,
        items: [{ id: 'hf:acme/twin' }],
      });
      // With one that is gone.
      expect(await asked((store) => search(store, 'acme', { ...models, removed: true }))).toMatchObject({ total: 14 });
      expect(await refused((store) => search(store, '', { type: 'Nothing' }))).toMatchObject({ code: 'STEMMA_USAGE' });
    });
  });

  describe('a query of the catalogue', () => {
    it('takes its id in any form and reports what was run', async () => {
      const answer = await asked((store) =>
        runQuery(store, 'children-by-kind', { id: 'https://huggingface.co/acme/base', limit: '1' }),
      );

      expect(answer).toMatchObject({
        total: 1,
        truncated: false,
        params: { id: 'hf:acme/base', kind: null, limit: 1 },
      });
      expect(answer.cypher).toContain('FINE_TUNED_FROM');
      expect(answer.items).toEqual([
        {
          kind: 'ADAPTER_OF',
          id: 'hf:acme/adapter',
          name: 'adapter',
          method: 'hub-tag',
          confidence: 0.9,
          evidenceCount: 1,
        },
      ]);
    });

    it('refuses parameters it does not have, lacks, or cannot read', async () => {
      for (const given of [
        { id: 'acme/base', nonsense: 1 },
        {},
        { id: 'acme/base', limit: 'many' },
        { id: 'acme/nothing-like-it' },
      ])
        expect(await refused((store) => runQuery(store, 'children-by-kind', given))).toMatchObject({
          code: 'STEMMA_USAGE',
        });
    });
  });

  it('cuts long results and says so', async () => {
    const answer = await asked((store) =>
      runCypher(store, 'UNWIND range(1, $n) AS i RETURN i ORDER BY i', { n: 5 }, { maxRows: 2 }),
    );

    expect(answer).toMatchObject({ items: [{ i: 1 }, { i: 2 }], total: 5, truncated: true });
  });

  it('counts what the graph holds', async () => {
    const { classes, relationships } = await asked(stats);

    expect(classes[0]).toEqual({ class: 'MLModel', total: 15, resolved: 14, stubs: 1, removed: 1 });
    expect(relationships.find((row) => row.type === 'LICENSE')).toEqual({ type: 'LICENSE', total: 3 });
  });

  describe('export', () => {
    it('is a node a line, by IRI, without runs, times of ours and counters', async () => {
      const all = await lines();
      const documents = all.map((line) => JSON.parse(line) as Record<string, unknown>);

      expect(documents.map((document) => document['@id'])).toEqual(
        documents.map((document) => document['@id'] as string).toSorted(),
      );
      expect(documents).toHaveLength(22);
      for (const hidden of [runId, firstSeen, 'lastSeen', 'downloads', 'pointer', 'describedBy'])
        expect(all.join('\n')).not.toContain(hidden);
      expect(documents.find((document) => document['@id'] === model('lonely'))).toEqual({
        '@context': expect.any(String),
        '@id': model('lonely'),
        '@type': 'MLModel',
        id: 'hf:acme/lonely',
        name: 'lonely',
        resolved: true,
        dateCreated: '2026-01-02T03:04:05Z',
        keywords: ['a', 'b'],
        baseModel: [model('lost/parent')],
        evidence: [
          {
            property: 'baseModel',
            value: model('lost/parent'),
            method: 'yaml-frontmatter',
            confidence: 0.7,
            evidenceCount: 1,
            source: 'huggingface',
            literal: 'Lost/Parent',
          },
        ],
      });
    });

    it('shows provenance and counters when asked', async () => {
      const all = await lines({ provenance: true, counters: true });
      const documents = all.map((line) => JSON.parse(line) as Record<string, unknown>);

      expect(documents.filter((document) => document['@type'] === 'RawRecord')).toHaveLength(1);
      expect(documents.find((document) => document['@type'] === 'Description')?.['evidence']).toEqual([
        { property: 'wasDerivedFrom', value: expect.stringContaining('/raw/'), pointer: '/0', offset: 17, length: 42 },
      ]);
      for (const shown of [runId, firstSeen, 'lastSeen', 'downloads', 'describedBy'])
        expect(all.join('\n')).toContain(shown);
    });

    it('does not depend on the size of its pages', async () => {
      expect(await lines({ pageSize: 2 })).toEqual(await lines());
    });
  });
});

describe('over any lineage', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
  const edge = fc.record({
    from: fc.constantFrom(...names),
    to: fc.constantFrom(...names),
    type: fc.constantFrom(...lineageTypes),
  });
  const graphs = fc.uniqueArray(edge, { maxLength: 12, selector: (one) => `${one.from}${one.type}${one.to}` });

  beforeEach(async () => {
    for (const { store } of stores) await store.write('MATCH (n:Resource) DETACH DELETE n');
  });

  it('up and down are inverse, depth is the shortest distance, and the index in memory says the same', async () => {
    await fc.assert(
      fc.asyncProperty(graphs, async (drawn) => {
        const edges = drawn.filter((one) => one.from !== one.to);
        for (const { store } of stores) {
          await store.write('MATCH (n:Resource) DETACH DELETE n');
          await writeGraph(store, {
            nodes: names.map((name) => ({ uri: model(name), properties: { resolved: true } })),
            edges: edges.map(({ from, type, to }) => ({
              from: model(from),
              type,
              to: model(to),
              properties: evidence(),
            })),
          });
        }
        const indexes: FamilyIndex[] = [];
        for (const { store } of stores) indexes.push(await FamilyIndex.build(store));
        const up = new Map<string, number>();
        const down = new Map<string, number>();
        for (const name of names) {
          const parents = await asked((store) => lineage(store, `hf:acme/${name}`, { direction: 'up' }));
          const children = await asked((store) => lineage(store, `hf:acme/${name}`, { direction: 'down' }));
          for (const node of parents.nodes) up.set(`hf:acme/${name} ${node.id}`, node.depth);
          for (const node of children.nodes) down.set(`${node.id} hf:acme/${name}`, node.depth);
          for (const [at, { store }] of stores.entries()) {
            const options = { families: indexes[at] as FamilyIndex };
            const held = [];
            for (const direction of ['up', 'down'] as const)
              held.push(await lineage(store, `hf:acme/${name}`, { ...options, direction }));
            expect(held).toEqual([parents, children]);
          }
        }
        expect([...up].sort()).toEqual([...down].sort());
        expect([...up].filter(([pair]) => !isSame(pair)).sort()).toEqual([...distances(edges)].sort());
      }),
      { numRuns: neo4jSkipped() === undefined ? 5 : 30 },
    );
  });

  const isSame = (pair: string): boolean => new Set(pair.split(' ')).size === 1;

  /** Floyd and Warshall's. */
  function distances(edges: readonly { from: string; to: string }[]): Map<string, number> {
    const found = new Map(edges.map(({ from, to }) => [`${from}${to}`, 1]));
    for (const middle of names)
      for (const from of names)
        for (const to of names) {
          const length = (found.get(from + middle) ?? Infinity) + (found.get(middle + to) ?? Infinity);
          if (from !== to && length < (found.get(from + to) ?? Infinity)) found.set(from + to, length);
        }
    return new Map([...found].map(([pair, length]) => [`hf:acme/${pair[0]} hf:acme/${pair[1]}`, length]));
  }
});
