import { defineEntity } from '../define.ts';
import { term } from '../namespaces.ts';
import { everyEntity } from './every-entity.ts';

export const softwareApplication = defineEntity({
  label: 'SoftwareApplication',
  iri: term('schema', 'SoftwareApplication'),
  subClassOf: [term('schema', 'CreativeWork')],
  doc: 'Software that models need or that evaluated them, named by the type and name of its package URL, without version.',
  properties: {
    ...everyEntity('SoftwareApplication'),
    packageType: {
      iri: term('stemma', 'packageType'),
      kind: 'string',
      doc: 'Type of its package URL: `pypi`, `conda`, `generic`.',
    },
  },
});
