import { fetchEach } from '../../fetch-each.ts';
import type { Answer } from '../../ask.ts';
import { type Wanted, writeFailure, writeMiss } from '../../misses.ts';
import { fileUrl } from '../file-url.ts';
import { modelCardsResource } from '../resources.ts';
import type { HubTask } from './crawl.ts';
import { writeAbsence } from './misses.ts';
import type { ModelRow } from './model-row.ts';

const cardFile = 'README.md';
/** The largest cards known have a few megabytes. */
const mostBytes = 32 * 1024 * 1024;

interface CardItem {
  readonly wanted: Wanted;
  readonly url: string;
  /** The record lists its files, and no card is among them. */
  readonly isAbsent: boolean;
  readonly etag?: string;
}

/**
 * The READMEs of these models, each at the commit its record tells, so that an answer holds for ever; what an earlier run has
 * of another commit is named by its ETag and not sent again when it is the same.
 */
export async function extractCards(
  task: HubTask,
  models: Iterable<ModelRow> | AsyncIterable<ModelRow>,
  context?: Readonly<Record<string, unknown>>,
): Promise<void> {
  await fetchEach({
    items: wantedCards(task, models, context),
    concurrency: task.settings.threads,
    signal: task.signal,
    ask: async ({ isAbsent, url, etag }, signal) => {
      if (isAbsent) return undefined;
      const headers = etag === undefined ? {} : { headers: { 'if-none-match': etag } };
      const answer = await task.client.ask(modelCardsResource, url, {
        expect: 'file',
        maxBytes: mostBytes,
        signal,
        ...headers,
      });
      return { answer, body: answer.status === 200 ? undefined : await answer.read() };
    },
    settle: (item, asked, write) => {
      if (asked === undefined) {
        const error = 'the repository lists no README.md';
        return writeMiss(task, item.wanted, { kind: 'absent', url: item.url, error }, write);
      }
      const { answer, body = Buffer.alloc(0) } = asked;
      if (isHeld(answer)) {
        write(answer.keep({ ...task.purpose, ...(context === undefined ? {} : { context }) }));
        return task.tally.add({ attempts: answer.attempts, records: answer.status === 200 ? 1 : 0 });
      }
      const isAbsent = answer.status === 404 && answer.headers['x-error-code'] === 'EntryNotFound';
      task.tally.add({ attempts: answer.attempts, failed: isAbsent ? 0 : 1 });
      writeAbsence(task, item.wanted, answer, body, write, isAbsent ? 'absent' : undefined);
    },
    fail: ({ wanted, url }, error, write) => writeFailure(task, wanted, url, error, write),
  });
}

/** 304: the card is the one an earlier run has. */
function isHeld({ status }: Answer): boolean {
  return status === 200 || status === 304;
}

async function* wantedCards(
  task: HubTask,
  models: Iterable<ModelRow> | AsyncIterable<ModelRow>,
  context: Readonly<Record<string, unknown>> | undefined,
): AsyncGenerator<CardItem> {
  for await (const { id, sha, files } of models) {
    const wanted = { resource: modelCardsResource, id, ...(context === undefined ? {} : { context }) };
    const url = fileUrl(task.settings.endpoint, { kind: 'model', id, revision: sha ?? 'main', path: cardFile });
    if (files !== undefined && !files.includes(cardFile)) {
      yield { wanted, url, isAbsent: true };
      continue;
    }
    const { isSettled, etag } = await task.known.file(modelCardsResource, url);
    if (isSettled) task.tally.add({ known: 1 });
    else yield { wanted, url, isAbsent: false, ...(etag === undefined ? {} : { etag }) };
  }
}
