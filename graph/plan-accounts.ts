import { isSamePart } from './account-part.ts';
import { decide, readKnownAccounts, readKnownParts, standingAccount } from './known-accounts.ts';
import type { Decision, KnownAccount, KnownPart } from './known-accounts.ts';
import type { AccountVerdict, EntityGroup, LoadContext, PendingEntity } from './load-context.ts';
import { isRedirect, settledAccounts } from './redirects.ts';
import { bySourceId } from './statements.ts';

/** What a run's accounts of one thing mean for the graph. */
export interface PlannedEntity {
  /** Those that count. */
  readonly group: EntityGroup;
  readonly known: readonly KnownAccount[];
  /** `undefined`: no account is news. */
  readonly plan: PendingEntity | undefined;
}

/** Compares the accounts of a window with those the graph holds. */
export async function planAccounts(
  context: LoadContext,
  window: readonly EntityGroup[],
): Promise<readonly PlannedEntity[]> {
  const groups = window.map(({ uri, accounts }) => ({ uri, accounts: settledAccounts(accounts) }));
  const known = await readKnownAccounts(context, groups);
  const parts = await readKnownParts(context, groups);
  const former = await readFormerNames(context, groups, parts);
  return groups.map((group) => {
    const current = known.get(group.uri) ?? [];
    const thing = { current, parts: parts.get(group.uri) ?? [], isFormerName: former.has(group.uri) };
    const decisions = group.accounts.map((account) => decide(account, thing, context.outdated));
    tell(context, group, decisions);
    return { group, known: current, plan: planOf(group, current, decisions) };
  });
}

function planOf(
  group: EntityGroup,
  current: readonly KnownAccount[],
  decisions: readonly Decision[],
): PendingEntity | undefined {
  const opened = decisions.flatMap((decision) => (decision.kind === 'opened' ? [decision.opened] : []));
  if (opened.length === 0) return undefined;
  const others = current.filter((one) => !opened.some(({ part }) => isSamePart(part, one))).map(standingAccount);
  const sourceId = group.accounts.find(({ line }) => typeof line['sourceId'] === 'string')?.line['sourceId'];
  return {
    isNew: false,
    opened,
    others,
    closing: [],
    isKnown: current.length > 0,
    ...(sourceId === undefined ? {} : { sourceId: String(sourceId) }),
  };
}

function tell(context: LoadContext, group: EntityGroup, decisions: readonly Decision[]): void {
  decisions.forEach((decision, index) => {
    if (decision.kind !== 'opened') context.counts.unchanged += 1;
    const line = group.accounts[index]?.line;
    if (line !== undefined) context.onAccount(line, verdictOf(decision));
  });
}

function verdictOf(decision: Decision): AccountVerdict {
  if (decision.kind !== 'opened') return 'unchanged';
  return decision.opened.closes === undefined && decision.opened.rewrites === undefined ? 'new' : 'updated';
}

/**
 * Things of an old run that the graph does not know, while it knows another by the same immutable id: names that were given
 * up since. They are noted for the identities.
 */
async function readFormerNames(
  context: LoadContext,
  groups: readonly EntityGroup[],
  parts: ReadonlyMap<string, readonly KnownPart[]>,
): Promise<ReadonlySet<string>> {
  const asked = new Map<string, { uri: string; label: string; source: string; sourceId: string }>();
  for (const { uri, accounts } of groups) {
    for (const { line } of accounts) {
      const { source } = line.origin;
      const sourceId = line['sourceId'];
      if (!context.outdated.has(source) || typeof sourceId !== 'string' || isRedirect(line)) continue;
      if ((parts.get(uri) ?? []).every((part) => part.source !== source))
        asked.set(`${line['@type']} ${sourceId}`, { uri, label: line['@type'], source, sourceId });
    }
  }
  const found = new Set<string>();
  for (const label of new Set([...asked.values()].map((one) => one.label))) {
    const values = [...asked.values()].filter((one) => one.label === label).map((one) => one.sourceId);
    const rows = await context.store.read<{ uri: string; sourceId: string }>(bySourceId(label), { values });
    for (const row of rows) {
      const one = asked.get(`${label} ${row.sourceId}`);
      if (one === undefined || one.uri === row.uri) continue;
      context.former.set(one.uri, { source: one.source, sourceId: one.sourceId });
      found.add(one.uri);
    }
  }
  return found;
}
