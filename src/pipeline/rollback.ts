import { StemmaError } from '../core/errors.ts';
import { isRunName } from '../core/run/run-paths.ts';
import type { PipelineContext } from './plan.ts';
import { replay, type ReplayResult } from './replay.ts';
import { findRun, runNames } from './runs.ts';
import { graphKey, noteRolledBack } from './stages.ts';

export interface RollbackOptions {
  /** Only tell what would change. */
  readonly isDry: boolean;
  /** Of each kind of change; default 10. */
  readonly mostExamples?: number;
}

export interface Rollback extends ReplayResult {
  readonly run: string;
}

/**
 * Takes a run out of the graph, which is then what its other runs make. The run's folders stay, and `load --rebuild` leaves it
 * out; a load of its own brings it back.
 * @throws StemmaError STEMMA_USAGE when the graph does not hold it, STEMMA_RUN when another of its runs is not on this machine
 */
export async function rollback(wanted: string, context: PipelineContext, options: RollbackOptions): Promise<Rollback> {
  const { dataDir, graph } = context;
  const isHere = (await runNames(dataDir)).some((name) => name.startsWith(wanted));
  // The folders of a run that another machine loaded need not be here.
  const run = isHere || !isRunName(wanted) ? (await findRun(dataDir, wanted)).run : wanted;
  const result = await replay(context, {
    ...options,
    choose: (recorded) => {
      if (recorded.some((one) => one.run === run)) return recorded.filter((one) => one.run !== run);
      throw new StemmaError('STEMMA_USAGE', `run ${run} is not in the graph`, {
        hint:
          recorded.length === 0
            ? 'the graph holds no run'
            : `its runs: ${recorded
                .map((one) => one.run)
                .slice(-8)
                .join(', ')}`,
      });
    },
  });
  if (!options.isDry && isHere) await noteRolledBack(dataDir, run, graphKey(graph.uri));
  return { run, ...result };
}
