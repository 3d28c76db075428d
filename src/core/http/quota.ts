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
  readonly #share: number;
  #left = 0;
  /** What we may still send in this window of our share; without a share, or a quota to have one of, no bound. */
  #ours = Number.POSITIVE_INFINITY;
  #isFirstWindow = true;
  #quota: number | undefined;
  /** Monotonic ms at which the last known window is surely over; from there on nothing is known. */
  #endsAt = Number.NEGATIVE_INFINITY;
  #windowMs = 0;

  /** `share`: the part of each window's quota that is for us, 0 to 1. */
  constructor(name: string, share = 1) {
    this.name = name;
    this.#share = share;
  }

  /** Requests that may surely be sent now; undefined when unknown. */
  left(now: number): number | undefined {
    return now < this.#endsAt ? Math.min(this.#left, this.#ours) : undefined;
  }

  /** Whether it is our share that is used up, and not the quota. */
  get isShareUsed(): boolean {
    return this.#ours <= 0 && this.#left > 0;
  }

  /** As last announced. */
  get quota(): number | undefined {
    return this.#quota;
  }

  get endsAt(): number {
    return this.#endsAt;
  }

  spend(): void {
    this.#left -= 1;
    this.#ours -= 1;
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
    this.#quota = limit.quota ?? this.#quota;
    if (later > this.#windowMs / 2) {
      this.#left = left;
      this.#endsAt = endsAt;
      this.#ours = this.#shareOf(limit, uncounted);
      this.#isFirstWindow = false;
    } else if (now < this.#endsAt && later > -this.#windowMs / 2) {
      this.#left = Math.min(this.#left, left);
      // The latest answers overstate the end by the time they travelled.
      this.#endsAt = Math.min(this.#endsAt, endsAt);
    }
  }

  /**
   * What is ours of a window that has just begun, the answered request counted. Of the first window nobody can say who used it
   * before: a run that was stopped and resumed, perhaps, so all of it is counted as ours.
   */
  #shareOf(limit: RateLimit, uncounted: number): number {
    if (this.#share >= 1 || limit.quota === undefined) return Number.POSITIVE_INFINITY;
    const used = this.#isFirstWindow ? limit.quota - limit.remaining : 1;
    return Math.max(1, Math.floor(limit.quota * this.#share)) - used - uncounted;
  }

  /** The server refused: nothing until `until` (monotonic ms). */
  exhaust(until: number): void {
    this.#left = 0;
    this.#endsAt = until;
  }
}
