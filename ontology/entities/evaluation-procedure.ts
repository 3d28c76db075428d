import { defineEntity } from '../define.ts';
import type { PropertyDefinition } from '../define.ts';
import { term } from '../namespaces.ts';
import { everyEntity } from './every-entity.ts';

/** How data are divided to evaluate on them: of a procedure, and of a task that spells its procedure out. */
export const dataSplitting = {
  procedureType: {
    iri: term('stemma', 'procedureType'),
    kind: 'string',
    doc: '`crossvalidation`, `holdout`, `leaveoneout`, `testontrainingdata` …',
  },
  repeats: { iri: term('stemma', 'repeats'), kind: 'integer', doc: 'How often it is repeated.' },
  folds: { iri: term('stemma', 'folds'), kind: 'integer', doc: 'Parts of a cross-validation.' },
  percentage: { iri: term('stemma', 'percentage'), kind: 'number', doc: 'Share that is held out, in per cent.' },
  stratifiedSampling: {
    iri: term('stemma', 'stratifiedSampling'),
    kind: 'boolean',
    doc: 'Whether each part has the classes in the same shares.',
  },
} as const satisfies Record<string, PropertyDefinition>;

export const evaluationProcedure = defineEntity({
  label: 'EvaluationProcedure',
  iri: term('mls', 'EvaluationProcedure'),
  doc: 'A way to estimate performance, of a list that OpenML keeps.',
  properties: {
    ...everyEntity('EvaluationProcedure'),
    ...dataSplitting,
    taskType: {
      iri: term('stemma', 'taskType'),
      kind: 'reference',
      many: true,
      targets: ['DefinedTerm'],
      doc: 'Kind of task: supervised classification, clustering …',
    },
  },
});
