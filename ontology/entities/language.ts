import { defineEntity } from '../define.ts';
import { term } from '../namespaces.ts';
import { everyEntity } from './every-entity.ts';

export const language = defineEntity({
  label: 'Language',
  iri: term('schema', 'Language'),
  doc: 'A language, named by its BCP 47 tag.',
  properties: { ...everyEntity('Language') },
});
