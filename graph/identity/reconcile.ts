import { timeOf } from '../current-accounts.ts';
import type { ClosedAccount, LoadContext, PendingEntity, StandingAccount } from '../load-context.ts';
import { deleteRows, planRelationships } from '../load-relationships.ts';
import type { TypedEnds } from '../load-relationships.ts';
import { standingAccount, type KnownAccount } from '../known-accounts.ts';
import { closeAccounts } from '../load-provenance.ts';
import { standingLines } from '../standing-accounts.ts';
import { bySourceId, readAccounts } from '../statements.ts';
import type { Targets } from '../targets.ts';
import { AliasWriter } from './alias-writer.ts';
import { NameReader, namedLabel } from './nodes.ts';
import type { NamedThing } from './nodes.ts';
import { replan, subjectsOf } from './replan.ts';
import { resolveNames } from './rules.ts';
import type { Alias } from './rules.ts';
import { aliasedAmong, aliasesAmong } from './statements.ts';

const namesAtOnce = 1_000;

/**
 * Between nodes and relationships: which names are aliases now. What was told under a name that became an alias goes,
 * references to it move to what it stands for, and back when it no longer is one. Everything is done before the accounts
 * that are the cause count as loaded, and each step can be repeated: a load that was killed is completed by the next.
 */
export async function reconcileNames(
  context: LoadContext,
  pending: ReadonlyMap<string, PendingEntity>,
  targets: Targets,
): Promise<void> {
  const reader = new NameReader(context, pending);
  const changes = new NameChanges(context, pending, targets);
  for await (const seeds of seedsOf(context, pending)) {
    const things = await reader.neighbourhood(seeds);
    await changes.add(things);
  }
  await changes.apply();
}

/** Names whose standing may have changed, in portions. */
async function* seedsOf(
  context: LoadContext,
  pending: ReadonlyMap<string, PendingEntity>,
): AsyncGenerator<readonly string[]> {
  const seeds: string[] = [...context.former.keys()];
  let known: [string, PendingEntity][] = [];
  for (const [uri, plan] of pending) {
    if (plan.redirectsTo !== undefined) seeds.push(uri);
    // In an empty graph nothing waits for a name.
    else if (!context.isFirst && namedLabel(uri) !== undefined) {
      if (plan.isKnown) known.push([uri, plan]);
      else seeds.push(uri);
    }
    if (known.length === namesAtOnce) {
      seeds.push(...(await unsettled(context, known)));
      known = [];
    }
    while (seeds.length >= namesAtOnce) yield seeds.splice(0, namesAtOnce);
  }
  seeds.push(...(await unsettled(context, known)));
  if (seeds.length > 0) yield seeds;
}

/** Of things that were described before: those that are or have aliases, and those whose immutable id another name has. */
async function unsettled(
  { store }: LoadContext,
  known: readonly (readonly [string, PendingEntity])[],
): Promise<readonly string[]> {
  if (known.length === 0) return [];
  const values = known.map(([uri]) => uri);
  const found = new Set<string>();
  for (const statement of [aliasesAmong, aliasedAmong]) {
    for (const { uri } of await store.read<{ uri: string }>(statement, { values })) found.add(uri);
  }
  for (const label of new Set(known.map(([uri]) => namedLabel(uri) ?? ''))) {
    const holders = new Map(
      known.flatMap(([uri, { sourceId }]) =>
        sourceId === undefined || namedLabel(uri) !== label ? [] : [[sourceId, uri] as const],
      ),
    );
    const rows = await store.read<{ uri: string; sourceId: string }>(bySourceId(label), {
      values: [...holders.keys()],
    });
    for (const row of rows) {
      const holder = holders.get(row.sourceId);
      if (holder !== undefined && holder !== row.uri) found.add(holder);
    }
  }
  return [...found];
}

/** Gathers what has to change, and changes it. */
class NameChanges {
  readonly #context: LoadContext;
  readonly #pending: ReadonlyMap<string, PendingEntity>;
  readonly #targets: Targets;
  readonly #writer: AliasWriter;
  readonly #noted = new Set<string>();
  /** What references were moved to, or have to be moved away from. */
  readonly #affected = new Set<string>();
  /** Things that were called by a name that is not theirs any more: they may have spoken of it. */
  readonly #released = new Set<string>();
  readonly #stale: TypedEnds[] = [];
  /** Names whose own accounts say where they lead. */
  readonly #redirecting = new Set<string>();
  /** Names of which nothing is told any more. */
  readonly #silent = new Set<string>();
  readonly #closing: ClosedAccount[] = [];

  constructor(context: LoadContext, pending: ReadonlyMap<string, PendingEntity>, targets: Targets) {
    this.#context = context;
    this.#pending = pending;
    this.#targets = targets;
    this.#writer = new AliasWriter(context, pending);
  }

  async add(things: ReadonlyMap<string, NamedThing>): Promise<void> {
    const { aliases, overtaken } = resolveNames(things);
    for (const thing of things.values()) {
      const alias = aliases.get(thing.uri);
      if (this.#noted.has(thing.uri) || (alias === undefined && thing.stored.length === 0)) continue;
      this.#noted.add(thing.uri);
      this.#targets.settle(thing.uri, alias?.to ?? thing.uri);
      this.#compare(thing, alias);
      if (alias === undefined) continue;
      await this.#alias(thing, alias, things);
      if (overtaken.has(thing.uri)) await this.#end(await this.#current(thing.uri), alias.to);
      else await this.#end(thing.leftOver, alias.to);
    }
  }

  #compare({ uri, stored }: NamedThing, alias: Alias | undefined): void {
    // References to an alias are looked for also where it was one before: a load may have been killed while it moved them.
    if (alias !== undefined) this.#affected.add(uri);
    for (const { to } of stored) {
      if (to === alias?.to) continue;
      this.#affected.add(to);
      if (!this.#pending.has(to)) this.#released.add(to);
      this.#stale.push({ type: 'REDIRECTS_TO', from: uri, to });
    }
  }

  async #alias(thing: NamedThing, alias: Alias, things: ReadonlyMap<string, NamedThing>): Promise<void> {
    const { uri, label, exists } = thing;
    if (things.get(alias.to)?.exists === false)
      await this.#targets.resolve([{ uri: alias.to, subjectLabel: label, property: 'redirectsTo' }]);
    await this.#writer.add(thing, alias);
    if (!exists || this.#pending.has(uri)) return;
    if (alias.kind === 'observed') this.#redirecting.add(uri);
    else this.#silent.add(uri);
  }

  async #current(uri: string): Promise<readonly StandingAccount[]> {
    const rows = await this.#context.store.read<KnownAccount>(readAccounts([]), { uris: [uri] });
    return rows.map(standingAccount);
  }

  /** What was told under a former name ends when the thing is told of under its new one. */
  async #end(accounts: readonly StandingAccount[], bearer: string): Promise<void> {
    if (accounts.length === 0) return;
    const lines = await standingLines(this.#context, this.#pending, bearer);
    const told = lines.find((line) => line['sourceId'] !== undefined) ?? lines[0];
    if (told === undefined) return;
    for (const { description } of accounts) this.#closing.push({ description, at: timeOf(told) });
  }

  async apply(): Promise<void> {
    await this.#writer.write();
    const subjects = new Set([
      ...(await subjectsOf(this.#context, this.#pending, this.#affected)),
      ...this.#released,
      ...this.#redirecting,
    ]);
    for (const uri of this.#silent) subjects.delete(uri);
    await replan(this.#context, this.#targets, subjects);
    await this.#forget();
    await deleteRows(this.#context, this.#stale);
    await closeAccounts(this.#context, this.#closing);
  }

  /** An alias keeps nothing but its name. */
  async #forget(): Promise<void> {
    const nothing = { isNew: false, opened: [], others: [] };
    const silent = [...this.#silent].map((uri) => ({ group: { uri, accounts: [] }, plan: nothing }));
    for (let start = 0; start < silent.length; start += namesAtOnce) {
      const part = silent.slice(start, start + namesAtOnce);
      const { gone } = await planRelationships(this.#context, part, this.#targets);
      await deleteRows(this.#context, gone);
    }
  }
}
