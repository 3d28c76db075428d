import type { Store } from 'oxigraph';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bindParameters, getQuery, listQueries } from '../../cypher/index.ts';
import type { Row } from '../../graph/store.ts';
import { expected } from '../support/catalogue-answers.ts';
import { graphAsRdf } from '../support/graph-as-rdf.ts';
import { openStores, type OpenedStore } from '../support/query-stores.ts';
import { writeGraph } from '../support/small-graph.ts';
import { cypherSet, sparqlSet } from '../support/sparql-cells.ts';
import { threeSourceGraph } from '../support/three-source-graph.ts';

let stores: readonly OpenedStore[] = [];
let rdf: Store;

beforeAll(async () => {
  stores = await openStores();
  for (const { store } of stores) await writeGraph(store, threeSourceGraph);
  rdf = await graphAsRdf((stores[0] as OpenedStore).store);
});
afterAll(async () => {
  for (const opened of stores) await opened.close();
});

/** The answer, the same from every engine, and in SPARQL where there is a twin. */
async function answer(name: string, given: Record<string, unknown> = getQuery(name).example): Promise<Row[]> {
  const query = getQuery(name);
  const answers = [];
  for (const { store } of stores) answers.push(await store.read(query.cypher, bindParameters(query, given)));
  for (const other of answers.slice(1)) expect(other).toEqual(answers[0]);
  const rows = answers[0] ?? [];
  if (query.sparql !== undefined) expect(sparqlSet(rdf, query, given)).toEqual(cypherSet(query, rows));
  return rows;
}

async function cells(name: string, columns: readonly string[], given?: Record<string, unknown>): Promise<unknown[][]> {
  return (await answer(name, given)).map((row) => columns.map((column) => row[column]));
}

const folders = /^(?:experiments|discovery|sources)\//;
const names = listQueries().flatMap(({ name }) => (folders.test(name) && expected[name] === undefined ? [name] : []));

describe('every question about experiments, discovery and sources', () => {
  it.each(names)('%s returns its declared columns, the same on both engines', async (name) => {
    const rows = await answer(name);

    expect(rows).not.toEqual([]);
    for (const row of rows) expect(Object.keys(row)).toEqual([...getQuery(name).columns]);
  });
});

describe('answers worked out by hand', () => {
  it('runs of a flow', async () => {
    expect(await cells('runs-of-flow', ['run', 'task', 'datasetName', 'error'])).toEqual([
      ['openml:run/1', 'openml:task/59', 'iris', null],
      ['openml:run/2', 'openml:task/59', 'iris', null],
      ['openml:run/3', 'openml:task/60', 'letter', 'out of memory'],
    ]);
  });

  it('runs of a flow on a dataset, with hyper-parameters and measures', async () => {
    expect(await answer('runs-of-flow-on-dataset')).toEqual([
      {
        run: 'openml:run/1',
        task: 'openml:task/59',
        hyperParameters: ['max_depth=3', 'seed=1'],
        measures: [
          { measure: 'build_cpu_time', value: 10 },
          { measure: 'predictive_accuracy', value: 0.9 },
        ],
      },
      {
        run: 'openml:run/2',
        task: 'openml:task/59',
        hyperParameters: ['max_depth=5', 'seed=1'],
        measures: [
          { measure: 'build_cpu_time', value: 20 },
          { measure: 'predictive_accuracy', value: 0.95 },
        ],
      },
    ]);
    const one = { flow: 'openml:flow/8', dataset: 'openml:dataset/61', measure: 'predictive_accuracy' };
    expect(await cells('runs-of-flow-on-dataset', ['run', 'hyperParameters', 'measures'], one)).toEqual([
      ['openml:run/4', [], [{ measure: 'predictive_accuracy', value: 0.91 }]],
    ]);
  });

  it('best runs of a task, by measures of which more or less is better', async () => {
    const task = 'openml:task/59';
    expect(await cells('best-runs-of-task', ['run', 'value', 'flowName'])).toEqual([
      ['openml:run/2', 0.95, 'sklearn.RandomForestClassifier'],
      ['openml:run/4', 0.91, 'weka.RandomForest'],
      ['openml:run/1', 0.9, 'sklearn.RandomForestClassifier'],
    ]);
    const quick = { task, measure: 'build_cpu_time', lowest: true, limit: 1 };
    expect(await cells('best-runs-of-task', ['run', 'value'], quick)).toEqual([['openml:run/1', 10]]);
    expect(await answer('best-runs-of-task', { task, measure: 'f_measure' })).toEqual([]);
  });

  it('flows by algorithm', async () => {
    const found = [['RandomForestClassifier', 'openml:flow/7', '1', 3]];
    const columns = ['algorithm', 'flow', 'version', 'runs'];
    expect(await cells('flows-by-algorithm', columns)).toEqual(found);
    expect(await cells('flows-by-algorithm', columns, { algorithm: 'randomforestclassifier' })).toEqual(found);
    expect(await answer('flows-by-algorithm', { algorithm: 'J48' })).toEqual([]);
  });

  it('hyper-parameters that differ between two runs', async () => {
    const depth = { hyperParameter: 'openml:flow/7/hp/max_depth', name: 'max_depth', default: 'null' };
    expect(await answer('hyper-parameter-differences')).toEqual([{ ...depth, one: '3', other: '5' }]);
    expect(await answer('hyper-parameter-differences', { one: 'openml:run/1', other: 'openml:run/3' })).toEqual([]);
    expect(
      await cells('hyper-parameter-differences', ['name', 'one', 'other'], {
        one: 'openml:run/4',
        other: 'openml:run/2',
      }),
    ).toEqual([
      ['max_depth', null, '5'],
      ['seed', null, '1'],
    ]);
  });

  it('datasets of runs and of models', async () => {
    expect(await answer('datasets-of-runs-and-models')).toEqual([
      {
        dataset: 'openml:dataset/61',
        name: 'iris',
        runs: 3,
        models: 1,
        counterparts: ['hf:datasets/scikit-learn/iris'],
        namesakes: [],
      },
      { dataset: 'openml:dataset/6', name: 'letter', runs: 1, models: 0, counterparts: [], namesakes: [] },
    ]);
  });

  it('models by modality and axes, with licence and training data', async () => {
    expect(await answer('models-by-modality')).toEqual([
      {
        id: 'bioimageio:affable-shark',
        name: 'affable-shark',
        modalities: ['electron-microscopy'],
        dimensions: ['3D'],
        axes: ['bczyx'],
        licenses: ['spdx:CC-BY-4.0', 'spdx:MIT'],
        trainedOn: ['bioimageio:datasets/platynereis-em'],
      },
    ]);
    const ids = (given: Record<string, unknown>): Promise<unknown[][]> => cells('models-by-modality', ['id'], given);
    expect(await ids({ modality: 'electron-microscopy' })).toHaveLength(2);
    expect(await ids({ axes: 'bcyx' })).toEqual([['bioimageio:loyal-whale']]);
    expect(await ids({})).toHaveLength(2);
    expect(await ids({ modality: 'fluorescence' })).toEqual([]);
  });

  it('papers to cite for a model', async () => {
    expect(await cells('papers-of-model', ['depth', 'model', 'role', 'paper', 'title'])).toEqual([
      [0, 'bioimageio:affable-shark', 'CITATION', 'arxiv:1505.04597', 'U-Net'],
      [1, 'bioimageio:loyal-whale', 'REFERENCE_PUBLICATION', 'arxiv:1906.00001', '1906.00001'],
    ]);
  });

  it('licences by hub, and what states none', async () => {
    expect(await cells('licenses-by-hub', ['hub', 'class', 'license', 'things'])).toEqual([
      ['bioimageio', 'Dataset', null, 1],
      ['bioimageio', 'MLModel', 'spdx:CC-BY-4.0', 1],
      ['bioimageio', 'MLModel', 'spdx:MIT', 1],
      ['bioimageio', 'MLModel', null, 1],
      ['hf', 'MLModel', null, 2],
      ['hf', 'MLModel', 'spdx:Apache-2.0', 1],
      ['openml', 'Dataset', null, 2],
      ['openml', 'Flow', 'spdx:MIT', 1],
      ['openml', 'Flow', null, 1],
    ]);
  });

  it('the same model on two hubs, by who says so, DOI and weights', async () => {
    expect(await cells('duplicates-across-hubs', ['one', 'other', 'basis', 'evidence'])).toEqual([
      ['bioimageio:affable-shark', 'hf:lab/affable-shark', 'declared', 'huggingface, hub-tag'],
      ['bioimageio:affable-shark', 'hf:lab/copied-weights', 'doi', '10.5281/zenodo.5764892'],
      ['bioimageio:affable-shark', 'hf:lab/copied-weights', 'sha256', 'ab12'],
    ]);
  });

  it('papers that hubs share', async () => {
    expect(await cells('shared-papers', ['paper', 'hubs', 'things'])).toEqual([
      [
        'arxiv:1505.04597',
        ['bioimageio', 'hf', 'openml'],
        ['bioimageio:affable-shark', 'hf:lab/affable-shark', 'openml:dataset/61'],
      ],
    ]);
  });

  it('works for a task, whatever the hub', async () => {
    expect(await cells('works-by-task', ['hub', 'class', 'id', 'fit'])).toEqual([
      ['hf', 'MLModel', 'hf:lab/table', 'exact'],
      ['openml', 'Task', 'openml:task/59', 'close'],
    ]);
  });
});
