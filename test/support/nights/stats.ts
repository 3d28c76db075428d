/** The origins a run talks to. `cdn` is where the Hub sends those who want large files. */
export type Service = 'hf' | 'cdn' | 'arxiv' | 'datasetsServer';

export interface NightsStats {
  readonly requests: number;
  /** `hf models list`, `arxiv query` … to the number of requests. */
  readonly endpoints: Readonly<Record<string, number>>;
  /** `hf /api/models?limit=1` to the number of requests. */
  readonly urls: Readonly<Record<string, number>>;
  /** `hf 200` … to the number of answers. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Distinct `Authorization` headers by the service that received them. */
  readonly tokens: Readonly<Record<Service, readonly string[]>>;
  /** User-Agent headers received. */
  readonly agents: readonly string[];
  /** Requests without one. */
  readonly anonymous: number;
  readonly mostAtOnce: Readonly<Record<Service, number>>;
  readonly bytesSent: number;
  /** Requests beyond a window's quota, by bucket. */
  readonly quotaViolations: Readonly<Record<string, number>>;
  /** The most requests one window saw, by bucket; only with a quota. */
  readonly mostInWindow: Readonly<Record<string, number>>;
  /** Requests to arXiv begun less than the spacing after the last one began, or while one was under way. */
  readonly spacingViolations: number;
  /** Times somebody asked for more of a file than its head. */
  readonly wholeWeights: number;
  /** Addresses that nothing answers. */
  readonly unknown: readonly string[];
}

const perService = <T>(value: () => T): Record<Service, T> => ({
  hf: value(),
  cdn: value(),
  arxiv: value(),
  datasetsServer: value(),
});

const add = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);

/** Counts what was asked and answered. */
export class Counters {
  readonly urls = new Map<string, number>();
  readonly endpoints = new Map<string, number>();
  readonly statuses = new Map<string, number>();
  readonly tokens = perService(() => new Set<string>());
  readonly agents = new Set<string>();
  readonly underWay = perService(() => 0);
  readonly mostAtOnce = perService(() => 0);
  readonly quotaViolations = new Map<string, number>();
  readonly mostInWindow = new Map<string, number>();
  readonly unknown = new Set<string>();
  anonymous = 0;
  bytesSent = 0;
  spacingViolations = 0;
  wholeWeights = 0;

  /** How often this URL was asked for before. */
  begin(
    service: Service,
    url: URL,
    headers: { authorization?: string | undefined; 'user-agent'?: string | undefined },
  ): number {
    const name = `${service} ${url.pathname}${url.search}`;
    const before = this.urls.get(name) ?? 0;
    add(this.urls, name);
    if (headers.authorization !== undefined) this.tokens[service].add(headers.authorization);
    if (headers['user-agent'] === undefined) this.anonymous += 1;
    else this.agents.add(headers['user-agent']);
    this.underWay[service] += 1;
    this.mostAtOnce[service] = Math.max(this.mostAtOnce[service], this.underWay[service]);
    return before;
  }

  endpoint(service: Service, endpoint: string, url: URL): void {
    add(this.endpoints, `${service} ${endpoint}`);
    if (endpoint === 'unknown') this.unknown.add(`${service} ${url.pathname}`);
  }

  answered(service: Service, status: number, bytes: number): void {
    add(this.statuses, `${service} ${status}`);
    this.bytesSent += bytes;
  }

  beyondQuota(bucket: string): void {
    add(this.quotaViolations, bucket);
  }

  inWindow(bucket: string, used: number): void {
    this.mostInWindow.set(bucket, Math.max(used, this.mostInWindow.get(bucket) ?? 0));
  }

  stats(): NightsStats {
    return {
      requests: [...this.urls.values()].reduce((sum, count) => sum + count, 0),
      endpoints: Object.fromEntries(this.endpoints),
      urls: Object.fromEntries(this.urls),
      statuses: Object.fromEntries(this.statuses),
      tokens: {
        hf: [...this.tokens.hf],
        cdn: [...this.tokens.cdn],
        arxiv: [...this.tokens.arxiv],
        datasetsServer: [...this.tokens.datasetsServer],
      },
      agents: [...this.agents],
      anonymous: this.anonymous,
      mostAtOnce: { ...this.mostAtOnce },
      bytesSent: this.bytesSent,
      quotaViolations: Object.fromEntries(this.quotaViolations),
      mostInWindow: Object.fromEntries(this.mostInWindow),
      spacingViolations: this.spacingViolations,
      wholeWeights: this.wholeWeights,
      unknown: [...this.unknown],
    };
  }
}
