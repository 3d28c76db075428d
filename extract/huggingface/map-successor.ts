import { mintModel } from '../../ontology/iri.ts';
import { cardWitness } from './card-witness.ts';
import type { ModelRecord } from './model-record.ts';
import { readRepoReference } from './repo-reference.ts';

/** `new_version`: the model its owner wants to be used instead. */
export function mapSuccessor(record: ModelRecord): void {
  const found = record.card.text('new_version');
  if (found === undefined) return;
  const reference = readRepoReference(found.value);
  if (reference.kind !== 'id') {
    record.issues.warn(reference.kind, 'this names no newer version', found.pointer, found.value);
  } else if (reference.id === record.id) {
    record.issues.warn('self-reference', 'a model is not newer than itself', found.pointer, found.value);
  } else {
    const literal = reference.id === found.value ? undefined : found.value;
    record.say('isReplacedBy', mintModel(reference.id), { ...cardWitness(found), literal });
  }
}
