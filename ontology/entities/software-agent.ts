import { defineEntity } from '../define.ts';
import { term } from '../namespaces.ts';
import { everyNode } from './every-entity.ts';

export const softwareAgent = defineEntity({
  label: 'SoftwareAgent',
  iri: term('prov', 'SoftwareAgent'),
  subClassOf: [term('prov', 'Agent')],
  provenance: true,
  doc: 'A version of Stemma.',
  properties: {
    ...everyNode,
    softwareVersion: { iri: term('schema', 'softwareVersion'), kind: 'string', doc: 'Its version.' },
  },
});
