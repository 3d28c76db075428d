import { fetchEach } from '../../fetch-each.ts';
import { writeFailure } from '../../misses.ts';
import { inStage } from '../../stage-task.ts';
import { keywordsResource, tasksResource } from '../resources.ts';
import type { Crawl } from './crawl.ts';
import { writeAbsence } from './misses.ts';

const vocabularies = {
  hf_enriched_tasks: { resource: tasksResource, path: '/api/tasks' },
  hf_enriched_keywords: { resource: keywordsResource, path: '/api/models-tags-by-type' },
} as const;

/** A vocabulary of the Hub, whole in one answer: asked for once, when any record uses a word of it. */
export async function extractVocabulary(crawl: Crawl, stage: keyof typeof vocabularies): Promise<void> {
  const { resource, path } = vocabularies[stage];
  const url = `${crawl.settings.endpoint}${path}`;
  const wanted = { resource, id: path };
  await inStage(crawl, stage, async (task) => {
    const isKnown = await task.known.answered(resource, url);
    if (isKnown) task.tally.add({ known: 1 });
    await fetchEach({
      items: isKnown ? [] : [url],
      concurrency: 1,
      signal: task.signal,
      ask: async (address, signal) => {
        const answer = await task.client.ask(resource, address, { signal });
        return { answer, body: await answer.read() };
      },
      settle: (_url, { answer, body }, write) => {
        const { status, attempts } = answer;
        task.tally.add({ attempts, records: status === 200 ? 1 : 0, failed: status === 200 ? 0 : 1 });
        if (status === 200) write(answer.keep(task.purpose));
        else writeAbsence(task, wanted, answer, body, write);
      },
      fail: (_url, error, write) => writeFailure(task, wanted, url, error, write),
    });
  });
}
