import { readdir } from 'node:fs/promises';
import type { EntityLine } from '../ontology/entity.ts';
import { throwIfAborted } from '../src/core/abort.ts';
import { systemCodeOf } from '../src/core/disk-error.ts';
import { StemmaError } from '../src/core/errors.ts';
import { manifestBytes, parseManifest } from '../src/core/run/manifest.ts';
import { isSourceName, rawRoot } from '../src/core/run/run-paths.ts';
import type { Manifest } from '../src/core/run/types.ts';
import { reconcileNames } from './identity/reconcile.ts';
import { entityWindows } from './load-context.ts';
import type {
  AccountVerdict,
  ClosedAccount,
  EntityGroup,
  LoadContext,
  LoadProgress,
  PendingEntity,
} from './load-context.ts';
import { markForgotten } from './forgotten.ts';
import { loadNodes } from './load-nodes.ts';
import { closeAccounts, LedgerReader, openAccounts } from './load-provenance.ts';
import type { AccountToOpen } from './load-provenance.ts';
import { deleteRows, planRelationships, writeRelationships } from './load-relationships.ts';
import type { TypedRow } from './load-relationships.ts';
import { emptyCounts } from './load-report.ts';
import type { LoadReport } from './load-report.ts';
import { outdatedSources, recordExtractionRun } from './load-run-node.ts';
import { loadPresence } from './presence/load-presence.ts';
import { AccountReader } from './account-reader.ts';
import { isSamePart } from './account-part.ts';
import { assertNotImported } from './imported-mark.ts';
import { recordedRuns, withChoices, type RecordedRun, type RunToLoad } from './recorded-runs.ts';
import { indexRun } from './run-index.ts';
import type { Account } from './run-index.ts';
import { readAny } from './statements.ts';
import type { GraphLoadTarget } from './store.ts';
import { Targets } from './targets.ts';

export interface LoadOptions {
  readonly target: GraphLoadTarget;
  readonly dataDir: string;
  readonly run: string;
  /** Names of sources, most authoritative first: who wins where accounts of one thing differ. */
  readonly authority?: readonly string[];
  /** Also keep each account's content and evidence on its Description. */
  readonly inlineContent?: boolean;
  /** Remove what a complete list does not show, however little it shows. */
  readonly acceptRemovals?: boolean;
  /** Hash of the mapped files: kept on the run's node when all of it is loaded. */
  readonly mapping?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: LoadProgress) => void;
  /** Told once for each account of the run. */
  readonly onAccount?: (line: EntityLine, verdict: AccountVerdict) => void;
}

/**
 * Brings the graph to what a mapped run says, writing only what differs; a second time nothing is written. A node is
 * always what its current Descriptions together say, whatever the order of records. Descriptions are written last, so a
 * load that was killed is completed by repeating it. Publishing is the caller's: `target.publish()` when `hasChanges`.
 * @throws StemmaError STEMMA_RUN when the run is not mapped or its ledger is damaged, STEMMA_CANCELLED, STEMMA_STORE…
 */
export async function loadRun(options: LoadOptions): Promise<LoadReport> {
  const { dataDir, run, signal } = options;
  throwIfAborted(signal);
  const { store } = options.target;
  await assertNotImported(store);
  const manifests = await readManifests(dataDir, run);
  const index = await indexRun(dataDir, run);
  await store.ensureSchema();
  const recorded = await recordedRuns(store);
  const reader = new AccountReader(dataDir);
  try {
    const context: LoadContext = {
      store,
      dataDir,
      index,
      reader,
      authority: options.authority ?? [],
      counts: emptyCounts(),
      isFirst: (await store.read(readAny)).length === 0,
      loaded: new Set(recorded.map((one) => one.run)),
      outdated: outdatedSources(recorded, run, [...index.sources, ...manifests.map(({ source }) => source)]),
      former: new Map(index.former),
      inlineContent: options.inlineContent ?? false,
      signal,
      onProgress: options.onProgress ?? (() => undefined),
      onAccount: options.onAccount ?? (() => undefined),
    };
    const finish = await recordExtractionRun(context, manifests, choicesOf(options, recorded));
    const pending = await loadNodes(context);
    const targets = new Targets(context, pending);
    await reconcileNames(context, pending, targets);
    await loadRelationships(context, pending, targets);
    const acceptRemovals = options.acceptRemovals ?? false;
    context.counts.removalsHeld = await loadPresence(context, manifests, targets, { acceptRemovals });
    await markForgotten(context);
    await finish();
    return { ...context.counts };
  } finally {
    await reader.close();
  }
}

function choicesOf(options: LoadOptions, recorded: readonly RecordedRun[]): RunToLoad {
  return withChoices(
    options,
    recorded.find(({ run }) => run === options.run),
  );
}

/** Manifests of the run, one per source. */
async function readManifests(dataDir: string, run: string): Promise<readonly Manifest[]> {
  const names = await readdir(rawRoot(dataDir)).catch((error: unknown) => {
    if (systemCodeOf(error) === 'ENOENT') return [];
    throw error;
  });
  const manifests: Manifest[] = [];
  for (const source of names.filter(isSourceName).toSorted()) {
    const place = { dataDir, source, run };
    const bytes = await manifestBytes(place);
    if (bytes !== undefined) manifests.push(parseManifest(bytes, place));
  }
  if (manifests.length > 0) return manifests;
  throw new StemmaError('STEMMA_RUN', `no run ${run} in ${dataDir}`, { hint: 'stemma runs list' });
}

/** Rows; two flushes are held at once. */
const flushAt = 40_000;

/** Relationships and the accounts they belong to, to be written together. */
interface Flush {
  rows: TypedRow[];
  closing: ClosedAccount[];
  accounts: AccountToOpen[];
}

/**
 * Second pass: relationships and the stubs they need, then the Descriptions that say it is done. While one part is
 * being written the next is made ready.
 */
async function loadRelationships(
  context: LoadContext,
  pending: ReadonlyMap<string, PendingEntity>,
  targets: Targets,
): Promise<void> {
  const ledger = new LedgerReader(context.dataDir, context.index.run);
  const knownRecords = new Set<string>();
  const write = async ({ rows, closing, accounts }: Flush): Promise<void> => {
    await writeRelationships(context, rows);
    await closeAccounts(context, closing);
    await openAccounts(context, ledger, accounts, knownRecords);
  };
  let next: Flush = { rows: [], closing: [], accounts: [] };
  let writing: Promise<void> = Promise.resolve();
  let done = 0;
  try {
    for await (const window of entityWindows(context, (uri) => pending.has(uri))) {
      const entities = window.map((group) => ({ group, plan: pending.get(group.uri) as PendingEntity }));
      const { writes, gone } = await planRelationships(context, entities, targets);
      await deleteRows(context, gone);
      for (const row of writes) next.rows.push(row);
      for (const { group, plan } of entities) {
        next.closing.push(...plan.closing);
        next.accounts.push(...accountsOf(context, group.accounts, plan));
      }
      done += window.length;
      if (next.rows.length >= flushAt) {
        await writing;
        writing = write(next);
        writing.catch(() => undefined);
        next = { rows: [], closing: [], accounts: [] };
      }
      context.onProgress({ step: 'relationships', done, total: pending.size });
    }
  } finally {
    await writing;
  }
  await write(next);
}

function accountsOf(
  { inlineContent }: LoadContext,
  accounts: EntityGroup['accounts'],
  plan: PendingEntity,
): AccountToOpen[] {
  return plan.opened.flatMap((opened) => {
    const account = accounts.find((one) => isSamePart(one.line.origin, opened.part));
    if (account === undefined) return [];
    return { account: inlineContent ? account : headOf(account), opened };
  });
}

/** What a Description says of an account. The whole of it is large, and thousands wait to be written. */
function headOf({ line, ...place }: Account): Account {
  const { '@id': iri, '@type': type, id, name, origin, contentHash } = line;
  return { ...place, line: { '@id': iri, '@type': type, id, name, origin, contentHash, evidence: [] } };
}
