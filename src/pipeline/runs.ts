import { readdir } from 'node:fs/promises';
import { isStemmaError, messageOf, StemmaError } from '../core/errors.ts';
import { readLedger } from '../core/run/ledger.ts';
import { inspectLock } from '../core/run/lock.ts';
import { readManifest } from '../core/run/manifest.ts';
import { isRunName, isSourceName, jsonldRoot, lockPath, rawRoot, sourceFolder } from '../core/run/run-paths.ts';
import type { Manifest } from '../core/run/types.ts';
import { loadedHash, readEntitiesManifest, type EntitiesManifest, type MapInputs } from './entities-folder.ts';
import { readStages, type StageName, type Stages } from './stages.ts';

/** One source's folder of a run. */
export interface RunPart {
  readonly source: string;
  /** undefined when it cannot be read; `problem` says why. */
  readonly manifest: Manifest | undefined;
  readonly problem?: string;
  /** Whether a living process works on it; `unknown` when that cannot be told from here. */
  readonly held: 'alive' | 'unknown' | 'no';
}

/** A run as it stands on the disk. */
export interface RunOnDisk {
  readonly run: string;
  readonly parts: readonly RunPart[];
  readonly stages: Stages | undefined;
  readonly mapped: EntitiesManifest | undefined;
}

async function namesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

/** Names of all runs, the newest first. */
export async function runNames(dataDir: string): Promise<string[]> {
  const found = new Set((await namesIn(jsonldRoot(dataDir))).filter(isRunName));
  for (const source of (await namesIn(rawRoot(dataDir))).filter(isSourceName)) {
    for (const run of await namesIn(sourceFolder(dataDir, source))) if (isRunName(run)) found.add(run);
  }
  return [...found].sort().reverse();
}

/** Sources that have a folder of this run, sorted. */
export async function sourcesOfRun(dataDir: string, run: string): Promise<string[]> {
  const found: string[] = [];
  for (const source of (await namesIn(rawRoot(dataDir))).filter(isSourceName)) {
    if ((await namesIn(sourceFolder(dataDir, source))).includes(run)) found.push(source);
  }
  return found.sort();
}

async function readPart(dataDir: string, source: string, run: string): Promise<RunPart> {
  const lock = await inspectLock(lockPath({ dataDir, source, run })).catch(() => undefined);
  const held = lock === undefined || lock.state === 'dead' ? 'no' : lock.state;
  try {
    return { source, manifest: await readManifest(dataDir, source, run), held };
  } catch (error) {
    if (!isStemmaError(error)) throw error;
    return { source, manifest: undefined, problem: messageOf(error), held };
  }
}

export async function readRun(dataDir: string, run: string): Promise<RunOnDisk> {
  const parts: RunPart[] = [];
  for (const source of await sourcesOfRun(dataDir, run)) parts.push(await readPart(dataDir, source, run));
  const stages = await readStages(dataDir, run).catch(() => undefined);
  const mapped = await readEntitiesManifest(dataDir, run).catch(() => undefined);
  return { run, parts, stages, mapped };
}

/** Runs that a graph holds and whose folders are not here, not of all of their sources, or cannot be read. */
export async function runsNotHere(
  dataDir: string,
  recorded: readonly { readonly run: string; readonly sources: readonly string[] }[],
): Promise<readonly string[]> {
  const missing: string[] = [];
  for (const { run, sources } of recorded) {
    const { parts } = await readRun(dataDir, run);
    const here = parts.filter(({ manifest }) => manifest !== undefined).map(({ source }) => source);
    if (here.length === 0 || sources.some((source) => !here.includes(source))) missing.push(run);
  }
  return missing;
}

/** The run a user means: a name or its beginning, or, without one, the newest. */
export async function findRun(dataDir: string, wanted: string | undefined): Promise<RunOnDisk> {
  const names = await runNames(dataDir);
  const matches =
    wanted === undefined
      ? names.slice(0, 1)
      : names.includes(wanted)
        ? [wanted]
        : names.filter((name) => name.startsWith(wanted));
  const [name] = matches;
  if (name !== undefined && matches.length === 1) return readRun(dataDir, name);
  if (names.length === 0)
    throw new StemmaError('STEMMA_USAGE', `there is no run in ${dataDir}`, {
      hint: 'stemma run huggingface --limit 2000',
    });
  const candidates = (matches.length > 1 ? matches : names).slice(0, 8);
  throw new StemmaError(
    'STEMMA_USAGE',
    `${matches.length > 1 ? 'several runs begin with' : 'there is no run'} ${JSON.stringify(wanted)}`,
    {
      hint: `runs: ${candidates.join(', ')}`,
      context: { candidates },
    },
  );
}

/** What a mapping of this run would read now. */
export async function mapInputsOf(dataDir: string, summary: RunOnDisk): Promise<MapInputs> {
  const inputs: Record<string, MapInputs[string]> = {};
  for (const { source, manifest } of summary.parts) {
    let [responses, bytes] = [0, 0];
    // The manifest's own counts are of its last change of state; the ledger is the truth of an unfinished run.
    for await (const line of readLedger(dataDir, source, summary.run)) {
      responses++;
      bytes += line.bytes;
    }
    inputs[source] = { state: manifest?.state === 'complete' ? 'complete' : 'incomplete', responses, bytes };
  }
  return inputs;
}

/** Whether the mapped entities are of what the run folders hold now. */
export async function isMapCurrent(dataDir: string, summary: RunOnDisk): Promise<boolean> {
  if (summary.mapped === undefined) return false;
  return JSON.stringify(summary.mapped.inputs) === JSON.stringify(await mapInputsOf(dataDir, summary));
}

/** The first stage that was wanted and is not done; undefined when nothing is left. `graph` as of `graphKey`. */
export async function nextStage(dataDir: string, summary: RunOnDisk, graph: string): Promise<StageName | undefined> {
  const planned = Object.keys(summary.stages?.sources ?? {});
  const begun = new Map(summary.parts.map((part) => [part.source, part.manifest?.state]));
  const isComplete = [...planned, ...begun.keys()].every((source) => begun.get(source) === 'complete');
  if (!isComplete) return 'extract';
  const wanted = summary.stages?.wanted ?? [];
  const wantsLoad = wanted.includes('load');
  if ((wantsLoad || wanted.includes('map')) && !(await isMapCurrent(dataDir, summary))) return 'map';
  const isLoaded = summary.mapped !== undefined && summary.stages?.loaded[graph] === loadedHash(summary.mapped);
  const isUnwanted = summary.stages?.rolledBack?.includes(graph) === true;
  return wantsLoad && !isLoaded && !isUnwanted ? 'load' : undefined;
}
