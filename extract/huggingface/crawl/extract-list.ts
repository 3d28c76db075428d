import { throwIfAborted } from '../../../src/core/abort.ts';
import { momentOf } from '../../../src/core/clock.ts';
import { StemmaError } from '../../../src/core/errors.ts';
import { wantedFields, withFields } from '../expand.ts';
import { modelsUrl } from '../model-url.ts';
import { withLimit } from '../next-link.ts';
import { modelIdsResource, modelsResource } from '../resources.ts';
import type { HubModel } from '../responses.ts';
import type { ListSelection } from '../select.ts';
import { isFiltered } from '../settings.ts';
import type { HubTask } from './crawl.ts';
import { readPage, Walk } from './list-page.ts';

/** Moments of the date the list is sorted by, of the rows that have one. */
function momentsOf(rows: readonly HubModel[], sort: ListSelection['sort'], url: string): readonly number[] {
  const moments = rows.map((row) => momentOf(row[sort] ?? '')).filter((moment) => moment !== undefined);
  if (moments.length > 0 || rows.length === 0) return moments;
  throw new StemmaError(
    'STEMMA_RESPONSE_SHAPE',
    `the model list has no ${sort}, so --since and --until cannot be honoured`,
    { hint: 'use --limit or --all', context: { url } },
  );
}

/** Mostly little has changed: a first page of --since is small, and kept whole it holds little that has not. */
const firstRowsSince = 100;

interface Start {
  readonly url: string;
  /** Rows at the beginning of the page that are later than wanted. */
  readonly later: number;
}

/**
 * The page on which the list, latest first, comes to `until`; undefined when it never does. The pages before it are asked for
 * with nothing but the date and kept as such, so that a resumed run takes the same way.
 */
async function findStart(task: HubTask, { sort, until }: ListSelection): Promise<Start | undefined> {
  const { endpoint, pageSize, filters } = task.settings;
  let url: string | undefined = modelsUrl(endpoint, { sort, limit: pageSize, fields: [sort], filters });
  if (until === undefined) return { url: withFields(url, wantedFields), later: 0 };
  const walk = new Walk(task);
  while (url !== undefined) {
    throwIfAborted(task.signal);
    const page = await readPage(task, modelIdsResource, url);
    const moments = momentsOf(page.rows, sort, url);
    const last = moments.at(-1);
    if (last !== undefined && last <= until) {
      return { url: withFields(url, wantedFields), later: moments.filter((moment) => moment > until).length };
    }
    url = walk.next(page, url);
  }
  return undefined;
}

/**
 * Follows the list, latest first, to the end of what is selected, and hands each row over. A walk by creation date without
 * bounds and filters that came to the list's own end has seen everything there is, and says so.
 */
export async function extractList(
  task: HubTask,
  selection: ListSelection,
  onRow: (row: HubModel) => void,
): Promise<void> {
  const { sort, most, since, until } = selection;
  const { pageSize, filters } = task.settings;
  const start = await findStart(task, selection);
  // Rows later than wanted come on top of those wanted.
  let rest = most === undefined ? undefined : most + (start?.later ?? 0);
  // Without either, the next link stays byte for byte as it is.
  const sized = (url: string, size: number): string =>
    rest === undefined && since === undefined ? url : withLimit(url, Math.min(size, rest ?? size));
  const walk = new Walk(task);
  const drift = new Drift(task);
  const firstSize = since === undefined ? pageSize : Math.min(pageSize, firstRowsSince);
  let url = start === undefined ? undefined : sized(start.url, firstSize);
  while (url !== undefined) {
    throwIfAborted(task.signal);
    const page = await readPage(task, modelsResource, url);
    const { answer, rows } = page;
    await drift.look(rows, answer.url);
    for (const row of rows) onRow(row);
    if (rest !== undefined) rest -= rows.length;
    if (rest !== undefined && rest <= 0) return;
    const last = since === undefined ? undefined : momentsOf(rows, sort, answer.url).at(-1);
    if (since !== undefined && last !== undefined && last < since) return;
    const next = walk.next(page, url);
    url = next === undefined ? undefined : sized(next, pageSize);
  }
  const isWhole = sort === 'createdAt' && most === undefined && since === undefined && until === undefined;
  if (walk.isAtEnd && isWhole && !isFiltered(filters))
    task.writer.markComplete({ of: 'MLModel', resource: modelsResource });
}

/** What is not as it was: fields nobody knows are told once, rows without an id are noted each. The bytes keep both. */
class Drift {
  readonly #task: HubTask;
  readonly #known = new Set<string>(['_id', 'id', 'modelId', ...wantedFields]);

  constructor(task: HubTask) {
    this.#task = task;
  }

  async look(rows: readonly HubModel[], url: string): Promise<void> {
    const news = new Set<string>();
    for (const [index, row] of rows.entries()) {
      for (const key of row.keys) {
        if (this.#known.has(key)) continue;
        this.#known.add(key);
        news.add(key);
      }
      if (row.id === undefined) await this.#noId(url, index);
    }
    if (news.size === 0) return;
    const names = [...news].slice(0, 20).join(', ');
    this.#task.logger.warn({ url, fields: [...news].slice(0, 100) }, 'the model list has fields that are new here');
    this.#task.context.progress.note(`the model list has fields that are new here and kept unread: ${names}`);
  }

  async #noId(url: string, index: number): Promise<void> {
    const { writer, stage } = this.#task;
    this.#task.tally.add({ failed: 1 });
    const error = `row ${index} of the page has no id`;
    await writer.miss({ resource: modelsResource, stage, id: `${url}#/${index}`, url, kind: 'malformed', error });
  }
}
