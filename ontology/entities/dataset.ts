import { defineEntity } from '../define.ts';
import { term } from '../namespaces.ts';
import { everyEntity, everyNode } from './every-entity.ts';

export const dataset = defineEntity({
  label: 'Dataset',
  iri: term('schema', 'Dataset'),
  subClassOf: [term('schema', 'CreativeWork')],
  doc: 'A dataset.',
  properties: { ...everyEntity('Dataset'), name: { ...everyNode.name, indexed: true } },
});
