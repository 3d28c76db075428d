import type { PropertyDefinition } from '../define.ts';
import { term } from '../namespaces.ts';

/** The same thing as another hub has it. `label` is the class of both. */
export function sameWork<const L extends string>(label: L) {
  return {
    sameWorkAs: {
      iri: term('stemma', 'sameWorkAs'),
      kind: 'reference',
      many: true,
      targets: [label],
      subPropertyOf: [term('schema', 'sameAs')],
      doc: 'The same work on another hub, as one of the two declares it. They are never merged.',
    },
  } as const satisfies Record<string, PropertyDefinition>;
}
