import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccountReader } from '../../../graph/account-reader.ts';
import { throwIfAborted } from '../../core/abort.ts';
import { compareThings, compareUnmatched, keyOfUnmatched, type CompareContext, type Found } from './compare.ts';
import type { Unmatched } from './compare.ts';
import { Partitions } from './partitions.ts';
import { entitiesBytes, markRun, type Mark } from './read-run.ts';
import { notesOf, scopeOf } from './scope.ts';
import { SortedSpool } from './sorted-spool.ts';
import { DiffTally, sortedRecord } from './tally.ts';
import { toldThings } from './told-thing.ts';
import type { DiffItem, DiffSummary } from './types.ts';

export interface RunDiff {
  readonly summary: DiffSummary;
  /** By IRI; may be read more than once, until `close`. */
  readonly items: () => AsyncGenerator<DiffItem>;
  readonly close: () => Promise<void>;
}

export interface RunDiffOptions {
  readonly dataDir: string;
  readonly signal?: AbortSignal;
  /** Bytes of mapped entities compared at once. */
  readonly partBytes?: number;
}

const defaultPartBytes = 64 * 1024 * 1024;
const mostParts = 256;
/** As a load has it: a list that shows less than this part of what it should show is not believed. */
const leastShare = 0.6;

/**
 * What run B tells otherwise than run A, from their folders alone. Only what both tell is compared, and absence counts only
 * where a run proves it. Memory holds one part of the things at a time; the rest is put aside on disk until `close`.
 * @throws StemmaError STEMMA_RUN when a run is not mapped, STEMMA_CANCELLED
 */
export async function runDiff(a: string, b: string, options: RunDiffOptions): Promise<RunDiff> {
  const folder = await mkdtemp(join(tmpdir(), 'stemma-diff-'));
  const close = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    return { ...(await compareRuns(a, b, folder, options)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function compareRuns(
  a: string,
  b: string,
  folder: string,
  { dataDir, signal, partBytes = defaultPartBytes }: RunDiffOptions,
): Promise<Omit<RunDiff, 'close'>> {
  const bytes = (await entitiesBytes(dataDir, a)) + (await entitiesBytes(dataDir, b));
  const parts = Math.min(mostParts, 1 + Math.floor(bytes / partBytes));
  const marks = new Partitions(folder, 'things', parts);
  const unmatched = new Partitions(folder, 'names', parts);
  const spool = new SortedSpool<Found>(folder, ({ uri, kind }) => `${uri} ${kind}`);
  const reader = new AccountReader(dataDir);
  const context: CompareContext = {
    reader,
    files: { a: `jsonld/${a}/entities.ndjson`, b: `jsonld/${b}/entities.ndjson` },
    scopes: { a: await scopeOf(dataDir, a), b: await scopeOf(dataDir, b) },
    tally: new DiffTally(),
    confirmed: new Map(),
  };
  const missing = new Map<string, number>();
  try {
    for (const [side, run] of [
      ['a', a],
      ['b', b],
    ] as const)
      await markRun({ dataDir, run, side, signal }, marks);
    await marks.flush();
    const keep = async (found: readonly Found[]): Promise<void> => {
      for (const { list } of found) if (list !== undefined) missing.set(list, (missing.get(list) ?? 0) + 1);
      for (const item of found) if (item.list === undefined) context.tally.item(item);
      await spool.add(found);
    };
    for (let part = 0; part < marks.count; part += 1) {
      throwIfAborted(signal);
      const compared = await compareThings(context, toldThings(await marks.take<Mark>(part)));
      for (const one of compared.unmatched) await unmatched.add(keyOfUnmatched(one), one);
      await keep(compared.found);
    }
    await unmatched.flush();
    for (let part = 0; part < unmatched.count; part += 1)
      await keep(await compareUnmatched(context, await unmatched.take<Unmatched>(part)));
  } finally {
    await reader.close();
    await marks.close();
    await unmatched.close();
  }
  const held = heldLists(missing, context.confirmed);
  for await (const item of spool.read()) {
    if (item.list === undefined) continue;
    if (held.has(item.list)) context.tally.of(item.label).held += 1;
    else context.tally.item(item);
  }
  return { summary: summaryOf(a, b, context, held), items: () => believed(spool, held) };
}

function heldLists(missing: ReadonlyMap<string, number>, confirmed: ReadonlyMap<string, number>): ReadonlySet<string> {
  return new Set(
    [...missing].flatMap(([list, gone]) => {
      const shown = confirmed.get(list) ?? 0;
      return shown >= leastShare * (shown + gone) ? [] : [list];
    }),
  );
}

async function* believed(spool: SortedSpool<Found>, held: ReadonlySet<string>): AsyncGenerator<DiffItem> {
  for await (const { list, ...item } of spool.read()) if (list === undefined || !held.has(list)) yield item;
}

function summaryOf(a: string, b: string, { tally, scopes }: CompareContext, held: ReadonlySet<string>): DiffSummary {
  return {
    a,
    b,
    counts: sortedRecord(tally.counts),
    fields: sortedRecord(tally.fields),
    edges: sortedRecord(tally.edges),
    licenses: tally.licenses,
    counters: sortedRecord(tally.counters),
    notes: [
      ...notesOf(scopes.a, scopes.b),
      ...[...held].map((list) => `${b} shows so little of the list of ${list} that no removal is believed`),
    ],
  };
}
