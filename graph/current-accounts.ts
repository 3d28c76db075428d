import type { EntityLine } from '../ontology/entity.ts';
import { partKey } from './account-part.ts';
import { canonicalTime } from './property-values.ts';
import type { ClosedAccount, EntityGroup, LoadContext, PendingEntity, StandingAccount } from './load-context.ts';
import { isRedirect } from './redirects.ts';

export interface CurrentAccounts {
  readonly lines: readonly EntityLine[];
  /** Sources of which a line is not on this machine. */
  readonly unreadable: ReadonlySet<string>;
}

/** The accounts of a thing that are current once this load is done. */
export async function currentAccounts(
  { reader }: LoadContext,
  group: EntityGroup,
  plan: Pick<PendingEntity, 'opened' | 'others'>,
): Promise<CurrentAccounts> {
  const lines = [...openedLines(group, plan)];
  const unreadable = new Set<string>();
  const others = await reader.readAll(plan.others);
  plan.others.forEach(({ part }, index) => {
    const account = others[index];
    if (account === undefined) unreadable.add(part.source);
    else lines.push(account.line);
  });
  return { lines, unreadable };
}

function openedLines(group: EntityGroup, { opened }: Pick<PendingEntity, 'opened'>): readonly EntityLine[] {
  const parts = new Set(opened.map((one) => partKey(one.part)));
  return group.accounts.map((account) => account.line).filter((line) => parts.has(partKey(line.origin)));
}

/**
 * An account that only redirects and accounts that describe cannot both stand for one source: what this run says ends what
 * earlier ones said of the other kind.
 */
export async function withoutOvertaken(
  { reader }: LoadContext,
  group: EntityGroup,
  plan: PendingEntity,
): Promise<PendingEntity> {
  const opened = openedLines(group, plan);
  const rivals = plan.others.filter(({ part }) => opened.some((line) => line.origin.source === part.source));
  if (rivals.length === 0) return plan;
  const closing: ClosedAccount[] = [];
  const kept = new Set<StandingAccount>(plan.others);
  const held = await reader.readAll(rivals);
  rivals.forEach((rival, index) => {
    const account = held[index];
    const said = opened.find((line) => line.origin.source === rival.part.source);
    if (account === undefined || said === undefined || isRedirect(account.line) === isRedirect(said)) return;
    kept.delete(rival);
    closing.push({ description: rival.description, at: timeOf(said) });
  });
  return closing.length === 0 ? plan : { ...plan, others: [...kept], closing: [...plan.closing, ...closing] };
}

/** When an account was fetched. */
export function timeOf({ origin }: EntityLine): string {
  return canonicalTime(origin.fetchedAt) ?? origin.fetchedAt;
}
