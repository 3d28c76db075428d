import type { EntityLine } from '../ontology/entity.ts';
import { isSamePart } from './account-part.ts';
import type { LinePlace } from './account-reader.ts';
import { readEndedAccounts } from './identity/statements.ts';
import { standingAccount, type KnownAccount } from './known-accounts.ts';
import { grouped } from './load-context.ts';
import type { LoadContext, PendingEntity, StandingAccount } from './load-context.ts';
import { readAccounts } from './statements.ts';

type EndedAccount = KnownAccount & { readonly validTo: string | null };

/**
 * The accounts that make things what they are, as the graph holds them: current ones, or, of a thing that is gone, those
 * that ended with it. By IRI; a thing without any is absent.
 */
export async function standingAccounts(
  { store }: LoadContext,
  uris: readonly string[],
): Promise<ReadonlyMap<string, readonly StandingAccount[]>> {
  const current = grouped(await store.read<KnownAccount>(readAccounts([]), { uris }), (row) => row.uri);
  const gone = uris.filter((uri) => !current.has(uri));
  const ended = gone.length === 0 ? [] : await store.read<EndedAccount>(readEndedAccounts, { uris: gone });
  const found = new Map<string, readonly StandingAccount[]>();
  for (const [uri, rows] of current) found.set(uri, rows.map(standingAccount));
  for (const [uri, rows] of grouped(ended, (row) => row.uri)) {
    const last = rows.reduce((latest, { validTo }) => (validTo !== null && validTo > latest ? validTo : latest), '');
    found.set(uri, rows.filter((row) => row.validTo === last).map(standingAccount));
  }
  return found;
}

/** What is told of a thing once this load is done; nothing when it cannot be read on this machine. */
export async function standingLines(
  context: LoadContext,
  pending: ReadonlyMap<string, PendingEntity>,
  uri: string,
): Promise<readonly EntityLine[]> {
  const plan = pending.get(uri);
  const places =
    plan === undefined ? ((await standingAccounts(context, [uri])).get(uri) ?? []) : pendingPlaces(context, uri, plan);
  return (await context.reader.readAll(places)).flatMap((account) => account?.line ?? []);
}

function pendingPlaces({ index }: LoadContext, uri: string, { opened, others }: PendingEntity): readonly LinePlace[] {
  const told = (index.winners.get(uri) ?? []).filter(({ part }) => opened.some((one) => isSamePart(one.part, part)));
  return [...told.map(({ offset, length }) => ({ file: index.file, offset, length })), ...others];
}
