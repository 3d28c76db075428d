import { defineEntity } from '../define.ts';
import { term } from '../namespaces.ts';
import { dataSplitting, evaluationProcedure } from './evaluation-procedure.ts';
import { everyEntity } from './every-entity.ts';
import { creativeWorkStatus, experimentWork, siteCounters, targetFeature } from './openml-work.ts';

const one = { kind: 'reference', many: true } as const;

export const task = defineEntity({
  label: 'Task',
  iri: term('mls', 'Task'),
  doc: 'What is to be learnt from which data, and how the result is measured.',
  properties: {
    ...everyEntity('Task'),
    ...experimentWork,
    taskType: evaluationProcedure.properties.taskType,
    definedOn: { ...one, iri: term('mls', 'definedOn'), targets: ['Dataset'], doc: 'Its data.' },
    targetFeature,
    estimationProcedure: {
      ...one,
      iri: term('stemma', 'estimationProcedure'),
      targets: ['EvaluationProcedure'],
      doc: 'How its performance is estimated, where the procedure has a number.',
    },
    ...dataSplitting,
    evaluationMeasure: {
      ...one,
      iri: term('stemma', 'evaluationMeasure'),
      targets: ['DefinedTerm'],
      doc: 'What is to be measured.',
    },
    dataSplitsUrl: { iri: term('stemma', 'dataSplitsUrl'), kind: 'url', doc: 'Which row belongs to which part.' },
    costMatrix: { iri: term('stemma', 'costMatrix'), kind: 'json', doc: 'Cost of each kind of error, as written.' },
    taskInputs: {
      iri: term('stemma', 'taskInputs'),
      kind: 'json',
      doc: 'Further inputs by name, as written, of kinds of tasks that have more.',
    },
    creativeWorkStatus,
    ...siteCounters,
  },
});
