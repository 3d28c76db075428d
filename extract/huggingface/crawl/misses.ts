import type { StemmaError } from '../../../src/core/errors.ts';
import type { Miss } from '../../../src/core/run/types.ts';
import type { Write } from '../../fetch-each.ts';
import { kindOfAbsence } from '../absent.ts';
import type { Answer } from '../client.ts';
import { errorTextOf } from '../responses.ts';
import type { HubTask } from './crawl.ts';

/** What is wanted and was not obtained. */
export interface Wanted {
  readonly resource: string;
  /** As it was asked for. */
  readonly id: string;
  readonly context?: Readonly<Record<string, unknown>>;
}

type MissCore = Pick<Miss, 'kind'> & Partial<Pick<Miss, 'url' | 'status' | 'error' | 'attempts'>>;

export function writeMiss(
  task: HubTask,
  { resource, id, context }: Wanted,
  miss: MissCore,
  write: Write,
  more: Readonly<Record<string, unknown>> = {},
): void {
  const whole = { ...context, ...more };
  const noted = Object.keys(whole).length === 0 ? {} : { context: whole };
  write(task.writer.miss({ resource, stage: task.stage, id, ...miss, ...noted }));
}

/** Keeps an answer that is no record and notes why, by what the Hub says. `kind` when the caller knows better. */
export function writeAbsence(
  task: HubTask,
  wanted: Wanted,
  answer: Answer,
  body: Buffer,
  write: Write,
  kind?: Miss['kind'],
): void {
  const { url, status, attempts, headers } = answer;
  write(answer.keep({ ...task.purpose, ...(wanted.context === undefined ? {} : { context: wanted.context }) }));
  const error = errorTextOf(headers, body);
  const code = headers['x-error-code'];
  const told = kind ?? kindOfAbsence({ status, code, error });
  writeMiss(task, wanted, { kind: told, url, status, error, attempts }, write, code === undefined ? {} : { code });
}

/** Notes a failure of its own: `too-large` is one for good, everything else may pass. */
export function writeFailure(task: HubTask, wanted: Wanted, url: string, error: StemmaError, write: Write): void {
  task.tally.add({ attempts: 1, failed: 1 });
  const kind = error.context['fault'] === 'too-large' ? 'too-large' : 'failed';
  writeMiss(task, wanted, { kind, url, error: error.message }, write, { code: error.code });
}
