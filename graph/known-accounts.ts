import { mintDescription } from '../ontology/iri.ts';
import type { AccountPart } from './account-part.ts';
import type { EntityGroup, LoadContext, OpenedAccount } from './load-context.ts';
import { grouped } from './load-context.ts';
import { countersOf } from './rows.ts';
import type { Account } from './run-index.ts';
import { readAccounts } from './statements.ts';
import type { Row } from './store.ts';

/** A current Description in the graph, with the node's counters beside it. */
export interface KnownAccount extends Row {
  readonly uri: string;
  readonly description: string;
  readonly source: string;
  readonly resource: string;
  readonly contentHash: string;
  readonly file: string;
  readonly offset: number;
  readonly length: number;
  readonly validFrom: string;
}

/** One query per class for the whole window. */
export async function readKnownAccounts(
  context: LoadContext,
  groups: readonly EntityGroup[],
): Promise<ReadonlyMap<string, readonly KnownAccount[]>> {
  if (context.isFirst) return new Map();
  const byLabel = grouped(groups, (group) => group.accounts[0]?.line['@type'] ?? '');
  const found = await Promise.all(
    [...byLabel].map(([label, members]) =>
      context.store.read<KnownAccount>(readAccounts(countersOf(label)), { uris: members.map((member) => member.uri) }),
    ),
  );
  return grouped(found.flat(), (row) => row.uri);
}

export type Decision =
  | { readonly kind: 'unchanged' | 'ignored' }
  | { readonly kind: 'opened'; readonly opened: OpenedAccount };

/**
 * What an account means for the graph. A run older than the latest one loaded of its source changes nothing that is
 * known: whether its account held longer than the later one says cannot be told.
 */
export function decide(account: Account, known: KnownAccount | undefined, outdated: ReadonlySet<string>): Decision {
  const { origin, contentHash } = account.line;
  const part: AccountPart = { source: origin.source, resource: origin.resource };
  if (known === undefined) return { kind: 'opened', opened: { part } };
  const isSameContent = known.contentHash === contentHash;
  if (known.description === mintDescription(origin.run, part.source, part.resource, account.line['@id'])) {
    const isSamePlace =
      known.file === account.file && known.offset === account.offset && known.length === account.length;
    if (isSameContent && isSamePlace) return { kind: 'unchanged' };
    return { kind: 'opened', opened: { part, rewrites: known.validFrom } };
  }
  if (outdated.has(part.source)) return { kind: 'ignored' };
  return isSameContent ? { kind: 'unchanged' } : { kind: 'opened', opened: { part, closes: known.description } };
}
