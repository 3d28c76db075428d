import { describe, expect, it } from 'vitest';
import {
  asXml,
  byId,
  mapOpenml,
  plainDataset,
  plainFlow,
  plainRun,
  plainTask,
  saidIn,
} from '../support/openml-records.ts';

type Json = Readonly<Record<string, unknown>>;

/** Lists of one as the one itself, which is what the server makes of them. */
function collapsed(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 1 ? collapsed(value[0]) : value.map(collapsed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, collapsed(one)]));
}

/** Everything that could be a list as a list, but for `value` and the like, which are texts. */
function listed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(listed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => {
      const inner = listed(one);
      return [key, Array.isArray(inner) ? inner : [inner]];
    }),
  );
}

/** Digits as numbers, as the native lists write them. */
function numbered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(numbered);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, numbered(one)]));
  return typeof value === 'string' && String(Number(value)) === value ? Number(value) : value;
}

/** What is empty as the server writes it, and left out. */
function withEmpty(value: Json): Json {
  return { ...value, error: [], error_message: '', tag_list: null, run_details: '' };
}

const records: readonly (readonly [resource: string, root: string, record: Json])[] = [
  ['openml_runs', 'run', plainRun],
  ['openml_tasks', 'task', plainTask],
  ['openml_flows', 'flow', plainFlow],
  ['openml_datasets', 'data_set_description', { ...plainDataset, error: [] }],
  [
    'openml_setups',
    'setup_parameters',
    {
      setup_id: '77',
      flow_id: '900',
      parameter: [{ id: '1', flow_id: '901', full_name: 'weka.J48(2)_C', parameter_name: 'C', value: '0.25' }],
    },
  ],
  [
    'openml_data_features',
    'data_features',
    {
      feature: [
        { index: '0', name: 'width', data_type: 'numeric', is_target: 'false', is_ignore: 'false', is_row_identifier: 'false', number_of_missing_values: '0' },
        { index: '1', name: 'class', data_type: 'nominal', nominal_value: ['a', 'b'], is_target: 'true', is_ignore: 'false', is_row_identifier: 'false' },
      ],
    },
  ],
  ['openml_data_qualities', 'data_qualities', { quality: [{ name: 'NumberOfInstances', value: '150.0' }, { name: 'Odd', value: [] }] }],
  [
    'openml_studies',
    'study',
    { id: '99', alias: 'suite', main_entity_type: 'task', name: 'A suite', tasks: { task_id: ['59'] }, data: { data_id: ['61', '2'] }, runs: [] },
  ],
]; // prettier-ignore

describe.each(records)('%s: one against many', (resource, root, record) => {
  const plain = mapOpenml(resource, { [root]: record });

  it('says something', () => {
    expect(plain.entities.length).toBeGreaterThan(0);
    expect(plain.issues.filter(({ severity }) => severity === 'warning')).toEqual([]);
  });

  it.each([
    ['lists of one as the one', collapsed],
    ['the one as a list', listed],
    ['numbers as numbers', numbered],
    ['empty members', (value: unknown) => withEmpty(value as Json)],
  ] as const)('is the same with %s', (_, change) => {
    const changed = mapOpenml(resource, { [root]: change(record) });
    expect(saidIn(changed)).toEqual(saidIn(plain));
    expect(changed.issues.map(({ code }) => code)).toEqual(plain.issues.map(({ code }) => code));
  });

  it('is the same in XML, each value with the bytes of its element', () => {
    const xml = asXml(root, record);
    const result = mapOpenml(resource, xml);
    expect(saidIn(result)).toEqual(saidIn(plain));
    for (const { pointer } of result.entities.flatMap((entity) => entity.evidence))
      expect(pointer).toMatch(/^bytes=\d+-\d+$/);
  });
});

describe('a list', () => {
  const row = {
    run_id: 7001,
    task_id: 59,
    setup_id: 77,
    flow_id: 900,
    uploader: 42,
    upload_time: '2014-04-06 23:30:40',
    error_message: '',
    run_details: '',
  };

  it('of one row is one as well', () => {
    const many = mapOpenml('openml_run_list', { runs: { run: [row] } });
    expect(saidIn(mapOpenml('openml_run_list', { runs: { run: row } }))).toEqual(saidIn(many));
    expect(saidIn(mapOpenml('openml_run_list', asXml('runs', { run: [row] })))).toEqual(saidIn(many));
    expect(byId(many, 'openml:run/7001')['datePublished']).toBe('2014-04-06T23:30:40Z');
    expect(mapOpenml('openml_run_list', { runs: { run: [] } })).toEqual({ entities: [], issues: [] });
  });

  it('gives inputs of tasks by name in both forms', () => {
    const task = {
      task_id: 59,
      task_type_id: 1,
      task_type: 'Supervised Classification',
      did: 61,
      name: 'iris',
      status: 'active',
      input: [
        { name: 'estimation_procedure', value: '1' },
        { name: 'evaluation_measures', value: 'predictive_accuracy' },
        { name: 'source_data', value: '61' },
        { name: 'target_feature', value: 'class' },
      ],
    };
    const json = mapOpenml('openml_task_list', { tasks: { task: [task] } });
    const xml = mapOpenml(
      'openml_task_list',
      '<oml:tasks xmlns:oml="x"><oml:task><oml:task_id>59</oml:task_id><oml:task_type_id>1</oml:task_type_id>' +
        '<oml:task_type>Supervised Classification</oml:task_type><oml:did>61</oml:did><oml:name>iris</oml:name>' +
        '<oml:input name="estimation_procedure">1</oml:input><oml:input name="evaluation_measures">predictive_accuracy</oml:input>' +
        '<oml:input name="source_data">61</oml:input><oml:input name="target_feature">class</oml:input></oml:task></oml:tasks>',
    );
    expect(saidIn(xml)).toEqual(saidIn(json));
    expect(byId(json, 'openml:task/59')).toMatchObject({
      definedOn: ['https://w3id.org/stemma/id/openml/dataset/61'],
      estimationProcedure: ['https://w3id.org/stemma/id/openml/estimation-procedure/1'],
      targetFeature: ['class'],
    });
  });

  it('of evaluations in JSON has matrices without rows: kept, and said', () => {
    const row = { run_id: 7001, flow_id: 900, function: 'confusion_matrix', upload_time: '2014-04-06 23:30:40' };
    const json = { evaluations: { evaluation: [{ ...row, array_data: [50, 0, '?', 49] }] } };
    const flat = mapOpenml('openml_evaluations', json);
    const metric = byId(flat, 'openml:run/7001/evaluation/m/confusion_matrix');
    expect(metric['classValues']).toBe('[50,0,"?",49]');
    expect(metric.evidence.find(({ property }) => property === 'classValues')?.pointer).toBe(
      '/evaluations/evaluation/0/array_data',
    );
    expect(flat.issues.map(({ code }) => code)).toEqual(['flattened-array']);
    const xml = mapOpenml(
      'openml_evaluations',
      asXml('evaluations', { evaluation: { ...row, array_data: '[[50,0],[?,49]]' } }),
    );
    expect(byId(xml, 'openml:run/7001/evaluation/m/confusion_matrix')['classValues']).toBe('"[[50,0],[?,49]]"');
  });
});
