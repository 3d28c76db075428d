import type { StageDefinition } from '../source.ts';
import * as names from './resources.ts';

/** What is asked for one by one because records refer to it. */
export const referenceKinds = ['flows', 'tasks', 'setups', 'datasets', 'studies'] as const;
export type ReferenceKind = (typeof referenceKinds)[number];

function identified(kind: ReferenceKind, doc: string, ...reads: string[]): StageDefinition {
  return { name: `openml_identified_${kind}`, doc: `${doc}; asks for nothing`, reads, writes: [] };
}

function enriched(kind: ReferenceKind, doc: string, ...writes: string[]): StageDefinition {
  return { name: `openml_enriched_${kind}`, doc, reads: [`openml_identified_${kind}`], writes };
}

/** In an order in which they can run. */
export const openmlStages: readonly StageDefinition[] = [
  {
    name: 'openml_runs',
    doc: 'runs, from the list and one by one',
    reads: [],
    writes: [names.runListResource, names.runProbesResource, names.runsResource],
  },
  {
    name: 'openml_lists',
    doc: 'the lists of flows, tasks, datasets and studies to their end',
    reads: [],
    writes: [names.flowListResource, names.taskListResource, names.datasetListResource, names.studyListResource],
    optional: true,
    setting: 'all',
  },
  identified('flows', 'flows that runs execute', 'openml_runs'),
  identified('tasks', 'tasks that runs achieve', 'openml_runs'),
  identified('setups', 'settings of hyper-parameters that runs use', 'openml_runs'),
  enriched('flows', 'flows with their components', names.flowsResource),
  enriched('tasks', 'tasks', names.tasksResource),
  enriched('setups', 'settings of hyper-parameters', names.setupsResource),
  identified('datasets', 'datasets of runs and of their tasks', 'openml_runs', 'openml_enriched_tasks'),
  enriched(
    'datasets',
    'datasets with features, qualities and Croissant description',
    names.datasetsResource,
    names.featuresResource,
    names.qualitiesResource,
    names.croissantResource,
  ),
  {
    name: 'openml_enriched_evaluations',
    doc: 'evaluations of runs whose own record has none, and their values by fold',
    reads: ['openml_runs'],
    writes: [names.evaluationsResource],
  },
  identified(
    'studies',
    'studies and benchmark suites that tags name, and those listed',
    'openml_runs',
    'openml_enriched_flows',
    'openml_enriched_tasks',
    'openml_enriched_datasets',
  ),
  enriched('studies', 'studies and benchmark suites', names.studiesResource),
  {
    name: 'openml_enriched_vocabularies',
    doc: 'types of tasks, estimation procedures, evaluation measures',
    reads: ['openml_runs'],
    writes: [names.taskTypesResource, names.proceduresResource, names.measuresResource],
  },
  {
    name: 'openml_website',
    doc: 'what only the website shows of flows, tasks and datasets',
    reads: ['openml_identified_flows', 'openml_identified_tasks', 'openml_identified_datasets'],
    writes: [names.websiteResource],
    optional: true,
    setting: 'enableScraping',
  },
];
