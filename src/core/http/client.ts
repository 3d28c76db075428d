import { setMaxListeners } from 'node:events';
import { throwIfAborted } from '../abort.ts';
import { systemClock, type Clock } from '../clock.ts';
import { isStemmaError, StemmaError } from '../errors.ts';
import { silentLogger, type Logger } from '../logger.ts';
import { BodyError, readBody, refusePage, requireJson } from './body.ts';
import { type BreakerOptions, CircuitBreaker } from './circuit-breaker.ts';
import { bodyError, busyError, networkError, refuseBadToken, statusError, type Exchange } from './failure.ts';
import { HostBudget, laneOf, type Permit } from './host-budget.ts';
import { rangeHeaders, readRange } from './range.ts';
import { parseRateLimit, type RateLimit } from './rate-limit.ts';
import { checkRedirect, redirectTarget } from './redirect.ts';
import { backoffMs, isTransientStatus, planRetry, type RetryPlan } from './retry.ts';
import { HttpCounters, type HttpStats } from './stats.ts';
import type { HttpRequest, HttpResponse, HttpSender, HttpUpload, Redirect, Transport } from './types.ts';
import { createUndiciTransport, type UndiciTransportOptions } from './undici-transport.ts';

export interface HttpClientOptions extends UndiciTransportOptions {
  /** Default: the network, through the proxies and certificates of the other options. */
  readonly transport?: Transport;
  readonly clock?: Clock;
  readonly logger?: Logger;
  /** Told before every wait: seconds, why, and for which host. */
  readonly onWait?: (seconds: number, reason: string, host: string) => void;
  /** Version named in the User-Agent. */
  readonly version?: string;
  /** Instead of `stemma/<version> (+homepage)`. */
  readonly userAgent?: string;
  /** Tries after the first. Default 6. */
  readonly maxRetries?: number;
  /** Requests under way at once towards one host. Default 4. */
  readonly concurrencyPerHost?: number;
  /** The part of every quota a host announces that is for us, 0 to 1; the rest is left to others. Default 1. */
  readonly quotaShare?: number;
  /** Milliseconds between the end of a request and the next one, by the address below which they lie: one at a time there. */
  readonly spacing?: Readonly<Record<string, number>>;
  /** Milliseconds between the beginnings of two requests to one host. */
  readonly pace?: number;
  /** Leaves a host alone for a while whose answers are failures of its own one after another. Default: never. */
  readonly breaker?: BreakerOptions;
  /** The longest single wait; a server that asks for more ends the request with STEMMA_RATE_LIMIT. Default 900. */
  readonly maxWaitSeconds?: number;
}

const defaultMaxBytes = 256 * 1024 * 1024;
/** A body that trickles in is given up after this long, however alive it looks. */
const longestExchangeMs = 600_000;
const longestDiscardMs = 10_000;
const homepage = 'w3id.org/stemma';
const credentials: ReadonlySet<string> = new Set(['authorization', 'cookie', 'proxy-authorization']);

/** A complete answer of one URL, before redirects are looked at. */
interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** One URL on the way to the answer. */
interface Hop {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly request: HttpRequest;
  /** None: GET. */
  readonly upload?: Pick<HttpUpload, 'method' | 'body'>;
}

/** Of one try: an answer, or why to try again. */
type Outcome = { readonly answer: Answer } | { readonly error: StemmaError; readonly plan: RetryPlan };

/** The one door to the network. One client is one set of host budgets: share it within a process. */
export function createHttpClient(options: HttpClientOptions = {}): HttpSender {
  return new BudgetedClient(options);
}

class BudgetedClient implements HttpSender {
  readonly #transport: Transport;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #options: HttpClientOptions;
  readonly #userAgent: string;
  readonly #maxRetries: number;
  readonly #budgets = new Map<string, HostBudget>();
  readonly #counters = new HttpCounters();
  readonly #startedAt: number;
  readonly #warned = new Set<string>();
  #closed = false;

  constructor(options: HttpClientOptions) {
    this.#options = options;
    this.#transport = options.transport ?? createUndiciTransport(options);
    this.#clock = options.clock ?? systemClock;
    this.#logger = options.logger ?? silentLogger;
    this.#userAgent = options.userAgent ?? `stemma/${options.version ?? '0'} (+https://${homepage})`;
    this.#maxRetries = options.maxRetries ?? 6;
    this.#startedAt = this.#clock.monotonic();
  }

  async get(request: HttpRequest): Promise<HttpResponse> {
    // One signal ends a whole run: as many listeners as requests are no leak, and must not be warned about.
    if (request.signal !== undefined) setMaxListeners(0, request.signal);
    let url = checkedUrl(request.url);
    let headers = this.#headersOf(request, url);
    const { origin } = url;
    const redirects: Redirect[] = [];
    const shown: Redirect[] = [];
    const counter = { attempts: 1 };
    for (;;) {
      const answer = await this.#fetch({ url, headers, request }, counter);
      refuseBadToken(
        { url: url.href, attempts: counter.attempts, status: answer.status, headers: answer.headers },
        answer.body,
      );
      const target = redirectTarget(answer.status, answer.headers, url.href);
      if (target === undefined) {
        const fetchedAt = this.#clock.now().toISOString();
        const { attempts } = counter;
        return {
          ...answer,
          url: withoutSignature(url.href, origin),
          requestUrl: request.url,
          redirects: shown,
          fetchedAt,
          attempts,
        };
      }
      checkRedirect(redirects, withoutHash(request.url), target);
      redirects.push({ status: answer.status, from: url.href, to: target });
      shown.push({
        status: answer.status,
        from: withoutSignature(url.href, origin),
        to: withoutSignature(target, origin),
      });
      const next = new URL(target);
      if (next.origin !== url.origin) headers = withoutCredentials(headers);
      url = next;
    }
  }

  async send({ method, body, ...request }: HttpUpload): Promise<HttpResponse> {
    const url = checkedUrl(request.url);
    const hop = { url, headers: this.#headersOf(request, url), request, upload: { method, body } };
    const counter = { attempts: 1 };
    const answer = await this.#fetch(hop, counter);
    const { attempts } = counter;
    refuseBadToken({ url: url.href, attempts, status: answer.status, headers: answer.headers }, answer.body);
    const fetchedAt = this.#clock.now().toISOString();
    return { ...answer, url: url.href, requestUrl: request.url, redirects: [], fetchedAt, attempts };
  }

  stats(): HttpStats {
    return this.#counters.stats([...this.#budgets.values()].flatMap((budget) => budget.buckets()));
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#transport.close();
  }

  /** One URL, as often as it takes. */
  async #fetch(hop: Hop, counter: { attempts: number }): Promise<Answer> {
    const budget = this.#budgetOf(hop.url);
    const { signal } = hop.request;
    for (let retry = 0; ; retry += 1) {
      const outcome = await this.#try(hop, budget, retry, counter.attempts);
      if ('answer' in outcome) return outcome.answer;
      if (retry >= this.#maxRetries) throw outcome.error;
      const { plan, error } = outcome;
      this.#logger.info(
        { url: hop.url.href, attempt: counter.attempts, waitMs: Math.round(plan.waitMs), err: error },
        'request is tried again',
      );
      counter.attempts += 1;
      this.#counters.retries += 1;
      // Host and bucket waits are kept by the budget: whoever asks next waits, this request included.
      if (plan.scope === 'request') await budget.wait(plan.waitMs, plan.reason, signal);
    }
  }

  async #try(hop: Hop, budget: HostBudget, retry: number, attempts: number): Promise<Outcome> {
    const { signal } = hop.request;
    const permit = await budget.acquire(laneOf(hop.url), signal);
    try {
      return await this.#exchange(hop, budget, permit, retry, attempts);
    } catch (error) {
      if (!isStemmaError(error)) this.#count(hop, 0, 0);
      throwIfAborted(signal);
      if (isStemmaError(error)) throw error;
      if (this.#closed) throw new StemmaError('STEMMA_CANCELLED', `${hop.url.href} was given up: the client is closed`);
      const exchange = { url: hop.url.href, attempts };
      const failure = error instanceof BodyError ? bodyError(exchange, error) : networkError(exchange, error);
      if (!failure.retryable) throw failure;
      const reason = error instanceof BodyError ? `unusable answer: ${error.message}` : 'network error';
      return { error: failure, plan: { waitMs: backoffMs(retry, this.#clock.random()), reason, scope: 'request' } };
    } finally {
      permit.release();
    }
  }

  /** Sends once. Errors of the network and of the body are thrown as they come. */
  async #exchange(hop: Hop, budget: HostBudget, permit: Permit, retry: number, attempts: number): Promise<Outcome> {
    const { request, url } = hop;
    const startedAt = this.#clock.monotonic();
    const response = await this.#transport.send({
      url: url.href,
      headers: hop.headers,
      ...hop.upload,
      ...(request.signal === undefined ? {} : { signal: request.signal }),
    });
    const { status, headers } = response;
    const rateLimit = parseRateLimit(headers['ratelimit'], headers['ratelimit-policy']);
    // A proxy's or an abuse guard's refusal may carry figures of another limit: only an exhausted window is believed.
    const believed =
      isTransientStatus(status) && !(status === 429 && rateLimit?.remaining === 0) ? undefined : rateLimit;
    permit.answered(believed, status < 500 && status !== 429);
    this.#logWarnings(headers);
    const exchange = { url: url.href, attempts, status, headers };
    const isFailure = isTransientStatus(status);
    if (isFailure && status >= 500) this.#trip(budget, `status ${status}`);
    const isBelieved = isFailure && request.believe?.(status) === true && budget.breaker?.isOpen !== true;
    if (isFailure && !isBelieved) {
      const plan = planRetry({
        status,
        headers,
        rateLimit,
        retry,
        chance: this.#clock.random(),
        nowMs: this.#clock.now().getTime(),
      });
      this.#hold(budget, plan, rateLimit);
      this.#count(hop, status, 0);
      await discard(response.body, () => this.#clock.monotonic() - startedAt > longestDiscardMs);
      return { error: statusError(exchange), plan };
    }
    const check = (): void => {
      throwIfAborted(request.signal);
      if (this.#clock.monotonic() - startedAt > longestExchangeMs) throw new BodyError('cut', 'the body does not end');
    };
    const limits = { maxBytes: request.maxBytes ?? defaultMaxBytes, check };
    const isRange = request.range !== undefined && (status === 200 || status === 206);
    const body = isRange ? await readRange(response, request.range, limits) : await readBody(response, limits);
    throwIfAborted(request.signal);
    const isSuccess = status >= 200 && status < 300;
    if (request.expect === 'json' && isSuccess) requireJson(headers, body);
    if (request.expect === 'file' && isSuccess) refusePage(headers);
    this.#count(hop, status, body.byteLength);
    this.#logAnswer(exchange, body, startedAt);
    const answer = { status, headers, body };
    const busy = request.comeBack?.(answer);
    if (busy === undefined) {
      if (!isBelieved) budget.breaker?.succeeded();
      return { answer };
    }
    this.#trip(budget, busy);
    const plan = { waitMs: backoffMs(retry, this.#clock.random()), reason: busy, scope: 'request' as const };
    return { error: busyError(exchange, busy), plan };
  }

  #count({ url, request }: Hop, status: number, bytes: number): void {
    this.#counters.request(url.host, request.endpoint ?? '', status, bytes);
  }

  #hold(budget: HostBudget, plan: RetryPlan, rateLimit: RateLimit | undefined): void {
    if (plan.scope === 'host') budget.pauseHost(plan.waitMs, plan.reason);
    if (plan.scope === 'bucket') budget.exhaustBucket(rateLimit?.bucket ?? '', plan.waitMs);
  }

  #trip(budget: HostBudget, reason: string): void {
    const ms = budget.breaker?.failed() ?? 0;
    if (ms > 0) budget.pauseHost(ms, `the server fails again and again: ${reason}`);
  }

  #budgetOf(url: URL): HostBudget {
    const { spacing = {}, quotaShare, pace, breaker } = this.#options;
    const base = Object.keys(spacing).find((address) => isBelow(url.href, address));
    const key = base ?? url.host;
    const known = this.#budgets.get(key);
    if (known !== undefined) return known;
    const budget = new HostBudget({
      host: url.host,
      clock: this.#clock,
      concurrency: this.#options.concurrencyPerHost ?? 4,
      maxWaitSeconds: this.#options.maxWaitSeconds ?? 900,
      ...(quotaShare === undefined ? {} : { quotaShare }),
      ...(pace === undefined ? {} : { pace }),
      ...(breaker === undefined ? {} : { breaker: new CircuitBreaker(breaker) }),
      ...(base === undefined ? {} : { spacing: { ms: spacing[base] ?? 0, since: this.#startedAt } }),
      onWait: (seconds, reason, host, isAnnounced) => {
        this.#counters.wait(host, reason, seconds);
        if (!isAnnounced) return;
        this.#logger.info({ host, seconds: Math.ceil(seconds), reason }, 'waiting');
        this.#options.onWait?.(seconds, reason, host);
      },
    });
    this.#budgets.set(key, budget);
    return budget;
  }

  #headersOf(request: HttpRequest, url: URL): Record<string, string> {
    const headers: Record<string, string> = { 'user-agent': this.#userAgent, 'accept-encoding': 'gzip, br' };
    if (request.expect === 'json') headers['accept'] = 'application/json';
    if (request.range !== undefined) Object.assign(headers, rangeHeaders(request.range));
    for (const [name, value] of Object.entries(request.headers ?? {})) headers[name.toLowerCase()] = value;
    const { token, tokenOrigin } = request;
    if (token === undefined || token === '') return headers;
    if (!/^[\x21-\x7e]+$/.test(token)) {
      throw new StemmaError('STEMMA_AUTH', `the token for ${url.origin} holds blanks or characters that no token has`, {
        hint: 'check how the token was set: it must be one word of plain letters, digits and signs',
      });
    }
    if (tokenOrigin === undefined || originOf(tokenOrigin) === url.origin) headers['authorization'] = `Bearer ${token}`;
    return headers;
  }

  #logAnswer(exchange: Exchange, body: Buffer, startedAt: number): void {
    const { url, attempts, status, headers } = exchange;
    const ms = Math.round(this.#clock.monotonic() - startedAt);
    this.#logger.debug(
      { url, status, ms, bytes: body.byteLength, attempts, requestId: headers?.['x-request-id'] },
      'answer received',
    );
  }

  /** Servers announce deprecations in `X-…-Warning`; each text is told once. */
  #logWarnings(headers: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(headers)) {
      if (!/^x-[a-z-]{1,40}-warning$/.test(name) || this.#warned.has(text) || this.#warned.size >= 100) continue;
      this.#warned.add(text);
      this.#logger.warn({ header: name, text: text.slice(0, 500) }, 'the server warns');
    }
  }
}

function checkedUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new StemmaError('STEMMA_CONFIG', `"${text.slice(0, 200)}" is not an http or https address`, {
      hint: 'check the configured address of the source',
    });
  }
  if (url.username !== '' || url.password !== '') {
    // It would end up in the ledger and in error messages.
    throw new StemmaError('STEMMA_CONFIG', `the address of ${url.host} holds a user name or password`, {
      hint: 'take it out of the address and use a token instead',
    });
  }
  url.hash = '';
  return url;
}

function withoutHash(text: string): string {
  return checkedUrl(text).href;
}

/** Of another origin than was asked, the query goes: it is where such addresses carry a signature that opens the file. */
function withoutSignature(address: string, origin: string): string {
  const url = new URL(address);
  return url.origin === origin || url.search === '' ? address : `${url.origin}${url.pathname}`;
}

function isBelow(address: string, base: string): boolean {
  return address.startsWith(base) && (base.endsWith('/') || /^(?:[/?#]|$)/.test(address.slice(base.length)));
}

function originOf(text: string): string | undefined {
  return URL.canParse(text) ? new URL(text).origin : undefined;
}

function withoutCredentials(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !credentials.has(name)));
}

/** Reads away a short error text, so that its connection can be used again; a long one is dropped with its connection. */
async function discard(body: AsyncIterable<Uint8Array>, late: () => boolean): Promise<void> {
  let size = 0;
  try {
    for await (const chunk of body) {
      size += chunk.byteLength;
      if (size > 65_536 || late()) break;
    }
  } catch {
    // The status has already told what to do; how its text ends does not matter.
  }
}
