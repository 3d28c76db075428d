import { canonicalTime } from '../../../graph/property-values.ts';
import { StemmaError } from '../../core/errors.ts';

/** A moment, as milliseconds to compare with and as text to show. */
export interface Instant {
  readonly ms: number;
  /** ISO 8601, UTC. */
  readonly text: string;
}

const day = /^\d{4}-\d{2}-\d{2}$/;

/**
 * A date and time, or a date, of which the end is meant (UTC).
 * @throws StemmaError STEMMA_USAGE
 */
export function parseInstant(text: string, flag = '--at'): Instant {
  const whole = day.test(text) ? `${text}T23:59:59.999Z` : text;
  const canonical = canonicalTime(whole);
  if (canonical !== undefined) return { ms: Date.parse(canonical), text: canonical };
  throw new StemmaError('STEMMA_USAGE', `${flag} is no date: ${JSON.stringify(text.slice(0, 100))}`, {
    hint: '2026-08-20 (its end, UTC), or 2026-08-20T12:00:00Z',
  });
}

interface Interval {
  readonly from: string;
  readonly to: string | null;
}

/** Whether something that holds from one moment until before another held then. */
export function heldAt({ from, to }: Interval, { ms }: Instant): boolean {
  return Date.parse(from) <= ms && (to === null || Date.parse(to) > ms);
}

export function beganBy({ from }: Interval, { ms }: Instant): boolean {
  return Date.parse(from) <= ms;
}
