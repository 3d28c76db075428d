import { afterAll, beforeAll, expect, it } from 'vitest';
import { openForLoad, openGraph } from '../../graph/open.ts';
import type { GraphStore, Row } from '../../graph/store.ts';
import { onBothEngines } from './engines.ts';
import type { Sandbox } from './engines.ts';

onBothEngines('the graph contract', (makeSandbox, engine) => {
  let sandbox: Sandbox;
  let store: GraphStore;

  beforeAll(async () => {
    sandbox = await makeSandbox();
    const target = await openForLoad(sandbox.location);
    await target.store.ensureSchema();
    await target.store.write(
      'UNWIND $rows AS row CREATE (n:Resource:MLModel) SET n = row.properties, n.dateCreated = datetime(row.created)',
      { rows: ['a', 'b', 'c'].map((uri) => ({ properties: valuesOf(uri), created: '2026-08-22T19:05:11.500Z' })) },
    );
    await target.store.write(
      "MATCH (a:Resource {uri: 'a'}), (b:Resource {uri: 'b'}), (c:Resource {uri: 'c'}) " +
        'CREATE (a)-[:ADAPTER_OF {confidence: 0.9, count: $count}]->(b) CREATE (b)-[:MERGED_FROM]->(c)',
      { count: 2 },
    );
    await target.publish();
    store = await openGraph(sandbox.location, 'read');
  });

  afterAll(async () => {
    await store.close();
    await sandbox.remove();
  });

  const valuesOf = (uri: string) => ({
    uri,
    id: `hf:${uri}`,
    name: 'Ünï 模型 😀',
    downloads: 7,
    parameterCount: 9_007_199_254_740_993n,
    trendingScore: 1.5,
    disabled: false,
    keywords: ['x', 'ÿ'],
  });

  it('gives values back as plain JavaScript', async () => {
    const [row] = await store.read(
      'MATCH (m:MLModel {uri: $uri}) RETURN m.downloads AS downloads, m.parameterCount AS big, m.trendingScore AS score, ' +
        'm.disabled AS disabled, m.keywords AS keywords, m.name AS name, m.dateCreated AS created, m.nothing AS nothing',
      { uri: 'a' },
    );
    expect(row).toEqual({
      downloads: 7,
      big: 9_007_199_254_740_993n,
      score: 1.5,
      disabled: false,
      keywords: ['x', 'ÿ'],
      name: 'Ünï 模型 😀',
      created: '2026-08-22T19:05:11.5Z',
      nothing: null,
    });
  });

  it('gives nodes, relationships, paths, lists and maps in one form', async () => {
    const [row] = await store.read(
      'MATCH p = (a:MLModel {uri: $uri})-[r:ADAPTER_OF]->(b:MLModel) RETURN a AS node, r AS edge, p AS path, ' +
        '[a.uri, b.uri] AS list, {b: b.uri, n: 1} AS map, labels(a) AS labels',
      { uri: 'a' },
    );
    const properties = { ...valuesOf('a'), dateCreated: '2026-08-22T19:05:11.5Z' };
    const node = { kind: 'node', labels: ['MLModel', 'Resource'], properties };
    const edge = {
      kind: 'relationship',
      type: 'ADAPTER_OF',
      from: 'a',
      to: 'b',
      properties: { confidence: 0.9, count: 2 },
    };
    const other = { ...node, properties: { ...properties, uri: 'b', id: 'hf:b' } };
    expect(row).toMatchObject({ node, edge, path: { kind: 'path', nodes: [node, other], relationships: [edge] } });
    expect(row).toMatchObject({
      list: ['a', 'b'],
      map: { b: 'b', n: 1 },
      labels: expect.arrayContaining(['Resource', 'MLModel']),
    });
  });

  it('names the ends of a relationship where the answer holds them, against its direction too', async () => {
    const found = await store.read<{ r: { from: string | null; to: string | null } }>(
      'MATCH (b:MLModel {uri: $uri})<-[r:ADAPTER_OF]-(a:MLModel) RETURN a, r',
      { uri: 'b' },
    );
    const both = await store.read('MATCH p = (b:MLModel {uri: $uri})<-[:ADAPTER_OF]-(:MLModel) RETURN p', { uri: 'b' });

    expect(found.map(({ r: { from, to } }) => [from, to])).toEqual([['a', null]]);
    expect(both).toMatchObject([{ p: { relationships: [{ from: 'a', to: 'b' }] } }]);
  });

  it('walks variable-length paths', async () => {
    const rows = await store.read(
      'MATCH p = (m:MLModel {uri: $uri})-[:ADAPTER_OF|MERGED_FROM*1..10]->(a:MLModel) RETURN a.uri AS uri, length(p) AS depth ORDER BY depth',
      { uri: 'a' },
    );
    expect(rows).toEqual([
      { uri: 'b', depth: 1 },
      { uri: 'c', depth: 2 },
    ]);
  });

  it('takes integers for LIMIT and keeps floats', async () => {
    const rows = await store.read('UNWIND $list AS x RETURN x / 2 AS half ORDER BY half LIMIT $limit', {
      list: [4, 1.5, 8],
      limit: 2,
    });
    expect(rows).toEqual([{ half: 0.75 }, { half: 2 }]);
  });

  it('refuses writes when opened for reading', async () => {
    for (const statement of [
      'CREATE (n:MLModel)',
      'MATCH (n:MLModel) SET n.x = 1',
      'MATCH (n:MLModel) DETACH DELETE n',
    ]) {
      await expect(store.read(statement)).rejects.toMatchObject({
        code: 'STEMMA_QUERY',
        hint: expect.stringContaining('--write'),
      });
    }
    expect(await store.read('MATCH (n:MLModel) RETURN count(n) AS n')).toEqual([{ n: 3 }]);
  });

  it('names bad statements as such', async () => {
    for (const statement of ['MATCH (n RETURN n', 'RETURN nope(1) AS x', 'RETURN $missing AS x', 'RETURN 1 / 0 AS x']) {
      await expect(store.read(statement)).rejects.toMatchObject({ code: 'STEMMA_QUERY' });
    }
  });

  it('keeps uri and id unique', async () => {
    const target = await openForLoad(sandbox.location);
    try {
      for (const properties of [
        { uri: 'a', id: 'hf:z' },
        { uri: 'z', id: 'hf:a' },
      ]) {
        const write = target.store.write('CREATE (n:Resource) SET n = $properties', { properties });
        await expect(write).rejects.toMatchObject({ code: 'STEMMA_QUERY' });
      }
    } finally {
      await target.abandon();
    }
  });

  it('creates the schema again without effect', async () => {
    const target = await openForLoad(sandbox.location);
    await target.store.ensureSchema();
    await target.store.ensureSchema();
    await target.abandon();
  });

  if (engine === 'neo4j') {
    it('makes again what somebody took away from the schema', async () => {
      const target = await openForLoad(sandbox.location);
      const names = (): Promise<Row[]> =>
        target.store.read('SHOW INDEXES YIELD name, state, owningConstraint RETURN name, state, owningConstraint');
      const before = await names();
      await target.store.write('DROP INDEX mlmodel_id');
      await target.store.write('DROP CONSTRAINT resource_id');
      expect(await names()).toHaveLength(before.length - 2);

      await target.store.ensureSchema();

      const order = (rows: readonly Row[]): unknown[] => rows.map((row) => JSON.stringify(row)).toSorted();
      expect(order(await names())).toEqual(order(before));
      await target.abandon();
    });
  }

  it('stops a statement when its time is up', async () => {
    const endless =
      'UNWIND range(1, 4000) AS a UNWIND range(1, 4000) AS b UNWIND range(1, 4000) AS c WITH a * b * c AS x WHERE x < 0 RETURN count(x) AS n';
    const started = performance.now();
    await expect(store.read(endless, {}, { timeoutMs: 1500 })).rejects.toMatchObject({ code: 'STEMMA_QUERY' });
    expect(performance.now() - started).toBeLessThan(15_000);
    expect(await store.read('RETURN 1 AS x', {}, { timeoutMs: 20_000 })).toEqual([{ x: 1 }]);
  });

  it('stops a statement when asked to', async () => {
    const stop = AbortSignal.abort();
    await expect(store.read('RETURN 1 AS x', {}, { signal: stop })).rejects.toMatchObject({ code: 'STEMMA_CANCELLED' });
  });
});
