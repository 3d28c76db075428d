import { describe, expect, it } from 'vitest';
import { newRunId, systemClock } from '../../../src/core/clock.ts';
import { StemmaError } from '../../../src/core/errors.ts';
import { FakeClock } from '../../support/fake-clock.ts';

describe('a run id', () => {
  const idAt = (start: string, chance: number): string => newRunId(new FakeClock({ start, chances: [chance] }));

  it('is the UTC second and a word of eight hex digits', () => {
    expect(idAt('2026-11-20T15:30:00.000Z', 0)).toBe('2026-11-20_15-30-00_00000000');
    expect(idAt('2026-11-20T15:30:00.999Z', 0.999_999_999)).toBe('2026-11-20_15-30-00_f9ffffff');
    expect(newRunId(systemClock)).toMatch(/^\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d_[0-9a-f]{8}$/);
  });

  it('sorts by time, within a second too, whatever chance says', () => {
    const earlier = idAt('2026-11-20T15:30:00.120Z', 0.999_999_999);
    const later = idAt('2026-11-20T15:30:00.121Z', 0);
    expect(earlier < later).toBe(true);
    expect(earlier < idAt('2026-11-20T15:30:01.000Z', 0)).toBe(true);
  });
});

describe('sleeping', () => {
  it('lasts about as long as asked', async () => {
    const start = systemClock.monotonic();
    await systemClock.sleep(20);
    expect(systemClock.monotonic() - start).toBeGreaterThanOrEqual(18);
  });

  it('ends with STEMMA_CANCELLED when aborted, before or meanwhile', async () => {
    const abort = new AbortController();
    const sleep = systemClock.sleep(60_000, abort.signal);
    abort.abort();
    await expect(sleep).rejects.toMatchObject({ code: 'STEMMA_CANCELLED' });
    await expect(systemClock.sleep(0, abort.signal)).rejects.toMatchObject({ code: 'STEMMA_CANCELLED' });
  });

  it('gives the error the canceller chose, when it is one of ours', async () => {
    const reason = new StemmaError('STEMMA_CANCELLED', 'interrupted by SIGINT', { context: { signal: 'SIGINT' } });
    await expect(systemClock.sleep(5, AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});

describe('the fake clock', () => {
  it('passes time only when told, waking in order', async () => {
    const clock = new FakeClock({ auto: false });
    const woken: number[] = [];
    const sleeps = [30, 10, 20].map((ms) => clock.sleep(ms).then(() => woken.push(clock.monotonic())));
    await clock.advance(15);
    expect(woken).toEqual([10]);
    await clock.advance(15);
    await Promise.all(sleeps);
    expect(woken).toEqual([10, 20, 30]);
    expect(clock.now().toISOString()).toBe('2026-11-20T15:30:00.030Z');
  });
});
