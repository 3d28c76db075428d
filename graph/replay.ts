import { isStemmaError } from '../src/core/errors.ts';
import { openScratch } from './embedded/load-target.ts';
import { openForLoad, openGraph, type GraphLocation } from './open.ts';
import { recordedRuns, type RecordedRun, type RunToLoad } from './recorded-runs.ts';
import type { GraphLoadTarget, GraphStore } from './store.ts';
import type { GraphDifference } from './sync/difference.ts';
import { syncGraph } from './sync/sync.ts';

export interface ReplayOptions {
  readonly location: GraphLocation;
  /** The runs that the graph is to hold, the oldest first, given those it holds. Asked while nobody else can load. */
  readonly choose: (recorded: readonly RecordedRun[]) => Promise<readonly RunToLoad[]>;
  /** Loads one of them into a graph that holds those before it. */
  readonly load: (target: GraphLoadTarget, run: RunToLoad) => Promise<unknown>;
  /** Only tell what would change. */
  readonly isDry?: boolean;
  /** Also where the graph that stands is damaged or of another format: then what differs of it is not told. */
  readonly isAnew?: boolean;
  /** Of each kind of change. */
  readonly mostExamples?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Replayed {
  /** Against the graph as it was; `undefined` where that could not be read. */
  readonly difference: GraphDifference | undefined;
  /** What the graph holds now, or would. */
  readonly runs: readonly RunToLoad[];
}

/**
 * Brings a graph to what some runs make when they are loaded one after the other into an empty one. That is done in an
 * embedded graph beside it, which then takes the place of an embedded graph; on a server only what differs is written, so that
 * it answers all the while.
 * @throws StemmaError as `openForLoad`, and what `choose` and `load` throw; the graph is then as it was
 */
export function replayGraph(options: ReplayOptions): Promise<Replayed> {
  return options.location.uri === undefined ? replayEmbedded(options) : replayOnServer(options);
}

async function replayEmbedded(options: ReplayOptions): Promise<Replayed> {
  const { location } = options;
  const target = await openForLoad(location, { rebuild: true });
  let published: GraphStore | undefined;
  try {
    published = await openPublished(location, options.isAnew === true);
    const runs = await fill(target, options, published === undefined ? [] : await recordedRuns(published));
    const difference =
      published === undefined ? undefined : await syncGraph(target.store, published, { ...options, isDry: true });
    await published?.close();
    if (options.isDry !== true) await target.publish();
    return { difference, runs };
  } finally {
    await published?.close();
    await target.abandon();
  }
}

/** `undefined`: there is none yet, or, where it is made anew, none that can be read. */
async function openPublished(location: GraphLocation, isAnew: boolean): Promise<GraphStore | undefined> {
  try {
    return await openGraph(location);
  } catch (error) {
    const isNone = isStemmaError(error, 'STEMMA_STORE') && error.context['found'] === undefined;
    if (isNone || (isAnew && isStemmaError(error))) return undefined;
    throw error;
  }
}

async function replayOnServer(options: ReplayOptions): Promise<Replayed> {
  const { location, isDry = false } = options;
  const target = await openForLoad(location, { anyFormat: options.isAnew === true });
  let scratch: GraphLoadTarget | undefined;
  try {
    scratch = await openScratch(location.dataDir);
    const runs = await fill(scratch, options, await recordedRuns(target.store));
    if (!isDry) await target.store.ensureSchema();
    const difference = await syncGraph(scratch.store, target.store, options);
    return { difference, runs };
  } finally {
    await scratch?.abandon();
    await target.abandon();
  }
}

async function fill(
  target: GraphLoadTarget,
  { choose, load }: ReplayOptions,
  recorded: readonly RecordedRun[],
): Promise<readonly RunToLoad[]> {
  const runs = await choose(recorded);
  await target.store.ensureSchema();
  for (const run of runs) await load(target, run);
  return runs;
}
