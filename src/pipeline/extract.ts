import { earlierRuns } from '../core/run/earlier-runs.ts';
import { openRunForWriting } from '../core/run/open-run.ts';
import { readMisses } from '../core/run/ledger.ts';
import type { RunWriter } from '../core/run/run-writer.ts';
import { plainMissKinds } from '../core/run/types.ts';
import { gracefulHttp, type GracefulHttp } from './graceful-http.ts';
import { isInterruption } from './interruption.ts';
import { readInputs, withOwnInputs } from './inputs.ts';
import { frozenSettings, thawedSettings, type PipelineContext, type RunPlan, type SourcePlan } from './plan.ts';
import type { ReportBuilder } from './report.ts';
import { StageClock } from './stage-clock.ts';
import { storedRecords } from './stored-records.ts';

function openWriter(plan: RunPlan, part: SourcePlan, context: PipelineContext): Promise<RunWriter> {
  return openRunForWriting({
    dataDir: context.dataDir,
    source: part.source.name,
    run: plan.run,
    settings: frozenSettings(part.source.settings, part.settings),
    stages: part.stages,
    firstSeq: part.firstSeq,
    secrets: secretsOf(part),
    inputs: () => readInputs(part.source.settings, part.settings),
    clock: context.clock,
    ...(context.force === undefined ? {} : { force: context.force }),
    onNote: (message) => context.progress.note(message),
  });
}

function secretsOf({ source, settings }: SourcePlan): string[] {
  return source.settings.flatMap(({ name, secret }) => {
    const value = secret === true ? settings[name] : undefined;
    return typeof value === 'string' ? [value] : [];
  });
}

function openHttp(
  part: SourcePlan,
  settings: Readonly<Record<string, unknown>>,
  context: PipelineContext,
): GracefulHttp {
  let graceful: GracefulHttp | undefined;
  const inner = context.createHttp({
    concurrency: part.source.limits.concurrency,
    ...part.source.manners?.(settings),
    onWait: (seconds, reason) => {
      context.progress.wait(undefined, seconds, reason);
      graceful?.onWait();
    },
  });
  graceful = gracefulHttp(inner, context.signal);
  return graceful;
}

/** What the run was begun with, with today's secrets and its own copies of files. */
async function settingsOf({ manifest }: RunWriter, part: SourcePlan, { dataDir }: PipelineContext) {
  const { settings: definitions } = part.source;
  const thawed = thawedSettings(definitions, manifest.settings, part.settings);
  return withOwnInputs(dataDir, manifest, definitions, thawed);
}

async function extractSource(
  writer: RunWriter,
  part: SourcePlan,
  context: PipelineContext,
  { fresh, report }: { readonly fresh: boolean; readonly report: ReportBuilder },
): Promise<void> {
  const stages = new StageClock(part.stages, context.clock);
  let graceful: GracefulHttp | undefined;
  try {
    const settings = await settingsOf(writer, part, context);
    graceful = openHttp(part, settings, context);
    const earlier = await earlierRuns(context.dataDir, part.source.name, writer.manifest.startedAt);
    await part.source.extract({
      settings,
      http: graceful.http,
      writer,
      progress: context.progress,
      logger: context.logger.child({ run: writer.run, source: part.source.name }),
      signal: graceful.signal,
      stages: new Set(part.stages),
      stageSink: stages,
      stored: storedRecords(context.dataDir, part.source, writer.run, part.stages, earlier),
      startedAt: writer.manifest.startedAt,
      earlier: fresh ? [] : earlier,
      fresh,
    });
    await writer.finish();
  } catch (error) {
    if (isInterruption(error)) await writer.interrupt();
    else await writer.fail(error);
    throw error;
  } finally {
    report.stages(stages.reports());
    const stats = graceful?.http.stats?.();
    if (stats !== undefined) report.http(stats);
    await graceful?.http.close();
  }
}

/** Counts of a source's run folder, also when it is not complete. What is plainly not there is no failure. */
async function countInto(report: ReportBuilder, writer: RunWriter, context: PipelineContext): Promise<void> {
  for (const [resource, counts] of Object.entries(writer.counts())) report.resource(resource).fetched = counts.records;
  const failed = new Map<string, number>();
  for await (const miss of readMisses(context.dataDir, writer.source, writer.run)) {
    if (!plainMissKinds.has(miss.kind)) failed.set(miss.resource, (failed.get(miss.resource) ?? 0) + 1);
  }
  for (const [resource, count] of failed) report.resource(resource).failed = count;
}

/**
 * Remote → run folders. All folders are begun before the first request, so that a run that is stopped knows all its sources.
 * A source that is complete is left as it is. The counts are in the report also when it throws.
 */
export async function extractRun(plan: RunPlan, context: PipelineContext, report: ReportBuilder): Promise<void> {
  const writers: RunWriter[] = [];
  try {
    for (const part of plan.sources) writers.push(await openWriter(plan, part, context));
    for (const [index, part] of plan.sources.entries()) {
      const writer = writers[index];
      if (writer === undefined) continue;
      try {
        // A complete run is only opened for reading; `finish` lets go of it.
        await (writer.isComplete
          ? writer.finish()
          : extractSource(writer, part, context, { fresh: plan.fresh === true, report }));
      } finally {
        await countInto(report, writer, context);
      }
    }
  } catch (error) {
    for (const writer of writers) if (writer.manifest.state === 'running') await writer.interrupt();
    throw error;
  }
}
