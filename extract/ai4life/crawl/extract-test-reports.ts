import { fetchEach } from '../../fetch-each.ts';
import { isObject } from '../../found.ts';
import { writeFailure } from '../../misses.ts';
import { fileUrl } from '../artifact-urls.ts';
import { ask } from '../client.ts';
import { testReportsResource } from '../resources.ts';
import { parseJson } from '../responses.ts';
import type { CrawlTask } from './crawl.ts';
import { writeAbsence } from './misses.ts';
import { type ArtifactRow, artifactsOf } from './rows.ts';

const mostBytes = 8 * 1024 * 1024;

/** The report of the collection's own tests of each artifact; they are made anew without a change of the artifact. */
export async function extractTestReports(task: CrawlTask): Promise<void> {
  const urlOf = ({ artifact: { workspace, alias } }: ArtifactRow): string =>
    fileUrl(task.settings.baseUrl, { workspace, alias: `test-report-${alias}` }, 'published/test_report.json');
  const wantedOf = ({ artifact, context }: ArtifactRow) => ({
    resource: testReportsResource,
    id: artifact.alias,
    context,
  });
  const items: ArtifactRow[] = [];
  for (const row of await artifactsOf(task)) {
    if (await task.known.isAnswered(testReportsResource, urlOf(row), 'for a while')) task.tally.add({ known: 1 });
    else items.push(row);
  }
  await fetchEach({
    items,
    concurrency: task.settings.threads,
    signal: task.signal,
    ask: async (row, signal) => {
      const answer = await ask(task.context, testReportsResource, urlOf(row), { signal, maxBytes: mostBytes });
      return { answer, body: await answer.read() };
    },
    settle: (row, { answer, body }, write) => {
      const wanted = wantedOf(row);
      if (answer.status !== 200 || !isObject(parseJson(body)))
        return writeAbsence(task, wanted, answer, body, write, answer.status === 404 ? 'absent' : undefined);
      write(answer.keep({ ...task.purpose, context: wanted.context }));
      task.tally.add({ records: 1, attempts: answer.attempts });
    },
    fail: (row, error, write) => writeFailure(task, wantedOf(row), urlOf(row), error, write),
  });
}
