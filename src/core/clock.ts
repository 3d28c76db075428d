import { cancelledError, throwIfAborted } from './abort.ts';

/** Time and chance, the only door to them: whatever reads a clock or draws a number takes one of these. */
export interface Clock {
  /** Wall-clock time: for what is written down. It may jump. */
  now(): Date;
  /** Milliseconds from an arbitrary start, never going back: for measuring and for waiting until. */
  monotonic(): number;
  /** Resolves after `ms` milliseconds; rejects with STEMMA_CANCELLED as soon as the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Uniform in [0, 1). */
  random(): number;
}

/** `setTimeout` fires at once above 2^31 - 1 ms, so longer sleeps are cut into pieces. */
const longestTimer = 2_147_483_647;

function timer(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      clearTimeout(handle);
      if (signal !== undefined) reject(cancelledError(signal));
    };
    const handle = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

export const systemClock: Clock = Object.freeze({
  now: () => new Date(),
  monotonic: () => performance.now(),
  random: () => Math.random(),
  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    throwIfAborted(signal);
    for (let rest = Math.max(0, ms); rest > 0; rest -= longestTimer) await timer(Math.min(rest, longestTimer), signal);
  },
});

const randomBits = 22;

/**
 * A new run id, `2026-11-20_15-30-00_a1b2c3d4`: UTC, sorts by time to the millisecond. The last word is the millisecond of
 * the second (10 bits) and 22 random bits against collisions.
 */
export function newRunId(clock: Clock): string {
  const now = clock.now();
  const second = now.toISOString().slice(0, 19).replace('T', '_').replaceAll(':', '-');
  const chance = Math.floor(clock.random() * 2 ** randomBits);
  const word = (now.getUTCMilliseconds() * 2 ** randomBits + chance).toString(16).padStart(8, '0');
  return `${second}_${word}`;
}

/** A moment in milliseconds since 1970 (negative before), of an ISO 8601 or HTTP date; undefined when it is neither. */
export function momentOf(text: string): number | undefined {
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? undefined : moment;
}

/** ISO 8601 UTC text with milliseconds of a moment that `momentOf` gave. */
export function isoTime(moment: number): string {
  return new Date(moment).toISOString();
}
