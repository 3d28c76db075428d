import { access, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { diskError, systemCodeOf } from '../disk-error.ts';
import { isStemmaError, messageOf } from '../errors.ts';
import { readLedger, readMisses } from './ledger.ts';
import { inspectLock } from './lock.ts';
import { readManifest } from './manifest.ts';
import { RunCounts } from './run-counts.ts';
import {
  isRunName,
  isSourceName,
  jsonldManifestPath,
  lockPath,
  rawRoot,
  runFolder,
  type RunPlace,
  sourceFolder,
} from './run-paths.ts';
import type { Manifest, RunState } from './types.ts';

export interface RunSourceSummary {
  readonly source: string;
  /** `running` only while a process works on it: a run whose process is gone is `interrupted`. */
  readonly state: RunState | 'damaged';
  readonly counts: Manifest['counts'];
  /** On disk. */
  readonly bytes: number;
  readonly startedAt?: string;
  readonly endedAt?: string;
  /** Why it failed, or what is damaged. */
  readonly error?: string;
}

export interface RunSummary {
  readonly run: string;
  /** The least finished state of its sources. */
  readonly state: RunState | 'damaged';
  readonly startedAt?: string;
  readonly endedAt?: string;
  readonly bytes: number;
  readonly sources: readonly RunSourceSummary[];
  readonly stages: { readonly extracted: boolean; readonly mapped: boolean };
}

const leastFinished = ['damaged', 'running', 'failed', 'interrupted', 'complete'] as const;

/** All runs under a data directory, newest first. A run that cannot be read is listed as damaged. Throws STEMMA_DISK. */
export async function listRuns(dataDir: string): Promise<readonly RunSummary[]> {
  const sourcesByRun = new Map<string, RunSourceSummary[]>();
  for (const source of (await foldersIn(rawRoot(dataDir))).filter(isSourceName)) {
    for (const run of (await foldersIn(sourceFolder(dataDir, source))).filter(isRunName)) {
      const sources = sourcesByRun.get(run) ?? [];
      sources.push(await summariseSource({ dataDir, source, run }));
      sourcesByRun.set(run, sources);
    }
  }
  const runs = [...sourcesByRun].sort(([a], [b]) => (a < b ? 1 : -1));
  return Promise.all(runs.map(async ([run, sources]) => summariseRun(dataDir, run, sources)));
}

async function foldersIn(directory: string): Promise<string[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort();
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return [];
    throw diskError(error, 'list', directory);
  }
}

async function summariseRun(dataDir: string, run: string, sources: readonly RunSourceSummary[]): Promise<RunSummary> {
  const started = sources.flatMap(({ startedAt }) => startedAt ?? []).sort()[0];
  const ended = sources
    .flatMap(({ endedAt }) => endedAt ?? [])
    .sort()
    .at(-1);
  const state = leastFinished.find((candidate) => sources.some((source) => source.state === candidate)) ?? 'damaged';
  const mapped = await access(jsonldManifestPath(dataDir, run)).then(
    () => true,
    () => false,
  );
  return {
    run,
    state,
    ...(started === undefined ? {} : { startedAt: started }),
    ...(ended === undefined || state === 'running' ? {} : { endedAt: ended }),
    bytes: sources.reduce((sum, { bytes }) => sum + bytes, 0),
    sources,
    stages: { extracted: state === 'complete', mapped },
  };
}

async function summariseSource(place: RunPlace): Promise<RunSourceSummary> {
  const { dataDir, source, run } = place;
  const bytes = await folderBytes(runFolder(place));
  try {
    const manifest = await readManifest(dataDir, source, run);
    const { startedAt, endedAt, error } = manifest;
    return {
      source,
      state: await effectiveState(place, manifest.state),
      counts: manifest.state === 'running' ? await countLedger(place) : manifest.counts,
      bytes,
      startedAt,
      ...(endedAt === undefined ? {} : { endedAt }),
      ...(error === undefined ? {} : { error: error.message }),
    };
  } catch (error) {
    if (!isStemmaError(error, 'STEMMA_RUN')) throw error;
    return { source, state: 'damaged', counts: {}, bytes, error: messageOf(error) };
  }
}

async function effectiveState(place: RunPlace, state: RunState): Promise<RunState> {
  if (state !== 'running') return state;
  const lock = await inspectLock(lockPath(place));
  return lock === undefined || lock.state === 'dead' ? 'interrupted' : 'running';
}

async function countLedger({ dataDir, source, run }: RunPlace): Promise<Manifest['counts']> {
  const counts = new RunCounts();
  for await (const line of readLedger(dataDir, source, run)) counts.addResponse(line);
  for await (const miss of readMisses(dataDir, source, run)) counts.addMiss(miss);
  return counts.toRecord();
}

async function folderBytes(directory: string): Promise<number> {
  let bytes = 0;
  for (const name of await readdir(directory)) {
    // A temporary file may be gone by now.
    bytes += await stat(join(directory, name)).then(
      (found) => found.size,
      () => 0,
    );
  }
  return bytes;
}
