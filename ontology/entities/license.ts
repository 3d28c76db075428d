import { defineEntity } from '../define.ts';
import { term } from '../namespaces.ts';
import { everyEntity } from './every-entity.ts';

export const license = defineEntity({
  label: 'License',
  iri: term('cc', 'License'),
  subClassOf: [term('schema', 'CreativeWork')],
  doc: 'A licence: of the SPDX list, of the Hub, or of one model alone.',
  properties: {
    ...everyEntity('License'),
    spdxId: { iri: term('stemma', 'spdxId'), kind: 'string', doc: 'Identifier in the SPDX licence list.' },
    deprecated: {
      iri: term('stemma', 'deprecated'),
      kind: 'boolean',
      doc: 'Whether the SPDX list has deprecated the id.',
    },
    osiApproved: {
      iri: term('stemma', 'osiApproved'),
      kind: 'boolean',
      doc: 'Whether the Open Source Initiative approved it.',
    },
  },
});
