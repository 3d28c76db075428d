import type { EntityLine } from '../ontology/entity.ts';
import { propertyOf } from '../ontology/model.ts';
import { batchesOf, eachInParallel, writeRows } from './batch.ts';
import { countersNow, isCounting } from './counters.ts';
import type { CurrentAccounts } from './current-accounts.ts';
import { standingAccount, type KnownAccount } from './known-accounts.ts';
import { grouped } from './load-context.ts';
import type { EntityGroup, LoadContext } from './load-context.ts';
import { mergeAccounts } from './merge.ts';
import type { MergedEntity } from './merge.ts';
import { sameProperties, sameValue, storable } from './property-values.ts';
import { countersOf, nodeRowOf, propertiesOf, rowOf } from './rows.ts';
import type { NodeRow } from './rows.ts';
import { readNodes, setCounters, upsertNodes } from './statements.ts';
import type { Row } from './store.ts';

/** A node as it stands. */
export interface NodeState extends Row {
  readonly uri: string;
  readonly labels: readonly string[];
  readonly properties: Readonly<Record<string, string | number | bigint | boolean | null>>;
}

export interface NodeWrite {
  readonly statement: string;
  readonly row: NodeRow;
}

export async function readStates(
  context: LoadContext,
  uris: readonly string[],
): Promise<ReadonlyMap<string, NodeState>> {
  if (context.isFirst || uris.length === 0) return new Map();
  const rows = await context.store.read<NodeState>(readNodes, { uris });
  return new Map(rows.map((row) => [row.uri, row]));
}

export async function writeNodes({ store, signal }: LoadContext, writes: readonly NodeWrite[]): Promise<void> {
  const batches = [...grouped(writes, (write) => write.statement)].flatMap(([statement, members]) =>
    batchesOf(members.map((member) => member.row)).map((rows) => ({ statement, rows })),
  );
  await eachInParallel(batches, store.writers, ({ statement, rows }) => writeRows(store, statement, rows), signal);
}

/**
 * The node as its current accounts make it; `undefined` when it stands so. Values only an unreadable account knows stay as
 * they are, and so does the immutable id of a thing that nothing describes any more: it leads to the new name.
 */
export function nodeWrite(
  context: LoadContext,
  group: EntityGroup,
  { lines, unreadable }: CurrentAccounts,
  state: NodeState | undefined,
): NodeWrite | undefined {
  const merged = withSourceId(
    withCounters(context, group, lines, mergeAccounts(lines, context.authority), state),
    state,
  );
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

function withSourceId(merged: MergedEntity, state: NodeState | undefined): MergedEntity {
  const held = state?.properties['sourceId'];
  if (merged.values['resolved'] !== false || merged.values['sourceId'] !== undefined || typeof held !== 'string')
    return merged;
  return { ...merged, values: { ...merged.values, sourceId: held } };
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
export async function counterWrite(
  context: LoadContext,
  group: EntityGroup,
  known: readonly KnownAccount[],
): Promise<NodeWrite | undefined> {
  const [state] = known;
  const counted = latestOf(context, group);
  const label = counted[0]?.['@type'];
  const names = label === undefined ? [] : countersOf(label);
  if (label === undefined || state === undefined || !counted.some((line) => isCounting(names, line))) return undefined;
  const sources = new Set(counted.map((line) => line.origin.source));
  const others = known.filter((one) => !sources.has(one.source)).map(standingAccount);
  const foreign = (await context.reader.readAll(others)).flatMap((account) => account?.line ?? []);
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
