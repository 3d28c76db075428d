import { ensureDirectory, syncDirectory } from '../atomic-file.ts';
import { type Clock, systemClock } from '../clock.ts';
import { CompactSet } from '../compact-map.ts';
import { onDisk, withNextCommand } from '../disk-error.ts';
import { StemmaError } from '../errors.ts';
import { openNdjson } from '../ndjson.ts';
import { packageVersion } from '../package-files.ts';
import { DataFiles } from './data-files.ts';
import { writeInputs } from './inputs.ts';
import { LedgerIndex } from './ledger-index.ts';
import { soundLedgerLines, soundMisses } from './ledger.ts';
import { acquireLock, type Lock } from './lock.ts';
import { createSecretMask } from './mask-secrets.ts';
import { manifestBytes, readManifest, readManifestToResume, writeManifest } from './manifest.ts';
import { RunCounts } from './run-counts.ts';
import { ledgerPath, lockPath, missedPath, runFolder, type RunPlace } from './run-paths.ts';
import { missKeyOf, RunWriter, type RunWriterParts } from './run-writer.ts';
import { formatVersion, type Manifest } from './types.ts';

export interface ResumeRunOptions {
  readonly dataDir: string;
  readonly source: string;
  readonly run: string;
  readonly clock?: Clock;
  /** Values that must not be stored, wherever they stand in an answer. */
  readonly secrets?: readonly string[];
  /** Take the lock whoever holds it. */
  readonly force?: boolean;
  /** Told in a sentence what the user should know: a lock taken over. */
  readonly onNote?: (message: string) => void;
}

export interface CreateRunOptions extends ResumeRunOptions {
  /** Effective settings of the source, secrets masked; frozen for the whole run. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Stages of the source that were chosen; frozen too. */
  readonly stages?: readonly string[];
  /** The first `seq` of this source within the run. Default 1. */
  readonly firstSeq?: number;
  /** Files the run keeps a copy of, by their name in its folder; asked for only when it is begun. */
  readonly inputs?: () => Promise<Readonly<Record<string, Uint8Array>>>;
}

/** Starts a run of a source. Throws STEMMA_RUN when it exists or another process works on it, STEMMA_DISK when the disk refuses. */
export async function createRun(options: CreateRunOptions): Promise<RunWriter> {
  const { clock = systemClock } = options;
  const place = placeOf(options);
  const inputs = (await options.inputs?.()) ?? {};
  await ensureDirectory(runFolder(place));
  return locked(place, options, async (lock) => {
    if ((await manifestBytes(place)) !== undefined) {
      throw new StemmaError('STEMMA_RUN', `run ${place.run} of ${place.source} exists already`, {
        hint: `stemma resume ${place.run}`,
      });
    }
    const copied = await writeInputs(place, inputs);
    const manifest: Manifest = {
      formatVersion,
      run: place.run,
      source: place.source,
      state: 'running',
      tool: { name: 'stemma', version: packageVersion() },
      settings: options.settings,
      ...(options.stages === undefined ? {} : { stages: options.stages }),
      firstSeq: options.firstSeq ?? 1,
      startedAt: clock.now().toISOString(),
      counts: {},
      ...(Object.keys(copied).length === 0 ? {} : { inputs: copied }),
    };
    await writeManifest(place.dataDir, manifest);
    return openWriter(place, manifest, lock, options);
  });
}

/**
 * Goes on with a run: data files, ledger and misses are cut to what was acknowledged, nothing else is rewritten but the state.
 * A complete run is opened for reading only (`isComplete`). Throws STEMMA_RUN when there is no such run, it is damaged, of
 * another format, or being written; STEMMA_DISK when the disk refuses.
 */
export async function resumeRun(options: ResumeRunOptions): Promise<RunWriter> {
  const { clock = systemClock } = options;
  const place = placeOf(options);
  const found = await readManifest(place.dataDir, place.source, place.run);
  if (found.state === 'complete') return new RunWriter(await knownParts(place, found, clock));
  return locked(place, options, async (lock) => {
    const current = await readManifestToResume(place.dataDir, place.source, place.run);
    if (current.state === 'complete') {
      await lock.release();
      return new RunWriter(await knownParts(place, current, clock));
    }
    const { files: _files, error: _error, endedAt: _endedAt, ...kept } = current;
    const manifest: Manifest = { ...kept, state: 'running' };
    if (current.state !== 'running') await writeManifest(place.dataDir, manifest);
    return openWriter(place, manifest, lock, options);
  });
}

/** `resumeRun` when the source has begun its part of the run, else `createRun`. */
export async function openRunForWriting(options: CreateRunOptions): Promise<RunWriter> {
  return (await manifestBytes(placeOf(options))) === undefined ? createRun(options) : resumeRun(options);
}

function placeOf({ dataDir, source, run }: ResumeRunOptions): RunPlace {
  return { dataDir, source, run };
}

/** Holds the lock while opening; the writer releases it at its end. */
async function locked(
  place: RunPlace,
  options: ResumeRunOptions,
  open: (lock: Lock) => Promise<RunWriter>,
): Promise<RunWriter> {
  const { clock = systemClock, force = false, onNote } = options;
  let lock: Lock | undefined;
  try {
    lock = await acquireLock(lockPath(place), {
      what: `run ${place.run} of ${place.source}`,
      clock,
      force,
      ...(onNote === undefined ? {} : { onNote }),
    });
    return await open(lock);
  } catch (error) {
    await lock?.release().catch(() => undefined);
    throw withNextCommand(error, `stemma resume ${place.run}`);
  }
}

/** What the ledger and the misses say, without opening anything for writing. */
async function knownParts(
  place: RunPlace,
  manifest: Manifest,
  clock: Clock,
): Promise<RunWriterParts & { ledgerEnd: number; missedEnd: number }> {
  const data = new DataFiles(place);
  const index = new LedgerIndex(ledgerPath(place));
  const counts = new RunCounts();
  const missKeys = new CompactSet();
  let nextSeq = manifest.firstSeq;
  let ledgerEnd = 0;
  let missedEnd = 0;
  for await (const { value, offset, length } of soundLedgerLines(place, manifest.firstSeq)) {
    data.know(value);
    index.add(value.resource, value.url, { offset });
    counts.addResponse(value);
    nextSeq = value.seq + 1;
    ledgerEnd = offset + length + 1;
  }
  for await (const { value, offset, length } of soundMisses(place)) {
    missKeys.add(missKeyOf(value));
    counts.addMiss(value);
    missedEnd = offset + length + 1;
  }
  return {
    place,
    manifest,
    lock: undefined,
    data,
    files: undefined,
    index,
    missKeys,
    counts,
    nextSeq,
    clock,
    ledgerEnd,
    missedEnd,
  };
}

async function openWriter(
  place: RunPlace,
  manifest: Manifest,
  lock: Lock,
  { clock = systemClock, secrets = [] }: ResumeRunOptions,
): Promise<RunWriter> {
  const { ledgerEnd, missedEnd, ...known } = await knownParts(place, manifest, clock);
  try {
    await known.data.cutToLedger();
  } catch (error) {
    await known.data.close();
    throw error;
  }
  const ledger = await openNdjson(ledgerPath(place), ledgerEnd);
  const missed = await openNdjson(missedPath(place), missedEnd);
  await onDisk('flush', runFolder(place), () => syncDirectory(runFolder(place)));
  return new RunWriter({ ...known, files: { ledger, missed }, lock, mask: createSecretMask(secrets) });
}
