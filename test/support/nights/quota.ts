/** Requests allowed in one window, by the Hub's bucket; real time. */
export type Quota = Readonly<Partial<Record<Bucket, { readonly requests: number; readonly windowMs: number }>>>;
export type Bucket = 'api' | 'resolvers' | 'pages';

export function bucketOf(path: string): Bucket {
  if (/^\/api\/resolve-cache\/|\/resolve\//.test(path)) return 'resolvers';
  return path.startsWith('/api/') ? 'api' : 'pages';
}

/** Fixed windows, as the Hub counts. */
export class Windows {
  readonly #quota: Quota;
  readonly #open = new Map<Bucket, { start: number; used: number }>();

  constructor(quota: Quota) {
    this.#quota = quota;
  }

  /** Takes one from the bucket: its headers, and whether this one was too many. */
  take(bucket: Bucket): {
    readonly headers: Readonly<Record<string, string>>;
    readonly isBeyond: boolean;
    readonly used: number;
  } {
    const quota = this.#quota[bucket];
    if (quota === undefined) return { headers: {}, isBeyond: false, used: 0 };
    const now = Date.now();
    const start = now - (now % quota.windowMs);
    const held = this.#open.get(bucket);
    const used = held?.start === start ? held.used + 1 : 1;
    this.#open.set(bucket, { start, used });
    const seconds = Math.ceil((start + quota.windowMs - now) / 1000);
    return {
      isBeyond: used > quota.requests,
      used,
      headers: {
        ratelimit: `"${bucket}";r=${Math.max(0, quota.requests - used)};t=${seconds}`,
        'ratelimit-policy': `"fixed window";"${bucket}";q=${quota.requests};w=${Math.ceil(quota.windowMs / 1000)}`,
      },
    };
  }
}
