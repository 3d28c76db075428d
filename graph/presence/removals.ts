import { batchesOf, writeRows } from '../batch.ts';
import { grouped, type LoadContext } from '../load-context.ts';
import { closeAccounts } from '../load-provenance.ts';
import type { KnownAccount } from '../known-accounts.ts';
import { canonicalTime } from '../property-values.ts';
import { readAccounts } from '../statements.ts';
import { markRemoved } from './statements.ts';

/** A thing that its source does not have any more. */
export interface Removal {
  readonly uri: string;
  /** Since when that is known. */
  readonly at: string;
  /** When it was last listed, where it was. */
  readonly lastListed?: string;
}

const atOnce = 1_000;

/**
 * Marks things as gone: `removed`, `lastSeen`, and their accounts end. Node and relationships stay as they were, so that what
 * was made from them still leads on to what they were made from. A thing without a current account is left alone. Accounts
 * end last: a load that was killed is completed by repeating it.
 */
export async function removeThings(context: LoadContext, removals: readonly Removal[]): Promise<void> {
  for (let start = 0; start < removals.length; start += atOnce) {
    const part = removals.slice(start, start + atOnce);
    const rows = await context.store.read<KnownAccount>(readAccounts([]), { uris: part.map(({ uri }) => uri) });
    const accounts = grouped(rows, (row) => row.uri);
    const known = part.filter(({ uri }) => accounts.has(uri));
    const marks = known.map((one) => ({ uri: one.uri, lastSeen: lastSeenOf(one, accounts.get(one.uri) ?? []) }));
    for (const batch of batchesOf(marks)) await writeRows(context.store, markRemoved, batch);
    context.counts.nodesUpdated += marks.length;
    await closeAccounts(
      context,
      known.flatMap(({ uri, at }) =>
        (accounts.get(uri) ?? []).map(({ description }) => ({ description, at: canonicalTime(at) ?? at })),
      ),
    );
  }
}

/** The latest time that it is known to have been there. */
function lastSeenOf({ lastListed }: Removal, accounts: readonly KnownAccount[]): string {
  const times = [...accounts.map(({ validFrom }) => validFrom), ...(lastListed === undefined ? [] : [lastListed])];
  return times.map((time) => canonicalTime(time) ?? time).reduce((latest, time) => (time > latest ? time : latest));
}
