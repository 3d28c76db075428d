import type { PropertyDefinition } from '../define.ts';
import { term } from '../namespaces.ts';

/** How an adapter was made of its base. */
export const adaptation = {
  adaptationMethod: {
    iri: term('stemma', 'adaptationMethod'),
    kind: 'string',
    doc: 'Kind of adapter: `lora`, `adalora`, `prompt-tuning`.',
  },
  adapterRank: { iri: term('stemma', 'adapterRank'), kind: 'integer', doc: 'Rank of a low-rank adapter.' },
  baseRevision: {
    iri: term('stemma', 'baseRevision'),
    kind: 'string',
    doc: 'Revision of the base that was used, where stated.',
  },
} as const satisfies Record<string, PropertyDefinition>;
