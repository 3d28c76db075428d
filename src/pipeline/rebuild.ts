import { StemmaError } from '../core/errors.ts';
import { listRuns } from '../core/run/list.ts';
import { loadRuns } from './load.ts';
import { mapStage } from './map-stage.ts';
import type { PipelineContext } from './plan.ts';
import { runStages, type PipelineResult } from './run.ts';

/**
 * The embedded graph anew from all complete runs, oldest first: for a damaged graph, or entities of another format. What is
 * published stays until the new one is whole. Runs that are not complete are left for `resume`.
 */
export async function rebuild(context: PipelineContext): Promise<PipelineResult> {
  if (context.graph.uri !== undefined) {
    throw new StemmaError(
      'STEMMA_USAGE',
      '--rebuild makes the embedded graph anew; a Neo4j database is never emptied',
      {
        hint: 'use an empty database and load each run: stemma load <run>',
      },
    );
  }
  const runs = (await listRuns(context.dataDir))
    .filter((run) => run.state === 'complete')
    .map((run) => run.run)
    .reverse();
  const newest = runs.at(-1);
  if (newest === undefined)
    throw new StemmaError('STEMMA_USAGE', `there is no complete run in ${context.dataDir}`, {
      hint: 'stemma run huggingface --limit 2000',
    });
  return runStages(newest, context, ['map', 'load'], async (report) => {
    for (const run of runs) await mapStage(run, context, report);
    await loadRuns(runs, context, report, { rebuild: true });
  });
}
