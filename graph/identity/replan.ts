import { throwIfAborted } from '../../src/core/abort.ts';
import type { LoadContext, PendingEntity } from '../load-context.ts';
import { deleteRows, planRelationships, writeRelationships } from '../load-relationships.ts';
import { standingAccounts } from '../standing-accounts.ts';
import type { Targets } from '../targets.ts';
import { movableTypes, readSubjects } from './statements.ts';

const pageSize = 5_000;
const subjectsAtOnce = 500;

/** Things that point at one of these, but for those whose relationships this load still writes. */
export async function subjectsOf(
  { store, signal }: LoadContext,
  pending: ReadonlyMap<string, PendingEntity>,
  uris: Iterable<string>,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const uri of uris) {
    for (let after = ''; ;) {
      throwIfAborted(signal);
      const page = await store.read<{ uri: string }>(readSubjects, {
        uri,
        types: movableTypes,
        after,
        limit: pageSize,
      });
      for (const row of page) if (!pending.has(row.uri)) found.add(row.uri);
      if (page.length < pageSize) break;
      after = page.at(-1)?.uri ?? '';
    }
  }
  return found;
}

/** Brings the relationships of things to what their accounts say, now that names stand for other things. */
export async function replan(context: LoadContext, targets: Targets, uris: Iterable<string>): Promise<void> {
  const all = [...uris];
  for (let start = 0; start < all.length; start += subjectsAtOnce) {
    throwIfAborted(context.signal);
    const part = all.slice(start, start + subjectsAtOnce);
    const accounts = await standingAccounts(context, part);
    const entities = part.flatMap((uri) => {
      const others = accounts.get(uri);
      if (others === undefined) return [];
      const plan = { isNew: false, opened: [], others };
      return [{ group: { uri, accounts: [] }, plan }];
    });
    const { writes, gone } = await planRelationships(context, entities, targets);
    await writeRelationships(context, writes);
    // Last, since what stands in the wrong place is how a load that was killed here is taken up again.
    await deleteRows(context, gone);
  }
}
