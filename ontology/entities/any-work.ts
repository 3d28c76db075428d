import { defineEntity } from '../define.ts';
import { term } from '../namespaces.ts';
import { describedWork, licensedWork } from './creative-work.ts';
import { everyEntity } from './every-entity.ts';
import { hubRepository } from './hub-repository.ts';

const kinds = ['MLModel', 'Dataset', 'SoftwareApplication', 'SoftwareSourceCode'] as const;

export const anyWork = defineEntity({
  label: 'CreativeWork',
  iri: term('schema', 'CreativeWork'),
  doc: 'A name that a source uses for one of its things without saying of what kind it is; a thing of a kind that has no class here; an earlier version of a thing.',
  properties: {
    ...everyEntity('CreativeWork'),
    redirectsTo: {
      ...everyEntity('CreativeWork').redirectsTo,
      targets: [...kinds, 'CreativeWork'],
      doc: 'What it is a name of.',
    },
    ...describedWork,
    sourceId: hubRepository.sourceId,
    foldedId: hubRepository.foldedId,
    version: { iri: term('schema', 'version'), kind: 'string', doc: 'Label of the version: `v0`.' },
    licenseTag: licensedWork.licenseTag,
    keywords: licensedWork.keywords,
    specializationOf: {
      iri: term('prov', 'specializationOf'),
      kind: 'reference',
      many: true,
      targets: [...kinds, 'CreativeWork'],
      doc: 'Of what it is an earlier version.',
    },
  },
});
