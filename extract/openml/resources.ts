import type { RecordMedia, ResourceDefinition } from '../source.ts';

export const runsResource = 'openml_runs';
export const flowsResource = 'openml_flows';
export const tasksResource = 'openml_tasks';
export const datasetsResource = 'openml_datasets';
export const setupsResource = 'openml_setups';
export const featuresResource = 'openml_data_features';
export const qualitiesResource = 'openml_data_qualities';
export const studiesResource = 'openml_studies';
export const croissantResource = 'openml_croissant';
export const evaluationsResource = 'openml_evaluations';
export const taskTypesResource = 'openml_task_types';
export const proceduresResource = 'openml_estimation_procedures';
export const measuresResource = 'openml_evaluation_measures';
export const runListResource = 'openml_run_list';
export const flowListResource = 'openml_flow_list';
export const taskListResource = 'openml_task_list';
export const datasetListResource = 'openml_dataset_list';
export const studyListResource = 'openml_study_list';
export const websiteResource = 'openml_website';
/** Rows of the list of runs that are read to find a way in it, and describe nothing that is wanted. */
export const runProbesResource = 'openml_run_probes';

/** What the API gives: JSON, or XML where that is richer or the JSON is broken. */
const either: readonly RecordMedia[] = ['json', 'xml'];

/** A description of the thing itself has more authority than a row of a list. */
export const openmlResources: readonly ResourceDefinition[] = [
  {
    name: runsResource,
    doc: 'runs, one by one: what was executed on what, with which settings and results',
    emits: ['Run', 'MLModelEvaluation', 'PropertyValue', 'Setting'],
    media: either,
  },
  {
    name: flowsResource,
    doc: 'flows that runs execute, with their components',
    emits: ['Flow', 'HyperParameter', 'License'],
    media: either,
  },
  { name: tasksResource, doc: 'tasks that runs achieve', emits: ['Task'], media: either },
  {
    name: setupsResource,
    doc: 'settings of hyper-parameters that runs use',
    emits: ['Setup', 'Setting', 'HyperParameter'],
    media: either,
  },
  {
    name: datasetsResource,
    doc: 'datasets of tasks and runs',
    emits: ['Dataset', 'DataDownload', 'License'],
    media: either,
  },
  { name: featuresResource, doc: 'features of datasets', emits: ['Dataset'], media: either },
  { name: qualitiesResource, doc: 'qualities of datasets', emits: ['Dataset'], media: either },
  {
    name: croissantResource,
    doc: 'descriptions of datasets in Croissant, as OpenML makes them',
    emits: ['Dataset', 'DataDownload', 'License', 'Person', 'Organization'],
  },
  {
    name: evaluationsResource,
    doc: 'evaluations of runs whose own record has none, and their values by fold',
    emits: ['Run', 'MLModelEvaluation', 'PropertyValue'],
    media: either,
  },
  { name: studiesResource, doc: 'studies and benchmark suites that a tag names', emits: ['Study'], media: either },
  { name: taskTypesResource, doc: 'the types of tasks, all in one answer', emits: ['DefinedTerm'], media: either },
  {
    name: proceduresResource,
    doc: 'the estimation procedures, all in one answer',
    emits: ['EvaluationProcedure'],
    media: either,
  },
  { name: measuresResource, doc: 'the evaluation measures, all in one answer', emits: ['DefinedTerm'], media: either },
  { name: runListResource, doc: 'pages of the list of runs', emits: ['Run'], media: either },
  { name: flowListResource, doc: 'pages of the list of flows', emits: ['Flow'], media: either },
  { name: taskListResource, doc: 'pages of the list of tasks', emits: ['Task'], media: either },
  { name: datasetListResource, doc: 'pages of the list of datasets', emits: ['Dataset'], media: either },
  { name: studyListResource, doc: 'pages of the list of studies', emits: ['Study'], media: either },
  {
    name: websiteResource,
    doc: 'what only the website shows of flows, tasks and datasets: downloads, likes, reach',
    emits: ['Flow', 'Task', 'Dataset'],
  },
  {
    name: runProbesResource,
    doc: 'rows of the list of runs read on the way to --since, and those shown to everybody',
    emits: [],
    media: either,
  },
];
