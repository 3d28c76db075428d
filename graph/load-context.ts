import type { EntityLine } from '../ontology/entity.ts';
import { readLineBatches } from '../src/core/ndjson.ts';
import { entitiesPath } from '../src/core/run/run-paths.ts';
import { throwIfAborted } from '../src/core/abort.ts';
import type { AccountPart } from './account-part.ts';
import type { AccountReader, LinePlace } from './account-reader.ts';
import type { LoadCounts } from './load-report.ts';
import type { FormerName } from './renamed-within.ts';
import { parseEntity } from './run-index.ts';
import type { Account, RunIndex } from './run-index.ts';
import type { GraphStore } from './store.ts';

/** What the steps of one load share. */
export interface LoadContext {
  readonly store: GraphStore;
  readonly dataDir: string;
  readonly index: RunIndex;
  readonly reader: AccountReader;
  /** Names of sources, most authoritative first. */
  readonly authority: readonly string[];
  readonly counts: LoadCounts;
  /** Nothing was loaded yet: there is nothing to compare with. */
  readonly isFirst: boolean;
  /** The runs that the graph holds. */
  readonly loaded: ReadonlySet<string>;
  /** Sources of which a later run is loaded already: this one adds what is unknown and changes nothing. */
  readonly outdated: ReadonlySet<string>;
  /** By IRI: names that were given up, though no account in the graph says so; they lead to what bears the id now. */
  readonly former: Map<string, FormerName>;
  readonly inlineContent: boolean;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: (progress: LoadProgress) => void;
  readonly onAccount: (line: EntityLine, verdict: AccountVerdict) => void;
}

/** What the graph made of one account of the run. */
export type AccountVerdict = 'new' | 'updated' | 'unchanged';

export interface LoadProgress {
  readonly step: 'nodes' | 'relationships';
  /** Entities done of all entities of the step. */
  readonly done: number;
  readonly total: number;
}

/** An account whose Description is to be written. */
export interface OpenedAccount {
  readonly part: AccountPart;
  /** Description of the account it replaces. */
  readonly closes?: string;
  /** Since when the same run's earlier account stands: this one takes its place in the same Description. */
  readonly rewrites?: string;
}

/** A current account from an earlier load, and where its line stands. */
export interface StandingAccount extends LinePlace {
  readonly part: AccountPart;
  /** IRI of its Description. */
  readonly description: string;
}

/** An account that ends without another in its place. */
export interface ClosedAccount {
  readonly description: string;
  /** Since when. */
  readonly at: string;
}

/** A thing with a new or changed account: its relationships and Descriptions are still to be written. */
export interface PendingEntity {
  /** Was not in the graph before this load: it has no relationships to compare with. */
  readonly isNew: boolean;
  readonly opened: readonly OpenedAccount[];
  /** Current accounts of other parts, from earlier loads. */
  readonly others: readonly StandingAccount[];
  readonly closing: readonly ClosedAccount[];
  /** Had an account before this load. */
  readonly isKnown: boolean;
  /** The source's immutable id, as this run tells it. */
  readonly sourceId?: string;
  /** Nothing describes it: where the source answers for it now. */
  readonly redirectsTo?: string;
}

/** The run's accounts of one thing, one per part. */
export interface EntityGroup {
  readonly uri: string;
  readonly accounts: readonly Account[];
}

/** What reading a run takes. */
export type ReadContext = Pick<LoadContext, 'dataDir' | 'index' | 'reader' | 'signal'>;

const windowLimits = { entities: 4_000, bytes: 24 * 1024 * 1024 };

/** The run's things in file order, in windows small enough to be held; `wanted` decides by IRI. */
export async function* entityWindows(
  context: ReadContext,
  wanted: (uri: string) => boolean,
): AsyncGenerator<readonly EntityGroup[]> {
  const { index, dataDir } = context;
  const path = entitiesPath(dataDir, index.run);
  const leaders = new Map<number, string>();
  for (const [uri, [leader]] of index.winners) if (leader !== undefined && wanted(uri)) leaders.set(leader.offset, uri);
  let window: EntityGroup[] = [];
  let bytes = 0;
  for await (const batch of leaders.size === 0 ? [] : readLineBatches(path)) {
    throwIfAborted(context.signal);
    for (const { line, offset, length } of batch) {
      const uri = leaders.get(offset);
      if (uri === undefined) continue;
      const account = { line: parseEntity(line, path, offset), file: index.file, offset, length };
      window.push({ uri, accounts: [account] });
      bytes += (index.winners.get(uri) ?? []).reduce((sum, winner) => sum + winner.length, 0);
      if (window.length < windowLimits.entities && bytes < windowLimits.bytes) continue;
      yield await withFurtherAccounts(context, window);
      window = [];
      bytes = 0;
    }
  }
  if (window.length > 0) yield await withFurtherAccounts(context, window);
}

/** The accounts by other parts of the same run: they stand elsewhere in the file. */
async function withFurtherAccounts(
  { index, reader }: ReadContext,
  window: readonly EntityGroup[],
): Promise<readonly EntityGroup[]> {
  const places: LinePlace[] = [];
  for (const { uri } of window) {
    for (const { offset, length } of (index.winners.get(uri) ?? []).slice(1)) {
      places.push({ file: index.file, offset, length });
    }
  }
  if (places.length === 0) return window;
  const further = grouped(
    (await reader.readAll(places)).filter((account) => account !== undefined),
    (account) => account.line['@id'],
  );
  return window.map(({ uri, accounts }) => ({ uri, accounts: [...accounts, ...(further.get(uri) ?? [])] }));
}

/** Rows by the key of the statement they belong to. */
export function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
