export interface BreakerOptions {
  /** So many failures in a row open it. */
  readonly after: number;
  /** The first pause; each further failure doubles it. Milliseconds. */
  readonly pauseMs: number;
  readonly longestPauseMs: number;
}

/** For servers that their users have jammed before. */
export const usualBreaker: BreakerOptions = Object.freeze({ after: 5, pauseMs: 10_000, longestPauseMs: 60_000 });

/**
 * Counts the failures of a server's own that come one after another, whichever requests they answer. While it is open the host is left
 * alone, then tried by one request at a time; the first good answer closes it.
 */
export class CircuitBreaker {
  readonly #options: BreakerOptions;
  #failures = 0;

  constructor(options: BreakerOptions) {
    this.#options = options;
  }

  get isOpen(): boolean {
    return this.#failures >= this.#options.after;
  }

  /** For how long the host is to be left alone now, in milliseconds; 0 for not at all. */
  failed(): number {
    const { after, pauseMs, longestPauseMs } = this.#options;
    this.#failures += 1;
    return this.isOpen ? Math.min(longestPauseMs, pauseMs * 2 ** Math.min(this.#failures - after, 16)) : 0;
  }

  succeeded(): void {
    this.#failures = 0;
  }
}
