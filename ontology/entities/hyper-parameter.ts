import { defineEntity } from '../define.ts';
import { term } from '../namespaces.ts';
import { describedWork } from './creative-work.ts';
import { everyEntity, everyNode } from './every-entity.ts';

export const hyperParameter = defineEntity({
  label: 'HyperParameter',
  iri: term('mls', 'HyperParameter'),
  doc: 'A hyper-parameter of one flow.',
  properties: {
    ...everyEntity('HyperParameter'),
    name: { ...everyNode.name, indexed: true },
    description: describedWork.description,
    dataType: { iri: term('stemma', 'dataType'), kind: 'string', doc: 'Kind of its values, as written: `integer`.' },
    defaultValue: { iri: term('stemma', 'defaultValue'), kind: 'string', doc: 'As written: `"auto"`, `0.001`.' },
  },
});

export const setting = defineEntity({
  label: 'Setting',
  iri: term('mls', 'HyperParameterSetting'),
  doc: 'A hyper-parameter with a value, shared by all runs of one setup.',
  properties: {
    ...everyEntity('Setting'),
    specifiedBy: {
      iri: term('mls', 'specifiedBy'),
      kind: 'reference',
      many: true,
      targets: ['HyperParameter'],
      doc: 'The hyper-parameter.',
    },
    hasValue: { iri: term('mls', 'hasValue'), kind: 'string', doc: 'Its value, as written.' },
  },
});

export const setup = defineEntity({
  label: 'Setup',
  iri: term('stemma', 'Setup'),
  doc: 'One choice of values for the hyper-parameters of a flow and its components.',
  properties: {
    ...everyEntity('Setup'),
    setupOf: {
      iri: term('stemma', 'setupOf'),
      kind: 'reference',
      many: true,
      targets: ['Flow'],
      doc: 'The flow that is set up.',
    },
    hasSetting: {
      iri: term('stemma', 'hasSetting'),
      kind: 'reference',
      many: true,
      targets: ['Setting'],
      doc: 'Its values, by the list of setups. A run names its own by `hasInput`.',
    },
    keywords: { iri: term('schema', 'keywords'), kind: 'string', many: true, doc: 'Tags that say nothing else.' },
  },
});
