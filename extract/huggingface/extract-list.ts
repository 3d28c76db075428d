import { throwIfAborted } from '../../src/core/abort.ts';
import { momentOf } from '../../src/core/clock.ts';
import { StemmaError } from '../../src/core/errors.ts';
import type { Logger } from '../../src/core/logger.ts';
import type { RawRunWriter } from '../../src/core/run/types.ts';
import type { Answer, HubClient } from './client.ts';
import { refusedFields, wantedFields, withoutFields } from './expand.ts';
import { modelsUrl } from './model-url.ts';
import { nextPageUrl, withLimit } from './next-link.ts';
import { errorTextOf, parsePage, type HubModel } from './responses.ts';
import type { ListSelection } from './select.ts';
import type { HubSettings } from './settings.ts';
import type { Tally } from './tally.ts';

/** What both ways of extraction need. */
export interface HubTask {
  readonly client: HubClient;
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

/** Whether the list, newest change first, has gone past the moment on this page. */
function isPast(rows: readonly HubModel[], since: number, url: string): boolean {
  const dates = rows.map((row) => momentOf(row.lastModified ?? '')).filter((moment) => moment !== undefined);
  const last = dates.at(-1);
  if (last !== undefined) return last < since;
  if (rows.length === 0) return false;
  throw new StemmaError('STEMMA_RESPONSE_SHAPE', 'the model list has no lastModified, so --since cannot be honoured', {
    hint: 'use --limit or --all',
    context: { url },
  });
}

/** Follows the list, newest first, to the end of what is selected. Returns which of the `wanted` ids it held. */
export async function extractList(
  task: HubTask,
  selection: ListSelection,
  wanted: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const { sort, most, since } = selection;
  const { endpoint, pageSize } = task.settings;
  const limitOf = (rest: number | undefined): number => Math.min(pageSize, rest ?? pageSize);
  const found = new Set<string>();
  const visited = new Set<string>();
  let rest = most;
  let empty = 0;
  let url: string | undefined = modelsUrl(endpoint, { sort, limit: limitOf(rest), fields: wantedFields });
  while (url !== undefined) {
    throwIfAborted(task.signal);
    visited.add(url);
    const { answer, rows } = await readPage(task, url);
    for (const { id } of rows) if (id !== undefined && wanted.has(id)) found.add(id);
    empty = rows.length === 0 ? empty + 1 : 0;
    if (rest !== undefined) rest -= rows.length;
    if ((rest !== undefined && rest <= 0) || (since !== undefined && isPast(rows, since, answer.url))) break;
    const next = nextPageUrl(answer.headers['link'], answer.url, endpoint);
    url = next === undefined || rest === undefined ? next : withLimit(next, limitOf(rest));
    if (url !== undefined && empty === mostEmptyPages) {
      task.logger.warn({ url }, 'the model list gives one empty page after another; taken as its end');
      break;
    }
    if (url !== undefined && visited.has(url)) {
      throw new StemmaError('STEMMA_RESPONSE_SHAPE', 'the model list leads back to a page that was read already', {
        context: { url },
      });
    }
  }
  return found;
}
