import { defineEntity } from '../define.ts';
import { term } from '../namespaces.ts';
import { account } from './account.ts';
import { everyEntity } from './every-entity.ts';

export const organization = defineEntity({
  label: 'Organization',
  iri: term('schema', 'Organization'),
  subClassOf: [term('prov', 'Agent')],
  doc: 'An organisation or the account of one.',
  properties: { ...everyEntity('Organization'), ...account },
});
