import { cancelledError, throwIfAborted } from '../../src/core/abort.ts';
import type { Clock } from '../../src/core/clock.ts';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

export interface FakeClockOptions {
  /** ISO 8601; default 2026-11-20T15:30:00.000Z. */
  readonly start?: string;
  /** `random()` gives these in turn, again and again. Default [0.5]. */
  readonly chances?: readonly number[];
  /** Let time jump to the next sleeper by itself once nothing else is to be done. Default true. */
  readonly auto?: boolean;
}

/** A clock whose time passes only when it is told to, or (auto) as soon as everybody sleeps. */
export class FakeClock implements Clock {
  /** Every sleep asked for, in milliseconds. */
  readonly sleeps: number[] = [];
  readonly #start: number;
  readonly #chances: readonly number[];
  readonly #auto: boolean;
  readonly #sleepers = new Set<Sleeper>();
  #elapsed = 0;
  #drawn = 0;
  #scheduled = false;

  constructor(options: FakeClockOptions = {}) {
    this.#start = Date.parse(options.start ?? '2026-11-20T15:30:00.000Z');
    this.#chances = options.chances ?? [0.5];
    this.#auto = options.auto ?? true;
  }

  now(): Date {
    return new Date(this.#start + this.#elapsed);
  }

  monotonic(): number {
    return this.#elapsed;
  }

  random(): number {
    const chance = this.#chances[this.#drawn % this.#chances.length] ?? 0.5;
    this.#drawn += 1;
    return chance;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    throwIfAborted(signal);
    this.sleeps.push(ms);
    await new Promise<void>((resolve, reject) => {
      const sleeper = {
        at: this.#elapsed + Math.max(0, ms),
        wake: () => {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        },
      };
      const onAbort = (): void => {
        this.#sleepers.delete(sleeper);
        if (signal !== undefined) reject(cancelledError(signal));
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#sleepers.add(sleeper);
      if (this.#auto) this.#schedule();
    });
  }

  /** Lets `ms` milliseconds pass, waking sleepers in order. */
  async advance(ms: number): Promise<void> {
    const target = this.#elapsed + ms;
    for (let next = this.#next(); next !== undefined && next.at <= target; next = this.#next()) {
      this.#wake(next);
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.#elapsed = target;
  }

  #next(): Sleeper | undefined {
    let next: Sleeper | undefined;
    for (const sleeper of this.#sleepers) if (next === undefined || sleeper.at < next.at) next = sleeper;
    return next;
  }

  #wake(sleeper: Sleeper): void {
    this.#sleepers.delete(sleeper);
    this.#elapsed = Math.max(this.#elapsed, sleeper.at);
    sleeper.wake();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      const next = this.#next();
      if (next === undefined) return;
      this.#wake(next);
      if (this.#sleepers.size > 0) this.#schedule();
    });
  }
}
