import type { EntityLine } from '../ontology/entity.ts';
import { propertyOf } from '../ontology/model.ts';
import { batchesOf, eachInParallel, writeRows } from './batch.ts';
import { decide, readKnownAccounts } from './known-accounts.ts';
import type { KnownAccount } from './known-accounts.ts';
import { entityWindows, grouped } from './load-context.ts';
import type { EntityGroup, LoadContext, PendingEntity } from './load-context.ts';
import { mergeAccounts } from './merge.ts';
import type { MergedEntity } from './merge.ts';
import { sameProperties, sameValue, storable } from './property-values.ts';
import { countersOf, nodeRowOf, propertiesOf, rowOf } from './rows.ts';
import type { NodeRow } from './rows.ts';
import { readNodes, setCounters, upsertNodes } from './statements.ts';
import type { Row } from './store.ts';

interface NodeState extends Row {
  readonly uri: string;
  readonly labels: readonly string[];
  readonly properties: Readonly<Record<string, string | number | bigint | boolean | null>>;
}

interface Write {
  readonly statement: string;
  readonly row: NodeRow;
}

/** First pass: the nodes of all things with a new or changed account, and counters. Gives what the second pass has to do. */
export async function loadNodes(context: LoadContext): Promise<ReadonlyMap<string, PendingEntity>> {
  const pending = new Map<string, PendingEntity>();
  const total = context.index.winners.size;
  let done = 0;
  let writing: Promise<void> = Promise.resolve();
  try {
    for await (const window of entityWindows(context, () => true)) {
      const writes = await planWindow(context, window, pending);
      await writing;
      writing = writeAll(context, writes);
      writing.catch(() => undefined);
      done += window.length;
      context.onProgress({ step: 'nodes', done, total });
    }
  } finally {
    await writing;
  }
  return pending;
}

async function writeAll({ store, signal }: LoadContext, writes: readonly Write[]): Promise<void> {
  const batches = [...grouped(writes, (write) => write.statement)].flatMap(([statement, members]) =>
    batchesOf(members.map((member) => member.row)).map((rows) => ({ statement, rows })),
  );
  await eachInParallel(batches, store.writers, ({ statement, rows }) => writeRows(store, statement, rows), signal);
}

async function planWindow(
  context: LoadContext,
  window: readonly EntityGroup[],
  pending: Map<string, PendingEntity>,
): Promise<readonly Write[]> {
  const known = await readKnownAccounts(context, window);
  const writes: Write[] = [];
  const changed: EntityGroup[] = [];
  for (const group of window) {
    const accounts = known.get(group.uri) ?? [];
    const plan = planEntity(context, group, accounts);
    if (plan === undefined) {
      const counters = await counterWrite(context, group, accounts);
      if (counters !== undefined) writes.push(counters);
    } else {
      pending.set(group.uri, plan);
      changed.push(group);
    }
  }
  const states = await readStates(context, changed);
  for (const group of changed) {
    const plan = pending.get(group.uri) as PendingEntity;
    const state = states.get(group.uri)?.[0];
    pending.set(group.uri, { ...plan, isNew: state === undefined });
    const write = await nodeWrite(context, group, plan, state);
    if (write !== undefined) writes.push(write);
  }
  return writes;
}

/** `undefined`: no account of this run is news. */
function planEntity(
  context: LoadContext,
  group: EntityGroup,
  known: readonly KnownAccount[],
): PendingEntity | undefined {
  const decisions = group.accounts.map((account) =>
    decide(
      account,
      known.find((one) => one.source === account.line.origin.source),
      context.outdated,
    ),
  );
  decisions.forEach((decision, index) => {
    const line = group.accounts[index]?.line;
    if (line !== undefined)
      context.onAccount(
        line,
        decision.kind === 'opened'
          ? decision.opened.closes === undefined && decision.opened.rewrites === undefined
            ? 'new'
            : 'updated'
          : 'unchanged',
      );
  });
  const opened = decisions.flatMap((decision) => (decision.kind === 'opened' ? [decision.opened] : []));
  context.counts.unchanged += decisions.length - opened.length;
  if (opened.length === 0) return undefined;
  const own = new Set(opened.map((one) => one.source));
  const others = known
    .filter((one) => !own.has(one.source))
    .map(({ source, file, offset, length }) => ({ source, file, offset, length }));
  return { isNew: false, opened, others };
}

async function readStates(
  context: LoadContext,
  groups: readonly EntityGroup[],
): Promise<ReadonlyMap<string, readonly NodeState[]>> {
  if (context.isFirst || groups.length === 0) return new Map();
  const rows = await context.store.read<NodeState>(readNodes, { uris: groups.map((group) => group.uri) });
  return grouped(rows, (row) => row.uri);
}

/** The current accounts once this load is done, and the sources of which the line is not on this machine. */
export async function currentAccounts(
  context: LoadContext,
  group: EntityGroup,
  plan: PendingEntity,
): Promise<{ readonly lines: readonly EntityLine[]; readonly unreadable: ReadonlySet<string> }> {
  const opened = new Set(plan.opened.map((one) => one.source));
  const lines = group.accounts.map((account) => account.line).filter((line) => opened.has(line.origin.source));
  const unreadable = new Set<string>();
  for (const { source, file, offset, length } of plan.others) {
    const account = await context.reader.read(file, offset, length);
    if (account === undefined) unreadable.add(source);
    else lines.push(account.line);
  }
  return { lines, unreadable };
}

/** Values only an unreadable account knows stay as they are. */
async function nodeWrite(
  context: LoadContext,
  group: EntityGroup,
  plan: PendingEntity,
  state: NodeState | undefined,
): Promise<Write | undefined> {
  const { lines, unreadable } = await currentAccounts(context, group, plan);
  const merged = mergeAccounts(lines, context.authority);
  const fresh = nodeRowOf(merged);
  if (state === undefined) {
    context.counts.nodesCreated += 1;
    return { statement: upsertNodes(merged.labels, Object.keys(fresh.typed)), row: fresh };
  }
  const kept = unreadable.size === 0 ? {} : withoutNulls(state.properties);
  const row = unreadable.size === 0 ? fresh : rowOf(merged.labels, { ...kept, ...propertiesOf(fresh), uri: group.uri });
  const isLabelled = merged.labels.every((label) => state.labels.includes(label));
  if (isLabelled && sameProperties(state.properties, propertiesOf(row))) return undefined;
  if (isLabelled && onlyCountersDiffer(merged, state, row)) context.counts.countersUpdated += 1;
  else context.counts.nodesUpdated += 1;
  return { statement: upsertNodes(merged.labels, Object.keys(row.typed)), row };
}

function withoutNulls(properties: NodeState['properties']): Record<string, string | number | bigint | boolean> {
  const out: Record<string, string | number | bigint | boolean> = {};
  for (const [name, value] of Object.entries(properties)) if (value !== null) out[name] = value;
  return out;
}

function onlyCountersDiffer(merged: MergedEntity, state: NodeState, row: NodeRow): boolean {
  const counters = new Set(merged.labels.flatMap(countersOf));
  const stable = (all: Readonly<Record<string, unknown>>): Record<string, unknown> =>
    Object.fromEntries(Object.entries(all).filter(([name]) => !counters.has(name)));
  return sameProperties(stable(state.properties), stable(propertiesOf(row)));
}

/** Counters of a thing whose accounts are all known, when they changed. */
async function counterWrite(
  context: LoadContext,
  group: EntityGroup,
  known: readonly KnownAccount[],
): Promise<Write | undefined> {
  const line = group.accounts[0]?.line;
  const state = known[0];
  const counters = line === undefined ? [] : countersOf(line['@type']);
  if (line === undefined || state === undefined || counters.length === 0 || context.outdated.has(line.origin.source))
    return undefined;
  const values = known.length === 1 ? line : await mergedValues(context, group, known);
  const wanted: Record<string, unknown> = {};
  for (const name of counters) {
    const definition = propertyOf(line['@type'], name);
    wanted[name] = (definition === undefined ? undefined : storable(values[name], definition)) ?? null;
  }
  if (counters.every((name) => sameValue(state[name] ?? null, wanted[name]))) return undefined;
  context.counts.countersUpdated += 1;
  return { statement: setCounters(line['@type']), row: { uri: group.uri, ...asideFloats(line['@type'], wanted) } };
}

async function mergedValues(
  context: LoadContext,
  group: EntityGroup,
  known: readonly KnownAccount[],
): Promise<Readonly<Record<string, unknown>>> {
  const own = new Set(group.accounts.map((account) => account.line.origin.source));
  const others = known.filter((one) => !own.has(one.source));
  const plan = { isNew: false, opened: [...own].map((source) => ({ source })), others };
  return mergeAccounts((await currentAccounts(context, group, plan)).lines, context.authority).values;
}

function asideFloats(label: string, wanted: Readonly<Record<string, unknown>>): Pick<NodeRow, 'properties' | 'typed'> {
  const isFloat = (name: string): boolean => propertyOf(label, name)?.kind === 'number';
  const entries = Object.entries(wanted);
  // Null removes a counter that is gone; stored values know no null, parameters do.
  return {
    properties: Object.fromEntries(entries.filter(([name]) => !isFloat(name))) as NodeRow['properties'],
    typed: Object.fromEntries(entries.filter(([name]) => isFloat(name))) as NodeRow['typed'],
  };
}
