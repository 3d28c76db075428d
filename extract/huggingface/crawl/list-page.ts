import { StemmaError } from '../../../src/core/errors.ts';
import type { Answer } from '../../ask.ts';
import { refusedFields, withoutFields } from '../expand.ts';
import { nextPageUrl } from '../next-link.ts';
import { errorTextOf, parsePage, type HubModel } from '../responses.ts';
import type { HubTask } from './crawl.ts';

/** A page of the list of models that was read and is kept. */
export interface Page {
  readonly answer: Answer;
  readonly rows: readonly HubModel[];
}

const mostRepairs = 3;
const mostEmptyPages = 3;

function listError(answer: Answer, body: Buffer): StemmaError {
  const error = errorTextOf(answer.headers, body);
  const details = { context: { url: answer.url, status: answer.status } };
  if (answer.status === 401 || answer.status === 403) {
    return new StemmaError('STEMMA_AUTH', `the Hub refuses the model list: ${error}`, {
      ...details,
      hint: 'set HF_TOKEN to a read token',
    });
  }
  return new StemmaError('STEMMA_HTTP', `the Hub answers ${answer.status} to the model list: ${error}`, details);
}

/** Asks for a page and keeps it; fields the Hub no longer allows are left out and the page is asked for again. */
export async function readPage(task: HubTask, resource: string, first: string): Promise<Page> {
  const { client, tally, logger, signal, purpose } = task;
  let url = first;
  for (let repairs = 0; ; repairs += 1) {
    const answer = await client.ask(resource, url, { signal });
    const body = await answer.read();
    if (answer.status === 200) {
      const rows = parsePage(body, url);
      await answer.keep(purpose);
      tally.add({ records: rows.length, attempts: answer.attempts });
      return { answer, rows };
    }
    const refused = answer.status === 400 ? refusedFields(url, errorTextOf(answer.headers, body)) : [];
    if (refused.length === 0 || repairs === mostRepairs) throw listError(answer, body);
    await answer.keep(purpose);
    tally.add({ attempts: answer.attempts });
    logger.warn({ url, refused }, 'the Hub refuses fields of the model list; going on without them');
    url = withoutFields(url, new Set(refused));
  }
}

/** The way along the list: pages that were visited, and empty ones in a row. */
export class Walk {
  readonly #task: HubTask;
  readonly #visited = new Set<string>();
  #empty = 0;
  #isAtEnd = false;

  constructor(task: HubTask) {
    this.#task = task;
  }

  /** Whether the list itself said that nothing follows. */
  get isAtEnd(): boolean {
    return this.#isAtEnd;
  }

  /** The page after this one, undefined at the end. */
  next({ answer, rows }: Page, asked: string): string | undefined {
    this.#visited.add(asked);
    this.#empty = rows.length === 0 ? this.#empty + 1 : 0;
    const url = nextPageUrl(answer.headers['link'], answer.url, this.#task.settings.endpoint);
    this.#isAtEnd = url === undefined;
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
