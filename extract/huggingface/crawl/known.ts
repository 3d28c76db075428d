import { momentOf } from '../../../src/core/clock.ts';
import { EarlierAnswers, type EarlierAnswer } from '../../../src/core/run/earlier-answers.ts';
import type { LedgerLine } from '../../../src/core/run/types.ts';
import { arxivIdOf } from '../../arxiv/ids.ts';
import type { ExtractContext } from '../../source.ts';
import { fileOfUrl, fileUrl } from '../file-url.ts';
import { askedModelId } from '../model-url.ts';
import * as names from '../resources.ts';
import type { HubSettings } from '../settings.ts';

/** Answers that say something of the thing itself; a refused field or a passing trouble says nothing. */
const telling: ReadonlySet<number> = new Set([200, 206, 304, 401, 403, 404, 410, 451]);
/** Answers of a file at a commit that can never be another. */
const settled: ReadonlySet<number> = new Set([200, 206, 304, 404]);
const commit = /^[\da-f]{40}$/;

/**
 * What earlier complete runs of this data directory know of the same endpoint. Of a file at a commit an answer holds for ever;
 * of everything else as long as `--max-age` says, counted back from the start of this run, so that a resumed run judges alike.
 */
export class Known {
  readonly #context: ExtractContext;
  readonly #endpoint: string;
  readonly #oldest: number;
  readonly #answers = new Map<string, EarlierAnswers>();

  constructor(context: ExtractContext, { endpoint, maxAge }: Pick<HubSettings, 'endpoint' | 'maxAge'>) {
    this.#context = context;
    this.#endpoint = endpoint;
    this.#oldest = (momentOf(context.startedAt) ?? 0) - maxAge;
  }

  /** Before this, an answer is too old; milliseconds since 1970. */
  get oldest(): number {
    return this.#oldest;
  }

  /** The newest answer of this thing that is young enough. */
  async fresh(resource: string, key: string): Promise<EarlierAnswer | undefined> {
    const found = await this.#find(resource, key);
    return found !== undefined && this.isYoung(found.line) ? found : undefined;
  }

  isYoung({ fetchedAt }: Pick<LedgerLine, 'fetchedAt'>): boolean {
    return (momentOf(fetchedAt) ?? 0) >= this.#oldest;
  }

  /** Whether this very address of the Hub, but for its query, was answered: at a commit for ever, else lately. */
  async answered(resource: string, url: string): Promise<boolean> {
    const found = await this.#find(resource, pathOf(this.#endpoint, url));
    if (found === undefined) return false;
    return this.isYoung(found.line) || /\/tree\/[\da-f]{40}$/.test(pathOf(this.#endpoint, url));
  }

  /**
   * Of a file: `settled` when it need not be asked for; else the ETag of what an earlier run has of it at another commit.
   */
  async file(resource: string, url: string): Promise<{ readonly isSettled: boolean; readonly etag?: string }> {
    const found = await this.#find(resource, fileKey(this.#endpoint, url) ?? url);
    if (found === undefined) return { isSettled: false };
    const { line } = found;
    if (line.url === url) return { isSettled: this.#isSettled(line) || this.isYoung(line) };
    const etag = line.status === 200 || line.status === 304 ? line.headers['etag'] : undefined;
    return etag === undefined ? { isSettled: false } : { isSettled: false, etag };
  }

  close(): void {
    for (const answers of this.#answers.values()) answers.close();
  }

  #isSettled({ url, status, headers }: LedgerLine): boolean {
    const isAtCommit = commit.test(fileOfUrl(this.#endpoint, url)?.revision ?? '');
    // That the repository itself was not there may change.
    const isOfFile =
      status !== 404 || headers['x-error-code'] === undefined || headers['x-error-code'] === 'EntryNotFound';
    return isAtCommit && settled.has(status) && isOfFile;
  }

  async #find(resource: string, key: string): Promise<EarlierAnswer | undefined> {
    let answers = this.#answers.get(resource);
    if (answers === undefined) {
      const keysOf = (line: LedgerLine): readonly string[] =>
        telling.has(line.status) ? this.#keysOf(resource, line) : [];
      answers = new EarlierAnswers(this.#context.earlier, resource, keysOf);
      this.#answers.set(resource, answers);
    }
    return answers.find(key);
  }

  /** Under what a line is known; nothing of another endpoint is. */
  #keysOf(resource: string, { url }: LedgerLine): readonly string[] {
    if (resource === names.articlesResource) return articleKeys(url);
    if (resource === names.leaderboardResource) return [url];
    if (!url.startsWith(`${this.#endpoint}/`)) return [];
    const path = pathOf(this.#endpoint, url);
    if (resource === names.modelsResource) {
      const id = path.includes('/revision/') ? undefined : askedModelId(url);
      return id === undefined ? [] : [id];
    }
    if (resource === names.datasetsResource) return idsIn(/^\/api\/datasets\/([^/]+(?:\/[^/]+)?)$/, path);
    if (resource === names.croissantResource) return idsIn(/^\/api\/datasets\/(.+)\/croissant$/, path);
    if (resource === names.accountsResource) return idsIn(/^\/api\/(?:users|organizations)\/([^/]+)\/overview$/, path);
    return [fileKey(this.#endpoint, url) ?? path];
  }
}

function pathOf(endpoint: string, url: string): string {
  return url.slice(endpoint.length).split(/[?#]/, 1)[0] ?? '';
}

/** A file whatever its commit. */
function fileKey(endpoint: string, url: string): string | undefined {
  const file = fileOfUrl(endpoint, url);
  return file === undefined ? undefined : fileUrl(endpoint, { ...file, revision: '*' }, file.range);
}

function idsIn(pattern: RegExp, path: string): readonly string[] {
  const encoded = pattern.exec(path)?.[1];
  try {
    return encoded === undefined ? [] : [encoded.split('/').map(decodeURIComponent).join('/')];
  } catch {
    return [];
  }
}

/** Papers are asked for by the hundred: each is known by the answer to its batch, whether it was in it or not. */
function articleKeys(url: string): readonly string[] {
  const list = /[?&]id_list=([^&#]*)/.exec(url)?.[1] ?? '';
  return list.split(',').flatMap((text) => arxivIdOf(text)?.id ?? []);
}
