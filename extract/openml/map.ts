import type { MapInput, MapResult } from '../source.ts';
import { mapAnswer, type Reader } from './map/answer.ts';
import { readDataset } from './map/map-dataset.ts';
import { readEvaluations } from './map/map-evaluations.ts';
import { readFeatures } from './map/map-features.ts';
import { readFlow } from './map/map-flow.ts';
import { readDatasetList, readFlowList, readRunList, readStudyList, readTaskList } from './map/map-lists.ts';
import { mapOpenmlCroissant } from './map/map-openml-croissant.ts';
import { readQualities } from './map/map-qualities.ts';
import { readRun } from './map/map-run.ts';
import { readSetup } from './map/map-setup.ts';
import { readStudy } from './map/map-study.ts';
import { readTask } from './map/map-task.ts';
import { readMeasures, readProcedures, readTaskTypes } from './map/map-vocabulary.ts';
import { mapWebsite } from './map/map-website.ts';

/** By resource: what the root of its answers is called, and who reads them. */
const readers: Readonly<Record<string, readonly [root: string, read: Reader]>> = {
  openml_runs: ['run', readRun],
  openml_flows: ['flow', readFlow],
  openml_tasks: ['task', readTask],
  openml_datasets: ['data_set_description', readDataset],
  openml_setups: ['setup_parameters', readSetup],
  openml_data_features: ['data_features', readFeatures],
  openml_data_qualities: ['data_qualities', readQualities],
  openml_studies: ['study', readStudy],
  openml_evaluations: ['evaluations', readEvaluations],
  openml_task_types: ['task_types', readTaskTypes],
  openml_estimation_procedures: ['estimationprocedures', readProcedures],
  openml_evaluation_measures: ['evaluation_measures', readMeasures],
  openml_run_list: ['runs', readRunList],
  openml_flow_list: ['flows', readFlowList],
  openml_task_list: ['tasks', readTaskList],
  openml_dataset_list: ['data', readDatasetList],
  openml_study_list: ['study_list', readStudyList],
};

/** Resources that are no answers of the API. */
const others: ReadonlyMap<string, (input: MapInput) => MapResult> = new Map([
  ['openml_croissant', mapOpenmlCroissant],
  ['openml_website', mapWebsite],
]);

const nothing: MapResult = { entities: [], issues: [] };

/**
 * An answer of OpenML as entities with a witness for each value. Pure, synchronous and total: any answer gives entities or
 * issues, never an exception. An error answer is no record: the extractor has noted what it means.
 */
export function map(input: MapInput): MapResult {
  const { status } = input.line;
  if (status < 200 || status > 299) return nothing;
  const other = others.get(input.resource);
  if (other !== undefined) return other(input);
  const reader = Object.hasOwn(readers, input.resource) ? readers[input.resource] : undefined;
  return reader === undefined ? nothing : mapAnswer(input, ...reader);
}
