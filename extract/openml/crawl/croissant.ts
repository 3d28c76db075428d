import { type Answer, askOnce } from '../../ask.ts';
import type { Write } from '../../fetch-each.ts';
import { type Wanted, writeMiss } from '../../misses.ts';
import { documentRequest } from '../client.ts';
import { jsonObject } from '../json-object.ts';
import { croissantResource } from '../resources.ts';
import { croissantUrl } from '../urls.ts';
import type { OpenmlTask } from './crawl.ts';

export interface AskedCroissant {
  readonly answer: Answer;
  readonly isObject: boolean;
}

/** The website may answer with a page of its own where there is none. */
export async function askCroissant(task: OpenmlTask, id: string, signal: AbortSignal): Promise<AskedCroissant> {
  const url = croissantUrl(task.settings.baseUrl, id);
  const answer = await askOnce(task.context, croissantResource, documentRequest(url, signal));
  return { answer, isObject: jsonObject(await answer.read()) !== undefined };
}

/** Few datasets have one: that there is none is the rule and no miss. */
const none: ReadonlySet<number> = new Set([404, 410, 412]);

export function settleCroissant(
  task: OpenmlTask,
  wanted: Wanted,
  { answer, isObject }: AskedCroissant,
  write: Write,
): void {
  const { url, status, attempts } = answer;
  const isFound = status === 200 && isObject;
  const problem = 'the answer is no JSON object';
  const more = status === 200 && !isObject ? { unreadable: problem } : {};
  write(answer.keep({ ...task.purpose, context: { ...wanted.context, ...more } }));
  task.tally.add({ attempts, records: isFound ? 1 : 0, failed: isFound || none.has(status) ? 0 : 1 });
  if (isFound || none.has(status)) return;
  const kind = status === 200 ? 'malformed' : 'failed';
  writeMiss(task, wanted, { kind, url, status, error: status === 200 ? problem : `status ${status}`, attempts }, write);
}
