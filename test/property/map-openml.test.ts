import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MapResult } from '../../extract/source.ts';
import { contentHashOf } from '../../ontology/content-hash.ts';
import { identify } from '../../ontology/iri.ts';
import { propertyOf } from '../../ontology/model.ts';
import { resolvePointer } from '../../src/core/json-pointer.ts';
import { rangeAt } from '../../src/core/locate.ts';
import { asXml, mapOpenml, plainDataset, plainFlow, plainRun, plainTask } from '../support/openml-records.ts';

const roots: Readonly<Record<string, string>> = {
  openml_runs: 'run',
  openml_flows: 'flow',
  openml_tasks: 'task',
  openml_datasets: 'data_set_description',
  openml_setups: 'setup_parameters',
  openml_data_features: 'data_features',
  openml_data_qualities: 'data_qualities',
  openml_studies: 'study',
  openml_evaluations: 'evaluations',
  openml_task_types: 'task_types',
  openml_estimation_procedures: 'estimationprocedures',
  openml_evaluation_measures: 'evaluation_measures',
  openml_run_list: 'runs',
  openml_flow_list: 'flows',
  openml_task_list: 'tasks',
  openml_dataset_list: 'data',
  openml_study_list: 'study_list',
  openml_croissant: 'name',
  openml_website: 'hits',
};

/** What every answer, however odd, must give. */
function expectSound(result: MapResult, standsAt: (pointer: string) => boolean): void {
  const { entities, issues } = result;
  expect(new Set(entities.map((one) => one['@id'])).size).toBe(entities.length);
  for (const one of [...entities, ...issues]) {
    expect(JSON.parse(Buffer.from(JSON.stringify(one)).toString())).toEqual(one);
    expect(JSON.stringify(one)).not.toMatch(/ada@example/);
  }
  for (const { code } of issues) expect(code).not.toBe('mapper-bug');
  for (const entity of entities) {
    expect(identify(entity['@id'])).toMatchObject({ id: entity.id, label: entity['@type'] });
    expect(contentHashOf(entity)).toMatch(/^[0-9a-f]{64}$/);
    for (const { property, value, pointer, confidence } of entity.evidence) {
      expect(propertyOf(entity['@type'], property)).toBeDefined();
      expect([entity[property]].flat()).toContain(value);
      expect(standsAt(pointer)).toBe(true);
      expect(confidence).toBeGreaterThan(0);
    }
    if (entity['@type'] === 'MLModelEvaluation') expect(entity['evaluatedMLModel']).toBeUndefined();
  }
}

const word = fc.oneof(
  fc.constantFrom('', '0', '-1', '61', '061', '61.0', '1e5', 'NaN', '?', '[]', 'true', 'ada@example.org', '__proto__'),
  fc.constantFrom(
    '0000-00-00',
    '2014-04-06 23:19:24',
    '2014-02-30',
    'weka.J48(2)',
    'CC BY 4.0',
    '10.1/x',
    'x'.repeat(600),
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.integer().map(String),
);
const nonsense = fc.oneof(
  { weight: 3, arbitrary: word },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  { weight: 1, arbitrary: fc.constantFrom([], null, 2 ** 60, [[[]]], { value: [] }) },
);

/** The value with up to four of its parts replaced, by way of numbers that say where. */
function replaced(value: unknown, changes: readonly (readonly [readonly number[], unknown])[]): unknown {
  return changes.reduce((changed, [way, by]) => put(changed, way, by), value);
}

function put(value: unknown, [step, ...way]: readonly number[], by: unknown): unknown {
  if (step === undefined || typeof value !== 'object' || value === null) return by;
  const keys = Object.keys(value);
  const key = keys[step % Math.max(1, keys.length)];
  if (key === undefined) return by;
  if (Array.isArray(value)) return value.map((one: unknown, i) => (String(i) === key ? put(one, way, by) : one));
  return { ...value, [key]: put((value as Record<string, unknown>)[key], way, by) };
}

const changes = fc.array(fc.tuple(fc.array(fc.nat(20), { minLength: 1, maxLength: 5 }), nonsense), { maxLength: 4 });

const list = { run_id: 1, task_id: 2, id: 3, did: 4, flow_id: 5, function: 'kappa', value: 0.5, name: 'x', upload_time: '0000-00-00 00:00:00', values: '[1,?]', array_data: '1,2', tags: ['a'], quality: [{ name: 'NumberOfInstances', value: '1.0' }], input: [{ name: 'source_data', value: '1' }, { name: 'odd', value: '2' }] }; // prettier-ignore
const setup = { setup_id: '1', flow_id: '2', parameter: [{ full_name: 'weka.J48(2)_C', value: '1' }, { parameter_name: 'M', flow_id: '3', value: [] }] }; // prettier-ignore
const known: Readonly<Record<string, unknown>> = {
  openml_runs: plainRun,
  openml_flows: plainFlow,
  openml_tasks: plainTask,
  openml_datasets: plainDataset,
  openml_setups: setup,
  openml_data_features: {
    feature: [{ index: '0', name: 'a', nominal_values: '["x","y"]', is_target: 'true' }, { name: 'b' }],
  },
  openml_data_qualities: {
    quality: [
      { name: 'NumberOfClasses', value: '-1.0' },
      { name: 'x', value: 'y' },
    ],
  },
  openml_studies: { id: '1', alias: 'a', tasks: { task_id: ['1', '2'] }, runs: { run_id: '3' }, tag: [{ name: 'x' }] },
  openml_evaluations: { evaluation: [list, { ...list, function: 'precision' }] },
  openml_task_types: { task_type: [list] },
  openml_estimation_procedures: { estimationprocedure: [{ ...list, ttid: '1', type: 'holdout', percentage: '33' }] },
  openml_evaluation_measures: { measures: { measure: ['kappa', 'precision'] } },
  openml_run_list: { run: [list, list] },
  openml_flow_list: { flow: [list, { ...list, name: 'y' }] },
  openml_task_list: { task: [list] },
  openml_dataset_list: { dataset: [list] },
  openml_study_list: { study: [list] },
};

describe('answers of OpenML', () => {
  it('in JSON, with any part replaced by anything, give sound entities or issues', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(known)), changes, (resource, ways) => {
        const answer = { [roots[resource] ?? '']: replaced(known[resource], ways) };
        const value: unknown = JSON.parse(JSON.stringify(answer));
        expectSound(mapOpenml(resource, answer), (pointer) => resolvePointer(value, pointer) !== undefined);
      }),
      { numRuns: 600 },
    );
  });

  it('in XML give the same values, with places in bytes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(known)), changes, (resource, ways) => {
        const text = asXml(roots[resource] ?? '', replaced(known[resource], ways));
        const bytes = Buffer.from(text);
        expectSound(mapOpenml(resource, bytes), (pointer) => rangeAt(bytes, pointer) !== undefined);
      }),
      { numRuns: 300 },
    );
  });

  it('that are anything at all are answered for', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(roots)),
        fc.jsonValue({ maxDepth: 4 }),
        fc.boolean(),
        (resource, value, isInside) => {
          const answer: unknown = isInside ? { [roots[resource] ?? '']: value } : value;
          const text = JSON.stringify(answer);
          if (/^\s*"?\s*</.test(text)) return;
          expectSound(mapOpenml(resource, text), (pointer) => resolvePointer(JSON.parse(text), pointer) !== undefined);
        },
      ),
      { numRuns: 400 },
    );
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(roots)), fc.uint8Array({ maxLength: 60 }), (resource, bytes) => {
        const answer = Buffer.concat([Buffer.from('<oml:'), bytes]);
        expectSound(mapOpenml(resource, answer), (pointer) => rangeAt(answer, pointer) !== undefined);
      }),
      { numRuns: 100 },
    );
  });
});
