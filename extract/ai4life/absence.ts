import { mintBioimageio } from '../../ontology/iri.ts';
import type { BioimageioKind } from '../../ontology/iri-bioimageio.ts';
import type { Miss } from '../../src/core/run/types.ts';
import type { Absence } from '../source.ts';
import { documentationResource } from './resources.ts';

const kinds: ReadonlySet<unknown> = new Set<BioimageioKind>([
  'model',
  'dataset',
  'application',
  'notebook',
  'resource',
]);

/**
 * What an answer proves to be gone: the documentation, when the artifact has no such file any more. That an artifact itself is
 * gone is seen by the whole list alone: an alias asked for by itself does not tell its kind.
 */
export function absence({ kind, resource, context }: Miss): Absence | undefined {
  if (kind !== 'absent' || resource !== documentationResource) return undefined;
  const [alias, of] = [context?.['alias'], context?.['kind']];
  if (typeof alias !== 'string' || !kinds.has(of)) return undefined;
  return { iri: mintBioimageio(of as BioimageioKind, alias), resource, whole: false };
}
