import { defineEntity } from '../define.ts';
import { term } from '../namespaces.ts';
import { adaptation } from './adaptation.ts';
import { artifact, bioImaging } from './artifact.ts';
import { authoredWork, citingWork, describedWork, licensedWork } from './creative-work.ts';
import { everyEntity, everyNode } from './every-entity.ts';
import { hubCounters, hubRepository, weights } from './hub-repository.ts';
import { lineageOf } from './lineage.ts';
import { modelCard } from './model-card.ts';
import { tensors } from './tensors.ts';
import { sameWork } from './same-work.ts';

const toDatasets = { kind: 'reference', many: true, targets: ['Dataset'] } as const;

export const mlModel = defineEntity({
  label: 'MLModel',
  iri: term('fair4ml', 'MLModel'),
  subClassOf: [term('schema', 'CreativeWork')],
  doc: 'A trained, runnable model as found on a hub.',
  properties: {
    ...everyEntity('MLModel'),
    ...sameWork('MLModel'),
    name: { ...everyNode.name, indexed: true },
    ...describedWork,
    ...hubRepository,
    sharedBy: {
      iri: term('fair4ml', 'sharedBy'),
      kind: 'reference',
      many: true,
      targets: ['Agent', 'Person', 'Organization'],
      doc: 'The account that put it online; not necessarily the author.',
    },
    ...authoredWork,
    ...licensedWork,
    mlTask: {
      iri: term('fair4ml', 'mlTask'),
      kind: 'reference',
      many: true,
      targets: ['DefinedTerm'],
      doc: 'Task it addresses.',
    },
    library: {
      iri: term('stemma', 'library'),
      kind: 'reference',
      many: true,
      targets: ['DefinedTerm'],
      doc: 'Library it runs with.',
    },
    softwareRequirements: {
      iri: term('schema', 'softwareRequirements'),
      kind: 'reference',
      many: true,
      targets: ['SoftwareApplication'],
      doc: 'Software it needs; the range of versions stands in the literal.',
    },
    trainedOn: { ...toDatasets, iri: term('fair4ml', 'trainedOn'), doc: 'Data it declares to be trained on.' },
    validatedOn: { ...toDatasets, iri: term('fair4ml', 'validatedOn'), doc: 'Data it declares to be validated on.' },
    testedOn: { ...toDatasets, iri: term('fair4ml', 'testedOn'), doc: 'Data it declares to be tested on.' },
    evaluatedOn: { ...toDatasets, iri: term('fair4ml', 'evaluatedOn'), doc: 'Data of its evaluations.' },
    hasEvaluation: {
      iri: term('fair4ml', 'hasEvaluation'),
      kind: 'reference',
      many: true,
      targets: ['MLModelEvaluation'],
      doc: 'Its evaluations, one per data, task and source.',
    },
    ...citingWork,
    ...lineageOf('MLModel'),
    isReplacedBy: {
      iri: term('dct', 'isReplacedBy'),
      kind: 'reference',
      many: true,
      targets: ['MLModel'],
      doc: 'The newer version that its owner points at.',
    },
    ...adaptation,
    ...weights,
    weightsSize: {
      iri: term('stemma', 'weightsSize'),
      kind: 'integer',
      doc: 'Bytes of all its weights, where they are spread over several files.',
    },
    modelCategory: {
      iri: term('fair4ml', 'modelCategory'),
      kind: 'string',
      many: true,
      doc: 'Architecture and model type, as the configuration writes them.',
    },
    contextLength: {
      iri: term('stemma', 'contextLength'),
      kind: 'integer',
      doc: 'Longest input in tokens, as the configuration or the file header states it.',
    },
    ...modelCard,
    ...tensors,
    ...bioImaging,
    ...artifact,
    ...hubCounters,
  },
});
