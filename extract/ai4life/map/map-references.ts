import { type Reference, iriOfReference, referencesOf } from '../references.ts';
import type { ArtifactRecord } from './artifact-record.ts';

/**
 * What the description names by id: training data, parent, links. Whether something answers to an id the record cannot know:
 * what has the form of one is a reference, and everything else stays a word.
 */
export function mapReferences(record: ArtifactRecord): void {
  for (const reference of referencesOf(record.artifact)) mapReference(record, reference);
  const data = record.artifact.manifest.at('training_data');
  if (data.isEmpty || !data.at('id').isEmpty) return;
  const name = record.text(data.at('name'));
  if (name !== undefined) record.state('trainingDataText', name.value, name.pointer);
}

function mapReference(record: ArtifactRecord, reference: Reference): void {
  const { role, text, pointer, named } = reference;
  const property = propertyOf(record, role);
  const iri = iriOfReference(reference);
  if (iri === record.iri) {
    record.issues.warn('self-reference', 'a thing is not made of itself', pointer, text);
  } else if (iri !== undefined) {
    const key = named.kind === 'artifact' ? named.name : text;
    record.state(property, iri, pointer, key === text && named.kind === 'artifact' ? {} : { literal: text });
  } else if (named.kind === 'web' && role === 'links') {
    record.state('relatedLink', named.url, pointer, named.url === text ? {} : { literal: text });
  } else {
    if (role === 'training_data') record.state('trainingDataText', text, pointer);
    record.issues.warn('unusable-reference', `this names no ${reference.kind}`, pointer, text);
  }
}

function propertyOf(record: ArtifactRecord, role: Reference['role']): string {
  switch (role) {
    case 'training_data':
      return 'trainedOn';
    case 'new_version':
      return 'isReplacedBy';
    case 'links':
      return 'isRelatedTo';
    case 'parent':
      return record.artifact.kind === 'dataset' ? 'isBasedOn' : 'baseModel';
  }
}
