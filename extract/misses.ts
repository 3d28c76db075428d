import type { StemmaError } from '../src/core/errors.ts';
import type { Miss } from '../src/core/run/types.ts';
import type { Write } from './fetch-each.ts';
import type { StageTask } from './stage-task.ts';

/** What is wanted and was not obtained. */
export interface Wanted {
  readonly resource: string;
  /** As it was asked for. */
  readonly id: string;
  readonly context?: Readonly<Record<string, unknown>>;
}

type MissCore = Pick<Miss, 'kind'> & Partial<Pick<Miss, 'url' | 'status' | 'error' | 'attempts'>>;
type Task = Pick<StageTask, 'writer' | 'stage'>;

export function writeMiss(
  { writer, stage }: Task,
  { resource, id, context }: Wanted,
  miss: MissCore,
  write: Write,
  more: Readonly<Record<string, unknown>> = {},
): void {
  const whole = { ...context, ...more };
  const noted = Object.keys(whole).length === 0 ? {} : { context: whole };
  write(writer.miss({ resource, stage, id, ...miss, ...noted }));
}

/** Notes a failure of its own: `too-large` is one for good, everything else may pass. */
export function writeFailure(
  task: Task & Pick<StageTask, 'tally'>,
  wanted: Wanted,
  url: string,
  error: StemmaError,
  write: Write,
): void {
  task.tally.add({ attempts: 1, failed: 1 });
  const kind = error.context['fault'] === 'too-large' ? 'too-large' : 'failed';
  writeMiss(task, wanted, { kind, url, error: error.message }, write, { code: error.code });
}
