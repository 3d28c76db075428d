import { ensureDirectory, writeFileAtomic } from '../core/atomic-file.ts';
import { isStemmaError, messageOf } from '../core/errors.ts';
import { packageVersion } from '../core/package-files.ts';
import { createRedactor } from '../core/redact.ts';
import { jsonldFolder, metricsPath, reportPath } from '../core/run/run-paths.ts';
import type { PipelineContext } from './plan.ts';
import type { RunReport } from './report.ts';
import type { StageName } from './stages.ts';

/** What is known of a command's work on a run at its end. */
export interface FinishedWork {
  readonly report: RunReport;
  /** Stages it set out to do. */
  readonly stages: readonly StageName[];
  readonly startedAt: string;
  readonly endedAt: string;
  /** What ended it early. */
  readonly error?: unknown;
}

/** `report.json`: the report as `--json` prints it, with when and what of; no secret in it. */
function documentOf({ report, stages, startedAt, endedAt, error }: FinishedWork, secrets: readonly string[]): string {
  const failure =
    error === undefined
      ? {}
      : {
          error: {
            code: isStemmaError(error) ? error.code : 'STEMMA_INTERNAL',
            message: messageOf(error),
            ...(isStemmaError(error) && error.hint !== undefined ? { hint: error.hint } : {}),
          },
        };
  const tool = { name: 'stemma', version: packageVersion() };
  const document = { ...report, ...failure, stages, startedAt, endedAt, tool };
  return `${JSON.stringify(createRedactor(secrets)(document), null, 2)}\n`;
}

/**
 * Keeps the report of a command beside the run's entities, also as metrics for Prometheus, and where the user wants it besides. A run's own copy that cannot
 * be written, as on a full disk, is only noted.
 * @throws StemmaError STEMMA_DISK when the user's file cannot be written
 */
export async function keepReport(work: FinishedWork, context: PipelineContext): Promise<void> {
  const { dataDir, reportFile, secrets = [], progress } = context;
  const { run } = work.report;
  const text = documentOf(work, secrets);
  try {
    await ensureDirectory(jsonldFolder(dataDir, run));
    await writeFileAtomic(reportPath(dataDir, run), text);
    const { metricsText } = await import('./metrics-text.ts');
    await writeFileAtomic(metricsPath(dataDir, run), await metricsText(work.report));
  } catch (error) {
    progress.note(`the report of run ${run} could not be kept: ${messageOf(error)}`);
  }
  if (reportFile !== undefined) await writeFileAtomic(reportFile, text);
}
