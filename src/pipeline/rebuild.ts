import { withChoices } from '../../graph/recorded-runs.ts';
import { StemmaError } from '../core/errors.ts';
import { listRuns } from '../core/run/list.ts';
import { counting, runToLoad } from './load-into.ts';
import type { PipelineContext } from './plan.ts';
import { replay } from './replay.ts';
import { runStages, type PipelineResult } from './run.ts';
import { graphKey, readStages } from './stages.ts';

/** Complete runs that were not taken out of the graph, the oldest first: what `load --rebuild` makes the graph of. */
export async function runsToRebuild({ dataDir, graph }: Pick<PipelineContext, 'dataDir' | 'graph'>): Promise<string[]> {
  const runs: string[] = [];
  for (const { run, state } of (await listRuns(dataDir)).toReversed()) {
    const stages = await readStages(dataDir, run).catch(() => undefined);
    if (state === 'complete' && stages?.rolledBack?.includes(graphKey(graph.uri)) !== true) runs.push(run);
  }
  if (runs.length > 0) return runs;
  throw new StemmaError('STEMMA_USAGE', `there is no complete run in ${dataDir}`, {
    hint: 'stemma run huggingface --limit 2000',
  });
}

/**
 * The graph anew from all complete runs, oldest first: for a damaged graph, or entities of another format. What stands stays until
 * the new one is whole; a server is written only what differs. Runs that are not complete are left for `resume`.
 */
export async function rebuild(context: PipelineContext): Promise<PipelineResult> {
  const runs = await runsToRebuild(context);
  return runStages(runs.at(-1) ?? '', context, ['map', 'load'], async (report) => {
    const wanted = await Promise.all(runs.map((run) => runToLoad(context, run)));
    const onAccount = counting(report);
    const { difference } = await replay(context, {
      isAnew: true,
      report,
      onAccount: () => onAccount,
      choose: (recorded) => {
        const unknown = recorded.map(({ run }) => run).filter((run) => !runs.includes(run));
        if (unknown.length > 0 && context.graph.uri !== undefined) throw notHere(unknown);
        return wanted.map((one) =>
          withChoices(
            one,
            recorded.find(({ run }) => run === one.run),
          ),
        );
      },
    });
    report.counters(difference);
  });
}

/** Another machine may have loaded them. */
function notHere(unknown: readonly string[]): StemmaError {
  const list = `${unknown.slice(0, 3).join(', ')}${unknown.length > 3 ? ' …' : ''}`;
  return new StemmaError('STEMMA_RUN', `the graph holds runs that are not complete here: ${list}`, {
    hint: 'put their folders here, or take them out first: stemma runs rollback <run>',
    context: { unknown },
  });
}
