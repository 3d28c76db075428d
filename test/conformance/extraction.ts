import { createHttpClient } from '../../src/core/http/client.ts';
import { createUndiciTransport } from '../../src/core/http/undici-transport.ts';
import type { Clock } from '../../src/core/clock.ts';
import { silentLogger, type Logger } from '../../src/core/logger.ts';
import { silentProgress } from '../../src/core/progress.ts';
import { planRun, type PipelineContext, type RunPlan } from '../../src/pipeline/plan.ts';
import { extract, type PipelineResult } from '../../src/pipeline/run.ts';
import type { SourceServers } from '../support/source-fixtures/index.ts';
import type { Subject } from './subject.ts';
import { watchedTransport, type Watch } from './watched-transport.ts';

/** The same moment always, and nobody waits: what is written down depends on the answers alone. */
export function timelessClock(startedAt = '2026-11-20T15:30:00.000Z'): Clock {
  let elapsed = 0;
  return {
    now: () => new Date(startedAt),
    monotonic: () => elapsed,
    random: () => 0.5,
    sleep: async (ms) => void (elapsed += ms),
  };
}

export interface Extraction {
  readonly dataDir: string;
  readonly watch?: Watch;
  readonly signal?: AbortSignal;
  readonly logger?: Logger;
  /** Over those of the fixture. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** ISO 8601: when the run is begun. */
  readonly startedAt?: string;
}

/** What the user gets who sets nothing but what the fixture sets. */
export function settingsOf({ source }: Subject, servers: SourceServers): Readonly<Record<string, unknown>> {
  const defaults = source.settings.map(({ name, default: value }) => [name, value] as const);
  return { ...Object.fromEntries(defaults.filter(([, value]) => value !== undefined)), ...servers.settings };
}

export function planOf(subject: Subject, servers: SourceServers, extraction: Omit<Extraction, 'dataDir'>): RunPlan {
  const settings = { ...settingsOf(subject, servers), ...extraction.settings };
  return planRun([subject.source], () => settings, timelessClock(extraction.startedAt));
}

/** `stemma extract`, or its resumption where the folder has the run already. */
export function extractInto(subject: Subject, servers: SourceServers, extraction: Extraction): Promise<PipelineResult> {
  const clock = timelessClock(extraction.startedAt);
  const context: PipelineContext = {
    dataDir: extraction.dataDir,
    graph: { neo4j: { user: '', password: '' } },
    progress: silentProgress,
    logger: extraction.logger ?? silentLogger,
    clock,
    signal: extraction.signal ?? new AbortController().signal,
    force: true,
    createHttp: ({ concurrency }) =>
      createHttpClient({
        clock,
        maxRetries: 1,
        concurrencyPerHost: concurrency,
        ...(extraction.logger === undefined ? {} : { logger: extraction.logger }),
        transport: watchedTransport(servers.transport?.() ?? createUndiciTransport({}), extraction.watch ?? {}),
      }),
  };
  return extract(planOf(subject, servers, extraction), context);
}
