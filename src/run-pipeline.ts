import { sourceByName } from '../extract/index.ts';
import { systemClock } from './core/clock.ts';
import { createHttpClient } from './core/http/client.ts';
import type { Transport } from './core/http/types.ts';
import { silentLogger, type Logger } from './core/logger.ts';
import { packageVersion } from './core/package-files.ts';
import { silentProgress, type ProgressSink } from './core/progress.ts';
import { locationOf, type GraphOptions } from './graph-session.ts';
import { planRun } from './pipeline/plan.ts';
import type { RunReport } from './pipeline/report.ts';
import { run } from './pipeline/run.ts';

export interface RunOptions extends GraphOptions {
  /** Settings of the source by name, as `stemma sources` lists them: `{ numModels: 2000, token }`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly signal?: AbortSignal;
  readonly progress?: ProgressSink;
  readonly logger?: Logger;
  /** Instead of the network. */
  readonly transport?: Transport;
}

/**
 * Extracts, maps and loads one source, as `stemma run <source>` does. A failed or stopped run can be resumed by
 * `stemma resume`.
 * @throws StemmaError with what ended it early
 */
export async function runSource(source: string, options: RunOptions = {}): Promise<RunReport> {
  const { dataDir, ...graph } = locationOf(options);
  const { transport } = options;
  const logger = options.logger ?? silentLogger;
  const result = await run(
    planRun([sourceByName(source)], () => options.settings ?? {}, systemClock),
    {
      dataDir,
      graph,
      progress: options.progress ?? silentProgress,
      logger,
      clock: systemClock,
      signal: options.signal ?? new AbortController().signal,
      createHttp: ({ concurrency, onWait, quotaShare, spacing }) =>
        createHttpClient({
          logger,
          version: packageVersion(),
          concurrencyPerHost: concurrency,
          connections: concurrency,
          onWait,
          ...(quotaShare === undefined ? {} : { quotaShare }),
          ...(spacing === undefined ? {} : { spacing }),
          ...(transport === undefined ? {} : { transport }),
        }),
    },
  );
  if (result.error !== undefined) throw result.error;
  return result.report;
}
