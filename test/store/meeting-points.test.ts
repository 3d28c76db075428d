import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hasChanges } from '../../graph/load-report.ts';
import type { Row } from '../../graph/store.ts';
import { mintArxivPaper, mintBioimageio, mintLanguage, mintModel, mintOpenml, mintOrcid } from '../../ontology/iri.ts';
import { mintSpdx, mintTerm } from '../../ontology/iri.ts';
import { closeMatches } from '../../ontology/vocab/close-matches.ts';
import { describeReference } from '../../ontology/vocab/reference.ts';
import { why } from '../../src/query/why.ts';
import { onBothEngines, OpenGraph } from './engines.ts';
import { writeRun, type StatedModel } from './run-fixture.ts';

const runs = {
  huggingface: '2026-11-20_10-00-00_aaaaaaaa',
  openml: '2026-11-20_11-00-00_bbbbbbbb',
  ai4life: '2026-11-20_12-00-00_cccccccc',
} as const;
type Source = keyof typeof runs;

const hubTask = mintTerm('hf-task', 'tabular-classification');
const imageTask = mintTerm('hf-task', 'image-segmentation');
const taskType = mintTerm('openml-task-type', '1');
const bioTask = mintTerm('bioimageio-task', 'instance-segmentation');
const mlst = mintTerm('mlst-task', 'Supervised_Classification');
const paper = mintArxivPaper('1505.04597');
const ada = mintOrcid('0000-0002-1825-0097') ?? '';
const mit = mintSpdx('MIT');
const english = mintLanguage('en');
const onHub = mintModel('lab/affable-shark');
const onZoo = mintBioimageio('model', 'affable-shark');

/** What each of three sources tells; the places where they meet are named by ids that none of them owns. */
const told: Readonly<Record<Source, readonly StatedModel[]>> = {
  huggingface: [
    {
      hubId: 'lab/affable-shark',
      references: {
        mlTask: [imageTask],
        license: [mit],
        citation: [paper],
        inLanguage: [english],
        sameWorkAs: [onZoo],
      },
      methods: ['id-convention'],
    },
    { hubId: 'lab/table', references: { mlTask: [hubTask], license: [mit] } },
  ],
  openml: [
    {
      hubId: 'task/59',
      iri: mintOpenml('task', '59'),
      label: 'Task',
      references: { taskType: [taskType], definedOn: [mintOpenml('dataset', '61')] },
      methods: ['openml-api'],
      resource: 'openml_tasks',
    },
    {
      hubId: 'dataset/61',
      iri: mintOpenml('dataset', '61'),
      label: 'Dataset',
      references: { license: [mit], citation: [paper], creator: [ada], inLanguage: [english] },
      methods: ['openml-api'],
      resource: 'openml_datasets',
    },
  ],
  ai4life: [
    {
      hubId: 'affable-shark',
      iri: onZoo,
      references: { mlTask: [bioTask], license: [mit], citation: [paper], author: [ada] },
      methods: ['bioimageio-rdf'],
      resource: 'ai4life_records',
    },
  ],
};

async function write(
  graph: OpenGraph,
  source: Source,
  models: readonly StatedModel[] = told[source],
  run: string = runs[source],
) {
  await writeRun({
    dataDir: graph.dataDir,
    run,
    source,
    models: models.map((model, index) => ({ ...model, seq: index + 1 })),
  });
}

const matches =
  'MATCH (a:DefinedTerm)-[r:CLOSE_MATCH]->(b:DefinedTerm) RETURN a.id AS from, b.id AS to, r.method AS method, ' +
  'r.confidence AS confidence, r.source AS source ORDER BY from, to';
const pairs = (rows: readonly Row[]): string[] => rows.map(({ from, to }) => `${String(from)} ${String(to)}`);

describe('the table of close matches', () => {
  it('links terms of different schemes, both ways, and those of shipped vocabularies are described by them', () => {
    for (const [from, others] of closeMatches()) {
      for (const to of others) {
        expect(closeMatches().get(to)).toContain(from);
        expect(schemeOf(from)).not.toBe(schemeOf(to));
      }
      if (!from.includes('/openml-')) expect(describeReference(from), from).toBeDefined();
    }
    expect(closeMatches().get(hubTask)).toEqual([mlst, taskType]);
  });
});

function schemeOf(iri: string): string | undefined {
  return /\/term\/([^/]+)\//.exec(iri)?.[1];
}

onBothEngines('where three sources meet', (makeSandbox) => {
  let graph: OpenGraph;
  // A server takes its time to make a schema; the tests do not.
  beforeAll(async () => {
    const made = await OpenGraph.of(makeSandbox);
    await made.store.ensureSchema();
    await made.close();
  });
  afterEach(() => graph.close());

  async function loaded(...order: readonly Source[]): Promise<void> {
    graph = await OpenGraph.of(makeSandbox);
    for (const source of order) {
      await write(graph, source);
      await graph.load(runs[source]);
    }
  }

  it('papers, people, licences and languages are one node each, whoever names them', { timeout: 120_000 }, async () => {
    await loaded('huggingface', 'openml', 'ai4life');

    const rows = await graph.store.read(
      'UNWIND $uris AS uri MATCH (n:Resource {uri: uri})<-[r]-(x:Resource) WITH n, x, r ORDER BY r.source ' +
        'RETURN n.id AS id, collect(DISTINCT r.source) AS sources ORDER BY id',
      { uris: [paper, ada, mit, english] },
    );

    expect(rows.map(({ id, sources }) => [id, [...(sources as string[])].toSorted()])).toEqual([
      ['arxiv:1505.04597', ['ai4life', 'huggingface', 'openml']],
      ['lang:en', ['huggingface', 'openml']],
      ['orcid:0000-0002-1825-0097', ['ai4life', 'openml']],
      ['spdx:MIT', ['ai4life', 'huggingface', 'openml']],
    ]);
  });

  it(
    'terms that mean nearly the same are linked and not merged, in whatever order sources come',
    { timeout: 120_000 },
    async () => {
      const found: (readonly Row[])[] = [];
      for (const order of [
        ['huggingface', 'openml', 'ai4life'],
        ['ai4life', 'openml', 'huggingface'],
      ] as const) {
        if (found.length > 0) await graph.close();
        await loaded(...order);
        found.push(await graph.store.read(matches));
      }

      expect(found[1]).toEqual(found[0]);
      expect(pairs(found[0] ?? [])).toContain('term:hf-task/tabular-classification term:openml-task-type/1');
      expect(pairs(found[0] ?? [])).toContain('term:openml-task-type/1 term:hf-task/tabular-classification');
      expect(pairs(found[0] ?? [])).toContain('term:openml-task-type/1 term:mlst-task/Supervised_Classification');
      expect(pairs(found[0] ?? [])).toContain(
        'term:bioimageio-task/instance-segmentation term:hf-task/image-segmentation',
      );
      // A term that no source of this graph has is not made.
      expect(pairs(found[0] ?? []).filter((pair) => pair.includes('hf-task/object-detection'))).toEqual([]);
      expect(found[0]?.[0]).toMatchObject({
        method: 'curated',
        confidence: 0.8,
        source: expect.stringMatching(/table/),
      });
    },
  );

  it(
    'loading again writes nothing, and a load that was killed is completed by repeating it',
    { timeout: 120_000 },
    async () => {
      await loaded('huggingface', 'openml', 'ai4life');
      const whole = await graph.store.read(matches);
      for (const run of Object.values(runs)) expect(hasChanges(await graph.load(run))).toBe(false);

      for (const writes of [2, 5]) {
        await graph.close();
        graph = await OpenGraph.of(makeSandbox);
        await write(graph, 'huggingface');
        await write(graph, 'openml');
        await graph.killed(runs.huggingface, writes);
        await graph.load(runs.huggingface);
        await graph.killed(runs.openml, writes);
        await graph.load(runs.openml);
        await write(graph, 'ai4life');
        await graph.load(runs.ai4life);
        expect(await graph.store.read(matches), `killed after ${writes} writes`).toEqual(whole);
      }
    },
  );

  it('a match that the table has no more is taken away when one of its terms is met again', async () => {
    await loaded('huggingface');
    await graph.store.write(
      'UNWIND $rows AS row MATCH (a:Resource {uri: row.from}) WITH a, row MATCH (b:Resource {uri: row.to}) ' +
        "MERGE (a)-[r:CLOSE_MATCH]->(b) SET r.method = 'curated' RETURN count(r) AS written",
      {
        rows: [
          { from: hubTask, to: imageTask },
          { from: imageTask, to: hubTask },
        ],
      },
    );
    const later = '2026-11-21_10-00-00_dddddddd';
    await write(
      graph,
      'huggingface',
      [...told.huggingface, { hubId: 'lab/new', references: { mlTask: [hubTask] } }],
      later,
    );

    await graph.load(later);

    const left = pairs(await graph.store.read(matches));
    expect(left).not.toContain('term:hf-task/tabular-classification term:hf-task/image-segmentation');
    expect(left).not.toContain('term:hf-task/image-segmentation term:hf-task/tabular-classification');
    expect(left).toContain('term:hf-task/tabular-classification term:mlst-task/Supervised_Classification');
  });

  it('why tells of a match by which table, and why of a link by which record', async () => {
    await loaded('huggingface', 'openml');
    const { dataDir } = graph;

    const { items } = await why(graph.store, 'term:hf-task/tabular-classification', {
      dataDir,
      property: 'closeMatch',
    });

    expect(items.map(({ value, method, verified }) => [value, method, verified])).toEqual([
      [mlst, 'curated', true],
      [taskType, 'curated', true],
    ]);
  });

  it('the same model on two hubs is two nodes and a link, which ends when nobody declares it', async () => {
    await loaded('ai4life', 'huggingface');
    const links =
      'MATCH (a:MLModel)-[r:SAME_WORK_AS]->(b:MLModel) RETURN a.uri AS from, b.uri AS to, r.method AS method, r.source AS source, r.pointer AS pointer';
    const before = await graph.store.read(links);
    const later = '2026-11-21_10-00-00_dddddddd';
    await write(graph, 'huggingface', [{ hubId: 'lab/affable-shark' }], later);

    await graph.load(later);

    expect(before).toEqual([
      { from: onHub, to: onZoo, method: 'id-convention', source: 'huggingface', pointer: '/cardData/sameWorkAs' },
    ]);
    expect(await graph.store.read(links)).toEqual([]);
    expect(await graph.store.read('MATCH (m:MLModel) RETURN count(m) AS models')).toEqual([{ models: 3 }]);
  });
});
