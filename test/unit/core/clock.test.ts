import { describe, expect, it } from 'vitest';
import { newRunId, systemClock } from '../../../src/core/clock.ts';
import { StemmaError } from '../../../src/core/errors.ts';
import { FakeClock } from '../../support/fake-clock.ts';

describe('a run id', () => {
  it('is the UTC second and eight random hex digits', () => {
    const clock = new FakeClock({ start: '2026-11-20T15:30:00.999Z', chances: [0xa1b2c3d4 / 2 ** 32, 0] });
    expect(newRunId(clock)).toBe('2026-11-20_15-30-00_a1b2c3d4');
    expect(newRunId(clock)).toBe('2026-11-20_15-30-00_00000000');
    expect(newRunId(systemClock)).toMatch(/^\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d_[0-9a-f]{8}$/);
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
