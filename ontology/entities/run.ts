import { defineEntity } from '../define.ts';
import { term } from '../namespaces.ts';
import { everyEntity } from './every-entity.ts';
import { experimentWork } from './openml-work.ts';

const one = { kind: 'reference', many: true } as const;

export const run = defineEntity({
  label: 'Run',
  iri: term('mls', 'Run'),
  subClassOf: [term('prov', 'Activity')],
  doc: 'One execution of a flow on a task.',
  properties: {
    ...everyEntity('Run'),
    ...experimentWork,
    executes: { ...one, iri: term('mls', 'executes'), targets: ['Flow'], doc: 'The flow it executed.' },
    achieves: { ...one, iri: term('mls', 'achieves'), targets: ['Task'], doc: 'The task it worked on.' },
    hasInput: {
      ...one,
      iri: term('mls', 'hasInput'),
      targets: ['Dataset', 'Setting'],
      doc: 'Data and values of hyper-parameters; the literal is the name of the data, or the value as this run states it.',
    },
    hasOutput: {
      ...one,
      iri: term('mls', 'hasOutput'),
      targets: ['MLModelEvaluation'],
      doc: 'What it was found to be worth.',
    },
    setup: { ...one, iri: term('stemma', 'setup'), targets: ['Setup'], doc: 'The setup it was made with.' },
    setupString: { iri: term('stemma', 'setupString'), kind: 'string', doc: 'The call that was made, as written.' },
    errorMessage: {
      iri: term('stemma', 'errorMessage'),
      kind: 'string',
      doc: 'Why it failed, in the words of whoever ran it.',
    },
    evaluationError: {
      iri: term('stemma', 'evaluationError'),
      kind: 'string',
      doc: 'Why the source could not evaluate it.',
    },
    runDetails: { iri: term('stemma', 'runDetails'), kind: 'string', doc: 'Remarks of whoever ran it.' },
    outputFiles: {
      iri: term('stemma', 'outputFiles'),
      kind: 'json',
      doc: 'Files it left: name, number and address of each. Their content is not read.',
    },
  },
});
