import { mintBioimageio } from '../../ontology/iri.ts';
import type { ModelRecord } from './model-record.ts';

const library = 'bioimageio';
/** Aliases of BioImage.IO: a property and an animal. */
const alias = /^[a-z]{2,20}(?:-[a-z]{2,20}){1,2}$/;

/**
 * A model of BioImage.IO that its own tool put on the Hub: `bioimageio.spec` gives the repository the alias as its name and names
 * itself as the library. It stays a model of its own.
 */
export function mapCounterpart(record: ModelRecord): void {
  const name = record.id.slice(record.id.indexOf('/') + 1);
  if (record.root['library_name'] !== library || !alias.test(name)) return;
  record.say('sameWorkAs', mintBioimageio('model', name), {
    method: 'id-convention',
    pointer: '/id',
    literal: record.id,
  });
}
