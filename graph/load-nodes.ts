import { currentAccounts, withoutOvertaken } from './current-accounts.ts';
import { entityWindows } from './load-context.ts';
import type { EntityGroup, LoadContext, PendingEntity } from './load-context.ts';
import { counterWrite, nodeWrite, readStates, writeNodes } from './node-writes.ts';
import type { NodeWrite } from './node-writes.ts';
import { planAccounts } from './plan-accounts.ts';
import { redirectTarget } from './redirects.ts';

/** First pass: the nodes of all things with a new or changed account, and counters. Gives what the second pass has to do. */
export async function loadNodes(context: LoadContext): Promise<Map<string, PendingEntity>> {
  const pending = new Map<string, PendingEntity>();
  const total = context.index.winners.size;
  let done = 0;
  let writing: Promise<void> = Promise.resolve();
  try {
    for await (const window of entityWindows(context, () => true)) {
      const writes = await planWindow(context, window, pending);
      await writing;
      writing = writeNodes(context, writes);
      writing.catch(() => undefined);
      done += window.length;
      context.onProgress({ step: 'nodes', done, total });
    }
  } finally {
    await writing;
  }
  return pending;
}

async function planWindow(
  context: LoadContext,
  window: readonly EntityGroup[],
  pending: Map<string, PendingEntity>,
): Promise<readonly NodeWrite[]> {
  const writes: (NodeWrite | undefined)[] = [];
  const changed: { readonly group: EntityGroup; readonly plan: PendingEntity }[] = [];
  for (const { group, known, plan } of await planAccounts(context, window)) {
    if (plan === undefined) writes.push(await counterWrite(context, group, known));
    else changed.push({ group, plan: await withoutOvertaken(context, group, plan) });
  }
  const states = await readStates(
    context,
    changed.map(({ group }) => group.uri),
  );
  for (const { group, plan } of changed) {
    const state = states.get(group.uri);
    const current = await currentAccounts(context, group, plan);
    const redirectsTo = current.unreadable.size > 0 ? undefined : redirectTarget(current.lines);
    const found = redirectsTo === undefined ? {} : { redirectsTo };
    pending.set(group.uri, { ...plan, ...found, isNew: state === undefined });
    writes.push(nodeWrite(context, group, current, state));
  }
  return writes.filter((write) => write !== undefined);
}
