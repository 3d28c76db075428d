import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bindParameters, findQuery, getQuery, listQueries } from '../../cypher/index.ts';
import type { Row } from '../../graph/store.ts';
import { expected } from '../support/catalogue-answers.ts';
import { openStores, type OpenedStore } from '../support/query-stores.ts';
import { smallGraph, writeGraph } from '../support/small-graph.ts';

let stores: readonly OpenedStore[] = [];

beforeAll(async () => {
  stores = await openStores();
  for (const { store } of stores) await writeGraph(store, smallGraph);
});
afterAll(async () => {
  for (const opened of stores) await opened.close();
});

/** The answer, the same from every engine. */
async function answer(name: string, given: Record<string, unknown> = getQuery(name).example): Promise<Row[]> {
  const query = getQuery(name);
  const answers = [];
  for (const { store } of stores) answers.push(await store.read(query.cypher, bindParameters(query, given)));
  for (const other of answers.slice(1)) expect(other).toEqual(answers[0]);
  return answers[0] ?? [];
}

async function column(name: string, of: string, given?: Record<string, unknown>): Promise<unknown[]> {
  return (await answer(name, given)).map((row) => row[of]);
}

const names = listQueries().map((query) => query.name);
/** Of these the small graph has nothing; see `catalogue-sources.test.ts` and `catalogue-questions.test.ts`. */
const elsewhere = /^(?:experiments|bioimage|discovery|sources)\//;

describe('every query of the catalogue', () => {
  it.each(names.filter((name) => !elsewhere.test(name) && expected[name] === undefined))(
    '%s returns its declared columns, the same on both engines',
    async (name) => {
      const rows = await answer(name);

      expect(rows).not.toEqual([]);
      for (const row of rows) expect(Object.keys(row)).toEqual([...getQuery(name).columns]);
    },
  );

  it.each(names)('%s is ordered and bounded', (name) => {
    const { cypher, parameters } = getQuery(name);

    expect(cypher).toMatch(/\bORDER BY\b[^\n]*(\bLIMIT \$limit)?$/);
    expect(cypher.endsWith('LIMIT $limit')).toBe(parameters.some((parameter) => parameter.name === 'limit'));
    expect(cypher).not.toContain('${');
    for (const parameter of parameters) expect(cypher).toContain(`$${parameter.name}`);
  });

  it('is found by its short name', () => {
    expect(findQuery('ancestors')?.name).toBe('lineage/ancestors');
    expect(() => getQuery('ancestor')).toThrow(expect.objectContaining({ code: 'STEMMA_USAGE' }));
  });
});

describe('answers worked out by hand', () => {
  it('ancestors and descendants', async () => {
    expect(await answer('ancestors')).toEqual([
      { id: 'hf:acme/child', name: 'child', depth: 1, confidence: 0.9, resolved: true, removed: false },
      { id: 'hf:acme/base', name: 'base', depth: 2, confidence: 0.9 * 0.95, resolved: true, removed: false },
    ]);
    expect((await answer('descendants')).map((row) => [row['depth'], row['id']])).toEqual([
      [1, 'hf:acme/adapter'],
      [1, 'hf:acme/child'],
      [1, 'hf:acme/gone'],
      [2, 'hf:acme/grandchild'],
      [2, 'hf:acme/late'],
      [2, 'hf:acme/merge'],
    ]);
    expect(await column('descendants', 'id', { id: 'hf:acme/base', depth: 1, limit: 2 })).toEqual([
      'hf:acme/adapter',
      'hf:acme/child',
    ]);
  });

  it('a cycle ends and leaves out its start', async () => {
    expect(await column('ancestors', 'id', { id: 'hf:acme/ring-a' })).toEqual(['hf:acme/ring-b']);
    expect((await column('cycles', 'cycle')).map((cycle) => (cycle as string[]).join(' '))).toEqual([
      'hf:acme/ring-a hf:acme/ring-b hf:acme/ring-a',
    ]);
  });

  it('relatives, both ways', async () => {
    expect((await answer('relatives')).map((row) => `${row['direction']} ${row['depth']} ${row['id']}`)).toEqual([
      'up 1 hf:acme/base',
      'down 1 hf:acme/grandchild',
      'down 1 hf:acme/merge',
    ]);
  });

  it('children by kind', async () => {
    expect((await answer('children-by-kind')).map((row) => [row['kind'], row['id'], row['evidenceCount']])).toEqual([
      ['ADAPTER_OF', 'hf:acme/adapter', 1],
      ['FINE_TUNED_FROM', 'hf:acme/child', 2],
      ['FINE_TUNED_FROM', 'hf:acme/gone', 1],
    ]);
    expect(await column('children-by-kind', 'id', { id: 'hf:acme/base', kind: 'ADAPTER_OF' })).toEqual([
      'hf:acme/adapter',
    ]);
  });

  it('roots with most descendants', async () => {
    expect(
      (await answer('roots-with-most-descendants')).map((row) => [row['id'], row['descendants'], row['resolved']]),
    ).toEqual([
      ['hf:acme/base', 6, true],
      ['hf:lost/parent', 2, false],
      ['hf:acme/other', 1, true],
    ]);
  });

  it('impact of a data set', async () => {
    expect((await answer('impact-of-dataset')).map((row) => [row['depth'], row['id'], row['trained']])).toEqual([
      [0, 'hf:acme/base', true],
      [1, 'hf:acme/adapter', false],
      [1, 'hf:acme/child', false],
      [1, 'hf:acme/gone', false],
      [2, 'hf:acme/grandchild', false],
      [2, 'hf:acme/late', false],
      [2, 'hf:acme/merge', false],
    ]);
  });

  it('common ancestors', async () => {
    expect(await answer('common-ancestors')).toEqual([
      { id: 'hf:acme/child', name: 'child', depthOfA: 0, depthOfB: 1 },
      { id: 'hf:acme/base', name: 'base', depthOfA: 1, depthOfB: 2 },
    ]);
  });

  it('lineage by kind, merges, missing parents', async () => {
    expect(await answer('lineage/counts')).toEqual([
      { kind: 'ADAPTER_OF', total: 2, betweenDescribed: 2 },
      { kind: 'BASE_MODEL', total: 1, betweenDescribed: 0 },
      { kind: 'FINE_TUNED_FROM', total: 5, betweenDescribed: 4 },
      { kind: 'MERGED_FROM', total: 2, betweenDescribed: 2 },
      { kind: 'QUANTIZED_FROM', total: 1, betweenDescribed: 1 },
    ]);
    expect(await answer('merges')).toEqual([
      { id: 'hf:acme/merge', name: 'merge', parentCount: 2, parents: ['hf:acme/child', 'hf:acme/other'] },
    ]);
    expect(await answer('missing-parents')).toEqual([{ id: 'hf:lost/parent', name: 'parent', children: 2 }]);
  });

  it('licences and tasks', async () => {
    expect(await column('models-by-license', 'id')).toEqual(['hf:acme/base', 'hf:acme/child']);
    expect(await column('models-by-license', 'id', { license: 'spdx:Apache-2.0' })).toEqual([
      'hf:acme/base',
      'hf:acme/child',
    ]);
    expect(await column('models-by-task', 'id')).toEqual(['hf:acme/child']);
    expect(await column('models-by-task', 'id', { task: 'term:hf-task/text-generation' })).toEqual(['hf:acme/child']);
    expect((await answer('license-counts')).map((row) => [row['license'], row['models']])).toEqual([
      ['spdx:Apache-2.0', 2],
      ['license:hf/other/acme/other', 1],
    ]);
    expect((await answer('licenses-upstream')).map((row) => [row['depth'], row['id']])).toEqual([
      [1, 'hf:acme/child'],
      [2, 'hf:acme/base'],
    ]);
    expect((await answer('models-trained-on')).map((row) => `${row['depth']} ${row['id']}`)).toEqual([
      '0 hf:acme/base',
      '1 hf:acme/adapter',
      '1 hf:acme/child',
      '1 hf:acme/gone',
      '2 hf:acme/grandchild',
      '2 hf:acme/late',
      '2 hf:acme/merge',
    ]);
  });

  it('papers', async () => {
    expect((await answer('most-cited-papers')).map((row) => [row['id'], row['models'], row['resolved']])).toEqual([
      ['arxiv:2106.09685', 1, false],
    ]);
  });

  it('provenance of an entity and of a relationship', async () => {
    const run = '2026-11-20_15-30-00_a1b2c3d4';
    expect(await answer('provenance-of-entity')).toEqual([
      {
        source: 'huggingface',
        resource: 'hf_models',
        validFrom: '2026-11-20T15:30:01.5Z',
        validTo: null,
        contentHash: 'cd',
        file: `jsonld/${run}/entities.ndjson`,
        offset: 0,
        length: 100,
        url: 'https://hub.example/api/models',
        fetchedAt: '2026-11-20T15:30:01.5Z',
        sha256: 'ab',
        rawFile: `raw/huggingface/${run}/hf_models.json`,
        rawOffset: 17,
        rawLength: 42,
        run: `run:${run}`,
        agent: 'agent:stemma-0.1.0',
      },
    ]);
    expect(await answer('provenance-of-edge')).toEqual([
      {
        kind: 'FINE_TUNED_FROM',
        method: 'yaml-frontmatter',
        confidence: 0.95,
        evidenceCount: 2,
        source: 'huggingface',
        resource: 'hf_models',
        literal: null,
        firstSeen: '2026-11-20T15:30:01.5Z',
        run,
        record: `raw:${run}/1`,
        pointer: '/tags/3',
        url: 'https://hub.example/api/models',
        fetchedAt: '2026-11-20T15:30:01.5Z',
        sha256: 'ab',
        file: `raw/huggingface/${run}/hf_models.json`,
        offset: 17,
        length: 42,
      },
    ]);
    expect(await answer('runs')).toEqual([
      {
        run: `run:${run}`,
        startedAt: '2026-11-20T15:30:00Z',
        endedAt: null,
        agent: 'agent:stemma-0.1.0',
        descriptions: 1,
      },
    ]);
  });

  it('quality', async () => {
    expect((await answer('counts-by-class')).find((row) => row['class'] === 'MLModel')).toEqual({
      class: 'MLModel',
      total: 15,
      resolved: 14,
      stubs: 1,
      removed: 1,
    });
    expect(await answer('edges-without-evidence')).toEqual([
      { from: 'hf:acme/Twin', kind: 'IN_LANGUAGE', to: 'lang:en' },
    ]);
    expect(await column('undescribed', 'id', { limit: 2 })).toEqual(['hf:acme/Twin', 'hf:acme/adapter']);
    expect(await column('undescribed', 'id')).not.toContain('hf:acme/child');
    expect(await column('undescribed', 'id')).not.toContain('spdx:Apache-2.0');
    expect((await column('missing-license', 'id'))[0]).toBe('hf:acme/gone');
    expect(await answer('weak-lineage', { below: 0.9 })).toEqual([
      {
        from: 'hf:acme/lonely',
        kind: 'BASE_MODEL',
        to: 'hf:lost/parent',
        method: 'yaml-frontmatter',
        confidence: 0.7,
        evidenceCount: 1,
        literal: 'Lost/Parent',
      },
    ]);
  });
});
