import { describe, expect, it } from 'vitest';
import { byId, mapOpenml, plainRun } from '../support/openml-records.ts';

const base = 'https://w3id.org/stemma/id/openml';

function mapRun(changes: object) {
  return mapOpenml('openml_runs', { run: { ...plainRun, ...changes } });
}

function codes(changes: object): readonly string[] {
  return mapRun(changes).issues.map(({ code }) => code);
}

describe('a run that is odd is kept with what is there', () => {
  it('with several data sets', () => {
    const result = mapRun({
      input_data: {
        dataset: [
          { did: '2', name: 'anneal' },
          { did: '9', name: 'autos' },
          { did: '-1', name: 'gone' },
        ],
      },
    });
    const run = byId(result, 'openml:run/7001');
    const data = [`${base}/dataset/2`, `${base}/dataset/9`];
    expect((run['hasInput'] as string[]).filter((iri) => iri.includes('/dataset/'))).toEqual(data);
    expect(byId(result, 'openml:run/7001/evaluation')['evaluationDataset']).toEqual(data);
    expect(run.evidence.find(({ value }) => value === data[1])).toMatchObject({
      literal: 'autos',
      pointer: '/run/input_data/dataset/1/did',
    });
    expect(result.issues).toEqual([]);
  });

  it('that could not be evaluated: its message stands, and no evaluation is made up', () => {
    const result = mapRun({ error: 'Required output files not present', output_data: { file: [] } });
    expect(byId(result, 'openml:run/7001')).toMatchObject({ evaluationError: 'Required output files not present' });
    expect(byId(result, 'openml:run/7001')['hasOutput']).toBeUndefined();
    expect(result.entities.filter((one) => one['@type'] === 'MLModelEvaluation')).toEqual([]);
    expect(byId(result, 'openml:setup/77/hp/900/P')['hasValue']).toBe('100');
  });

  it('that failed where it ran', () => {
    const result = mapRun({ error_message: 'java.lang.OutOfMemoryError', output_data: [] });
    expect(byId(result, 'openml:run/7001')).toMatchObject({ errorMessage: 'java.lang.OutOfMemoryError' });
  });

  it('without values: a matrix has none, `?` and `NaN` are not known, words stay words', () => {
    const evaluation = [
      { name: 'confusion_matrix', array_data: '[[50,0],[1,49]]' },
      { name: 'kappa', value: '?' },
      { name: 'f_measure', value: 'NaN', array_data: '[?,0.5]' },
      { name: 'precision', value: [], array_data: [] },
      { name: 'os_information', array_data: '[ Oracle Corporation, 1.7.0_51, amd64 ]' },
      { name: 'odd', value: 'about 3' },
      { name: 'tiny', value: '1e-05' },
    ];
    const result = mapRun({ output_data: { evaluation } });
    const metric = (name: string) => byId(result, `openml:run/7001/evaluation/m/${name}`);
    expect(metric('confusion_matrix')['classValues']).toBe('[[50,0],[1,49]]');
    for (const name of ['confusion_matrix', 'kappa', 'f_measure', 'precision', 'odd'])
      expect(metric(name)['value']).toBeUndefined();
    expect(metric('f_measure')['classValues']).toBe('"[?,0.5]"');
    expect(metric('os_information')).toMatchObject({
      classValues: '"[ Oracle Corporation, 1.7.0_51, amd64 ]"',
      verification: 'self-reported',
    });
    expect(metric('odd')['rawValue']).toBe('about 3');
    expect(metric('tiny')).toMatchObject({ value: 0.00001 });
    expect(metric('tiny').evidence.find(({ property }) => property === 'value')).toMatchObject({ literal: '1e-05' });
    expect(result.issues.map(({ code, literal }) => [code, literal])).toEqual([
      ['unknown-value', '?'],
      ['unknown-value', 'NaN'],
    ]);
  });

  it('with a share of a whole beyond the whole: the number stays, and is compared with none', () => {
    const evaluation = [
      { name: 'predictive_accuracy', value: '95' },
      { name: 'recall', value: '0.5' },
      { name: 'kappa', value: '0.5' },
    ];
    const result = mapRun({ output_data: { evaluation } });
    const metric = (name: string) => byId(result, `openml:run/7001/evaluation/m/${name}`);
    expect(metric('predictive_accuracy')).toMatchObject({ value: 95 });
    expect(metric('predictive_accuracy')['normalizedValue']).toBeUndefined();
    expect(metric('recall')).toMatchObject({ value: 0.5, normalizedValue: 0.5, minValue: 0, maxValue: 1 });
    expect(metric('kappa')['normalizedValue']).toBeUndefined();
    expect(result.issues.map(({ code }) => code)).toEqual(['out-of-range']);
  });

  it('from before components were named: its own flow is assumed, and less sure for it', () => {
    const result = mapRun({ parameter_setting: [{ name: 'C', value: '0.25' }] });
    const [witness] = byId(result, 'openml:setup/77/hp/900/C').evidence;
    expect(witness).toMatchObject({ property: 'specifiedBy', value: `${base}/flow/900/hp/C`, confidence: 0.8 });
  });

  it('without a setup: its settings are its own', () => {
    const result = mapRun({ setup_id: [], parameter_setting: { name: 'C', value: '0.25', component: '901' } });
    expect(byId(result, 'openml:run/7001')['hasInput']).toContain(`${base}/run/7001/hp/901/C`);
    expect(byId(result, 'openml:run/7001')['setup']).toBeUndefined();
  });

  it('with settings that are empty, unnamed, or there twice', () => {
    const parameter_setting = [
      { name: 'A', value: [], component: '900' },
      { name: [], value: '1', component: '900' },
      { name: 'B', value: '1', component: '900' },
      { name: 'B', value: '2', component: '900' },
    ];
    const result = mapRun({ parameter_setting });
    expect(byId(result, 'openml:setup/77/hp/900/A')['hasValue']).toBeUndefined();
    expect(byId(result, 'openml:setup/77/hp/900/B')['hasValue']).toBe('1');
    expect(codes({ parameter_setting })).toEqual(['empty-value', 'no-id', 'second-value']);
  });

  it('of a kind of task nobody knows, of a flow without a number, by nobody', () => {
    const changes = { task_type: 'Quantum Guessing', flow_id: [], uploader: '0', parameter_setting: [] };
    const run = byId(mapRun(changes), 'openml:run/7001');
    expect(run['executes']).toBeUndefined();
    expect(run['sharedBy']).toBeUndefined();
    expect(run['achieves']).toEqual([`${base}/task/59`]);
    expect(codes(changes)).toEqual(['unknown-task-type']);
  });

  it('with nothing in it but a number', () => {
    const result = mapOpenml('openml_runs', { run: { run_id: '8' } });
    expect(result.entities.map(({ id }) => id)).toEqual(['openml:run/8']);
    expect(result.issues).toEqual([]);
  });

  it('without a number is no run', () => {
    expect(mapOpenml('openml_runs', { run: [] })).toMatchObject({ entities: [], issues: [{ code: 'no-id' }] });
    expect(mapOpenml('openml_runs', { error: { code: '236' } })).toMatchObject({
      entities: [],
      issues: [{ code: 'wrong-shape' }],
    });
  });

  it('whose name of a person is an address keeps it to itself', () => {
    const text = JSON.stringify(mapRun({ uploader_name: 'ada@example.org', run_details: 'ask ada@example.org' }));
    expect(text).not.toContain('ada@');
  });

  it('in XML that is not well-formed is an issue', () => {
    expect(mapOpenml('openml_runs', '<oml:run><oml:run_id>1</oml:run>')).toMatchObject({
      entities: [],
      issues: [{ code: 'malformed-xml' }],
    });
  });

  it('with a thousand values by fold keeps one value for each measure', () => {
    const evaluation = Array.from({ length: 1000 }, (_, i) => ({
      name: 'kappa',
      value: '0.123456',
      repeat: String(i % 10),
      fold: String(i),
    }));
    const result = mapRun({ output_data: { evaluation } });
    expect(result.entities.filter((one) => one['@type'] === 'PropertyValue')).toHaveLength(1);
    const kept = JSON.parse(String(byId(result, 'openml:run/7001/evaluation/m/kappa')['foldValues'])) as unknown[];
    expect(kept.length).toBeLessThan(1000);
    expect(result.issues).toMatchObject([{ code: 'folds-cut', literal: `${kept.length} of 1000` }]);
  });
});
