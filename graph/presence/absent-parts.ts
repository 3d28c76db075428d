import { isSamePart, type AccountPart } from '../account-part.ts';
import { currentAccounts } from '../current-accounts.ts';
import { standingAccount, type KnownAccount } from '../known-accounts.ts';
import {
  grouped,
  type ClosedAccount,
  type EntityGroup,
  type LoadContext,
  type PendingEntity,
} from '../load-context.ts';
import { closeAccounts } from '../load-provenance.ts';
import { deleteRows, planRelationships, writeRelationships } from '../load-relationships.ts';
import { nodeWrite, readStates, writeNodes } from '../node-writes.ts';
import { canonicalTime } from '../property-values.ts';
import { readAccounts } from '../statements.ts';
import type { Targets } from '../targets.ts';

/** What one resource told of a thing, and tells no more: a card that was deleted. */
export interface AbsentPart {
  readonly uri: string;
  readonly part: AccountPart;
  readonly at: string;
}

interface Ending {
  readonly group: EntityGroup;
  readonly plan: Pick<PendingEntity, 'isNew' | 'opened' | 'others'>;
  readonly closing: readonly ClosedAccount[];
}

const atOnce = 1_000;

/** Ends the accounts of parts that are gone; the things become what their other accounts say. Accounts end last. */
export async function endAccounts(
  context: LoadContext,
  targets: Targets,
  absent: readonly AbsentPart[],
): Promise<void> {
  for (let start = 0; start < absent.length; start += atOnce) {
    const part = absent.slice(start, start + atOnce);
    const uris = [...new Set(part.map(({ uri }) => uri))];
    const accounts = grouped(await context.store.read<KnownAccount>(readAccounts([]), { uris }), (row) => row.uri);
    const endings = uris.flatMap((uri) => endingOf(uri, part, accounts.get(uri) ?? []));
    await apply(context, targets, endings);
  }
}

/** Nothing when no such account stands, or when nothing else would be left to tell of the thing. */
function endingOf(uri: string, absent: readonly AbsentPart[], known: readonly KnownAccount[]): readonly Ending[] {
  const gone = absent.filter((one) => one.uri === uri);
  const ended = known.filter((account) => gone.some(({ part }) => isSamePart(part, account)));
  if (ended.length === 0 || ended.length === known.length) return [];
  const others = known.filter((account) => !ended.includes(account)).map(standingAccount);
  const closing = ended.map((account) => {
    const at = gone.find(({ part }) => isSamePart(part, account))?.at ?? '';
    return { description: account.description, at: canonicalTime(at) ?? at };
  });
  return [{ group: { uri, accounts: [] }, plan: { isNew: false, opened: [], others }, closing }];
}

async function apply(context: LoadContext, targets: Targets, endings: readonly Ending[]): Promise<void> {
  if (endings.length === 0) return;
  const states = await readStates(
    context,
    endings.map(({ group }) => group.uri),
  );
  const writes = [];
  for (const { group, plan } of endings) {
    const current = await currentAccounts(context, group, plan);
    const write = current.lines.length === 0 ? undefined : nodeWrite(context, group, current, states.get(group.uri));
    if (write !== undefined) writes.push(write);
  }
  await writeNodes(context, writes);
  const { writes: relationships, gone } = await planRelationships(context, endings, targets);
  await writeRelationships(context, relationships);
  await deleteRows(context, gone);
  await closeAccounts(
    context,
    endings.flatMap((ending) => ending.closing),
  );
}
