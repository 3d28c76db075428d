import { defineEntity } from '../define.ts';
import { term } from '../namespaces.ts';
import { account } from './account.ts';
import { everyEntity } from './every-entity.ts';

export const agent = defineEntity({
  label: 'Agent',
  iri: term('prov', 'Agent'),
  doc: 'An account of which is not known whether a person or an organisation holds it.',
  properties: { ...everyEntity('Agent'), ...account },
});
