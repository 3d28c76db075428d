import { describe, expect, it } from 'vitest';
import { map } from '../../extract/openml/map.ts';
import type { MapResult } from '../../extract/source.ts';
import { identify } from '../../ontology/iri.ts';
import { propertyOf } from '../../ontology/model.ts';
import { rangeAt } from '../../src/core/locate.ts';
import { recordInput } from '../support/map-input.ts';
import { byId, saidIn } from '../support/openml-records.ts';
import { realdata, recordedFiles } from '../support/realdata.ts';

if (realdata === undefined) console.log('skipped: recorded answers of OpenML (STEMMA_REALDATA is not set)');

/** Which resource an answer is of, by its root. */
const resources: Readonly<Record<string, string>> = {
  run: 'openml_runs',
  flow: 'openml_flows',
  task: 'openml_tasks',
  data_set_description: 'openml_datasets',
  setup_parameters: 'openml_setups',
  data_features: 'openml_data_features',
  data_qualities: 'openml_data_qualities',
  study: 'openml_studies',
  evaluations: 'openml_evaluations',
  estimationprocedures: 'openml_estimation_procedures',
  runs: 'openml_run_list',
  tasks: 'openml_task_list',
};

/** Recorded answers, and what the server's own conversion makes of those in XML. */
const files = recordedFiles('openml/recorded.tar.gz');

/** 3,759 columns. */
const tooWide = 'openml-python/tests/files/mock_responses/datasets/sparse_categorical_395/features.xml';

interface Recorded {
  readonly path: string;
  readonly resource: string;
  readonly bytes: Buffer;
  readonly result: MapResult;
}

function read(path: string): Recorded | undefined {
  const bytes = files.get(path) ?? Buffer.alloc(0);
  const text = bytes.toString();
  const value: unknown = path.endsWith('.xml') ? text : JSON.parse(text);
  const root = typeof value === 'string' ? /<oml:(\w+) xmlns/.exec(value)?.[1] : Object.keys(value as object)[0];
  const resource = path.startsWith('croissant/') ? 'openml_croissant' : resources[root ?? ''];
  if (resource === undefined) return undefined;
  const n = /(?:datasets|sparse_categorical)[/_](-?\d+)\//.exec(path)?.[1] ?? '2';
  const what = { openml_data_features: 'features', openml_data_qualities: 'qualities' }[resource] ?? 'x';
  const url =
    resource === 'openml_croissant'
      ? 'https://www.openml.org/croissant/dataset/180'
      : `https://www.openml.org/api/v1/xml/data/${what}/${n}`;
  return { path, resource, bytes, result: map(recordInput(resource, url, bytes, value)) };
}

const recorded = [...files.keys()]
  .filter((path) => /\.(?:xml|json)$/.test(path) && !/_docs_examples|(?:meta|headers)[\w.]*\.json$/.test(path))
  .flatMap((path) => read(path) ?? []);

describe.skipIf(realdata === undefined)('recorded answers of OpenML', () => {
  it('are all read: runs, flows, tasks, setups, datasets, features, qualities, studies, lists', () => {
    const counts = new Map<string, number>();
    for (const { resource } of recorded) counts.set(resource, (counts.get(resource) ?? 0) + 1);
    expect(Object.fromEntries(counts)).toMatchObject({ openml_runs: 15, openml_croissant: 1, openml_evaluations: 1 });
    const silent = recorded.filter(({ result }) => result.entities.length === 0);
    const known = silent.filter(({ path }) => path !== tooWide);
    // A dataset that is no dataset: number -1.
    expect(known.filter(({ path }) => !path.includes('datasets/-1/')).map(({ path }) => path)).toEqual([]);
    expect(known.flatMap(({ result }) => result.issues.map(({ code }) => code))).toEqual(known.map(() => 'no-id'));
  });

  it('are refused in XML beyond the limits: features of a wide dataset, which JSON tells as well', () => {
    const { result } = recorded.find(({ path }) => path === tooWide) ?? {};
    expect(result).toMatchObject({
      entities: [],
      issues: [{ code: 'malformed-xml', message: 'the document has more than 40000 tags' }],
    });
  });

  it('give no warning but for what is numbered -1', () => {
    const warnings = recorded
      .filter(({ path }) => !path.includes('datasets/-1/') && path !== tooWide)
      .flatMap(({ path, result }) =>
        result.issues.filter(({ severity }) => severity === 'warning').map((one) => [path, one]),
      );
    expect(warnings).toEqual([]);
  });

  it('give values that are declared, where they stand', () => {
    for (const { result, bytes } of recorded) {
      for (const entity of result.entities) {
        expect(identify(entity['@id'])).toMatchObject({ id: entity.id, label: entity['@type'] });
        for (const { property, value, pointer } of entity.evidence) {
          if (propertyOf(entity['@type'], property) === undefined) expect.unreachable(`${entity.id} ${property}`);
          if (![entity[property]].flat().includes(value))
            expect.unreachable(`${entity.id} ${property} ${String(value)}`);
          if (rangeAt(bytes, pointer) === undefined) expect.unreachable(`${entity.id} ${pointer}`);
        }
      }
    }
  });

  it('say the same in XML and in the JSON that the server makes of it', () => {
    const derived = recorded.filter(({ path }) => path.startsWith('_derived_json/'));
    const pairs = derived.flatMap((json) => {
      const path = json.path.replace('_derived_json/', '').replace(/\.json$/, '.xml');
      const xml = recorded.find((one) => one.path === path);
      return xml === undefined ? [] : [[json, xml] as const];
    });
    expect(pairs.length).toBeGreaterThan(30);
    for (const [json, xml] of pairs) expect([xml.path, saidIn(xml.result)]).toEqual([xml.path, saidIn(json.result)]);
  });

  it('keep no address of a person', () => {
    for (const { path, result } of recorded) {
      const found = /[\w.+-]+@[\w-]+\.[a-z]{2,}/i.exec(JSON.stringify(result));
      if (found !== null) expect.unreachable(`${path}: ${found[0]}`);
    }
  });
});

const r = '_derived_json/openml-r/inst/tests/cache';
const python = 'openml-python/tests/files';
const openml = 'https://w3id.org/stemma/id/openml';

/** Read by eye in the recordings. Lists that are numbers stand for how many there are. */
const byHand: readonly (readonly [path: string, id: string, values: Readonly<Record<string, unknown>>])[] = [
  [`${python}/runs/1/description.xml`, 'openml:run/1', { executes: [`${openml}/flow/61`], achieves: [`${openml}/task/68`], setup: [`${openml}/setup/6`], sharedBy: [`${openml}/user/1`], hasInput: 9, keywords: 4 }],
  [`${python}/runs/1/description.xml`, 'openml:run/1/evaluation', { evaluationDataset: [2, 54, 9].map((n) => `${openml}/dataset/${n}`), evaluationMetrics: 19, evaluatedFlow: [`${openml}/flow/61`] }],
  [`${python}/runs/1/description.xml`, 'openml:run/1/evaluation/m/kappa', { value: 0.491678, foldValues: undefined }],
  [`${r}/runs/26936/run.json`, 'openml:run/26936', { evaluationError: 'Attribute confidence.1 not found among predictions.', hasOutput: undefined, hasInput: 9, executes: [`${openml}/flow/75243`] }],
  [`${r}/runs/26936/run.json`, 'openml:setup/23161/hp/75243/openml.kind', { hasValue: 'Mersenne-Twister' }],
  [`${r}/runs/219/run.json`, 'openml:run/219/evaluation/m/area_under_roc_curve', { value: 0.801187, classValues: '[0.825719,0.5,0.827898]' }],
  [`${r}/flows/2/flow.json`, 'openml:flow/2', { name: 'openml.evaluation.PolynomialKernel', version: '1.0', authorNames: ['Jan N. van Rijn'], contributorNames: 9, licenseTag: 'public domain', hasHyperParameter: undefined, softwareRequirements: undefined, datePublished: '2014-01-16T14:12:56Z' }],
  [`${r}/flows/5270/flow.json`, 'openml:flow/5270', { name: 'mlr.classif.randomForest.filtered', hasPart: [`${openml}/flow/5271`], components: ['randomForest=openml:flow/5271'], hasHyperParameter: 21, softwareRequirements: 3 }],
  [`${r}/flows/5270/flow.json`, 'openml:flow/5271', { name: 'mlr.classif.randomForest', version: '2', hasHyperParameter: 16 }],
  ['embedded_in_tests/flow_4253_sklearn_nested.xml', 'openml:flow/4255', { components: ['ohe=openml:flow/4256', 'scaler=openml:flow/4257', 'fu=openml:flow/4258', 'classifier=openml:flow/4261'], hasHyperParameter: 1 }],
  [`${r}/tasks/59/task.json`, 'openml:task/59', { definedOn: [`${openml}/dataset/61`], targetFeature: ['class'], procedureType: 'crossvalidation', repeats: 1, folds: 10, percentage: undefined, stratifiedSampling: true, taskType: ['https://w3id.org/stemma/id/term/openml-task-type/1'], evaluationMeasure: ['https://w3id.org/stemma/id/term/openml-measure/predictive_accuracy'] }],
  [`${r}/tasks/632/task.json`, 'openml:task/632', { definedOn: [`${openml}/dataset/106`], targetFeature: ['lugs_1991'], repeats: 5, folds: 2, stratifiedSampling: undefined, evaluationMeasure: undefined, taskType: ['https://w3id.org/stemma/id/term/openml-task-type/2'], costMatrix: undefined }],
  [`${python}/mock_responses/datasets/61/description.xml`, 'openml:dataset/61', { name: 'iris', version: '1', creatorNames: ['R.A. Fisher'], temporalCoverage: '1936', licenseTag: 'Public', license: ['https://w3id.org/stemma/id/license/openml/public'], hadPrimarySource: ['https://archive.ics.uci.edu/ml/datasets/Iris'], datePublished: '2014-04-06T23:23:39Z', targetFeature: ['class'], creativeWorkStatus: 'active' }],
  [`${python}/mock_responses/datasets/61/description.xml`, 'openml:dataset/61/file/original', { contentUrl: 'https://www.openml.org/data/v1/download/61/iris.arff', md5: 'ad484452702105cbf3d30f8deaba39a9' }],
  [`${r}/datasets/1/description.json`, 'openml:dataset/1', { version: '2', isBasedOn: [`${openml}/dataset/2`], hadPrimarySource: undefined }],
  [`${python}/org/openml/test/datasets/2/qualities.xml`, 'openml:dataset/2', { rowCount: 898, featureCount: 39, classCount: 6, missingValueCount: 22175 }],
  [`${python}/mock_responses/studies/benchmark_suite/study_get_suite_final.xml`, 'openml:study/146', { studyType: 'task', hasPart: [`${openml}/dataset/1`, `${openml}/task/4`, `${openml}/task/5`, `${openml}/task/6`], creativeWorkStatus: 'deactivated', creator: [`${openml}/user/3229`] }],
  [`${python}/setups/1/description.xml`, 'openml:setup/1', { setupOf: [`${openml}/flow/56`], hasSetting: 108 }],
  [`${python}/setups/1/description.xml`, 'openml:setup/1/hp/392/M', { hasValue: '1.0', specifiedBy: [`${openml}/flow/392/hp/M`] }],
  ['croissant/openml_covertype_croissant.json', 'openml:dataset/180', { name: 'covertype', contributorNames: 3, version: '1', license: ['https://w3id.org/stemma/id/license/openml/public'], distribution: [`${openml}/dataset/180/file/data-file`] }],
]; // prettier-ignore

describe.skipIf(realdata === undefined)('read by eye', () => {
  it.each(byHand)('%s: %s', (path, id, values) => {
    const found = recorded.find((one) => one.path === path);
    const entity = byId(found?.result ?? { entities: [], issues: [] }, id);
    for (const [property, wanted] of Object.entries(values)) {
      const held = entity[property];
      expect([property, typeof wanted === 'number' && Array.isArray(held) ? held.length : held]).toEqual([
        property,
        wanted,
      ]);
    }
  });
});
