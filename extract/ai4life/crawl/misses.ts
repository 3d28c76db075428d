import type { Miss } from '../../../src/core/run/types.ts';
import type { Answer } from '../../ask.ts';
import type { Write } from '../../fetch-each.ts';
import { type Wanted, writeMiss } from '../../misses.ts';
import { errorTextOf } from '../responses.ts';
import type { CrawlTask } from './crawl.ts';

/** By what the server says and never by a guess: it answers 404 or 403, and 500 to what it does not understand. */
export function kindOfAbsence(status: number): Miss['kind'] {
  if (status === 404 || status === 410) return 'missing';
  if (status === 401 || status === 403) return 'private-or-missing';
  if (status === 451) return 'disabled';
  return status >= 200 && status < 300 ? 'malformed' : 'failed';
}

/** Keeps an answer that is no record and notes why. `kind` when the caller knows better. */
export function writeAbsence(
  task: CrawlTask,
  wanted: Wanted,
  answer: Answer,
  body: Buffer,
  write: Write,
  kind?: Miss['kind'],
): void {
  const { url, status, attempts } = answer;
  const isAnswer = status >= 200 && status < 300;
  const told = kind ?? kindOfAbsence(status);
  task.tally.add({ attempts, failed: told === 'absent' ? 0 : 1 });
  // An answer of another form would be taken for a record.
  if (!isAnswer)
    write(answer.keep({ ...task.purpose, ...(wanted.context === undefined ? {} : { context: wanted.context }) }));
  const error = isAnswer ? 'the answer is not what was asked for' : errorTextOf(body);
  writeMiss(task, wanted, { kind: told, url, status, error, attempts }, write);
}
