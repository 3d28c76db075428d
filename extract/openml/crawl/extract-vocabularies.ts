import { fetchEach } from '../../fetch-each.ts';
import { writeFailure } from '../../misses.ts';
import { inStage } from '../../stage-task.ts';
import * as names from '../resources.ts';
import { apiUrl } from '../urls.ts';
import { type AskedDocument, askDocument, type Question } from './ask-document.ts';
import type { Crawl, OpenmlTask } from './crawl.ts';
import { settleDocument } from './settle.ts';

const vocabularies: readonly Question[] = [
  { resource: names.taskTypesResource, path: ['tasktype', 'list'], root: 'task_types', form: 'json' },
  {
    resource: names.proceduresResource,
    path: ['estimationprocedure', 'list'],
    root: 'estimationprocedures',
    form: 'json',
  },
  { resource: names.measuresResource, path: ['evaluationmeasure', 'list'], root: 'evaluation_measures', form: 'json' },
];

/** Three vocabularies, each whole in one answer. */
export async function extractVocabularies(crawl: Crawl): Promise<void> {
  await inStage(
    crawl,
    'openml_enriched_vocabularies',
    async (task) => {
      const wantedOf = ({ resource, path }: Question) => ({ resource, id: path.join('/') });
      await fetchEach<Question, AskedDocument>({
        items: unknown(task),
        concurrency: task.settings.enrichmentThreads,
        signal: task.signal,
        ask: (question, signal) => askDocument(task, question, signal),
        settle: (question, asked, write) => void settleDocument(task, wantedOf(question), asked, write),
        fail: (question, error, write) =>
          writeFailure(task, wantedOf(question), apiUrl(task.settings.baseUrl, 'json', question.path), error, write),
      });
    },
    vocabularies.length,
  );
}

async function* unknown(task: OpenmlTask): AsyncGenerator<Question> {
  for (const question of vocabularies) {
    if ((await task.known.fresh(question.resource, question.path.join('/'))) === undefined) yield question;
    else task.tally.add({ known: 1 });
  }
}
