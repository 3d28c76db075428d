import { type ArticleAnswer, fetchArticles, type MissedArticle } from '../../arxiv/client.ts';
import { inStage } from '../../stage-task.ts';
import { articlesResource } from '../resources.ts';
import type { Crawl, HubTask } from './crawl.ts';
import type { Reference } from './references.ts';

/** An answer for a hundred papers has some 300 KB. */
const mostBytes = 16 * 1024 * 1024;

/**
 * Papers that models name: those of arXiv in batches, one request after the other in the time arXiv asks for. Of papers that
 * are known by another DOI nobody is asked.
 */
export async function extractArticles(crawl: Crawl, references: readonly Reference[]): Promise<void> {
  await inStage(
    crawl,
    'hf_enriched_articles',
    async (task) => {
      const byId = new Map(references.map((reference) => [reference.id, reference]));
      const unknown: string[] = [];
      for (const { id } of references) {
        if (id.startsWith('doi:'))
          await note(task, byId, { id, error: 'no paper of arXiv: nobody is asked about other DOIs' });
        else if ((await task.known.fresh(articlesResource, id)) !== undefined) task.tally.add({ known: 1 });
        else unknown.push(id);
      }
      await fetchArticles(unknown, {
        baseUrl: task.settings.arxivBaseUrl,
        signal: task.signal,
        ask: (url, signal) => askArxiv(task, url, signal),
        miss: async (missed) => {
          task.tally.add({ failed: 1 });
          await note(task, byId, missed);
        },
      });
    },
    references.length,
  );
}

async function askArxiv(task: HubTask, url: string, signal: AbortSignal): Promise<ArticleAnswer> {
  const answer = await task.client.ask(articlesResource, url, { expect: 'file', maxBytes: mostBytes, signal });
  const { status, attempts, stored } = answer;
  const keep = async (): Promise<void> => {
    await answer.keep(task.purpose);
    task.tally.add({ attempts, records: status === 200 ? 1 : 0 });
  };
  return { status, attempts, stored, body: await answer.read(), keep };
}

async function note(
  task: HubTask,
  byId: ReadonlyMap<string, Reference>,
  missed: Omit<MissedArticle, 'kind'> & { readonly kind?: MissedArticle['kind'] },
): Promise<void> {
  const { by, property, method, count } = byId.get(missed.id) ?? {};
  const context = { by, property, method, count };
  const { stage } = task;
  await task.writer.miss({ resource: articlesResource, stage, kind: 'not-asked', ...missed, context });
}
