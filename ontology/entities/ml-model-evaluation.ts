import { defineEntity } from '../define.ts';
import { term } from '../namespaces.ts';
import { everyEntity } from './every-entity.ts';
import { verification } from './verification.ts';

const one = { kind: 'reference', many: true } as const;

export const mlModelEvaluation = defineEntity({
  label: 'MLModelEvaluation',
  iri: term('fair4ml', 'MLModelEvaluation'),
  subClassOf: [term('schema', 'CreativeWork')],
  doc: 'One evaluation of a model, or of a flow by one run: data, task and source, with the values of its metrics.',
  properties: {
    ...everyEntity('MLModelEvaluation'),
    description: { iri: term('schema', 'description'), kind: 'string', doc: 'Notes of whoever reported it.' },
    evaluatedMLModel: {
      ...one,
      iri: term('fair4ml', 'evaluatedMLModel'),
      targets: ['MLModel'],
      doc: 'The model evaluated.',
    },
    evaluatedFlow: {
      ...one,
      iri: term('stemma', 'evaluatedFlow'),
      targets: ['Flow'],
      doc: 'The flow evaluated, in place of a model: a run of OpenML publishes none.',
    },
    modelRevision: { iri: term('stemma', 'modelRevision'), kind: 'string', doc: 'Its revision, where stated.' },
    evaluatedPrecision: {
      iri: term('stemma', 'evaluatedPrecision'),
      kind: 'string',
      doc: 'Number format the model was run in, as written: `bfloat16`, `4bit`.',
    },
    evaluationDataset: {
      ...one,
      iri: term('fair4ml', 'evaluationDataset'),
      targets: ['Dataset'],
      doc: 'Data used.',
    },
    datasetName: {
      iri: term('stemma', 'datasetName'),
      kind: 'string',
      doc: 'Name of the data for people, as written.',
    },
    configName: { iri: term('stemma', 'configName'), kind: 'string', doc: 'Configuration (subset) of the data.' },
    splitName: { iri: term('stemma', 'splitName'), kind: 'string', doc: 'Split of the data.' },
    datasetRevision: { iri: term('stemma', 'datasetRevision'), kind: 'string', doc: 'Revision of the data.' },
    datasetArgs: { iri: term('stemma', 'datasetArgs'), kind: 'json', doc: 'Further arguments of the data.' },
    evaluationTask: {
      ...one,
      iri: term('stemma', 'evaluationTask'),
      targets: ['DefinedTerm'],
      doc: 'Task of the evaluation.',
    },
    evaluationMetrics: {
      ...one,
      iri: term('fair4ml', 'evaluationMetrics'),
      targets: ['PropertyValue'],
      doc: 'Its values.',
    },
    evaluationResults: { iri: term('fair4ml', 'evaluationResults'), kind: 'string', doc: 'Summary in words.' },
    evaluationSoftware: {
      ...one,
      iri: term('fair4ml', 'evaluationSoftware'),
      targets: ['SoftwareApplication'],
      doc: 'Software that evaluated.',
    },
    extrinsicEvaluation: {
      iri: term('fair4ml', 'extrinsicEvaluation'),
      kind: 'boolean',
      doc: 'Made outside training, on unseen data.',
    },
    verification,
    evaluationDate: { iri: term('stemma', 'evaluationDate'), kind: 'dateTime', doc: 'When it was made.' },
    hadPrimarySource: {
      iri: term('prov', 'hadPrimarySource'),
      kind: 'url',
      many: true,
      doc: 'Page or file that the report names as its source.',
    },
    creator: {
      iri: term('schema', 'creator'),
      kind: 'reference',
      many: true,
      targets: ['Agent', 'Person', 'Organization'],
      doc: 'Account that reported it.',
    },
    isPartOf: {
      ...one,
      iri: term('schema', 'isPartOf'),
      targets: ['Leaderboard'],
      doc: 'Leaderboard it stands on.',
    },
  },
});
