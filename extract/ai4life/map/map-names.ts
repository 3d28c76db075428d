import { mintBioimageio, mintDoi } from '../../../ontology/iri.ts';
import { type BioimageioKind } from '../../../ontology/iri-bioimageio.ts';
import { EntityBuilder } from '../../entity-builder.ts';
import { aliasPointer, otherNames } from '../artifact.ts';
import { labelOfKind } from '../kinds.ts';
import type { ArtifactRecord } from './artifact-record.ts';
import { sayCounterpart } from './map-description.ts';

/**
 * The names it goes by. Others speak of it by its alias or by an id of earlier days, mostly without saying of what kind it is:
 * each such name leads to it.
 */
export function mapNames(record: ArtifactRecord): void {
  const { alias, kind, root, manifest } = record.artifact;
  const own = aliasPointer(root);
  if (kind !== 'resource') lead(record, 'resource', alias, own, 'hypha-api');
  for (const { name, pointer, isDoi } of otherNames(record.artifact)) {
    record.state('identifier', name, pointer);
    if (isDoi) record.state('sameAs', mintDoi(name), pointer, { literal: name });
    lead(record, kind, name, pointer, 'bioimageio-rdf');
    if (kind !== 'resource') lead(record, 'resource', name, pointer, 'bioimageio-rdf');
  }
  const id = manifest.at('id');
  if (typeof id.value === 'string' && id.value.startsWith('huggingface/')) sayCounterpart(record, id.value, id.pointer);
}

function lead(
  record: ArtifactRecord,
  kind: BioimageioKind,
  name: string,
  pointer: string,
  method: 'hypha-api' | 'bioimageio-rdf',
): void {
  const redirect = new EntityBuilder(labelOfKind(kind), mintBioimageio(kind, name));
  if (redirect.iri === record.iri) return;
  redirect.add('redirectsTo', record.iri, { method, pointer, literal: name });
  record.add(redirect.build());
}
