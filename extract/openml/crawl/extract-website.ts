import { type Answer, askOnce } from '../../ask.ts';
import { fetchEach, type Write } from '../../fetch-each.ts';
import { type Wanted, writeFailure, writeMiss } from '../../misses.ts';
import { inStage } from '../../stage-task.ts';
import { documentRequest } from '../client.ts';
import { jsonObject } from '../json-object.ts';
import { websiteResource } from '../resources.ts';
import { websiteUrl } from '../urls.ts';
import type { Crawl, OpenmlTask } from './crawl.ts';
import { contextOf, type Reference } from './references.ts';

/** Index of the website's search engine, and its name in our ids. */
const indexes = { flows: 'flow', tasks: 'task', datasets: 'data' } as const;
type Kind = keyof typeof indexes;

interface Item {
  readonly index: string;
  readonly reference: Reference;
}

interface Asked {
  readonly answer: Answer;
  readonly body: Buffer;
}

/** Counters that the API does not have, from the documents the website itself is made of. */
export async function extractWebsite(crawl: Crawl): Promise<void> {
  const items = (Object.keys(indexes) as Kind[]).flatMap((kind) =>
    crawl.references.of(kind).map((reference) => ({ index: indexes[kind], reference })),
  );
  await inStage(
    crawl,
    'openml_website',
    async (task) => {
      const { baseUrl, enrichmentThreads } = task.settings;
      await fetchEach<Item, Asked>({
        items: unknown(task, items),
        concurrency: enrichmentThreads,
        signal: task.signal,
        ask: async ({ index, reference }, signal) => {
          const url = websiteUrl(baseUrl, index, reference.id);
          const answer = await askOnce(task.context, websiteResource, documentRequest(url, signal));
          return { answer, body: await answer.read() };
        },
        settle: (item, asked, write) => settle(task, item, asked, write),
        fail: (item, error, write) =>
          writeFailure(task, wantedOf(item), websiteUrl(baseUrl, item.index, item.reference.id), error, write),
      });
    },
    items.length,
  );
}

async function* unknown(task: OpenmlTask, items: readonly Item[]): AsyncGenerator<Item> {
  for (const item of items) {
    const subject = `es/${item.index}/_doc/${item.reference.id}`;
    if ((await task.known.fresh(websiteResource, subject)) === undefined) yield item;
    else task.tally.add({ known: 1 });
  }
}

function wantedOf({ index, reference }: Item): Wanted {
  return { resource: websiteResource, id: `${index}/${reference.id}`, context: contextOf(reference) };
}

function settle(task: OpenmlTask, item: Item, { answer, body }: Asked, write: Write): void {
  const wanted = wantedOf(item);
  const { url, status, attempts } = answer;
  // The website may answer every address with its page.
  const document = jsonObject(body);
  const isRecord = status === 200 && document !== undefined && '_source' in document;
  const isAbsent = status === 404;
  const more = isRecord || isAbsent ? {} : { unreadable: 'no JSON document of the website' };
  write(answer.keep({ ...task.purpose, context: { ...wanted.context, ...more } }));
  task.tally.add({ attempts, records: isRecord ? 1 : 0, failed: isRecord || isAbsent ? 0 : 1 });
  if (isRecord) return;
  const kind = isAbsent ? 'absent' : status === 200 ? 'malformed' : 'failed';
  const error = body.toString('utf8', 0, 200).trim();
  writeMiss(task, wanted, { kind, url, status, error, attempts }, write);
}
