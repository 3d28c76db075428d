import { extractRun } from './extract.ts';
import { loadStage } from './load.ts';
import { isInterruption } from './interruption.ts';
import { keepReport } from './keep-report.ts';
import { mapStage } from './map-stage.ts';
import { plannedSources, settlePlan, type PipelineContext, type RunPlan } from './plan.ts';
import { ReportBuilder, type ReportState, type RunReport } from './report.ts';
import { stageNames, wantStages, type StageName } from './stages.ts';

export interface PipelineResult {
  readonly report: RunReport;
  /** What ended it early; the report says how far it came. */
  readonly error?: unknown;
  /** Records that failed and issues: for `--max-failures` and `--strict`. */
  readonly failed: number;
  readonly warnings: number;
}

/** Runs stages of one run in their order and reports, also when one of them throws. The report is kept with the run. */
export async function runStages(
  run: string,
  context: PipelineContext,
  names: readonly StageName[],
  stages: (report: ReportBuilder) => Promise<void>,
): Promise<PipelineResult> {
  const begun = context.clock.now().toISOString();
  const startedAt = context.clock.monotonic();
  const report = new ReportBuilder(run);
  let error: unknown;
  let state: ReportState = 'complete';
  try {
    await stages(report);
  } catch (thrown) {
    error = thrown;
    state = isInterruption(thrown) ? 'interrupted' : 'failed';
  }
  const finished = report.finish(state, (context.clock.monotonic() - startedAt) / 1000);
  const times = { startedAt: begun, endedAt: context.clock.now().toISOString() };
  try {
    await keepReport({ report: finished, stages: names, ...times, ...(error === undefined ? {} : { error }) }, context);
  } catch (thrown) {
    error ??= thrown;
  }
  return {
    report: finished,
    failed: report.failed,
    warnings: report.warnings,
    ...(error === undefined ? {} : { error }),
  };
}

/** `extract`: remote → run folders. */
export async function extract(planned: RunPlan, context: PipelineContext): Promise<PipelineResult> {
  const plan = await settlePlan(planned, context);
  return runStages(plan.run, context, ['extract'], async (report) => {
    await wantStages(context.dataDir, plan.run, ['extract'], plannedSources(plan), plan.fresh);
    await extractRun(plan, context, report);
  });
}

/** `run`: extract → map → load. */
export async function run(planned: RunPlan, context: PipelineContext): Promise<PipelineResult> {
  const plan = await settlePlan(planned, context);
  return runStages(plan.run, context, stageNames, async (report) => {
    await wantStages(context.dataDir, plan.run, stageNames, plannedSources(plan), plan.fresh);
    await extractRun(plan, context, report);
    await mapStage(plan.run, context, report);
    await loadStage(plan.run, context, report);
  });
}

/** `map` or `load` of a run that is on the disk. A load maps first when the entities are not of what the run folders hold. */
export async function runStage(
  name: string,
  stage: Exclude<StageName, 'extract'>,
  context: PipelineContext,
): Promise<PipelineResult> {
  return runStages(name, context, [stage], async (report) => {
    await wantStages(context.dataDir, name, [stage]);
    if (stage === 'map') await mapStage(name, context, report, { always: true });
    else {
      await mapStage(name, context, report);
      await loadStage(name, context, report);
    }
  });
}
