import type { EntityLine } from '../ontology/entity.ts';
import { propertyOf } from '../ontology/model.ts';
import { batchesOf, eachInParallel, writeRows } from './batch.ts';
import { isSamePart, partKey } from './account-part.ts';
import { countersNow, isCounting } from './counters.ts';
import { decide, readKnownAccounts } from './known-accounts.ts';
import type { Decision, KnownAccount } from './known-accounts.ts';
import { entityWindows, grouped } from './load-context.ts';
import type { AccountVerdict, EntityGroup, LoadContext, PendingEntity, StandingAccount } from './load-context.ts';
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
      known.find((one) => isSamePart(one, account.line.origin)),
      context.outdated,
    ),
  );
  decisions.forEach((decision, index) => {
    const line = group.accounts[index]?.line;
    if (line !== undefined) context.onAccount(line, verdictOf(decision));
  });
  const opened = decisions.flatMap((decision) => (decision.kind === 'opened' ? [decision.opened] : []));
  context.counts.unchanged += decisions.length - opened.length;
  if (opened.length === 0) return undefined;
  const others = known.filter((one) => !opened.some(({ part }) => isSamePart(part, one))).map(standing);
  return { isNew: false, opened, others };
}

function verdictOf(decision: Decision): AccountVerdict {
  if (decision.kind !== 'opened') return 'unchanged';
  return decision.opened.closes === undefined && decision.opened.rewrites === undefined ? 'new' : 'updated';
}

function standing({ source, resource, file, offset, length }: KnownAccount): StandingAccount {
  return { part: { source, resource }, file, offset, length };
}

async function readStates(
  context: LoadContext,
  groups: readonly EntityGroup[],
): Promise<ReadonlyMap<string, readonly NodeState[]>> {
  if (context.isFirst || groups.length === 0) return new Map();
  const rows = await context.store.read<NodeState>(readNodes, { uris: groups.map((group) => group.uri) });
  return grouped(rows, (row) => row.uri);
}

/** The current accounts once this load is done, and the sources of which a line is not on this machine. */
export async function currentAccounts(
  context: LoadContext,
  group: EntityGroup,
  plan: Pick<PendingEntity, 'opened' | 'others'>,
): Promise<{ readonly lines: readonly EntityLine[]; readonly unreadable: ReadonlySet<string> }> {
  const opened = new Set(plan.opened.map((one) => partKey(one.part)));
  const lines = group.accounts.map((account) => account.line).filter((line) => opened.has(partKey(line.origin)));
  const unreadable = new Set<string>();
  const others = await context.reader.readAll(plan.others);
  plan.others.forEach(({ part }, index) => {
    const account = others[index];
    if (account === undefined) unreadable.add(part.source);
    else lines.push(account.line);
  });
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
  const merged = withCounters(context, group, lines, mergeAccounts(lines, context.authority), state);
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

/** The counters this run counted, else those the graph holds; an account from an earlier run holds none worth having. */
function withCounters(
  context: LoadContext,
  group: EntityGroup,
  lines: readonly EntityLine[],
  merged: MergedEntity,
  state: NodeState | undefined,
): MergedEntity {
  const names = merged.labels.flatMap(countersOf);
  if (state === undefined || names.length === 0) return merged;
  const counted = latestOf(context, group);
  const sources = new Set(counted.map((line) => line.origin.source));
  const foreign = lines.filter((line) => !sources.has(line.origin.source));
  const held = (name: string): unknown => state.properties[name] ?? undefined;
  const now = countersNow({ names, counted, foreign, authority: context.authority, held });
  const values = { ...merged.values };
  for (const name of names) values[name] = now === undefined ? (held(name) ?? values[name]) : now[name];
  return { ...merged, values };
}

/** The run's accounts, but for those of a source of which a later run is loaded. */
function latestOf({ outdated }: LoadContext, group: EntityGroup): readonly EntityLine[] {
  return group.accounts.map((account) => account.line).filter((line) => !outdated.has(line.origin.source));
}

/** Counters of a thing whose accounts are all known, when they changed. */
async function counterWrite(
  context: LoadContext,
  group: EntityGroup,
  known: readonly KnownAccount[],
): Promise<Write | undefined> {
  const [state] = known;
  const counted = latestOf(context, group);
  const label = counted[0]?.['@type'];
  const names = label === undefined ? [] : countersOf(label);
  if (label === undefined || state === undefined || !counted.some((line) => isCounting(names, line))) return undefined;
  const sources = new Set(counted.map((line) => line.origin.source));
  const others = known.filter((one) => !sources.has(one.source)).map(standing);
  const foreign = (await currentAccounts(context, group, { opened: [], others })).lines;
  const held = (name: string): unknown => state[name] ?? undefined;
  const now = countersNow({ names, counted, foreign, authority: context.authority, held });
  const wanted: Record<string, unknown> = {};
  for (const name of names) {
    const definition = propertyOf(label, name);
    wanted[name] = (definition === undefined ? undefined : storable(now?.[name], definition)) ?? null;
  }
  if (names.every((name) => sameValue(state[name] ?? null, wanted[name]))) return undefined;
  context.counts.countersUpdated += 1;
  return { statement: setCounters(label), row: { uri: group.uri, ...asideFloats(label, wanted) } };
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
