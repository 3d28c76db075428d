import { defineEntity } from '../define.ts';
import { term } from '../namespaces.ts';
import { everyEntity } from './every-entity.ts';

export const scholarlyArticle = defineEntity({
  label: 'ScholarlyArticle',
  iri: term('schema', 'ScholarlyArticle'),
  subClassOf: [term('schema', 'CreativeWork')],
  doc: 'A paper, named by its DOI.',
  properties: { ...everyEntity('ScholarlyArticle') },
});
