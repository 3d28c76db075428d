import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GraphStore } from '../../graph/store.ts';
import { mintDataset, mintEvaluation } from '../../ontology/iri.ts';
import { contamination, type ContaminationResult } from '../../src/query/contamination/contamination.ts';
import { drawnFindings } from '../../src/query/contamination/drawn-findings.ts';
import { openStores, type OpenedStore } from '../support/query-stores.ts';
import { evidence, model, writeGraph, type Graph, type GraphEdge } from '../support/small-graph.ts';

let stores: readonly OpenedStore[] = [];

const data = mintDataset;
const test = mintEvaluation('young/test');
const other = mintEvaluation('young/other');
const blank = mintEvaluation('young/blank');

const edges: readonly (readonly [string, string, string, number?])[] = [
  // A line of four steps: the eldest was trained on the benchmark.
  [model('young'), 'QUANTIZED_FROM', model('third'), 0.9],
  [model('third'), 'FINE_TUNED_FROM', model('second'), 0.8],
  [model('second'), 'ADAPTER_OF', model('first'), 1],
  [model('first'), 'FINE_TUNED_FROM', model('eldest'), 0.5],
  [model('eldest'), 'TRAINED_ON', data('bench/squad'), 0.9],
  // A cycle on the way does no harm.
  [model('first'), 'BASE_MODEL', model('second'), 0.3],
  [model('young'), 'HAS_EVALUATION', test],
  [test, 'EVALUATION_DATASET', data('bench/squad'), 1],
  [model('young'), 'HAS_EVALUATION', other],
  [other, 'EVALUATION_DATASET', data('bench/untouched'), 1],
  [model('young'), 'HAS_EVALUATION', blank],
  [model('young'), 'EVALUATED_ON', data('bench/squad'), 1],
  // Only the name is alike.
  [model('decoy'), 'FINE_TUNED_FROM', model('decoy-base'), 1],
  [model('decoy-base'), 'TRAINED_ON', data('stranger/squad'), 1],
  [model('decoy'), 'TESTED_ON', data('bench/squad'), 1],
  // Made from it, through another; and the other way round.
  [data('bench/mix'), 'IS_BASED_ON', data('bench/part'), 0.5],
  [data('bench/part'), 'IS_BASED_ON', data('bench/squad'), 0.5],
  [model('mixed'), 'TRAINED_ON', data('bench/mix'), 1],
  [model('mixed'), 'EVALUATED_ON', data('bench/squad'), 1],
  [model('whole'), 'TRAINED_ON', data('bench/squad'), 1],
  [model('whole'), 'EVALUATED_ON', data('bench/mix'), 1],
  [data('bench/squad'), 'SAME_WORK_AS', data('mirror/squad'), 1],
  [model('mirrored'), 'TRAINED_ON', data('mirror/squad'), 1],
  [model('mirrored'), 'VALIDATED_ON', data('bench/squad'), 1],
  [model('untold'), 'FINE_TUNED_FROM', model('young'), 1],
  [model('untested'), 'TRAINED_ON', data('bench/squad'), 1],
];

const graph: Graph = {
  nodes: [...new Set(edges.flatMap(([from, , to]) => [from, to]))].map((uri) => ({
    uri,
    properties: {
      resolved: uri !== model('first'),
      ...(uri === test ? { configName: 'v2', splitName: 'validation' } : {}),
    },
  })),
  edges: edges.map(([from, type, to, confidence = 1]): GraphEdge => ({
    from,
    type,
    to,
    properties: evidence({ confidence }),
  })),
};

beforeAll(async () => {
  stores = await openStores();
  for (const { store } of stores) await writeGraph(store, graph);
});
afterAll(async () => {
  for (const opened of stores) await opened.close();
});

/** The answer, the same on every engine. */
async function asked(ask: (store: GraphStore) => Promise<ContaminationResult>): Promise<ContaminationResult> {
  const answers = [];
  for (const { store } of stores) answers.push(await ask(store));
  const [first] = answers;
  if (first === undefined) throw new Error('no store');
  for (const answer of answers) expect(answer).toEqual(first);
  return first;
}
const of = (name: string): Promise<ContaminationResult> => asked((store) => contamination(store, `hf:acme/${name}`));

describe('contamination', () => {
  it('finds data of evaluation that the eldest of a line of four was trained on, with the way and its confidence', async () => {
    const { verdict, items, coverage } = await of('young');

    expect(verdict).toBe('found');
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      evaluated: { dataset: 'hf:datasets/bench/squad', config: 'v2', split: 'validation' },
      trainedModel: 'hf:acme/eldest',
      depth: 4,
      trainedOn: 'hf:datasets/bench/squad',
      overlap: 'same',
      trainedSplit: null,
      path: [
        'hf:acme/young',
        'hf:acme/third',
        'hf:acme/second',
        'hf:acme/first',
        'hf:acme/eldest',
        'hf:datasets/bench/squad',
      ],
      confidence: 0.324,
    });
    expect(coverage).toEqual({
      evaluations: 3,
      evaluationsWithoutData: 1,
      models: 5,
      modelsWithTrainingData: 1,
      modelsUndescribed: 1,
    });
  });

  it('is not misled by a dataset of which only the name is alike', async () => {
    expect(await of('decoy')).toMatchObject({ verdict: 'none-found', items: [], total: 0 });
  });

  it('finds training data that was made from the data of evaluation, through others', async () => {
    const { items } = await of('mixed');

    expect(items).toMatchObject([
      {
        overlap: 'made-from-it',
        depth: 0,
        trainedOn: 'hf:datasets/bench/mix',
        path: ['hf:acme/mixed', 'hf:datasets/bench/mix', 'hf:datasets/bench/part', 'hf:datasets/bench/squad'],
        confidence: 0.25,
      },
    ]);
  });

  it('finds data of evaluation that was made from the training data', async () => {
    const { items } = await of('whole');

    expect(items).toMatchObject([
      {
        overlap: 'it-was-made-from',
        path: ['hf:acme/whole', 'hf:datasets/bench/squad', 'hf:datasets/bench/part', 'hf:datasets/bench/mix'],
      },
    ]);
  });

  it('takes what is declared to be the same work, whoever declares it', async () => {
    expect((await of('mirrored')).items).toMatchObject([
      { overlap: 'same-work', trainedOn: 'hf:datasets/mirror/squad' },
    ]);
  });

  it('says when there is nothing to compare, instead of that nothing was found', async () => {
    expect(await of('untold')).toMatchObject({
      verdict: 'nothing-to-compare',
      coverage: { evaluations: 0, modelsWithTrainingData: 1 },
    });
    expect(await of('untested')).toMatchObject({ verdict: 'nothing-to-compare' });
  });

  it('is drawn with every end of every statement', async () => {
    const drawn = drawnFindings(await of('whole'));
    const ids = new Set(drawn.nodes.map((node) => node.id));

    for (const edge of drawn.edges) expect([...ids]).toEqual(expect.arrayContaining([edge.from, edge.to]));
    expect(drawn.edges.map((edge) => edge.caption).toSorted()).toEqual([
      'evaluated on',
      'made from',
      'made from',
      'trained on',
    ]);
  });

  it('tells of models only', async () => {
    for (const { store } of stores)
      await expect(contamination(store, 'hf:datasets/bench/squad')).rejects.toMatchObject({ code: 'STEMMA_USAGE' });
  });
});
