import { fetchEach } from '../../fetch-each.ts';
import type { Answer } from '../../ask.ts';
import { writeFailure } from '../../misses.ts';
import { inStage } from '../../stage-task.ts';
import { nextPageUrl } from '../next-link.ts';
import { modelFilesResource } from '../resources.ts';
import type { Crawl, HubTask } from './crawl.ts';
import { writeAbsence } from './misses.ts';
import type { ModelRow } from './model-row.ts';
import { modelsAt } from './records.ts';

/** A thousand files each. A repository with more is cut there. */
const mostPages = 100;

interface ListingItem {
  readonly model: ModelRow;
  readonly url: string;
}

/** Files of each model with size and hash, at the commit its record tells: one request for a thousand files. */
export async function extractListings(crawl: Crawl): Promise<void> {
  await inStage(crawl, 'hf_file_listings', async (task) => {
    await fetchEach({
      items: wantedListings(task),
      concurrency: task.settings.enrichmentThreads,
      signal: task.signal,
      ask: (item, signal) => askListing(task, item, signal),
      settle: ({ model }, pages, write) => {
        for (const { answer, body } of pages) {
          const { status, attempts } = answer;
          task.tally.add({ attempts, records: status === 200 ? 1 : 0, failed: status === 200 ? 0 : 1 });
          if (status === 200) write(answer.keep(task.purpose));
          else writeAbsence(task, { resource: modelFilesResource, id: model.id }, answer, body, write);
        }
      },
      fail: ({ model, url }, error, write) =>
        writeFailure(task, { resource: modelFilesResource, id: model.id }, url, error, write),
    });
  });
}

async function* wantedListings(task: HubTask): AsyncGenerator<ListingItem> {
  for await (const model of modelsAt(task, 0)) {
    const id = model.id.split('/').map(encodeURIComponent).join('/');
    const url = `${task.settings.endpoint}/api/models/${id}/tree/${model.sha ?? 'main'}?recursive=true`;
    if (await task.known.answered(modelFilesResource, url)) task.tally.add({ known: 1 });
    else yield { model, url };
  }
}

async function askListing(
  task: HubTask,
  { url: first }: ListingItem,
  signal: AbortSignal,
): Promise<readonly { readonly answer: Answer; readonly body: Buffer }[]> {
  const pages: { answer: Answer; body: Buffer }[] = [];
  let url: string | undefined = first;
  while (url !== undefined && pages.length < mostPages) {
    const answer: Answer = await task.client.ask(modelFilesResource, url, { signal });
    pages.push({ answer, body: await answer.read() });
    url = answer.status === 200 ? nextPageUrl(answer.headers['link'], url, task.settings.endpoint) : undefined;
  }
  return pages;
}
