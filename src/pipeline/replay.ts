import { addReports, emptyCounts, type LoadReport } from '../../graph/load-report.ts';
import type { RecordedRun, RunToLoad } from '../../graph/recorded-runs.ts';
import { replayGraph } from '../../graph/replay.ts';
import type { GraphDifference } from '../../graph/sync/difference.ts';
import { StemmaError } from '../core/errors.ts';
import { loadInto, noteRuns, runToLoad, type OnAccount } from './load-into.ts';
import { mapStage } from './map-stage.ts';
import type { PipelineContext } from './plan.ts';
import { ReportBuilder } from './report.ts';
import { runsNotHere } from './runs.ts';

export interface ReplayOptions {
  /** The runs that the graph is to hold, the oldest first, given those it holds. Default: those. */
  readonly choose?: (recorded: readonly RecordedRun[]) => readonly RunToLoad[];
  /** Only tell what would change. */
  readonly isDry?: boolean;
  /** Also where the graph that stands cannot be read. */
  readonly isAnew?: boolean;
  /** Of each kind of change; default 10. */
  readonly mostExamples?: number;
  /** Who counts a run's accounts. */
  readonly onAccount?: (run: string) => OnAccount | undefined;
  /** What is told of the mapping of each run goes here. */
  readonly report?: ReportBuilder;
}

export interface ReplayResult {
  /** What changed, or would; with what the newest run's load left as it was. */
  readonly difference: GraphDifference;
  /** What the graph holds now, or would. */
  readonly runs: readonly RunToLoad[];
}

/**
 * Brings the graph to what its runs make in their order, from the run folders; runs that are not mapped, or not as the folders
 * are now, are mapped first. An embedded graph is published when it is whole, a server is written only what differs.
 * @throws StemmaError STEMMA_RUN when a run is not on this machine
 */
export async function replay(context: PipelineContext, options: ReplayOptions = {}): Promise<ReplayResult> {
  const { choose = (recorded) => recorded, onAccount } = options;
  const { dataDir, graph, signal } = context;
  let loaded: LoadReport = emptyCounts();
  let last = loaded;
  const { difference, runs } = await replayGraph({
    ...options,
    location: { dataDir, ...graph },
    signal,
    choose: async (recorded) => {
      const chosen = choose(recorded);
      await assertHere(dataDir, chosen, recorded);
      const wanted: RunToLoad[] = [];
      for (const one of chosen) {
        await mapStage(one.run, context, options.report ?? new ReportBuilder(one.run));
        const { mapping = '' } = await runToLoad(context, one.run);
        wanted.push({ ...one, mapping });
      }
      return wanted;
    },
    load: async (target, run) => {
      last = await loadInto(target, run, context, onAccount?.(run.run));
      loaded = addReports(loaded, last);
    },
  });
  if (options.isDry !== true) await noteRuns(context, runs);
  const { unchanged, removalsHeld } = last;
  return {
    difference: {
      ...(difference ?? { ...loaded, examples: { created: [], updated: [], deleted: [] } }),
      unchanged,
      removalsHeld,
    },
    runs,
  };
}

async function assertHere(
  dataDir: string,
  chosen: readonly RunToLoad[],
  recorded: readonly RecordedRun[],
): Promise<void> {
  const known = chosen.map(({ run }) => recorded.find((one) => one.run === run) ?? { run, sources: [] });
  const missing = await runsNotHere(dataDir, known);
  if (missing.length === 0) return;
  throw new StemmaError(
    'STEMMA_RUN',
    `the graph cannot be made of its runs: the folders of ${missing.slice(0, 3).join(', ')}${missing.length > 3 ? ' …' : ''} are not in ${dataDir}`,
    { hint: 'put raw/<source>/<run> and jsonld/<run> back', context: { missing } },
  );
}
