import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hubModels, hubRenames, type HubModelFixture } from './hub-models.ts';

/** What happens instead of the answer. `truncate` cuts the body half-way, `hang` never answers. */
export type ScriptedFault = 'reset' | 'truncate' | 'html' | 'hang' | number;

export interface ScriptedHubOptions {
  readonly models?: readonly HubModelFixture[];
  readonly renames?: ReadonlyMap<string, string>;
  /** Ids that exist and answer this instead of themselves. */
  readonly absent?: Readonly<Record<string, 'private' | 'gated' | 'disabled' | 'legal'>>;
  /** Keys `expand` refuses, on the list or everywhere. */
  readonly refuseOnList?: readonly string[];
  readonly refuse?: readonly string[];
  /** The only token accepted; by default whatever starts with `hf_`. */
  readonly token?: string;
  /** Requests allowed in one window, which lasts `windowMs`. */
  readonly quota?: { readonly requests: number; readonly windowMs: number };
  /** Asked before each answer; `count` is how often this URL was asked for before. */
  readonly fault?: (url: URL, count: number) => ScriptedFault | undefined;
  /** Milliseconds before the answer is sent. */
  readonly delay?: (url: URL) => number;
  /** Replaces the Link header of a list page; `undefined` leaves it out. */
  readonly link?: (next: string | undefined, page: number) => string | undefined;
  /** Path in front of `/api`. */
  readonly prefix?: string;
}

export interface ScriptedHub {
  readonly endpoint: string;
  /** Requests by path and query. */
  readonly requests: ReadonlyMap<string, number>;
  readonly listRequests: () => number;
  /** Pages of the list answered with 200 more than once. */
  readonly pagesTwice: () => number;
  readonly quotaViolations: () => number;
  /** `Authorization` headers seen, in order. */
  readonly authorizations: readonly string[];
  readonly mostAtOnce: () => number;
  close(): Promise<void>;
}

interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const listKeys = [
  'author baseModels cardData config createdAt disabled downloads downloadsAllTime evalResults gated',
  'gguf inference inferenceProviderMapping lastModified library_name likes mask_token model-index',
  'pipeline_tag private resourceGroup safetensors sha siblings spaces tags transformersInfo',
  'trendingScore widgetData',
].flatMap((names) => names.split(' '));
const detailKeys = [...listKeys, 'childrenModelCount', 'usedStorage', 'xetEnabled'];
const sorts = ['createdAt', 'lastModified', 'downloads', 'likes', 'trendingScore'];

function refusal(status: number, message: string, code?: string): Reply {
  return {
    status,
    body: { error: message },
    headers: { 'x-error-message': message, ...(code === undefined ? {} : { 'x-error-code': code }) },
  };
}

function pick(model: HubModelFixture, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    ['_id', 'id', ...keys].filter((key) => model[key] !== undefined).map((key) => [key, model[key]]),
  );
}

/** Keys of the `expand` parameters, or the refusal the Hub writes. */
function readExpand(query: URLSearchParams, allowed: readonly string[]): readonly string[] | Reply {
  const asked = query.getAll('expand');
  const wrong = asked.findIndex((key) => !allowed.includes(key));
  if (wrong < 0) return asked;
  return refusal(
    400,
    `Invalid option: expected one of ${allowed.map((key) => `"${key}"`).join('|')} at expand[${wrong}]`,
  );
}

class Hub {
  readonly requests = new Map<string, number>();
  readonly pages = new Map<string, number>();
  readonly authorizations: string[] = [];
  readonly options: ScriptedHubOptions;
  readonly models: readonly HubModelFixture[];
  readonly renames: ReadonlyMap<string, string>;
  quotaViolations = 0;
  underWay = 0;
  mostAtOnce = 0;
  #window = { start: 0, used: 0 };
  #listPages = 0;

  constructor(options: ScriptedHubOptions) {
    this.options = options;
    this.models = options.models ?? hubModels;
    this.renames = options.renames ?? hubRenames;
  }

  #isRefused(key: string, onList: boolean): boolean {
    return (
      (this.options.refuse?.includes(key) ?? false) || (onList && (this.options.refuseOnList?.includes(key) ?? false))
    );
  }

  /** Keyset paging: the cursor holds the sort key and id of the last row, newest first. */
  #list(url: URL, origin: string): Reply {
    const query = url.searchParams;
    const keys = readExpand(
      query,
      listKeys.filter((key) => !this.#isRefused(key, true)),
    );
    if ('status' in keys) return keys;
    const sort = query.get('sort') ?? 'trendingScore';
    if (!sorts.includes(sort))
      return refusal(400, `Invalid option: expected one of ${sorts.map((key) => `"${key}"`).join('|')} at sort`);
    const limit = Math.min(Number(query.get('limit') ?? 1000), 1000);
    const key = (model: HubModelFixture): string => `${String(model[sort])}\n${model._id}`;
    const cursor = query.get('cursor');
    const after = cursor === null ? undefined : Buffer.from(cursor, 'base64').toString('utf8');
    const rest = this.models
      .toSorted((a, b) => (key(a) < key(b) ? 1 : -1))
      .filter((model) => after === undefined || key(model) < after);
    const rows = rest.slice(0, limit);
    const last = rows.at(-1);
    const following = new URLSearchParams(query);
    if (last !== undefined) following.set('cursor', Buffer.from(key(last)).toString('base64'));
    const next = rest.length > rows.length ? `${origin}${url.pathname}?${following.toString()}` : undefined;
    this.#listPages += 1;
    this.pages.set(url.search, (this.pages.get(url.search) ?? 0) + 1);
    const target = this.options.link === undefined ? next : this.options.link(next, this.#listPages);
    const link = target === undefined ? {} : { link: `<${target}>; rel="next"` };
    return { status: 200, body: rows.map((row) => pick(row, keys)), headers: link };
  }

  #detail(url: URL, path: string, withToken: boolean): Reply {
    const [id = '', revision] = path.split('/revision/').map(decodeURIComponent);
    const target = this.renames.get(id);
    if (target !== undefined) {
      const to = `${url.pathname.slice(0, -path.length)}${target}${revision === undefined ? '' : `/revision/${revision}`}${url.search}`;
      return { status: 307, body: `Temporary Redirect. Redirecting to ${to}`, headers: { location: to } };
    }
    if (/--|\.\./.test(id) || id.length > 96) return refusal(400, `Invalid repo name: ${id}`);
    const absence = this.options.absent?.[id];
    if (absence === 'gated') return refusal(403, `Access to model ${id} is restricted`, 'GatedRepo');
    if (absence === 'disabled') return refusal(403, 'Access to this resource is disabled.');
    if (absence === 'legal') return refusal(451, 'Unavailable for legal reasons');
    const model = this.models.find((candidate) => candidate.id === id);
    if (model === undefined || absence === 'private') {
      if (!withToken) return refusal(401, 'Invalid username or password.', 'RepoNotFound');
      return refusal(404, 'Repository not found', 'RepoNotFound');
    }
    if (revision !== undefined && !['main', 'HEAD', model.sha].includes(revision)) {
      return refusal(404, `Invalid rev id: ${revision}`, 'RevisionNotFound');
    }
    const keys = readExpand(
      url.searchParams,
      detailKeys.filter((key) => !this.#isRefused(key, false)),
    );
    if ('status' in keys) return keys;
    return { status: 200, body: keys.length > 0 ? pick(model, keys) : { ...model, modelId: id } };
  }

  /** The headers of the quota, and whether this request is beyond it. */
  #takeQuota(): { headers: Record<string, string>; isBeyond: boolean } {
    const { quota } = this.options;
    if (quota === undefined) return { headers: {}, isBeyond: false };
    const now = Date.now();
    const start = now - (now % quota.windowMs);
    this.#window = start === this.#window.start ? { start, used: this.#window.used + 1 } : { start, used: 1 };
    const isBeyond = this.#window.used > quota.requests;
    if (isBeyond) this.quotaViolations += 1;
    const seconds = Math.ceil((start + quota.windowMs - now) / 1000);
    const window = Math.ceil(quota.windowMs / 1000);
    return {
      isBeyond,
      headers: {
        ratelimit: `"api";r=${Math.max(0, quota.requests - this.#window.used)};t=${seconds}`,
        'ratelimit-policy': `"fixed window";"api";q=${quota.requests};w=${window}`,
      },
    };
  }

  answer(request: IncomingMessage, url: URL): Reply {
    const authorization = request.headers.authorization;
    if (authorization !== undefined) this.authorizations.push(authorization);
    const limits = this.#takeQuota();
    if (limits.isBeyond) return { ...refusal(429, 'We had to rate limit your IP'), headers: limits.headers };
    const token = authorization?.replace(/^Bearer /, '');
    const isGood =
      token === undefined ||
      (this.options.token === undefined ? token.startsWith('hf_') : token === this.options.token);
    const reply = isGood
      ? this.#route(request, url, token !== undefined)
      : refusal(401, 'Invalid credentials in Authorization header');
    return { ...reply, headers: { ...limits.headers, ...reply.headers } };
  }

  #route(request: IncomingMessage, url: URL, withToken: boolean): Reply {
    const base = `${this.options.prefix ?? ''}/api/models`;
    if (url.pathname === base) return this.#list(url, `http://${request.headers.host ?? ''}`);
    if (url.pathname.startsWith(`${base}/`)) return this.#detail(url, url.pathname.slice(base.length + 1), withToken);
    return refusal(404, 'Not Found');
  }

  serve(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://hub.invalid');
    const name = url.pathname + url.search;
    const before = this.requests.get(name) ?? 0;
    this.requests.set(name, before + 1);
    this.underWay += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.underWay);
    response.once('close', () => (this.underWay -= 1));
    const fault = this.options.fault?.(url, before);
    if (fault === 'hang') return;
    if (fault === 'reset') return void request.socket.resetAndDestroy();
    const reply: Reply =
      typeof fault === 'number'
        ? refusal(fault, 'scripted fault')
        : fault === 'html'
          ? { status: 200, body: '<!DOCTYPE html><title>Maintenance</title>' }
          : this.answer(request, url);
    const isText = typeof reply.body === 'string';
    const body = Buffer.from(isText ? String(reply.body) : JSON.stringify(reply.body));
    const type = isText ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8';
    response.writeHead(reply.status, { 'content-type': type, 'content-length': body.length, ...reply.headers });
    setTimeout(() => this.#send(response, body, fault === 'truncate'), this.options.delay?.(url) ?? 0);
  }

  #send(response: ServerResponse, body: Buffer, isCut: boolean): void {
    if (isCut) response.write(body.subarray(0, body.length >> 1), () => response.destroy());
    else response.end(body);
  }
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

/** Starts a small Hub of our own on the loopback interface; everything in it is made up. */
export async function startScriptedHub(options: ScriptedHubOptions = {}): Promise<ScriptedHub> {
  const hub = new Hub(options);
  const server = createServer((request, response) => hub.serve(request, response));
  const port = await listen(server);
  const isList = (name: string): boolean => /\/api\/models(\?|$)/.test(name);
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  return {
    endpoint: `http://127.0.0.1:${port}${options.prefix ?? ''}`,
    requests: hub.requests,
    authorizations: hub.authorizations,
    listRequests: () => sum([...hub.requests].filter(([name]) => isList(name)).map(([, count]) => count)),
    pagesTwice: () => [...hub.pages.values()].filter((count) => count > 1).length,
    quotaViolations: () => hub.quotaViolations,
    mostAtOnce: () => hub.mostAtOnce,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
