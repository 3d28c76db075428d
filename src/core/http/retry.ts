import { momentOf } from '../clock.ts';
import { longestBelievableSeconds, type RateLimit } from './rate-limit.ts';

/** Statuses that the same request may get rid of by waiting. Everything else is the answer. */
const transient: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

export function isTransientStatus(status: number): boolean {
  return transient.has(status);
}

const baseMs = 1_000;
const capMs = 30_000;

/** Full jitter: uniform between 0 and the exponential bound (1, 2, 4, 8, 16, 30, 30 … s). `retry` counts from 0. */
export function backoffMs(retry: number, chance: number): number {
  return Math.min(capMs, baseMs * 2 ** Math.min(retry, 16)) * chance;
}

/**
 * Seconds that `Retry-After` asks for: a number of seconds or a date. A date is measured against the answer's own `Date`,
 * so that a wrong clock on either side does no harm. Undefined when absent, unreadable, negative, past or beyond a day.
 */
export function retryAfterSeconds(
  value: string | undefined,
  date: string | undefined,
  nowMs: number,
): number | undefined {
  const text = value?.trim() ?? '';
  if (text === '' || text.length > 64) return undefined;
  let wait: number;
  if (/^\d+(\.\d+)?$/.test(text)) wait = Number(text);
  // Some date parsers would take `-5` or `+30` for a year.
  else if (/[a-z]{3}/i.test(text)) {
    const moment = momentOf(text);
    if (moment === undefined) return undefined;
    wait = (moment - ((date === undefined ? undefined : momentOf(date)) ?? nowMs)) / 1000;
  } else return undefined;
  return wait > 0 && wait <= longestBelievableSeconds ? wait : undefined;
}

export interface RetryInput {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly rateLimit: RateLimit | undefined;
  /** From 0. */
  readonly retry: number;
  /** Uniform in [0, 1). */
  readonly chance: number;
  readonly nowMs: number;
}

export interface RetryPlan {
  readonly waitMs: number;
  /** For people: why. */
  readonly reason: string;
  /** `bucket`: its quota is used up; `host`: the server asked everybody to slow down; `request`: only this one waits. */
  readonly scope: 'bucket' | 'host' | 'request';
}

/**
 * How long to wait after a transient status.
 * - 429 with `r=0`: until the window ends, `t + 1` seconds.
 * - 429 with requests left comes from another limit (abuse guard): plain back-off.
 * - `Retry-After`, when believable, is always a lower bound.
 */
export function planRetry(input: RetryInput): RetryPlan {
  const { status, headers, rateLimit, retry, chance, nowMs } = input;
  const asked = (retryAfterSeconds(headers['retry-after'], headers['date'], nowMs) ?? 0) * 1000;
  const plain = backoffMs(retry, chance);
  const waitMs = Math.max(plain, asked);
  if (status !== 429) {
    const scope = asked > 0 ? 'host' : 'request';
    return { waitMs, scope, reason: asked > 0 ? `status ${status}, the server asks to wait` : `status ${status}` };
  }
  if (rateLimit?.remaining === 0 && rateLimit.resetSeconds !== undefined) {
    const untilReset = (rateLimit.resetSeconds + 1) * 1000;
    return { waitMs: Math.max(untilReset, asked), scope: 'bucket', reason: `quota "${rateLimit.bucket}" used up` };
  }
  return { waitMs, scope: 'host', reason: 'too many requests' };
}
