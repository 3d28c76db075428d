import type { GraphStore } from '../../../graph/store.ts';
import { doubtfulParents } from './doubtful-parents.ts';
import { hiddenCharacters } from './hidden-characters.ts';
import { lookAlikeOwners } from './look-alike-owners.ts';
import { selfReportedScores } from './self-reported-scores.ts';
import { type Finding, type FindingKind, findingKinds, type FindingOptions } from './types.ts';

export { findingKinds } from './types.ts';
export type { Finding, FindingKind } from './types.ts';

const finders: Readonly<Record<FindingKind, (store: GraphStore, options: FindingOptions) => AsyncGenerator<Finding>>> =
  {
    'doubtful-parent': doubtfulParents,
    'look-alike-owner': lookAlikeOwners,
    'self-reported-score': selfReportedScores,
    'hidden-characters': hiddenCharacters,
  };

/** What should be looked at before it is trusted: claims and names, kind by kind, each in the order of ids. */
export async function* findings(
  store: GraphStore,
  {
    kinds = findingKinds,
    owner,
    signal,
  }: FindingOptions & { readonly kinds?: readonly FindingKind[]; readonly owner?: string },
): AsyncGenerator<Finding> {
  for (const kind of findingKinds.filter((one) => kinds.includes(one))) {
    for await (const finding of finders[kind](store, { signal })) {
      if (owner === undefined || finding.owner === owner) yield finding;
    }
  }
}
