import { fetchEach } from '../../fetch-each.ts';
import { writeFailure } from '../../misses.ts';
import { readArtifact } from '../artifact.ts';
import { artifactUrl, silently } from '../artifact-urls.ts';
import { ask } from '../client.ts';
import { recordsResource } from '../resources.ts';
import { parseJson } from '../responses.ts';
import type { CrawlTask } from './crawl.ts';
import { writeAbsence } from './misses.ts';
import { Walk } from './walk.ts';

/** Kinds of which a bounded run takes so many each. */
const boundedKinds = ['model', 'dataset', 'application', 'notebook'] as const;
/** Classes of what a whole list lists. */
const classes = ['MLModel', 'Dataset', 'SoftwareApplication', 'SoftwareSourceCode'] as const;

/**
 * The collection: all of it, what was modified since a date, or the last modified of each kind. A list that was read whole, and
 * did not change meanwhile, tells what is gone.
 */
export async function extractRecords(task: CrawlTask): Promise<void> {
  const { most, since } = task.settings;
  const filters = since === undefined ? {} : { last_modified: [Math.floor(since / 1000), null] };
  const bare: string[] = [];
  if (most === undefined) {
    // By creation: what is new comes last, and moves nothing across a page's border.
    const walk = new Walk(task, { order: 'id<', ...(since === undefined ? {} : { filters }) });
    await walk.toEnd();
    bare.push(...walk.bare);
    if (since === undefined) tellComplete(task, walk);
  } else {
    for (const type of boundedKinds) {
      const walk = new Walk(task, { order: 'last_modified>', filters: { type, ...filters } });
      await walk.toEnd(most);
      bare.push(...walk.bare);
    }
  }
  await extractBare(task, bare);
}

function tellComplete({ writer, context, logger }: CrawlTask, walk: Walk): void {
  if (walk.isSteady) {
    for (const of of classes) writer.markComplete({ of, resource: recordsResource });
    return;
  }
  const { size, announced } = walk;
  logger.warn({ size, announced }, 'the collection changed while it was read');
  context.progress.note(
    `the collection changed while it was read (${size} records, ${announced} announced): nothing that it lacks is taken for removed`,
  );
}

/** Asks one by one for those that the list shows without their description. */
async function extractBare(task: CrawlTask, aliases: readonly string[]): Promise<void> {
  const { baseUrl, workspace, threads } = task.settings;
  const urlOf = (alias: string): string => artifactUrl(baseUrl, { workspace, alias }, '', `?no_cache=true&${silently}`);
  const wantedOf = (alias: string) => ({ resource: recordsResource, id: alias });
  await fetchEach({
    items: aliases,
    concurrency: threads,
    signal: task.signal,
    ask: async (alias, signal) => {
      const answer = await ask(task.context, recordsResource, urlOf(alias), { signal });
      return { answer, body: await answer.read() };
    },
    settle: (alias, { answer, body }, write) => {
      if (answer.status !== 200 || readArtifact(parseJson(body)) === undefined)
        return writeAbsence(task, wantedOf(alias), answer, body, write);
      write(answer.keep({ ...task.purpose, context: { alias } }));
      task.tally.add({ records: 1, attempts: answer.attempts });
    },
    fail: (alias, error, write) => writeFailure(task, wantedOf(alias), urlOf(alias), error, write),
  });
}
