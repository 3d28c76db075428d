import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ScriptedFault } from '../scripted-hub.ts';
import { arxivReply } from './arxiv-service.ts';
import { cached, HubService, type HubOptions, type Named } from './hub-service.ts';
import { bucketOf, Windows, type Quota } from './quota.ts';
import { refusal, type Ask, type Reply } from './reply.ts';
import { rowsReply } from './rows-service.ts';
import { standardNights } from './standard/index.ts';
import { Counters, type NightsStats, type Service } from './stats.ts';
import type { World, WorldScript } from './world.ts';

export interface NightsOptions extends HubOptions {
  /** The first by default. */
  readonly night?: number;
  /** `standardNights` by default. */
  readonly script?: WorldScript;
  /** Changes happen when the night is set for the first time, and the first night's the day before now: for `--since last`. */
  readonly realTime?: boolean;
  /** Path in front of everything of the Hub, as a mirror may have one. */
  readonly prefix?: string;
  /** The only token accepted; by default whatever starts with `hf_`. */
  readonly token?: string;
  readonly quota?: Quota;
  /** Least time between the beginnings of two requests to arXiv, ms of real time; 0: not looked at. */
  readonly arxivSpacingMs?: number;
  /** The first answer to each list of ids has no entries, as arXiv does now and then. */
  readonly arxivEmptyOnce?: boolean;
  /** Asked before each answer; `count` is how often this URL was asked for before. */
  readonly fault?: (url: URL, count: number, service: Service) => ScriptedFault | undefined;
  /** An answer instead of the world's; `undefined` leaves it. */
  readonly instead?: (url: URL, headers: IncomingMessage['headers'], service: Service) => Reply | undefined;
  /** Milliseconds before the answer is sent. */
  readonly delay?: (url: URL) => number;
  /** Sees each request before it is answered; may move the night. */
  readonly before?: (url: URL, service: Service) => void;
}

export interface Nights {
  readonly urls: { readonly hf: string; readonly arxiv: string; readonly datasetsServer: string; readonly cdn: string };
  readonly script: WorldScript;
  /** The world as it is now. */
  world(): World;
  setNight(night: number): void;
  stats(): NightsStats;
  /** Forgets what was counted. */
  resetStats(): void;
  close(): Promise<void>;
}

class NightServer implements Nights {
  readonly script: WorldScript;
  readonly urls: Nights['urls'];
  readonly #options: NightsOptions;
  readonly #hub: HubService;
  readonly #windows: Windows;
  readonly #servers: readonly Server[];
  readonly #emptied = new Set<string>();
  /** When each night was set first, in real time. */
  readonly #moments = new Map<number, string>([[1, new Date(Date.now() - 86_400_000).toISOString()]]);
  #counters = new Counters();
  #world: World;
  #lastArxiv = -Infinity;

  constructor(options: NightsOptions, servers: Readonly<Record<Service, Server>>) {
    this.#options = options;
    this.script = options.script ?? standardNights;
    this.#world = this.#at(options.night ?? 1);
    this.#hub = new HubService(options);
    this.#windows = new Windows(options.quota ?? {});
    this.#servers = Object.values(servers);
    const origin = (service: Service): string => `http://127.0.0.1:${(servers[service].address() as AddressInfo).port}`;
    this.urls = {
      hf: `${origin('hf')}${options.prefix ?? ''}`,
      cdn: origin('cdn'),
      arxiv: origin('arxiv'),
      datasetsServer: origin('datasetsServer'),
    };
    for (const service of ['hf', 'cdn', 'arxiv', 'datasetsServer'] as const) {
      servers[service].on('request', (request, response) => this.#serve(service, request, response));
    }
  }

  world(): World {
    return this.#world;
  }

  setNight(night: number): void {
    this.#world = this.#at(night);
  }

  #at(night: number): World {
    if (this.#options.realTime !== true) return this.script.at(night);
    if (!this.#moments.has(night)) this.#moments.set(night, new Date().toISOString());
    // A night passed over had its changes just before the next one that was played.
    const momentOf = (step: number): string =>
      [...this.#moments].toSorted(([a], [b]) => a - b).find(([played]) => played >= step)?.[1] ?? '';
    return this.script.at(night, momentOf);
  }

  stats(): NightsStats {
    return this.#counters.stats();
  }

  resetStats(): void {
    this.#counters = new Counters();
    this.#lastArxiv = -Infinity;
  }

  async close(): Promise<void> {
    for (const server of this.#servers) {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    }
  }

  #serve(service: Service, request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'hub.invalid'}`);
    const counters = this.#counters;
    const before = counters.begin(service, url, request.headers);
    response.once('close', () => (counters.underWay[service] -= 1));
    this.#options.before?.(url, service);
    const fault = this.#options.fault?.(url, before, service);
    if (fault === 'hang') return;
    if (fault === 'reset') return void request.socket.resetAndDestroy();
    const [endpoint, reply] = this.#reply(service, request, url, fault);
    counters.endpoint(service, endpoint, url);
    if (reply.status === 500 && fault === undefined) counters.wholeWeights += 1;
    const isBytes = Buffer.isBuffer(reply.body);
    const isText = typeof reply.body === 'string';
    const isEmpty = reply.status === 304 || request.method === 'HEAD';
    const whole =
      isBytes || isText ? Buffer.from(reply.body as Buffer) : Buffer.from(JSON.stringify(reply.body ?? null));
    const body = isEmpty ? Buffer.alloc(0) : whole;
    const type = isBytes
      ? 'application/octet-stream'
      : isText
        ? 'text/html; charset=utf-8'
        : 'application/json; charset=utf-8';
    counters.answered(service, reply.status, body.length);
    const length = reply.status === 304 ? {} : { 'content-length': String(whole.length) };
    response.writeHead(reply.status, { 'content-type': type, ...length, ...reply.headers });
    setTimeout(
      () => {
        if (fault === 'truncate') response.write(body.subarray(0, body.length >> 1), () => response.destroy());
        else response.end(body);
      },
      this.#options.delay?.(url) ?? 0,
    );
  }

  #reply(service: Service, request: IncomingMessage, url: URL, fault: ScriptedFault | undefined): Named {
    if (typeof fault === 'number') return ['fault', refusal(fault, 'scripted fault')];
    if (fault === 'html') return ['fault', { status: 200, body: '<!DOCTYPE html><title>Maintenance</title>' }];
    const instead = this.#options.instead?.(url, request.headers, service);
    if (instead !== undefined) return ['scripted', instead];
    const prefix = service === 'hf' ? (this.#options.prefix ?? '') : '';
    const token = request.headers.authorization?.replace(/^Bearer /, '');
    const ask: Ask = {
      url,
      path: url.pathname.startsWith(prefix) ? url.pathname.slice(prefix.length) : '\0',
      headers: request.headers,
      base: `${url.origin}${prefix}`,
      prefix,
      hasToken: token !== undefined,
    };
    if (service === 'arxiv') return ['query', this.#arxiv(ask)];
    if (service === 'datasetsServer') return ['rows', rowsReply(ask, this.#world)];
    if (service === 'cdn') {
      const [, kind = '', rest = ''] = /^\/api\/resolve-cache\/(models|datasets)\/(.+)$/.exec(ask.path) ?? [];
      return ['large file', cached(ask, this.#world, kind, rest)];
    }
    const bucket = bucketOf(ask.path);
    const limits = this.#windows.take(bucket);
    if (limits.used > 0) this.#counters.inWindow(bucket, limits.used);
    const [endpoint, reply] = limits.isBeyond ? this.#tooMany(bucket) : this.#answerHub(ask, token);
    return [endpoint, { ...reply, headers: { ...limits.headers, ...reply.headers } }];
  }

  #tooMany(bucket: string): Named {
    this.#counters.beyondQuota(bucket);
    return ['refused', refusal(429, 'We had to rate limit your IP')];
  }

  #answerHub(ask: Ask, token: string | undefined): Named {
    const accepted = this.#options.token;
    const isGood = token === undefined || (accepted === undefined ? token.startsWith('hf_') : token === accepted);
    if (!isGood) return ['refused', refusal(401, 'Invalid credentials in Authorization header')];
    return this.#hub.answer(ask, this.#world, this.urls.cdn);
  }

  #arxiv(ask: Ask): Reply {
    const spacing = this.#options.arxivSpacingMs ?? 0;
    const now = performance.now();
    if (spacing > 0 && (now - this.#lastArxiv < spacing || this.#counters.underWay.arxiv > 1)) {
      this.#counters.spacingViolations += 1;
    }
    this.#lastArxiv = now;
    const ids = ask.url.searchParams.get('id_list') ?? '';
    const isEmpty = this.#options.arxivEmptyOnce === true && !this.#emptied.has(ids);
    this.#emptied.add(ids);
    return arxivReply(ask, this.#world, isEmpty);
  }
}

async function listening(): Promise<Server> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return server;
}

/** A Hub, its host of large files, an arXiv and a data sets' server that play nights of their own, each on its own port. */
export async function startNights(options: NightsOptions = {}): Promise<Nights> {
  const [hf, cdn, arxiv, datasetsServer] = [await listening(), await listening(), await listening(), await listening()];
  return new NightServer(options, { hf, cdn, arxiv, datasetsServer });
}
