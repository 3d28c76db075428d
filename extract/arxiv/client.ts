import { throwIfAborted } from '../../src/core/abort.ts';
import { type Clock, systemClock } from '../../src/core/clock.ts';
import { isStemmaError, messageOf } from '../../src/core/errors.ts';
import type { MissKind } from '../../src/core/run/types.ts';
import { arxivBaseUrl, mostIdsAtOnce, planBatches, type QueryAnswer, queryUrl, readAnswer, readIds } from './query.ts';

/** An answer of arXiv, of now or stored before an interruption. */
export interface ArticleAnswer {
  readonly status: number;
  readonly attempts: number;
  readonly body: Buffer;
  /** From the run folder: asking again would give the same. */
  readonly stored?: boolean;
  /** Makes it durable; what is stored already stays as it is. */
  keep(): Promise<void>;
}

/** A paper that could not be had. */
export interface MissedArticle {
  readonly id: string;
  readonly kind: Extract<MissKind, 'missing' | 'malformed' | 'failed'>;
  readonly url?: string;
  readonly status?: number;
  readonly error?: string;
  readonly attempts?: number;
}

export interface FetchArticlesOptions {
  /**
   * The stored answer to a URL, else a request. arXiv allows one connection and one request in three seconds: `ask` keeps to
   * it, and is called by one caller at a time.
   */
  readonly ask: (url: string, signal: AbortSignal) => Promise<ArticleAnswer>;
  readonly miss: (missed: MissedArticle) => Promise<void>;
  readonly signal: AbortSignal;
  /** Default https://export.arxiv.org; may carry a path. */
  readonly baseUrl?: string;
  /** Papers in one request. Default and most: 100. */
  readonly batchSize?: number;
  /** Milliseconds to wait before asking again for a page that came empty, once each. */
  readonly emptyPauses?: readonly number[];
  readonly clock?: Pick<Clock, 'sleep'>;
  /** After each request that told something. */
  readonly onAnswer?: (progress: { readonly found: number; readonly missed: number }) => void;
}

export interface FetchedArticles {
  /** Ids, without version, of the papers described by what was kept. */
  readonly found: readonly string[];
  readonly missed: number;
}

/** Failures in a row, each after its retries, that are no longer about single papers. */
const mostFailuresInARow = 3;

/**
 * Fetches papers in batches, one request after the other. A paper arXiv does not know is left out of its answers in silence
 * and becomes a miss; an id it refuses costs itself and not its batch; a page that comes empty is asked for again. When
 * arXiv stays away, the rest is missed and the run goes on.
 * @throws STEMMA_RATE_LIMIT, STEMMA_AUTH, STEMMA_CANCELLED and whatever `miss` and `keep` throw
 */
export async function fetchArticles(texts: Iterable<string>, options: FetchArticlesOptions): Promise<FetchedArticles> {
  return new ArticleFetch(options).run(texts);
}

class ArticleFetch {
  readonly #options: FetchArticlesOptions;
  readonly #base: string;
  readonly #found: string[] = [];
  #missed = 0;
  #failuresInARow = 0;

  constructor(options: FetchArticlesOptions) {
    this.#options = options;
    this.#base = options.baseUrl ?? arxivBaseUrl;
  }

  async run(texts: Iterable<string>): Promise<FetchedArticles> {
    const { ids, refused } = readIds(texts);
    for (const id of refused) await this.#miss({ id, kind: 'malformed', error: 'arXiv can have no such number' });
    const size = Math.min(Math.max(this.#options.batchSize ?? mostIdsAtOnce, 1), mostIdsAtOnce);
    // The next to ask for is the last: a batch that is cut in two comes before those behind it.
    const waiting = [...planBatches(ids, size)].reverse();
    for (let batch = waiting.pop(); batch !== undefined; batch = waiting.pop()) {
      throwIfAborted(this.#options.signal);
      if (this.#failuresInARow >= mostFailuresInARow) await this.#giveUp(batch);
      else waiting.push(...(await this.#askFor(batch)).reverse());
    }
    return { found: this.#found, missed: this.#missed };
  }

  /** What is to be asked for instead of this batch, in order. */
  async #askFor(batch: readonly string[]): Promise<(readonly string[])[]> {
    const url = queryUrl(this.#base, batch);
    let asked: Asked;
    try {
      asked = await this.#askPatiently(url, batch);
    } catch (error) {
      if (!isOwnFailure(error)) throw error;
      this.#failuresInARow += 1;
      await this.#missAll(batch, { kind: 'failed', url, error: messageOf(error) });
      return [];
    }
    const { answer, read } = asked;
    const { status, attempts } = answer;
    if (read.kind === 'page') {
      await answer.keep();
      this.#failuresInARow = 0;
      await this.#settle(batch, read, { url, status, attempts });
      return [];
    }
    if (read.kind === 'refused') return this.#withoutRefused(batch, read, answer, url);
    const [only] = batch;
    if (batch.length > 1 && status === 200) return halves(batch);
    this.#failuresInARow += 1;
    if (only !== undefined) await this.#missAll(batch, { kind: 'failed', url, status, attempts, error: read.reason });
    return [];
  }

  /** Asks until the page is as full as it says, as often as there are pauses for. */
  async #askPatiently(url: string, batch: readonly string[]): Promise<Asked> {
    const { ask, signal, clock = systemClock, emptyPauses = [3_000, 12_000] } = this.#options;
    for (let tries = 0; ; tries += 1) {
      const answer = await ask(url, signal);
      const read = readAnswer(answer.status, answer.body);
      const pause = emptyPauses[tries];
      if (answer.stored === true || pause === undefined || isConclusive(answer, read, batch)) return { answer, read };
      await clock.sleep(pause, signal);
    }
  }

  /** The batch without the id that arXiv names; else each half alone, down to the one. */
  async #withoutRefused(
    batch: readonly string[],
    read: Extract<QueryAnswer, { kind: 'refused' }>,
    answer: ArticleAnswer,
    url: string,
  ): Promise<(readonly string[])[]> {
    await answer.keep();
    const named = batch.find((id) => id === read.id);
    const culprit = named ?? (batch.length === 1 ? batch[0] : undefined);
    if (culprit === undefined) return halves(batch);
    // A single one refused without a name may be no fault of its own.
    this.#failuresInARow = named === undefined ? this.#failuresInARow + 1 : 0;
    const { status, attempts } = answer;
    await this.#miss({ id: culprit, kind: 'malformed', url, status, attempts, error: read.reason });
    const rest = batch.filter((id) => id !== culprit);
    return rest.length === 0 ? [] : [rest];
  }

  async #settle(
    batch: readonly string[],
    { found, cut }: Extract<QueryAnswer, { kind: 'page' }>,
    seen: Pick<MissedArticle, 'url' | 'status' | 'attempts'>,
  ): Promise<void> {
    for (const id of batch) {
      if (found.has(id)) this.#found.push(id);
      else if (cut > 0) await this.#miss({ id, kind: 'failed', ...seen, error: `${cut} papers are cut off` });
      else await this.#miss({ id, kind: 'missing', ...seen, error: 'arXiv knows no such paper' });
    }
    this.#options.onAnswer?.({ found: this.#found.length, missed: this.#missed });
  }

  async #giveUp(batch: readonly string[]): Promise<void> {
    const error = `not asked for: arXiv failed ${mostFailuresInARow} times in a row`;
    await this.#missAll(batch, { kind: 'failed', error });
  }

  async #missAll(batch: readonly string[], missed: Omit<MissedArticle, 'id'>): Promise<void> {
    for (const id of batch) await this.#miss({ id, ...missed });
  }

  async #miss(missed: MissedArticle): Promise<void> {
    this.#missed += 1;
    await this.#options.miss(missed);
  }
}

interface Asked {
  readonly answer: ArticleAnswer;
  readonly read: QueryAnswer;
}

/** Whether asking again can give no more. An empty page is what arXiv sends when it is out of breath, too. */
function isConclusive({ status }: ArticleAnswer, read: QueryAnswer, batch: readonly string[]): boolean {
  if (read.kind === 'refused') return true;
  if (read.kind === 'unreadable') return status !== 200 || read.tooMuch;
  if (read.found.size === batch.length) return true;
  return read.found.size > 0 && read.cut === 0;
}

function halves(batch: readonly string[]): (readonly string[])[] {
  const middle = Math.ceil(batch.length / 2);
  return [batch.slice(0, middle), batch.slice(middle)];
}

/** A failure of this request alone; a rate limit, a bad token or an interruption stops the run. */
function isOwnFailure(error: unknown): boolean {
  return (
    isStemmaError(error, 'STEMMA_HTTP') ||
    isStemmaError(error, 'STEMMA_NETWORK') ||
    isStemmaError(error, 'STEMMA_RESPONSE_SHAPE')
  );
}
