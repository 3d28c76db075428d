import type { EntityLine } from '../ontology/entity.ts';
import { compareBy } from '../src/core/code-point-order.ts';
import type { Account } from './run-index.ts';

/** Whether an account only says where the source answers for this id now: it describes nothing. */
export function isRedirect(line: EntityLine): boolean {
  return redirectsOf(line).length > 0;
}

function redirectsOf(line: EntityLine): readonly string[] {
  const targets = line['redirectsTo'];
  return Array.isArray(targets) ? targets.map(String) : [];
}

/** Where the accounts of a thing that nothing describes lead; of several the one fetched last counts. */
export function redirectTarget(lines: readonly EntityLine[]): string | undefined {
  if (lines.length === 0 || !lines.every(isRedirect)) return undefined;
  const latest = lines.toSorted(
    compareBy(
      (line) => line.origin.fetchedAt,
      (line) => line.origin.record,
    ),
  );
  return redirectsOf(latest.at(-1) as EntityLine).toSorted(compareBy(String))[0];
}

/**
 * A run may have described a thing and later been sent elsewhere for it, or the other way round. Of the accounts of one
 * source those of the kind that was read last count.
 */
export function settledAccounts(accounts: readonly Account[]): readonly Account[] {
  if (accounts.length < 2 || !accounts.some(({ line }) => isRedirect(line))) return accounts;
  return accounts.filter(({ line }) => {
    const ofSource = accounts.filter((one) => one.line.origin.source === line.origin.source);
    const last = ofSource.reduce((latest, one) => (isLater(one, latest) ? one : latest));
    return isRedirect(last.line) === isRedirect(line);
  });
}

function isLater(a: Account, b: Account): boolean {
  const difference =
    seqOf(a.line) - seqOf(b.line) || a.line.origin.offset - b.line.origin.offset || a.offset - b.offset;
  return difference > 0;
}

function seqOf(line: EntityLine): number {
  const { record } = line.origin;
  return Number(record.slice(record.lastIndexOf('/') + 1));
}
