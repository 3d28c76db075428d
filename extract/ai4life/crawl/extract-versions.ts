import { fetchEach } from '../../fetch-each.ts';
import { writeFailure } from '../../misses.ts';
import { readArtifact } from '../artifact.ts';
import { artifactUrl, silently } from '../artifact-urls.ts';
import { ask } from '../client.ts';
import { versionsResource } from '../resources.ts';
import { parseJson } from '../responses.ts';
import { earlierVersions } from '../versions.ts';
import type { CrawlTask } from './crawl.ts';
import { writeAbsence } from './misses.ts';
import { type ArtifactRow, artifactsOf } from './rows.ts';

interface VersionItem {
  readonly row: ArtifactRow;
  readonly version: string;
  readonly url: string;
}

/** All versions of each artifact but the newest, which is the record itself. A committed version never changes. */
export async function extractVersions(task: CrawlTask): Promise<void> {
  const wantedOf = ({ row, version }: VersionItem) => ({
    resource: versionsResource,
    id: `${row.artifact.alias}@${version}`,
    context: { ...row.context, version },
  });
  await fetchEach({
    items: await versionItems(task),
    concurrency: task.settings.threads,
    signal: task.signal,
    ask: async ({ url }, signal) => {
      const answer = await ask(task.context, versionsResource, url, { signal });
      return { answer, body: await answer.read() };
    },
    settle: (item, { answer, body }, write) => {
      const wanted = wantedOf(item);
      if (answer.status !== 200 || readArtifact(parseJson(body)) === undefined)
        return writeAbsence(task, wanted, answer, body, write);
      write(answer.keep({ ...task.purpose, context: wanted.context }));
      task.tally.add({ records: 1, attempts: answer.attempts });
    },
    fail: (item, error, write) => writeFailure(task, wantedOf(item), item.url, error, write),
  });
}

async function versionItems(task: CrawlTask): Promise<readonly VersionItem[]> {
  const items: VersionItem[] = [];
  for (const row of await artifactsOf(task)) {
    for (const { label } of earlierVersions(row.artifact.root)) {
      const query = `?version=${encodeURIComponent(label)}&${silently}`;
      const url = artifactUrl(task.settings.baseUrl, row.artifact, '', query);
      if (await task.known.isAnswered(versionsResource, url, 'for ever')) task.tally.add({ known: 1 });
      else items.push({ row, version: label, url });
    }
  }
  return items;
}
