import { throwIfAborted } from '../../src/core/abort.ts';
import { momentOf } from '../../src/core/clock.ts';
import { StemmaError } from '../../src/core/errors.ts';
import type { Logger } from '../../src/core/logger.ts';
import type { RawRunWriter } from '../../src/core/run/types.ts';
import type { Answer, HubClient } from './client.ts';
import { refusedFields, wantedFields, withFields, withoutFields } from './expand.ts';
import { modelsUrl } from './model-url.ts';
import { nextPageUrl, withLimit } from './next-link.ts';
import { errorTextOf, parsePage, type HubModel } from './responses.ts';
import type { ListSelection } from './select.ts';
import type { HubSettings } from './settings.ts';
import type { Tally } from './tally.ts';

/** What both ways of extraction need. */
export interface HubTask {
  readonly client: HubClient;
  /** Keeps its answers as rows that were only counted. */
  readonly idClient: HubClient;
  readonly writer: Pick<RawRunWriter, 'miss'>;
  readonly tally: Tally;
  readonly settings: HubSettings;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

interface Page {
  readonly answer: Answer;
  readonly rows: readonly HubModel[];
}

const mostRepairs = 3;
const mostEmptyPages = 3;

function listError(answer: Answer): StemmaError {
  const error = errorTextOf(answer.headers, answer.body);
  const details = { context: { url: answer.url, status: answer.status } };
  if (answer.status === 401 || answer.status === 403) {
    return new StemmaError('STEMMA_AUTH', `the Hub refuses the model list: ${error}`, {
      ...details,
      hint: 'set HF_TOKEN to a read token',
    });
  }
  return new StemmaError('STEMMA_HTTP', `the Hub answers ${answer.status} to the model list: ${error}`, details);
}

/** Asks for a page; fields the Hub no longer allows are left out and the page is asked for again. */
async function readPage({ client, tally, logger, signal }: HubTask, first: string): Promise<Page> {
  let url = first;
  for (let repairs = 0; ; repairs += 1) {
    const answer = await client.ask(url, signal);
    if (answer.status === 200) {
      const rows = parsePage(answer.body, url);
      await answer.keep();
      tally.add({ records: rows.length, attempts: answer.attempts });
      return { answer, rows };
    }
    const refused = answer.status === 400 ? refusedFields(url, errorTextOf(answer.headers, answer.body)) : [];
    if (refused.length === 0 || repairs === mostRepairs) throw listError(answer);
    await answer.keep();
    tally.add({ attempts: answer.attempts });
    logger.warn({ url, refused }, 'the Hub refuses fields of the model list; going on without them');
    url = withoutFields(url, new Set(refused));
  }
}

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

/** The way along the list: pages that were visited, and empty ones in a row. */
class Walk {
  readonly #task: HubTask;
  readonly #visited = new Set<string>();
  #empty = 0;

  constructor(task: HubTask) {
    this.#task = task;
  }

  /** The page after this one, undefined at the end. */
  next({ answer, rows }: Page, asked: string): string | undefined {
    this.#visited.add(asked);
    this.#empty = rows.length === 0 ? this.#empty + 1 : 0;
    const url = nextPageUrl(answer.headers['link'], answer.url, this.#task.settings.endpoint);
    if (url !== undefined && this.#empty === mostEmptyPages) {
      this.#task.logger.warn({ url }, 'the model list gives one empty page after another; taken as its end');
      return undefined;
    }
    if (url !== undefined && this.#visited.has(url)) {
      throw new StemmaError('STEMMA_RESPONSE_SHAPE', 'the model list leads back to a page that was read already', {
        context: { url },
      });
    }
    return url;
  }
}

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
    const answer = await task.idClient.ask(url, task.signal);
    if (answer.status !== 200) throw listError(answer);
    const rows = parsePage(answer.body, url);
    await answer.keep();
    const moments = momentsOf(rows, sort, url);
    const last = moments.at(-1);
    if (last !== undefined && last <= until) {
      return { url: withFields(url, wantedFields), later: moments.filter((moment) => moment > until).length };
    }
    url = walk.next({ answer, rows }, url);
  }
  return undefined;
}

/** Follows the list, latest first, to the end of what is selected. Returns which of the `wanted` ids it held. */
export async function extractList(
  task: HubTask,
  selection: ListSelection,
  wanted: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const { sort, most, since } = selection;
  const { pageSize } = task.settings;
  const found = new Set<string>();
  const start = await findStart(task, selection);
  // Rows later than wanted come on top of those wanted.
  let rest = most === undefined ? undefined : most + (start?.later ?? 0);
  const sized = (url: string): string => (rest === undefined ? url : withLimit(url, Math.min(pageSize, rest)));
  const walk = new Walk(task);
  let url = start === undefined ? undefined : sized(start.url);
  while (url !== undefined) {
    throwIfAborted(task.signal);
    const page = await readPage(task, url);
    const { answer, rows } = page;
    for (const { id } of rows) if (id !== undefined && wanted.has(id)) found.add(id);
    if (rest !== undefined) rest -= rows.length;
    if (rest !== undefined && rest <= 0) break;
    const last = since === undefined ? undefined : momentsOf(rows, sort, answer.url).at(-1);
    if (since !== undefined && last !== undefined && last < since) break;
    const next = walk.next(page, url);
    url = next === undefined ? undefined : sized(next);
  }
  return found;
}
