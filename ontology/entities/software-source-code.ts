import { defineEntity } from '../define.ts';
import { term } from '../namespaces.ts';
import { everyEntity, everyNode } from './every-entity.ts';
import { softwareWork } from './software-work.ts';

export const softwareSourceCode = defineEntity({
  label: 'SoftwareSourceCode',
  iri: term('schema', 'SoftwareSourceCode'),
  subClassOf: [term('schema', 'CreativeWork')],
  doc: 'Code to be read and run as it is: a notebook.',
  properties: {
    ...everyEntity('SoftwareSourceCode'),
    name: { ...everyNode.name, indexed: true },
    ...softwareWork,
  },
});
