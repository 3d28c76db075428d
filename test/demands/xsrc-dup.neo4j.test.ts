import { afterAll, beforeAll, expect, it } from 'vitest';
import { bindParameters, getQuery } from '../../cypher/index.ts';
import { mintBioimageio, mintBioimageioFile, mintModel, mintModelFile } from '../../ontology/iri.ts';
import { onBothEngines, OpenGraph } from '../store/engines.ts';
import { writeRun, type StatedModel } from '../store/run-fixture.ts';

const shark = mintBioimageio('model', 'affable-shark');
const sharkFile = mintBioimageioFile('affable-shark', 'weights.onnx');
const pushed = mintModel('lab/affable-shark');
const copied = mintModel('somebody/copy');
const copiedFile = mintModelFile('somebody/copy', 'weights.onnx');
const published = mintModel('journal/with-doi');
const weights = 'ab'.repeat(32);

const onZoo: readonly StatedModel[] = [
  {
    hubId: 'affable-shark',
    iri: shark,
    values: { name: 'Shark', sameAs: ['https://doi.org/10.5281/zenodo.5764892'], description: 'of the zoo' },
    references: { distribution: [sharkFile] },
    methods: ['bioimageio-rdf'],
    resource: 'zoo',
  },
  {
    hubId: 'f',
    iri: sharkFile,
    label: 'DataDownload',
    values: { fileKind: 'weights', sha256: weights },
    resource: 'zoo',
  },
];
const onHub: readonly StatedModel[] = [
  {
    hubId: 'lab/affable-shark',
    values: { name: 'affable-shark', description: 'of the Hub' },
    references: { sameWorkAs: [shark] },
    methods: ['id-convention'],
  },
  { hubId: 'somebody/copy', references: { distribution: [copiedFile] } },
  { hubId: 'f', iri: copiedFile, label: 'DataDownload', values: { fileKind: 'weights', sha256: weights } },
  { hubId: 'journal/with-doi', values: { identifier: ['journal/with-doi', 'doi:10.5281/zenodo.5764892'] } },
  // A second copy on the same hub is no meeting of hubs.
  { hubId: 'somebody/copy-2', references: { distribution: [copiedFile] } },
];

onBothEngines('xsrc-dup: the same model on two hubs', (makeSandbox) => {
  let graph: OpenGraph;
  const question = getQuery('duplicates-across-hubs');

  beforeAll(async () => {
    graph = await OpenGraph.of(makeSandbox);
    const runs = [
      ['2026-11-20_10-00-00_aaaaaaaa', 'huggingface', onHub],
      ['2026-11-20_11-00-00_bbbbbbbb', 'ai4life', onZoo],
    ] as const;
    for (const [run, source, models] of runs) {
      await writeRun({ dataDir: graph.dataDir, run, source, models });
      await graph.load(run);
    }
  });
  afterAll(() => graph.close());

  it('are found by declaration, DOI and weights, each with its evidence', async () => {
    const rows = await graph.store.read(question.cypher, bindParameters(question));

    expect(rows).toEqual([
      {
        one: 'bioimageio:affable-shark',
        other: 'hf:journal/with-doi',
        basis: 'doi',
        evidence: '10.5281/zenodo.5764892',
        confidence: 1,
      },
      {
        one: 'bioimageio:affable-shark',
        other: 'hf:lab/affable-shark',
        basis: 'declared',
        evidence: 'huggingface, id-convention',
        confidence: 0.8,
      },
      { one: 'bioimageio:affable-shark', other: 'hf:somebody/copy', basis: 'sha256', evidence: weights, confidence: 1 },
      {
        one: 'bioimageio:affable-shark',
        other: 'hf:somebody/copy-2',
        basis: 'sha256',
        evidence: weights,
        confidence: 1,
      },
    ]);
  });

  it('are not merged: each keeps its own name and words', async () => {
    const rows = await graph.store.read(
      'MATCH (m:MLModel) WHERE m.description IS NOT NULL RETURN m.uri AS uri, m.name AS name, m.description AS description ORDER BY uri',
    );

    expect(rows).toEqual([
      { uri: shark, name: 'Shark', description: 'of the zoo' },
      { uri: pushed, name: 'affable-shark', description: 'of the Hub' },
    ]);
    expect(await graph.store.read('MATCH (m:MLModel) RETURN m.uri AS uri ORDER BY uri')).toEqual(
      [shark, published, pushed, copied, mintModel('somebody/copy-2')].toSorted().map((uri) => ({ uri })),
    );
  });

  it('are linked by a relationship that says who declares it, where', async () => {
    const [link] = await graph.store.read(
      'MATCH (a:MLModel)-[r:SAME_WORK_AS]->(b:MLModel) RETURN a.uri AS from, b.uri AS to, r.source AS source, r.record AS record, r.pointer AS pointer',
    );

    expect(link).toEqual({
      from: pushed,
      to: shark,
      source: 'huggingface',
      record: 'raw:2026-11-20_10-00-00_aaaaaaaa/1',
      pointer: '/cardData/sameWorkAs',
    });
  });
});
