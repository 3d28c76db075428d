import { extract } from '../../extract/openml/extract.ts';
import { mannersOf } from '../../extract/openml/settings.ts';
import { openmlStages } from '../../extract/openml/stages.ts';
import type { ExtractContext, StageCounts } from '../../extract/source.ts';
import { createHttpClient } from '../../src/core/http/client.ts';
import { extractContext } from './extract-context.ts';
import { FakeClock } from './fake-clock.ts';
import { MemoryRun } from './memory-run.ts';
import { scriptedOpenml, type ScriptedOpenml, type ScriptedOpenmlOptions } from './scripted-openml.ts';

export interface OpenmlRun {
  readonly run: MemoryRun;
  readonly asked: ScriptedOpenml['asked'];
  /** By stage. */
  readonly counts: Readonly<Record<string, StageCounts>>;
  /** Virtual milliseconds that passed. */
  readonly ms: number;
}

export interface OpenmlWish extends Omit<ScriptedOpenmlOptions, 'now'> {
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Taken besides those that are usual. */
  readonly stages?: readonly string[];
  readonly run?: MemoryRun;
  readonly context?: Partial<ExtractContext>;
}

/** Extracts a made-up OpenML into memory, with the manners of the product, on a clock on which waits pass at once. */
export async function extractOpenml(wish: OpenmlWish = {}): Promise<OpenmlRun> {
  const { settings = {}, stages = [], run = new MemoryRun(), context = {}, ...script } = wish;
  const clock = new FakeClock();
  const server = scriptedOpenml({ ...script, now: () => clock.monotonic() });
  const { concurrency = 2, ...manners } = mannersOf(settings);
  const http = createHttpClient({ clock, transport: server.transport, concurrencyPerHost: concurrency, ...manners });
  const counts: Record<string, StageCounts> = {};
  const usual = openmlStages.filter(({ optional }) => optional !== true).map(({ name }) => name);
  await extract(
    extractContext({
      http,
      writer: run,
      stages: new Set([...usual, ...stages]),
      stored: run.records(),
      settings: { baseUrl: server.baseUrl, ...settings },
      stageSink: { start: () => undefined, count: (stage, found) => (counts[stage] = found), end: () => undefined },
      ...context,
    }),
  );
  return { run, asked: server.asked, counts, ms: clock.monotonic() };
}

/** `resource id kind code` of each miss. */
export function missesOf({ run }: Pick<OpenmlRun, 'run'>): string[] {
  return run.missed.map(({ resource, id, kind, context }) =>
    [resource.replace('openml_', ''), id, kind, String(context?.['code'] ?? '-')].join(' '),
  );
}

/** Addresses below `/api/v1`, without the form. */
export function subjectsOf({ asked }: Pick<OpenmlRun, 'asked'>): string[] {
  return asked.map(({ path }) => path.replace(/^api\/v1\/(?:json|xml)\//, ''));
}

/** Records that were stored, by resource. */
export function storedOf({ run }: Pick<OpenmlRun, 'run'>, resource: string): Buffer[] {
  return run.stored.flatMap(({ line, body }) =>
    line.resource === `openml_${resource}` && line.status === 200 && line.context?.['unreadable'] === undefined
      ? [body]
      : [],
  );
}
