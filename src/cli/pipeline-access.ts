import type { Transport } from '../core/http/types.ts';
import { systemClock } from '../core/clock.ts';
import { createHttpClient } from '../core/http/client.ts';
import { loggerOf, networkOptions } from './http-access.ts';
import { offlineHttp } from '../pipeline/offline-http.ts';
import type { PipelineContext } from '../pipeline/plan.ts';
import type { PipelineResult } from '../pipeline/run.ts';
import type { CliContext } from './context.ts';
import { errorView, renderError } from './errors.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { graphOptions } from './graph-access.ts';
import { chooseProgress } from './progress-choice.ts';
import { printReport } from './report-view.ts';
import { toolVersion } from './version.ts';
import type { OptionValues } from './command.ts';

export interface PipelineOptions {
  readonly force?: boolean;
  readonly inlineContent?: boolean;
  readonly acceptRemovals?: boolean;
  /** Ask nobody. */
  readonly offline?: boolean;
  readonly reportFile?: string;
  /** Instead of the network. */
  readonly transport?: Transport;
}

/** What the stages are given, with the settings of this command. Close its progress at the end. */
export function pipelineContext(context: CliContext, options: PipelineOptions = {}): PipelineContext {
  const { general, interrupts } = context;
  const logger = loggerOf(context);
  const { dataDir, ...graph } = graphOptions(context);
  return {
    dataDir,
    graph,
    progress: chooseProgress(context),
    logger,
    clock: systemClock,
    signal: interrupts.signal,
    secrets: context.secrets,
    createHttp: ({ concurrency, onWait, maxRetries, quotaShare, spacing, pace, breaker }) =>
      options.offline === true
        ? offlineHttp()
        : createHttpClient({
            logger,
            version: toolVersion,
            concurrencyPerHost: concurrency,
            connections: concurrency,
            onWait,
            ...(maxRetries === undefined ? {} : { maxRetries }),
            ...(quotaShare === undefined ? {} : { quotaShare }),
            ...(spacing === undefined ? {} : { spacing }),
            ...(pace === undefined ? {} : { pace }),
            ...(breaker === undefined ? {} : { breaker }),
            ...(options.transport === undefined ? {} : { transport: options.transport }),
            ...networkOptions(general),
          }),
    ...(options.force === undefined ? {} : { force: options.force }),
    ...(options.inlineContent === undefined ? {} : { inlineContent: options.inlineContent }),
    ...(options.acceptRemovals === undefined ? {} : { acceptRemovals: options.acceptRemovals }),
    ...(options.reportFile === undefined ? {} : { reportFile: options.reportFile }),
  };
}

function outcomeCode(result: PipelineResult, options: OptionValues): number {
  const most = options['maxFailures'] as number | undefined;
  if (most !== undefined && result.failed > most) return exitCodes.recordsFailed;
  if (options['strict'] === true && (result.warnings > 0 || result.failed > 0)) return exitCodes.recordsFailed;
  return exitCodes.done;
}

/**
 * Prints the end of a pipeline command, good or bad, and gives its exit code.
 * @param more what `--json` shows besides the report
 */
export async function conclude(
  context: CliContext,
  result: PipelineResult,
  options: OptionValues,
  next: string,
  more: Readonly<Record<string, unknown>> = {},
): Promise<number> {
  const { output, secrets, verbosity, general, interrupts } = context;
  const { report, error } = result;
  if (output.format === 'quiet') await output.line(report.run);
  else if (output.json)
    await output.result({ ...report, ...more, ...(error === undefined ? {} : { error: errorView(error, secrets) }) });
  else if (error === undefined) await printReport(output, report, general.dataDir);
  if (error === undefined) {
    const code = outcomeCode(result, options);
    if (code === exitCodes.recordsFailed)
      output.complain(`${result.failed} records failed, ${result.warnings} issues: exit ${code} as asked for`);
    if (next !== '') output.say(`next: ${next}`);
    return code;
  }
  output.complain(renderError(error, secrets, verbosity).text);
  const code = exitCodeOf(error);
  if (options['preview'] === undefined) output.complain(`the run keeps what it has: stemma resume ${report.run}`);
  return code === exitCodes.interrupted ? (interrupts.exitCode() ?? code) : code;
}

/** What the first Ctrl-C says while a run is under way. */
export const stopAnnouncement = 'finishing the current page, then stopping — press again to stop now';
