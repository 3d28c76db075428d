import { StemmaError } from '../../../src/core/errors.ts';
import type { Answer } from '../../ask.ts';
import type { Write } from '../../fetch-each.ts';
import { type Wanted, writeMiss } from '../../misses.ts';
import type { OmlNode } from '../document.ts';
import { meaningOf } from '../error-codes.ts';
import type { AskedDocument } from './ask-document.ts';
import type { OpenmlTask } from './crawl.ts';

/** @throws StemmaError STEMMA_AUTH when a server refuses everybody: that is no statement about the thing */
export function refusal(answer: Answer, message: string): StemmaError {
  const { url, status } = answer;
  return new StemmaError('STEMMA_AUTH', `OpenML refuses to answer: ${message}`, {
    hint: 'reading needs no key there: is OPENML_BASE_URL the address of a public server, and is a proxy in the way?',
    context: { url, status },
  });
}

/** Keeps answers with why they were asked for; those that could not be read say so. */
export function keepUnreadable(task: OpenmlTask, { unreadable }: AskedDocument, wanted: Wanted, write: Write): void {
  for (const { answer, problem } of unreadable) {
    write(answer.keep({ ...task.purpose, context: { ...wanted.context, unreadable: problem } }));
    task.tally.add({ attempts: answer.attempts });
  }
}

/**
 * Stores what came of one thing. Its record when it is one; else a miss that tells why, by the code of the server.
 * @throws StemmaError STEMMA_AUTH
 */
export function settleDocument(
  task: OpenmlTask,
  wanted: Wanted,
  asked: AskedDocument,
  write: Write,
): OmlNode | undefined {
  const { answer, read } = asked;
  const { url, status, attempts } = answer;
  keepUnreadable(task, asked, wanted, write);
  if (read.kind === 'record') {
    write(answer.keep({ ...task.purpose, ...contextOf(wanted) }));
    task.tally.add({ attempts, records: 1 });
    return read.root;
  }
  if (read.kind === 'unreadable') {
    write(answer.keep({ ...task.purpose, context: { ...wanted.context, unreadable: read.problem } }));
    task.tally.add({ attempts, failed: 1 });
    writeMiss(task, wanted, { kind: 'malformed', url, status, error: read.problem, attempts }, write);
    return undefined;
  }
  const { code, message } = read;
  const meaning = meaningOf(status, code);
  if (meaning === 'auth') throw refusal(answer, message);
  // A list without rows, said of a single thing, is as good as nothing there.
  const kind = meaning === 'empty' ? 'missing' : meaning === 'busy' ? 'failed' : meaning;
  const told = code === undefined ? {} : { code };
  write(answer.keep({ ...task.purpose, context: { ...wanted.context, ...told } }));
  task.tally.add({ attempts, failed: kind === 'absent' ? 0 : 1 });
  writeMiss(task, wanted, { kind, url, status, error: message, attempts }, write, told);
  return undefined;
}

function contextOf({ context }: Wanted): { readonly context?: Readonly<Record<string, unknown>> } {
  return context === undefined ? {} : { context };
}
