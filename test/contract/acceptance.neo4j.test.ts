import type { Store } from 'oxigraph';
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openGraph as openStore } from '../../graph/open.ts';
import { type ElementPlace, RawChecker } from '../../src/query/raw-check.ts';
import { why } from '../../src/query/why.ts';
import { listQueries, openGraph, type Graph } from '../../src/index.ts';
import type { Row } from '../../graph/store.ts';
import { edgeProperties } from '../../ontology/edge.ts';
import { hubIdOf } from '../../ontology/iri.ts';
import { entities, lineageTypes, propertyOfType } from '../../ontology/model.ts';
import { rangeAt } from '../../src/core/locate.ts';
import { getQuery } from '../../cypher/index.ts';
import { exportTables } from '../../src/query/tables/export-tables.ts';
import { entitiesPath, issuesPath } from '../../src/core/run/run-paths.ts';
import { readEntitiesManifest, writeEntitiesManifest } from '../../src/pipeline/entities-folder.ts';
import { CatalogueRecount, type HubRow } from '../support/catalogue-recount.ts';
import { toldOfEdges } from '../support/edge-in-exports.ts';
import { graphAsRdf } from '../support/graph-as-rdf.ts';
import { exportHash } from '../support/graph-hash.ts';
import { emptyNeo4j, neo4jSkipped } from '../support/neo4j.ts';
import { readCsv } from '../support/read-tables.ts';
import { replayPath, startReplay, type ReplayServer, type ReplayStats } from '../support/replay-server.ts';
import { cypherSet, sparqlSet } from '../support/sparql-cells.ts';
import { seededRandom, shuffled } from '../support/seeded-random.ts';
import { json, stemma, tempFolder } from '../support/stemma-cli.ts';
import { longestChain } from '../support/longest-chain.ts';

const isMissing = replayPath === '';
if (isMissing) console.info('skipped: what the recorded Hub must give (STEMMA_REPLAY is not set)');
const withoutServer = neo4jSkipped() !== undefined;

const star = 'hf:Qwen/Qwen3.8-27B';
/** A model with ancestors at several depths. */
const deepest = 'hf:reaperdoesntknow/Discrepancy_Calculus';
const typesExpected = {
  FINE_TUNED_FROM: 3680,
  QUANTIZED_FROM: 2886,
  ADAPTER_OF: 1605,
  MERGED_FROM: 225,
  BASE_MODEL: 754,
};
const counters =
  'nodesCreated nodesUpdated nodesDeleted relationshipsCreated relationshipsUpdated relationshipsDeleted runsRecorded countersUpdated'.split(
    ' ',
  );

/** The recorded Hub, run once by the program; everything below asks what this left behind. */
describe.skipIf(isMissing)('15,904 recorded models, from the list to the answers', () => {
  const folder = tempFolder();
  const graphs: Graph[] = [];
  let replay: ReplayServer;
  let stats: ReplayStats;
  let report: Record<string, unknown>;
  /** Arguments and environment that name the server's graph. */
  let server: { args: string[]; env: Record<string, string> } | undefined;
  let serverReport: Record<string, unknown> = {};

  async function program(
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<Record<string, unknown>> {
    const result = await stemma([...args, '--json', '--no-progress'], { env });
    expect(result.code, result.stderr).toBe(0);
    return json(result);
  }

  async function onServer(): Promise<void> {
    const { uri = '', neo4j } = await emptyNeo4j(folder);
    const { user, password } = neo4j;
    const env = {
      ...(user === undefined ? {} : { NEO4J_USER: user }),
      ...(password === undefined ? {} : { NEO4J_PASSWORD: password }),
    };
    server = { args: ['--graph', uri], env };
    serverReport = await program(['load', '--data-dir', folder, ...server.args], env);
    graphs.push(await openGraph({ dataDir: folder, uri, ...neo4j }));
  }

  beforeAll(async () => {
    replay = await startReplay();
    report = await program(['run', 'huggingface', '--select', 'hf_models', '--limit', '16000', '--data-dir', folder], {
      HF_ENDPOINT: replay.urls.hf,
    });
    stats = replay.stats();
    await replay.close();
    graphs.push(await openGraph({ dataDir: folder }));
    if (!withoutServer) await onServer();
  }, 240_000);
  afterAll(async () => {
    for (const graph of graphs) await graph.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** The same question to each graph; the answers must be equal, and the first one is given. */
  async function ask<T>(question: (graph: Graph) => Promise<T>): Promise<T> {
    const answers = [];
    for (const graph of graphs) answers.push(await question(graph));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    return answers[0] as T;
  }

  /** What the embedded graph holds, as RDF without evidence of relationships. */
  async function exportedAsRdf({ provenance = false } = {}): Promise<Store> {
    const store = await openStore({ dataDir: folder, neo4j: {} });
    const rdf = await graphAsRdf(store, { assertions: 'none', provenance, dataDir: folder });
    await store.close();
    return rdf;
  }

  async function count(statement: string, parameters: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
    return ask(async (graph) => (await graph.cypher(statement, parameters)).items[0]?.['n']);
  }

  it('asks the list at most 20 times and no page twice', () => {
    expect(stats.endpoints['hf models list']?.count).toBeLessThanOrEqual(20);
    expect(stats.duplicatePageFetches.total).toBe(0);
    expect(report).toMatchObject({
      state: 'complete',
      resources: { hf_models: { fetched: 15_904, new: 15_904, failed: 0 } },
    });
  });

  it('describes 15,904 models', async () => {
    expect(
      await count(
        'MATCH (m:MLModel)-[:DESCRIBED_BY]->(d:Description) WHERE d.validTo IS NULL RETURN count(DISTINCT m) AS n',
      ),
    ).toBe(15_904);
    expect(await count('MATCH (m:MLModel) WHERE m.resolved = true RETURN count(m) AS n')).toBe(15_904);
  });

  it('holds 9,150 lineage edges, each of the kind that was stated', async () => {
    for (const [type, expected] of Object.entries(typesExpected)) {
      expect(await count(`MATCH (:MLModel)-[r:${type}]->(:MLModel) RETURN count(r) AS n`), type).toBe(expected);
    }
    const all = lineageTypes.join('|');
    expect(await count(`MATCH (:MLModel)-[r:${all}]->(:MLModel) RETURN count(r) AS n`)).toBe(9150);
    expect(
      await count(
        `MATCH (a:MLModel)-[r:${all}]->(b:MLModel) WHERE a.resolved = true AND b.resolved = true RETURN count(r) AS n`,
      ),
      // 43 of them by another letter case than the one described model has.
    ).toBe(4014);
  });

  it('has 264 models with several parents', async () => {
    const several = `MATCH (a:MLModel)-[:${lineageTypes.join('|')}]->(b:MLModel) WITH a, count(DISTINCT b) AS parents WHERE parents > 1 RETURN count(a) AS n`;
    expect(await count(several)).toBe(264);
  });

  it('has a deepest chain of 8', async () => {
    const statement = `MATCH (a:MLModel)-[:${lineageTypes.join('|')}]->(b:MLModel) RETURN DISTINCT a.id AS child, b.id AS parent ORDER BY child, parent`;
    const { items } = await ask((graph) => graph.cypher(statement, {}, { maxRows: 20_000 }));

    expect(longestChain(items.map(({ child, parent }) => [String(child), String(parent)]))).toBe(8);
  });

  it('gives Qwen/Qwen3.8-27B 744 children and 1,085 descendants', async () => {
    const { nodes, truncated } = await ask((graph) => graph.lineage(star, { direction: 'down' }));

    expect(truncated).toBe(false);
    expect(nodes.filter((node) => node.depth === 1)).toHaveLength(744);
    expect(nodes.filter((node) => node.depth !== 0)).toHaveLength(1085);
  });

  it('judges the licences of all 4,014 steps between described models, and takes nothing unknown as allowed', async () => {
    const described = await ask(
      async (graph) =>
        (
          await graph.cypher(
            `MATCH (a:MLModel)-[r:${lineageTypes.join('|')}]->(b:MLModel) WHERE a.resolved = true AND b.resolved = true RETURN a.id AS child, b.id AS parent, type(r) AS type ORDER BY child, parent, type`,
            {},
            { maxRows: 20_000 },
          )
        ).items,
    );
    const pairs = await ask(async (graph) => {
      const all = [];
      for await (const pair of graph.licensePairs()) all.push(pair);
      return all;
    });

    expect(pairs).toHaveLength(9150);
    const judged = new Map(pairs.map((pair) => [`${pair.child} ${pair.type} ${pair.parent}`, pair]));
    const inside = described.map(({ child, parent, type }) =>
      judged.get(`${String(child)} ${String(type)} ${String(parent)}`),
    );
    expect(inside).toHaveLength(4014);
    for (const pair of inside) expect(['ok', 'conflict', 'unknown']).toContain(pair?.verdict);
    const nameless = /^(?:other|unknown|gpl|lgpl|bsd|cc|gfdl|openrail)(?:$| \()/;
    for (const { verdict, childLicense, parentLicense, clause } of pairs) {
      if (verdict === 'unknown') continue;
      expect(clause).not.toBeNull();
      if (verdict !== 'ok') continue;
      for (const license of [childLicense, parentLicense]) {
        expect(license).not.toBeNull();
        expect(license).not.toMatch(nameless);
      }
    }
    const counted = (wanted: string): number => inside.filter((pair) => pair?.verdict === wanted).length;
    expect({ ok: counted('ok'), conflict: counted('conflict'), unknown: counted('unknown') }).toEqual({
      ok: 2643,
      conflict: 11,
      unknown: 1360,
    });
  }, 60_000);

  it('over what tags say alone has 8,398 edges, and the same model 734 children and 1,062 descendants', async () => {
    // All but the 752 that only a card states: what the Hub reads into `baseModels` it also writes into tags.
    const all = lineageTypes.join('|');
    const tagged = `MATCH (a:MLModel)-[r:${all}]->(b:MLModel) WHERE r.method IN ['hub-api', 'hub-tag']`;
    const filter = { methods: ['hub-api', 'hub-tag'] };

    expect(await count(`${tagged} RETURN count(r) AS n`)).toBe(8398);
    expect(await count(`${tagged} AND a.resolved = true AND b.resolved = true RETURN count(r) AS n`)).toBe(3753);
    expect(await count(`${tagged} WITH a, count(DISTINCT b) AS parents WHERE parents > 1 RETURN count(a) AS n`)).toBe(
      58,
    );
    const { items } = await ask((graph) =>
      graph.cypher(
        `${tagged} RETURN DISTINCT a.id AS child, b.id AS parent ORDER BY child, parent`,
        {},
        { maxRows: 20_000 },
      ),
    );
    expect(longestChain(items.map(({ child, parent }) => [String(child), String(parent)]))).toBe(7);
    const { total, levels } = await ask((graph) => graph.lineage(star, { direction: 'down', filter }));
    expect([levels[0]?.models, total]).toEqual([734, 1062]);
  });

  it('has no model among its own parents, and 25 that say so in the findings: 23 by tag, 2 by an old name', async () => {
    const own = `MATCH (m:MLModel)-[r:${lineageTypes.join('|')}]->(m) RETURN count(r) AS n`;
    const text = readFileSync(issuesPath(folder, String(report['run'])), 'utf8');
    const found = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly code: string; readonly pointer: string })
      .filter(({ code }) => code === 'self-reference');

    expect(await count(own)).toBe(0);
    expect(found.filter(({ pointer }) => pointer.startsWith('/tags/'))).toHaveLength(23);
    expect(found.filter(({ pointer }) => pointer === '/cardData/base_model')).toHaveLength(2);
    expect(found).toHaveLength(25);
  });

  it('the impact of a model is its descendants, with true totals and a short list', async () => {
    const result = await ask((graph) => graph.impact(star, { limit: 5 }));

    expect(result).toMatchObject({ total: 1085, models: 1085, datasets: 0, next: 2 });
    expect(result.byDepth[0]?.models).toBe(744);
    expect(result.items).toHaveLength(5);
    expect(result.graph.nodes).toHaveLength(1086);
  });

  it('answers the same of families that are held in memory', async () => {
    const question = (graph: Graph) =>
      Promise.all([graph.lineage(deepest), graph.lineage(star), graph.impact(star, { limit: 20 })]);
    const before = await ask(question);

    const sizes = await ask((graph) => graph.holdFamilies());
    expect(sizes.statements).toBeGreaterThan(9150);
    expect(await ask(question)).toEqual(before);
  });

  describe('counted again in what the Hub served', () => {
    const questions = new CatalogueRecount([]).answers('', '');
    let counted: typeof questions;
    beforeAll(() => {
      const path = join(folder, 'raw', 'huggingface', String(report['run']), 'hf_models.json');
      const rows = (JSON.parse(readFileSync(path, 'utf8')) as HubRow[][]).flat();
      counted = new CatalogueRecount(rows).answers(star.slice(3), deepest.slice(3));
    });

    it.each(Object.keys(questions))(
      '%s',
      async (name) => {
        const { given, columns, rows } = counted[name] ?? { given: {}, columns: [], rows: [] };
        const { items } = await ask((graph) =>
          graph.query(name, given as Record<string, unknown>, { maxRows: 60_000 }),
        );
        const found = items.map((row) => JSON.stringify(columns.map((column) => row[column])));

        expect(rows.length).toBeGreaterThan(0);
        expect(found.toSorted()).toEqual(rows.map((row) => JSON.stringify(row)).toSorted());
      },
      60_000,
    );
  });

  describe('asked in SPARQL over its N-Quads', () => {
    /** With what this graph holds; the rest with its example. */
    const asked: Record<string, Readonly<Record<string, unknown>>> = {
      'lineage/ancestors': { id: deepest },
      'lineage/common-ancestors': { a: deepest, b: 'hf:reaperdoesntknow/DualMinded-Qwen3-1.7B' },
      'lineage/descendants': { id: star },
      'lineage/children-by-kind': { id: star },
      'lineage/edges-between': { id: deepest, ancestor: 'hf:Qwen/Qwen3-1.7B' },
      'lineage/quantizations': { id: star },
      'lineage/publishers-of-derivatives': { id: star },
      'lineage/roots-of-model': { id: deepest },
      'lineage/relatives': { id: deepest },
      'lineage/adapters-by-rank': { id: star },
      'lineage/impact-of-dataset': { id: 'hf:datasets/open-r1/Mixture-of-Thoughts' },
      'governance/models-by-license': { license: 'apache-2.0' },
      'governance/models-by-task': { task: 'text-generation' },
      'provenance/provenance-of-entity': { id: star },
      'governance/licenses-upstream': { id: deepest },
      'governance/dataset-licenses': { id: deepest },
      'governance/models-trained-on': { id: 'hf:datasets/open-r1/Mixture-of-Thoughts' },
      'discovery/models-of-paper': { id: 'arxiv:2505.09388' },
      'discovery/models-from-paper': { id: 'arxiv:2505.09388' },
      'discovery/papers-of-model': { id: 'hf:JanosMozer/qwen-lean4-formaliser-vDoRA' },
      'discovery/small-models-of-task': { task: 'term:hf-task/text-generation' },
      'discovery/training-data-of-task': { task: 'term:hf-task/text-generation' },
    };
    const needsEvidence =
      /^(?:quality\/weak-lineage|governance\/licenses-that-differ|provenance\/(?:claims-by-method|corroborated-lineage|provenance-of-edge))$/;
    /** Of which the list of the Hub holds something. */
    const ofHub = /^(?:lineage|governance|provenance|quality|discovery)\//;
    const twins = listQueries().filter(
      ({ name, sparql }) => sparql !== undefined && ofHub.test(name) && !needsEvidence.test(name),
    );
    const empty = new Set<string>();
    let rdf: Store;

    beforeAll(async () => {
      rdf = await exportedAsRdf({ provenance: true });
      const { items } = await ask((graph) => graph.cypher('MATCH (r:RawRecord) RETURN min(r.sha256) AS sha256'));
      asked['provenance/things-of-answer'] = { sha256: items[0]?.['sha256'] };
    }, 120_000);

    it.each(twins.map(({ name }) => name))(
      '%s gives the set that Cypher gives',
      async (name) => {
        const query = getQuery(name);
        const isLimited = query.parameters.some((one) => one.name === 'limit');
        const given = { ...(asked[name] ?? query.example), ...(isLimited ? { limit: 50_000 } : {}) };

        const found = sparqlSet(rdf, query, given);

        const { items } = await ask((graph) => graph.query(name, given, { maxRows: 50_000 }));
        expect(items.length).toBeLessThan(50_000);
        expect(found).toEqual(cypherSet(query, items));
        if (items.length === 0) empty.add(name);
      },
      60_000,
    );

    it('compares sets that are not empty, but where a list of models tells nothing', () => {
      expect([...empty].toSorted()).toEqual([
        'discovery/authors-by-downloads',
        'discovery/models-by-modality',
        'governance/non-commercial-dropped',
        'governance/removed',
        'governance/share-alike-data',
        'governance/unlicensed-training-data',
        'lineage/gone-parents',
        'provenance/changed-between',
        'provenance/older-than-change',
        'provenance/several-sources',
      ]);
    });
  });

  it('keeps an old name without a slash as a stub', async () => {
    const stubs =
      'MATCH (m:MLModel) WHERE m.resolved = false AND NOT substring(m.id, 3) CONTAINS "/" RETURN count(m) AS n';

    expect(await count(stubs)).toBeGreaterThan(0);
    expect(await count('MATCH (m:MLModel {id: "hf:gpt2"}) WHERE m.resolved = false RETURN count(m) AS n')).toBe(1);
  });

  describe.skipIf(withoutServer)('on both engines', () => {
    it('loads the same things, counted alike', () => {
      for (const name of counters) expect(serverReport[name], name).toBe(report[name]);
    });

    it('exports the same bytes', async () => {
      const everything = { provenance: true, counters: true };
      const [embedded, neo4j] = await Promise.all(graphs.map((graph) => exportHash(graph, everything)));

      expect(neo4j).toBe(embedded);
    }, 60_000);

    it('gives the same rows for every query of the catalogue', async () => {
      const [edge] =
        (
          await graphs[0]?.cypher(
            'MATCH (a:MLModel)-[:FINE_TUNED_FROM]->(b:MLModel)-[:FINE_TUNED_FROM]->(c:MLModel) RETURN a.id AS a, b.id AS b ORDER BY a LIMIT 1',
          )
        )?.items ?? [];
      const [used] =
        (
          await graphs[0]?.cypher(
            'MATCH (:MLModel)-[r:TRAINED_ON]->(d:Dataset) RETURN d.id AS id, count(r) AS n ORDER BY n DESC, id LIMIT 1',
          )
        )?.items ?? [];
      const [answer] =
        (await graphs[0]?.cypher('MATCH (raw:RawRecord) RETURN raw.sha256 AS sha256 ORDER BY raw.id LIMIT 1'))?.items ??
        [];
      const given: Readonly<Record<string, unknown>> = {
        license: 'apache-2.0',
        task: 'text-generation',
        from: edge?.['a'],
        to: edge?.['b'],
        a: edge?.['a'],
        b: edge?.['b'],
        below: 0.95,
        ancestor: star,
        sha256: answer?.['sha256'],
      };
      const ids: Readonly<Record<string, unknown>> = {
        'governance/models-trained-on': used?.['id'],
        'lineage/impact-of-dataset': used?.['id'],
        'lineage/ancestors': edge?.['a'],
        'governance/licenses-upstream': edge?.['a'],
      };
      const empty = [];
      // What is asked of several sources has no answer in the Hub alone; see `test/store/catalogue-sources.test.ts`.
      const ofOneSource = listQueries().filter(
        ({ name }) => !/^(?:experiments|bioimage|discovery|sources)\//.test(name),
      );
      for (const query of ofOneSource) {
        const known = { ...given, id: ids[query.name] ?? star };
        const parameters = Object.fromEntries(
          Object.entries(query.name === 'provenance/changed-between' ? query.example : known).filter(([name]) =>
            query.parameters.some((one) => one.name === name),
          ),
        );
        const answers = [];
        for (const graph of graphs) answers.push((await graph.query(query.name, parameters)).items);
        expect(answers[1], query.name).toEqual(answers[0]);
        if (answers[0]?.length === 0) empty.push(query.name);
      }
      // What should not be there is not; one crawl of models alone has no cycle, nothing that went or changed, no described data.
      expect(empty).toEqual([
        'lineage/cycles',
        'lineage/edges-between',
        'lineage/gone-parents',
        'governance/dataset-licenses',
        'governance/licenses-that-differ',
        'governance/non-commercial-dropped',
        'governance/removed',
        'governance/share-alike-data',
        'governance/unlicensed-training-data',
        'provenance/changed-between',
        'provenance/older-than-change',
        'provenance/several-sources',
        'quality/edges-without-evidence',
        'quality/undescribed',
      ]);
    }, 60_000);
  });

  it('changes nothing when the run is loaded again', async () => {
    const again = [await program(['load', '--data-dir', folder])];
    if (server !== undefined) again.push(await program(['load', '--data-dir', folder, ...server.args], server.env));

    for (const one of again) {
      for (const name of counters) expect(one[name], name).toBe(0);
      expect(one['unchanged']).toBeGreaterThanOrEqual(15_904);
    }
  }, 60_000);

  it('makes the same graph of the entities in any order', async () => {
    const other = tempFolder();
    const run = String(report['run']);
    for (const part of ['raw', 'jsonld']) cpSync(join(folder, part), join(other, part), { recursive: true });
    await shuffleEntities(other, run);

    await program(['load', run, '--data-dir', other]);

    const graph = await openGraph({ dataDir: other });
    expect(await exportHash(graph)).toBe(await exportHash(graphs[0] as Graph));
    await graph.close();
    await rm(other, { recursive: true, force: true });
  }, 90_000);

  it('follows 1,000 random values to the stored bytes', async () => {
    const random = seededRandom(20_261_121);
    const { items } = await (graphs[0] as Graph).cypher(
      'MATCH (m:MLModel) WHERE m.resolved = true RETURN m.id AS id ORDER BY id',
      {},
      { maxRows: 20_000 },
    );
    const wrong = [];
    const store = await openStore({ dataDir: folder, neo4j: {} });
    const checker = new RawChecker(folder);
    for (const { id } of shuffled(items, random).slice(0, 1000)) {
      const { items: values } = await why(store, String(id), { dataDir: folder, checker });
      const item = values[Math.floor(random() * values.length)];
      if (item?.verified !== true) wrong.push({ id, item });
    }

    await store.close();
    expect(wrong).toEqual([]);
  }, 120_000);

  it('says the same of 500 random lineage edges on the relationship, in N-Quads, JSON-LD and CSV, and in the stored bytes', async () => {
    const store = await openStore({ dataDir: folder, neo4j: {} });
    const edges = await store.read<LineageEdge>(
      `MATCH (a:MLModel)-[r:${lineageTypes.join('|')}]->(b:MLModel)
       RETURN a.uri AS from, a.id AS fromId, type(r) AS type, b.uri AS to, b.id AS toId, properties(r) AS held ORDER BY fromId, type, toId`,
    );
    const chosen = shuffled(edges, seededRandom(6)).slice(0, 500);
    const { nquads, jsonld } = await toldOfEdges(store, [...new Set(chosen.map(({ from }) => from))]);
    const tables = join(folder, 'tables');
    await exportTables(store, { dataDir: folder, folder: tables, format: 'csv', tables: ['base_models'] });
    const rows = (await readCsv(join(tables, 'base_models.csv'))).rows;
    const csv = new Map(rows.map((row) => [`${row['model']} ${row['type']} ${row['base']}`, row]));
    const checker = new RawChecker(folder);

    for (const { from, fromId, type, to, toId, held } of chosen) {
      const said = Object.fromEntries(
        [...evidenceNames].map((name) => [
          name,
          held[name] === null || held[name] === undefined ? '' : String(held[name]),
        ]),
      );
      const key = `${from} ${entities.MLModel.properties[propertyOfType(type) as 'fineTunedFrom'].iri} ${to}`;
      expect(nquads.get(key), key).toEqual(said);
      expect(jsonld.get(key), key).toEqual(said);
      const row = csv.get(`${fromId} ${type} ${toId}`);
      const cells = Object.fromEntries(
        evidenceNames.map((name) => [
          name,
          name === 'confidence' ? String(Number(row?.[name])) : String(row?.[name] ?? ''),
        ]),
      );
      expect({ ...cells, firstSeen: instantOf(cells['firstSeen']) }, key).toEqual({
        ...said,
        firstSeen: instantOf(said['firstSeen']),
      });
      const [place] = await store.read<ElementPlace & Row>(placeOfElement, { from, record: said['record'] });
      const { bytes, problem } = await checker.check({
        ...place,
        source: said['source'],
        run: said['run'],
      } as ElementPlace);
      expect(problem, key).toBeUndefined();
      const range = rangeAt(bytes, said['pointer'] ?? '');
      const raw = bytes.subarray(range?.offset, (range?.offset ?? 0) + (range?.length ?? 0)).toString();
      // As that record names it: by the name the relationship leads to, or by another of its names.
      const names = [said['literal'] ?? '', hubIdOf(to)?.id ?? ''].filter((name) => name !== '');
      expect(
        names.some((name) => raw.toLowerCase().includes(name.toLowerCase())),
        `${key} ${raw}`,
      ).toBe(true);
    }
    await store.close();
  }, 120_000);

  describe('with OpenML and BioImage.IO beside it', () => {
    const others = listQueries().filter(({ name }) => /^(?:experiments|bioimage|discovery|sources)\//.test(name));
    /** With what the recordings hold; the rest with its example. */
    const asked: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
      'experiments/evaluations-of-dataset': { id: 'hf:datasets/BeIR/fiqa' },
      'experiments/evaluations-of-model': { id: 'hf:Vaultek/Quartz-R1-8B-Genesis' },
      'bioimage/models-by-weight-format': { format: 'onnx' },
      'discovery/models-by-modality': { modality: 'electron-microscopy' },
      'discovery/small-models-of-task': { task: 'term:hf-task/text-generation' },
      'discovery/training-data-of-task': { task: 'term:hf-task/text-generation' },
      'discovery/models-of-paper': { id: 'arxiv:2505.09388' },
      'discovery/models-from-paper': { id: 'arxiv:2505.09388' },
    };
    let rdf: Store;
    let otherRun = '';
    beforeAll(async () => {
      const all = await startReplay();
      const env = { OPENML_BASE_URL: all.urls.openml, OPENML_SPACING: '1ms', AI4LIFE_BASE_URL: all.urls.hypha };
      const names = ['openml', 'ai4life'];
      otherRun = String((await program(['run', ...names, '--all', '--data-dir', folder], env))['run']);
      await all.close();
      if (server !== undefined) await program(['load', '--data-dir', folder, ...server.args], server.env);
      await graphs[0]?.close();
      graphs[0] = await openGraph({ dataDir: folder });
      rdf = await exportedAsRdf();
    }, 240_000);

    it('gives the runs of flows and the best of a task that the answers of OpenML themselves give', async () => {
      const path = join(folder, 'raw', 'openml', otherRun, 'openml_runs.json');
      const runs = (JSON.parse(readFileSync(path, 'utf8')) as { readonly run: ServedRun }[]).map(({ run }) => run);
      const accuracyOf = ({ output_data: output }: ServedRun): number =>
        Math.max(
          ...[output?.evaluation ?? []]
            .flat()
            .filter((one) => one.name === 'predictive_accuracy' && one.repeat === undefined)
            .map(({ value }) => Number(value)),
        );
      for (const flow of new Set(runs.map((run) => run.flow_id))) {
        const given = { id: `openml:flow/${flow}`, limit: 1000 };
        const { items } = await ask((graph) => graph.query('runs-of-flow', given));
        const served = runs.filter((run) => run.flow_id === flow);
        expect(items.map(({ run, task }) => `${String(run)} ${String(task)}`).toSorted()).toEqual(
          served.map((run) => `openml:run/${run.run_id} openml:task/${run.task_id}`).toSorted(),
        );
      }
      for (const task of new Set(runs.map((run) => run.task_id))) {
        const given = { task: `openml:task/${task}`, limit: 1000 };
        const { items } = await ask((graph) => graph.query('best-runs-of-task', given));
        const served = runs.filter((run) => run.task_id === task && Number.isFinite(accuracyOf(run)));
        expect(items.map(({ run, value }) => [run, value])).toEqual(
          served
            .toSorted(
              (a, b) => accuracyOf(b) - accuracyOf(a) || (`openml:run/${a.run_id}` < `openml:run/${b.run_id}` ? -1 : 1),
            )
            .map((run) => [`openml:run/${run.run_id}`, accuracyOf(run)]),
        );
      }
      expect(runs).toHaveLength(31);
    });

    it('is asked the rest of the catalogue, with the same rows from both engines and the same sets in SPARQL', async () => {
      const [empty, compared] = [[] as string[], [] as string[]];
      for (const query of others) {
        const isLimited = query.parameters.some((one) => one.name === 'limit');
        const given = { ...(asked[query.name] ?? query.sample), ...(isLimited ? { limit: 50_000 } : {}) };
        const { items } = await ask((graph) => graph.query(query.name, given, { maxRows: 50_000 }));
        if (items.length === 0) empty.push(query.name);
        if (query.sparql === undefined) continue;
        expect(sparqlSet(rdf, query, given), query.name).toEqual(cypherSet(query, items));
        compared.push(query.name);
      }
      expect(compared.length).toBeGreaterThan(15);
      // Cards, papers and files are not fetched here, and these runs share no flows.
      expect(empty).toEqual([
        'experiments/co2-by-task',
        'experiments/conflicting-scores',
        'experiments/datasets-by-shared-flows',
        'experiments/gain-over-base',
        'experiments/verified-evaluations',
        'discovery/authors-by-downloads',
        'sources/duplicates-across-hubs',
        'sources/people-across-hubs',
      ]);
    }, 120_000);
  });
});

/** Of all folds together, unless a repetition is named. */
interface ServedValue {
  readonly name: string;
  readonly value: string;
  readonly repeat?: string;
}

/** What OpenML answers of a run, of what is counted here. */
interface ServedRun {
  readonly run_id: string;
  readonly task_id: string;
  readonly flow_id: string;
  readonly output_data?: {
    readonly evaluation?: ServedValue | readonly ServedValue[];
  };
}

interface LineageEdge extends Row {
  readonly from: string;
  readonly fromId: string;
  readonly type: string;
  readonly to: string;
  readonly toId: string;
  readonly held: Readonly<Record<string, string | number | null>>;
}

const evidenceNames = Object.keys(edgeProperties);
const placeOfElement = `MATCH (n:Resource {uri: $from}) WITH n MATCH (n)-[:DESCRIBED_BY]->(d)-[w:WAS_DERIVED_FROM]->(raw:RawRecord)
  WHERE raw.id = $record RETURN raw.id AS record, raw.sha256 AS sha256, raw.file AS file, w.offset AS offset, w.length AS length`;

function instantOf(text: string | undefined): number {
  return Date.parse(text ?? '');
}

/** Lines of `entities.ndjson` in a random order, with a manifest that fits. */
async function shuffleEntities(dataDir: string, run: string): Promise<void> {
  const path = entitiesPath(dataDir, run);
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  const text = `${shuffled(lines, seededRandom(7)).join('\n')}\n`;
  const manifest = await readEntitiesManifest(dataDir, run);
  if (manifest === undefined) throw new Error('the copy is not whole');
  const sha256 = createHash('sha256').update(text).digest('hex');
  expect(sha256).not.toBe(manifest.files['entities.ndjson'].sha256);
  writeFileSync(path, text);
  const files = { ...manifest.files, 'entities.ndjson': { ...manifest.files['entities.ndjson'], sha256 } };
  await writeEntitiesManifest(dataDir, { ...manifest, files });
}
