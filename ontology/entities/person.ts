import { defineEntity } from '../define.ts';
import { term } from '../namespaces.ts';
import { account } from './account.ts';
import { everyEntity } from './every-entity.ts';

export const person = defineEntity({
  label: 'Person',
  iri: term('schema', 'Person'),
  subClassOf: [term('prov', 'Agent')],
  doc: 'A person or the account of one. E-mail addresses are never stored.',
  properties: {
    ...everyEntity('Person'),
    ...account,
    affiliationName: {
      iri: term('stemma', 'affiliationName'),
      kind: 'string',
      many: true,
      doc: 'Where the person works, by name, as a source writes it.',
    },
  },
});
