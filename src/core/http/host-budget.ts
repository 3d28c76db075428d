import { throwIfAborted } from '../abort.ts';
import type { Clock } from '../clock.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import { StemmaError } from '../errors.ts';
import { QuotaBucket } from './quota.ts';
import type { RateLimit } from './rate-limit.ts';
import type { BucketState } from './stats.ts';

/** Leave to send one request: `answered` at most once, then `release` exactly once. */
export interface Permit {
  /** The answer's head arrived. `conclusive`: an absent RateLimit header tells that there is no quota. */
  answered(rateLimit: RateLimit | undefined, conclusive: boolean): void;
  /** The exchange is over, whatever its end. */
  release(): void;
}

export interface HostBudgetOptions {
  readonly host: string;
  readonly clock: Clock;
  /** Requests under way at once. */
  readonly concurrency: number;
  /** A wait longer than this is refused. */
  readonly maxWaitSeconds: number;
  /** Told of every wait of a request; `isAnnounced` once for those who wait for the same moment. */
  readonly onWait: (seconds: number, reason: string, host: string, isAnnounced: boolean) => void;
  /** The part of every quota that is for us, 0 to 1. Default 1. */
  readonly quotaShare?: number;
  /** Requests go one at a time and so long after the end of the one before; the first so long after `since`. */
  readonly spacing?: { readonly ms: number; readonly since: number };
  /** Milliseconds between the beginnings of two requests. */
  readonly pace?: number;
  readonly breaker?: CircuitBreaker;
}

/** Requests of one kind: the server counts them in one bucket, whose name it tells in its answers. */
interface Lane {
  /** `unknown` until an answer told; such a lane is tried by one request at a time. */
  bucket: QuotaBucket | 'unknown' | 'unmetered';
  /** Sent and not yet answered. */
  underWay: number;
  /** Sent in all. */
  sent: number;
}

/** Why a request waits when the host itself asks for nothing. */
const spacingReason = 'spacing of requests';

/**
 * The kind of a URL for quota purposes, before the server has named its bucket: API calls, files and pages are counted
 * apart on the Hub, and a wrong guess only costs a request sent alone.
 */
export function laneOf(url: URL): string {
  const segments = url.pathname.split('/');
  // Below `/api`, and counted with the files, or not: the answers tell.
  if (segments.includes('resolve-cache')) return 'cached files';
  if (segments.includes('resolve') || segments.includes('raw')) return 'files';
  return segments.includes('api') ? 'api' : 'pages';
}

/**
 * The one budget of a host, shared by everything that talks to it: how many at once, how many in this quota window,
 * and not before when. It never lets a request go that could exceed a quota the host has announced.
 */
export class HostBudget {
  readonly #options: HostBudgetOptions;
  readonly #lanes = new Map<string, Lane>();
  readonly #buckets = new Map<string, QuotaBucket>();
  #running = 0;
  /** Requests that ended without an answer: the server may have counted them. */
  #lost = 0;
  #waiting: (() => void)[] = [];
  #pausedUntil = Number.NEGATIVE_INFINITY;
  #pauseReason = '';
  #announcedUntil = Number.NEGATIVE_INFINITY;
  /** Until the host may be asked again, by our own manners. */
  #spacedUntil: number;

  constructor(options: HostBudgetOptions) {
    this.#options = options;
    const { spacing } = options;
    this.#spacedUntil = spacing === undefined ? Number.NEGATIVE_INFINITY : spacing.since + spacing.ms;
  }

  get breaker(): CircuitBreaker | undefined {
    return this.#options.breaker;
  }

  /** The quotas the host has told of, each with what was sent under it. */
  buckets(): BucketState[] {
    const now = this.#options.clock.monotonic();
    return [...this.#buckets.values()].map((bucket) => {
      const left = bucket.left(now);
      let sent = 0;
      for (const lane of this.#lanes.values()) if (lane.bucket === bucket) sent += lane.sent;
      const { host } = this.#options;
      const quota = bucket.quota === undefined ? {} : { quota: bucket.quota };
      return { host, bucket: bucket.name, ...quota, ...(left === undefined ? {} : { left: Math.max(0, left) }), sent };
    });
  }

  /** @throws STEMMA_CANCELLED; STEMMA_RATE_LIMIT when the wait would exceed `maxWaitSeconds` */
  async acquire(laneName: string, signal?: AbortSignal): Promise<Permit> {
    const lane = this.#laneNamed(laneName);
    for (;;) {
      throwIfAborted(signal);
      const obstacle = this.#obstacle(lane);
      if (obstacle === undefined) return this.#permit(lane);
      if (obstacle === 'turn') await this.#nextTurn(signal);
      else await this.#waitUntil(obstacle.until, obstacle.reason, signal);
    }
  }

  /** Nobody talks to the host for `ms`. */
  pauseHost(ms: number, reason: string): void {
    const until = this.#options.clock.monotonic() + ms;
    if (until <= this.#pausedUntil) return;
    this.#pausedUntil = until;
    this.#pauseReason = reason;
  }

  /** The named bucket is used up for `ms`. */
  exhaustBucket(name: string, ms: number): void {
    this.#bucketNamed(name).exhaust(this.#options.clock.monotonic() + ms);
  }

  /** One request sleeps, the host is free for others. @throws as `acquire` */
  async wait(ms: number, reason: string, signal?: AbortSignal): Promise<void> {
    this.#refuseTooLong(ms, reason);
    this.#options.onWait(ms / 1000, reason, this.#options.host, true);
    await this.#options.clock.sleep(ms, signal);
  }

  /** As `wait`; of the many who wait for the same moment only the first tells the user. */
  async #waitUntil(until: number, reason: string, signal: AbortSignal | undefined): Promise<void> {
    const { clock, host, onWait } = this.#options;
    const ms = until - clock.monotonic();
    this.#refuseTooLong(ms, reason);
    // Nobody needs to be told of our own manners.
    onWait(ms / 1000, reason, host, until > this.#announcedUntil && reason !== spacingReason);
    this.#announcedUntil = Math.max(this.#announcedUntil, until);
    await clock.sleep(ms, signal);
  }

  #refuseTooLong(ms: number, reason: string): void {
    const { host, maxWaitSeconds } = this.#options;
    const seconds = Math.ceil(ms / 1000);
    if (seconds <= maxWaitSeconds) return;
    throw new StemmaError(
      'STEMMA_RATE_LIMIT',
      `${host} asks to wait ${seconds} s, more than the ${maxWaitSeconds} s allowed: ${reason}`,
      {
        hint: `what was received is kept: run \`stemma resume\` in ${Math.ceil(seconds / 60)} minutes`,
        retryable: true,
        context: { host, waitSeconds: seconds },
      },
    );
  }

  #obstacle(lane: Lane): 'turn' | { readonly until: number; readonly reason: string } | undefined {
    const now = this.#options.clock.monotonic();
    if (now < this.#pausedUntil) return { until: this.#pausedUntil, reason: this.#pauseReason };
    const isAlone = this.#options.spacing !== undefined || this.breaker?.isOpen === true;
    if (this.#running >= (isAlone ? 1 : this.#options.concurrency)) return 'turn';
    if (now < this.#spacedUntil) return { until: this.#spacedUntil, reason: spacingReason };
    if (lane.bucket === 'unmetered') return undefined;
    const left = lane.bucket === 'unknown' ? undefined : lane.bucket.left(now);
    // Nothing is known of this window yet: one request goes ahead alone and finds out.
    if (left === undefined || lane.bucket === 'unknown')
      return this.#underWayWith(lane.bucket, lane) > 0 ? 'turn' : undefined;
    if (left > 0) return undefined;
    const what = lane.bucket.isShareUsed ? 'our share of quota' : 'quota';
    return { until: lane.bucket.endsAt, reason: `${what} "${lane.bucket.name}" used up` };
  }

  #permit(lane: Lane): Permit {
    const { pace, clock: now } = this.#options;
    if (pace !== undefined) this.#spacedUntil = now.monotonic() + pace;
    this.#running += 1;
    lane.underWay += 1;
    lane.sent += 1;
    if (lane.bucket instanceof QuotaBucket) lane.bucket.spend();
    const lostBefore = this.#lost;
    let unanswered = true;
    return {
      answered: (rateLimit, conclusive) => {
        unanswered = false;
        lane.underWay -= 1;
        this.#learn(lane, rateLimit, conclusive, this.#lost - lostBefore);
        this.#wakeAll();
      },
      release: () => {
        if (unanswered) {
          lane.underWay -= 1;
          this.#lost += 1;
        }
        this.#running -= 1;
        const { spacing, clock } = this.#options;
        if (spacing !== undefined) this.#spacedUntil = clock.monotonic() + spacing.ms;
        this.#wakeAll();
      },
    };
  }

  #learn(lane: Lane, rateLimit: RateLimit | undefined, conclusive: boolean, lost: number): void {
    if (rateLimit === undefined) {
      if (conclusive && lane.bucket === 'unknown') lane.bucket = 'unmetered';
      return;
    }
    const bucket = this.#bucketNamed(rateLimit.bucket);
    lane.bucket = bucket;
    bucket.learn(rateLimit, this.#underWayWith(bucket, lane) + lost, this.#options.clock.monotonic());
  }

  /** Requests under way that are, or may be, counted in this bucket. */
  #underWayWith(bucket: Lane['bucket'], own: Lane): number {
    let total = 0;
    for (const lane of this.#lanes.values()) {
      const sameBucket = bucket instanceof QuotaBucket && (lane.bucket === bucket || lane.bucket === 'unknown');
      if (lane === own || sameBucket) total += lane.underWay;
    }
    return total;
  }

  #nextTurn(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const go = (): void => {
        signal?.removeEventListener('abort', go);
        resolve();
      };
      // An abort only wakes it: the caller's loop then throws.
      signal?.addEventListener('abort', go, { once: true });
      this.#waiting.push(go);
    });
  }

  #wakeAll(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const go of waiting) go();
  }

  #laneNamed(name: string): Lane {
    const lane = this.#lanes.get(name) ?? { bucket: 'unknown', underWay: 0, sent: 0 };
    this.#lanes.set(name, lane);
    return lane;
  }

  #bucketNamed(name: string): QuotaBucket {
    const bucket = this.#buckets.get(name) ?? new QuotaBucket(name, this.#options.quotaShare);
    this.#buckets.set(name, bucket);
    return bucket;
  }
}
