import { defineEntity } from '../define.ts';
import { term } from '../namespaces.ts';
import { everyEntity } from './every-entity.ts';
import { softwareWork } from './software-work.ts';

export const softwareApplication = defineEntity({
  label: 'SoftwareApplication',
  iri: term('schema', 'SoftwareApplication'),
  subClassOf: [term('schema', 'CreativeWork')],
  doc: 'Software: what models need or what evaluated them, named by the type and name of its package URL, without version; or an application that a source describes.',
  properties: {
    ...everyEntity('SoftwareApplication'),
    packageType: {
      iri: term('stemma', 'packageType'),
      kind: 'string',
      doc: 'Type of its package URL: `pypi`, `conda`, `generic`.',
    },
    downloadUrl: { iri: term('schema', 'downloadUrl'), kind: 'url', many: true, doc: 'Where it is to be had.' },
    ...softwareWork,
  },
});
