import { refusedFields, withoutFields } from '../expand.ts';
import type { Answer } from '../../ask.ts';
import { errorTextOf } from '../responses.ts';
import type { HubTask } from './crawl.ts';

/** What asking for one record led to: refusals of fields first, the deciding answer last. */
export interface Asked {
  readonly refusals: readonly Answer[];
  readonly answer: Answer;
  readonly body: Buffer;
}

const mostRepairs = 3;
/** So many are asked one after the other before giving up on learning the allowed fields first. */
const mostProbes = 20;

/**
 * Asks for a record by a URL with `expand`. Fields the Hub no longer allows are left out and it is asked for again, and are
 * left out of all that follow.
 */
export async function askRecord(
  task: HubTask,
  resource: string,
  whole: string,
  signal: AbortSignal,
  maxBytes?: number,
): Promise<Asked> {
  const fields = task.allowed(resource);
  const refusals: Answer[] = [];
  let url = withoutFields(whole, fields.refused);
  for (;;) {
    const answer = await task.client.ask(resource, url, { signal, ...(maxBytes === undefined ? {} : { maxBytes }) });
    const body = await answer.read();
    const refused = answer.status === 400 ? refusedFields(url, errorTextOf(answer.headers, body)) : [];
    if (answer.status === 200) fields.isProven = true;
    if (refused.length === 0 || refusals.length >= mostRepairs) return { refusals, answer, body };
    refusals.push(answer);
    for (const field of refused) fields.refused.add(field);
    url = withoutFields(url, new Set(refused));
  }
}

/**
 * One after the other until it is known which fields are allowed, then so many at once: so what is asked for does not depend on
 * which answer came first.
 */
export function provenConcurrency(task: HubTask, resource: string, width: number): (started: number) => number {
  const fields = task.allowed(resource);
  return (started) => (fields.isProven || started >= mostProbes ? width : 1);
}
