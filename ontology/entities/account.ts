import type { PropertyDefinition } from '../define.ts';
import { term } from '../namespaces.ts';

/** What a source tells of an account, whoever holds it. */
export const account = {
  sourceId: {
    iri: term('stemma', 'sourceId'),
    kind: 'string',
    indexed: true,
    doc: "The source's immutable id (`_id` on the Hub); it survives renames.",
  },
  accountType: {
    iri: term('stemma', 'accountType'),
    kind: 'string',
    doc: '`user` or `org`, as the source says; none: not known.',
  },
  description: { iri: term('schema', 'description'), kind: 'string', doc: 'What it says of itself.' },
  dateCreated: { iri: term('schema', 'dateCreated'), kind: 'dateTime', doc: 'When the source says it was created.' },
  verified: { iri: term('stemma', 'verified'), kind: 'boolean', doc: 'Whether the source has verified it.' },
  affiliation: {
    iri: term('schema', 'affiliation'),
    kind: 'reference',
    many: true,
    targets: ['Organization', 'Agent'],
    doc: 'Organisations it says it belongs to.',
  },
  followers: { iri: term('stemma', 'followers'), kind: 'integer', volatile: true, doc: 'Followers.' },
} as const satisfies Record<string, PropertyDefinition>;
