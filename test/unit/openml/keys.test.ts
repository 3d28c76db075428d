import { describe, expect, it } from 'vitest';
import { mapOpenml, plainFlow, plainRun } from '../../support/openml-records.ts';

const person = 'ada@example.org';
const setting = { name: person, value: '1', component: plainRun.flow_id };
const task = {
  task_id: '1',
  input: [{ name: 'evaluation_measures', evaluation_measures: { evaluation_measure: person } }],
};

describe('the address of a person where a name is due', () => {
  it.each([
    ['a measure', 'openml_evaluation_measures', { evaluation_measures: { measures: { measure: [person, 'kappa'] } } }],
    ['the measure of a task', 'openml_tasks', { task }],
    [
      'the measure of a run',
      'openml_runs',
      { run: { ...plainRun, output_data: { evaluation: [{ name: person, value: '1' }] } } },
    ],
    ['a setting of a run', 'openml_runs', { run: { ...plainRun, parameter_setting: [setting] } }],
    [
      'a setting of a setup',
      'openml_setups',
      { setup_parameters: { setup_id: '1', flow_id: '2', parameter: [{ parameter_name: person, value: '1' }] } },
    ],
    ['a hyper-parameter', 'openml_flows', { flow: { ...plainFlow, parameter: [{ name: person }] } }],
  ] as const)('as %s names nothing, and is told without it', (_, resource, answer) => {
    const { entities, issues } = mapOpenml(resource, answer);
    expect(JSON.stringify({ entities, issues })).not.toMatch(/ada(?:@|%40)example/);
    expect(issues).toContainEqual(expect.objectContaining({ code: 'e-mail-removed' }));
  });
});
