import type { Miss } from '../../../src/core/run/types.ts';
import type { Answer } from '../../ask.ts';
import type { Write } from '../../fetch-each.ts';
import { type Wanted, writeMiss } from '../../misses.ts';
import { kindOfAbsence } from '../absent.ts';
import { errorTextOf } from '../responses.ts';
import type { HubTask } from './crawl.ts';

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
