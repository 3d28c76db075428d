import { fetchEach } from '../../fetch-each.ts';
import { writeFailure, writeMiss } from '../../misses.ts';
import { fileUrl } from '../artifact-urls.ts';
import { ask } from '../client.ts';
import { sourceOf } from '../file-links.ts';
import { type Link, readLink } from '../link.ts';
import { documentationResource } from '../resources.ts';
import type { CrawlTask } from './crawl.ts';
import type { AbsentFiles } from './extract-files.ts';
import { writeAbsence } from './misses.ts';
import { type ArtifactRow, artifactsOf, nameText } from './rows.ts';

const mostBytes = 1024 * 1024;

interface Page {
  readonly row: ArtifactRow;
  readonly path: string;
  readonly url: string;
  /** The files of the artifact were listed, and it is not among them. */
  readonly isAbsent: boolean;
}

/**
 * The documentation of each artifact that was modified since it was read last. What stands elsewhere is not asked for, nor
 * what is not there.
 */
export async function extractDocumentation(task: CrawlTask, absent: AbsentFiles): Promise<void> {
  const wantedOf = ({ row, path }: Page) => ({
    resource: documentationResource,
    id: row.artifact.alias,
    context: { ...row.context, path },
  });
  await fetchEach({
    items: await pages(task, absent),
    concurrency: task.settings.threads,
    signal: task.signal,
    ask: async ({ url, isAbsent }, signal) => {
      if (isAbsent) return undefined;
      const options = { signal, expect: 'file', maxBytes: mostBytes } as const;
      const answer = await ask(task.context, documentationResource, url, options);
      return { answer, body: answer.status === 200 ? undefined : await answer.read() };
    },
    settle: (page, asked, write) => {
      const wanted = wantedOf(page);
      if (asked === undefined) {
        const error = 'the artifact has no such file';
        return writeMiss(task, wanted, { kind: 'absent', url: page.url, error }, write);
      }
      const { answer, body } = asked;
      if (body !== undefined)
        return writeAbsence(task, wanted, answer, body, write, answer.status === 404 ? 'absent' : undefined);
      write(answer.keep({ ...task.purpose, context: wanted.context }));
      task.tally.add({ records: 1, attempts: answer.attempts });
    },
    fail: (page, error, write) => writeFailure(task, wantedOf(page), page.url, error, write),
  });
}

async function pages(task: CrawlTask, absent: AbsentFiles): Promise<readonly Page[]> {
  const found: Page[] = [];
  for (const row of await artifactsOf(task)) {
    const link = documentationOf(row);
    if (link?.kind === 'web') await noteElsewhere(task, row, link.url);
    if (link?.kind !== 'file') continue;
    const url = fileUrl(task.settings.baseUrl, row.artifact, link.path);
    const seen = absent.get(`${nameText(row.artifact)}/${link.path}`);
    const isKnown = seen === 'before' || (seen === undefined && (await isAnswered(task, url, row)));
    if (isKnown) task.tally.add({ known: 1 });
    else found.push({ row, path: link.path, url, isAbsent: seen === 'now' });
  }
  return found;
}

function isAnswered({ known }: CrawlTask, url: string, row: ArtifactRow): Promise<boolean> {
  return known.isAnswered(documentationResource, url, row);
}

function documentationOf({ artifact }: ArtifactRow): Link | undefined {
  const { value } = sourceOf(artifact.manifest.at('documentation'));
  return typeof value === 'string' ? readLink(value, artifact) : undefined;
}

async function noteElsewhere({ writer, stage }: CrawlTask, { artifact }: ArtifactRow, url: string): Promise<void> {
  const error = 'it stands at another place of the web';
  await writer.miss({ resource: documentationResource, stage, id: artifact.alias, url, kind: 'not-asked', error });
}
