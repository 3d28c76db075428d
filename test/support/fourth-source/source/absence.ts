import type { Absence } from '../../../../extract/source.ts';
import { mintOrcid } from '../../../../ontology/iri.ts';
import type { Miss } from '../../../../src/core/run/types.ts';
import { peopleResource } from './resources.ts';

/** That the register does not know a person any more ends its account of them; the person is not gone. */
export function absence({ resource, kind, id }: Miss): Absence | undefined {
  const iri = resource === peopleResource && kind === 'missing' ? mintOrcid(id) : undefined;
  return iri === undefined ? undefined : { iri, resource, whole: false };
}
