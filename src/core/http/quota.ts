import type { RateLimit } from './rate-limit.ts';

/** The server's seconds are whole and may be rounded down: a window is believed over only this much later. */
const marginMs = 1_000;

/**
 * What is surely left of one quota bucket with fixed windows: a lower bound at any time, though answers overtake each
 * other and requests are under way. Within a window the count only falls. Answers are told to be of this window, of a
 * later or of an earlier one by the end they name, which holds while answers travel for less than half a window.
 */
export class QuotaBucket {
  readonly name: string;
  #left = 0;
  /** Monotonic ms at which the last known window is surely over; from there on nothing is known. */
  #endsAt = Number.NEGATIVE_INFINITY;
  #windowMs = 0;

  constructor(name: string) {
    this.name = name;
  }

  /** Requests that may surely be sent now; undefined when unknown. */
  left(now: number): number | undefined {
    return now < this.#endsAt ? this.#left : undefined;
  }

  get endsAt(): number {
    return this.#endsAt;
  }

  spend(): void {
    this.#left -= 1;
  }

  /**
   * An answer was received. `uncounted`: requests of this bucket that the server may not have counted yet when it
   * wrote the answer: those under way and those that failed since the answered request was sent.
   */
  learn(limit: RateLimit, uncounted: number, now: number): void {
    const seconds = limit.resetSeconds ?? limit.windowSeconds ?? 0;
    const endsAt = now + seconds * 1000 + marginMs;
    this.#windowMs = (limit.windowSeconds ?? 0) * 1000 || Math.max(this.#windowMs, seconds * 1000);
    const left = limit.remaining - uncounted;
    const later = endsAt - this.#endsAt;
    if (later > this.#windowMs / 2) {
      this.#left = left;
      this.#endsAt = endsAt;
    } else if (now < this.#endsAt && later > -this.#windowMs / 2) {
      this.#left = Math.min(this.#left, left);
      // The latest answers overstate the end by the time they travelled.
      this.#endsAt = Math.min(this.#endsAt, endsAt);
    }
  }

  /** The server refused: nothing until `until` (monotonic ms). */
  exhaust(until: number): void {
    this.#left = 0;
    this.#endsAt = until;
  }
}
