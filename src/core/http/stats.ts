/** Requests of one kind that ended alike. Every try and every hop of a redirect is one. */
export interface RequestCount {
  readonly host: string;
  /** As the caller named it. */
  readonly endpoint: string;
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly count: number;
  /** Decoded. */
  readonly bytes: number;
}

export interface WaitCount {
  readonly host: string;
  readonly reason: string;
  readonly count: number;
  readonly seconds: number;
}

/** A quota as the host last announced it. */
export interface BucketState {
  readonly host: string;
  readonly bucket: string;
  /** Requests per window. */
  readonly quota?: number;
  /** Requests left of this window, or of our share of it; absent when its window is over. */
  readonly left?: number;
  /** Sent in all. */
  readonly sent: number;
}

/** What a client did so far: for reports and metrics. */
export interface HttpStats {
  readonly requests: readonly RequestCount[];
  /** Tries after the first. */
  readonly retries: number;
  readonly waits: readonly WaitCount[];
  readonly buckets: readonly BucketState[];
}

interface Sum {
  count: number;
  amount: number;
}

/** Counts by a key of a few words. The kinds are few, so memory is bounded. */
class Sums {
  readonly #sums = new Map<string, Sum>();

  add(key: readonly (string | number)[], amount: number): void {
    const text = JSON.stringify(key);
    const sum = this.#sums.get(text) ?? { count: 0, amount: 0 };
    sum.count += 1;
    sum.amount += amount;
    this.#sums.set(text, sum);
  }

  /** Sorted by key. */
  entries(): (readonly [readonly (string | number)[], Sum])[] {
    return [...this.#sums]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([text, sum]) => [JSON.parse(text) as (string | number)[], sum] as const);
  }
}

export class HttpCounters {
  readonly #requests = new Sums();
  readonly #waits = new Sums();
  retries = 0;

  request(host: string, endpoint: string, status: number, bytes: number): void {
    this.#requests.add([host, endpoint, status], bytes);
  }

  /** What stands behind a colon is of the single case and not counted apart. */
  wait(host: string, reason: string, seconds: number): void {
    this.#waits.add([host, reason.split(':', 1)[0] ?? reason], seconds);
  }

  stats(buckets: readonly BucketState[]): HttpStats {
    return {
      requests: this.#requests.entries().map(([[host = '', endpoint = '', status = 0], { count, amount }]) => ({
        host: String(host),
        endpoint: String(endpoint),
        status: Number(status),
        count,
        bytes: amount,
      })),
      retries: this.retries,
      waits: this.#waits.entries().map(([[host = '', reason = ''], { count, amount }]) => ({
        host: String(host),
        reason: String(reason),
        count,
        seconds: Math.round(amount * 1000) / 1000,
      })),
      buckets,
    };
  }
}
