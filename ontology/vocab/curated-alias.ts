import { hubIdOf, mintDataset } from '../iri.ts';
import { canonicalDataset } from './dataset-aliases.ts';

/** Name of the table, as `why` shows it. */
export const aliasVocabulary = 'old names of Hub datasets, a table shipped with Stemma';

/** What an old name stands for by the shipped table; `undefined`: the table does not know it. */
export function curatedAliasOf(iri: string): string | undefined {
  const named = hubIdOf(iri);
  if (named?.kind !== 'dataset') return undefined;
  const found = canonicalDataset(named.id);
  return found === undefined ? undefined : mintDataset(found.id);
}
