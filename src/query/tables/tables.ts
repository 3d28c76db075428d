import { lineageProperties } from '../../../ontology/model.ts';
import { edgeTable } from './edge-table.ts';
import { experimentTables } from './experiment-tables.ts';
import { missedTable } from './missed-table.ts';
import { nodeTable } from './node-table.ts';
import type { Table } from './table.ts';

/** Long texts of a model's card: a table of their own, so that `models` stays light. */
const cardTexts = [
  'description',
  'intendedUse',
  'usageInstructions',
  'codeSampleSnippet',
  'modelRisksBiasLimitations',
  'ethicalSocial',
  'legal',
];
const sizes = ['parameterCount', 'weightsSize', 'tensorType', 'quantization', 'contextLength'];
const account = { name: 'account', property: 'sharedBy', doc: 'Account that shares it.' } as const;

/** Every table of `stemma export --as csv|parquet`, in the order of the schema page. */
export function allTables(): readonly Table[] {
  return [...modelTables(), ...relationTables(), ...thingTables(), ...experimentTables(), missedTable];
}

/** What models are. */
function modelTables(): readonly Table[] {
  return [
    nodeTable({
      name: 'models',
      doc: 'Models: described ones, and stubs (`resolved` false) that others name. Long texts are in `cards`, sizes in `parameters`, counters in `counters`.',
      label: 'MLModel',
      omit: [...cardTexts, ...sizes],
      references: [account],
    }),
    nodeTable({
      name: 'cards',
      doc: 'Texts of model cards, by the headings they stand under: a row a model that has one.',
      label: 'MLModel',
      properties: cardTexts,
      onlyWithValues: true,
    }),
    nodeTable({
      name: 'parameters',
      doc: 'Sizes and number formats: a row a model of which one is known.',
      label: 'MLModel',
      properties: sizes,
      onlyWithValues: true,
    }),
    nodeTable({
      name: 'counters',
      doc: 'Usage counters as last seen; stemma history has the series of each.',
      label: 'MLModel',
      properties: ['downloads', 'downloadsAllTime', 'likes', 'trendingScore'],
      onlyWithValues: true,
    }),
  ];
}

/** What models and datasets are tied to. */
function relationTables(): readonly Table[] {
  return [
    edgeTable({
      name: 'base_models',
      doc: 'Lineage: a row a step from a model to what it was made from, with its evidence.',
      labels: ['MLModel'],
      properties: lineageProperties,
      from: 'model',
      to: 'base',
    }),
    edgeTable({
      name: 'tasks',
      doc: 'Tasks of models.',
      labels: ['MLModel'],
      properties: ['mlTask'],
      from: 'model',
      to: 'task',
    }),
    edgeTable({
      name: 'languages',
      doc: 'Languages of models and datasets.',
      labels: ['MLModel', 'Dataset'],
      properties: ['inLanguage'],
      from: 'subject',
      to: 'language',
    }),
    edgeTable({
      name: 'licenses',
      doc: 'Licences of models and datasets, as stated. No row: nothing is stated, which is no permission.',
      labels: ['MLModel', 'Dataset'],
      properties: ['license'],
      from: 'subject',
      to: 'license',
    }),
    edgeTable({
      name: 'model_datasets',
      doc: 'Datasets a model is said to be trained, tested or evaluated on, or mentions.',
      labels: ['MLModel'],
      properties: ['trainedOn', 'validatedOn', 'testedOn', 'evaluatedOn', 'mentions'],
      from: 'model',
      to: 'dataset',
    }),
    edgeTable({
      name: 'citations',
      doc: 'Papers that models and datasets cite, or present as their own.',
      labels: ['MLModel', 'Dataset'],
      properties: ['citation', 'referencePublication'],
      from: 'subject',
      to: 'paper',
    }),
  ];
}

/** What else is described. */
function thingTables(): readonly Table[] {
  return [
    nodeTable({
      name: 'license_texts',
      doc: 'The licences themselves: SPDX, those the Hub names, and those of single models.',
      label: 'License',
    }),
    nodeTable({
      name: 'datasets',
      doc: 'Datasets: described ones, and stubs that others name.',
      label: 'Dataset',
      references: [{ name: 'account', property: 'publisher', doc: 'Account that shares it.' }],
    }),
    nodeTable({
      name: 'papers',
      doc: 'Papers: described ones, and stubs that others cite.',
      label: 'ScholarlyArticle',
    }),
    nodeTable({
      name: 'evaluations',
      doc: 'Evaluations: one row for a model, or a run of a flow, on a dataset, configuration, split and revision, by one source.',
      label: 'MLModelEvaluation',
      references: [
        { name: 'model', property: 'evaluatedMLModel', doc: 'Model that was evaluated.' },
        { name: 'flow', property: 'evaluatedFlow', doc: 'Flow that was evaluated, where no model was kept.' },
        { name: 'dataset', property: 'evaluationDataset', doc: 'Dataset it was evaluated on.' },
        { name: 'task', property: 'evaluationTask', doc: 'Task of the evaluation.' },
      ],
    }),
    nodeTable({
      name: 'metrics',
      doc: 'Values of evaluations: a row a metric.',
      label: 'PropertyValue',
      references: [
        { name: 'evaluation', property: 'evaluationMetrics', incoming: true, doc: 'Evaluation it belongs to.' },
      ],
    }),
    nodeTable({
      name: 'files',
      doc: 'Files of weights and of datasets.',
      label: 'DataDownload',
      references: [{ name: 'subject', property: 'distribution', incoming: true, doc: 'What the file is of.' }],
    }),
  ];
}
