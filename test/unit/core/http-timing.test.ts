import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRateLimit } from '../../../src/core/http/rate-limit.ts';
import { backoffMs, isTransientStatus, planRetry, retryAfterSeconds } from '../../../src/core/http/retry.ts';

const nowMs = Date.parse('2026-11-20T15:30:00Z');

describe('RateLimit headers', () => {
  it('are read as the Hub writes them', () => {
    expect(parseRateLimit('"api";r=497;t=168', '"fixed window";"api";q=500;w=300')).toEqual({
      bucket: 'api',
      remaining: 497,
      resetSeconds: 168,
      quota: 500,
      windowSeconds: 300,
    });
  });

  it('are read without a policy, without quotes and without a name', () => {
    expect(parseRateLimit('api;r=1;t=2')).toMatchObject({
      bucket: 'api',
      remaining: 1,
      resetSeconds: 2,
      quota: undefined,
    });
    expect(parseRateLimit('r=1;t=2')).toMatchObject({ bucket: '', remaining: 1 });
  });

  it('with several items give the one with the fewest requests left', () => {
    const limit = parseRateLimit('"day";r=900;t=4000, "minute";r=3;t=20', '"day";q=1000;w=86400, "minute";q=10;w=60');
    expect(limit).toEqual({ bucket: 'minute', remaining: 3, resetSeconds: 20, quota: 10, windowSeconds: 60 });
  });

  it.each([undefined, '', '"api"', '"api";r=-1;t=3', '"api";r=x', ';;;,,,', '"unclosed;r=1'])(
    'gives nothing usable for %j without failing',
    (text) => {
      const limit = parseRateLimit(text);
      expect(limit === undefined || limit.remaining >= 0).toBe(true);
    },
  );

  it('takes an absurd window length for unsaid', () => {
    expect(parseRateLimit('"api";r=0;t=99999999')?.resetSeconds).toBeUndefined();
  });

  it('never throws and never gives a negative or fractional number, whatever is sent', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (header, policy) => {
        const limit = parseRateLimit(header, policy);
        if (limit !== undefined) expect(Number.isSafeInteger(limit.remaining) && limit.remaining >= 0).toBe(true);
      }),
    );
  });
});

describe('back-off', () => {
  it('is full jitter: between nothing and a bound that doubles up to 30 s', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.double({ min: 0, max: 1, noNaN: true }), (retry, chance) => {
        const wait = backoffMs(retry, chance);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(Math.min(30_000, 1000 * 2 ** Math.min(retry, 16)));
        expect(backoffMs(retry, 0)).toBe(0);
      }),
    );
    expect([0, 1, 2, 3, 4, 5, 6].map((retry) => backoffMs(retry, 1))).toEqual([
      1000, 2000, 4000, 8000, 16_000, 30_000, 30_000,
    ]);
  });

  it('is for statuses that may pass, and for no other', () => {
    const transient = Array.from({ length: 500 }, (_, index) => index + 100).filter(isTransientStatus);
    expect(transient).toEqual([408, 425, 429, 500, 502, 503, 504]);
  });
});

describe('Retry-After', () => {
  it.each([
    ['7', undefined, 7],
    [' 7 ', undefined, 7],
    ['1.5', undefined, 1.5],
    ['Fri, 20 Nov 2026 15:30:30 GMT', undefined, 30],
    // The server's clock is an hour ahead of ours: its own Date tells.
    ['Fri, 20 Nov 2026 16:30:30 GMT', 'Fri, 20 Nov 2026 16:30:00 GMT', 30],
    ['Fri, 20 Nov 2026 15:30:30 GMT', 'nonsense', 30],
  ])('%j (Date %j) is %d s', (value, date, seconds) => {
    expect(retryAfterSeconds(value, date, nowMs)).toBe(seconds);
  });

  it.each([
    undefined,
    '',
    '0',
    '-5',
    'soon',
    'NaN',
    'Infinity',
    '1e9',
    '999999999999',
    'Fri, 20 Nov 2020 15:30:30 GMT',
    'Fri, 31 Dec 9999 23:59:59 GMT',
    'x'.repeat(1000),
  ])('%j is not believed', (value) => {
    expect(retryAfterSeconds(value, undefined, nowMs)).toBeUndefined();
  });

  it('is undefined or within a day, whatever is sent', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.integer().map(String),
          fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
        ),
        (value) => {
          const seconds = retryAfterSeconds(value, undefined, nowMs);
          if (seconds !== undefined) expect(seconds > 0 && seconds <= 86_400).toBe(true);
        },
      ),
    );
  });
});

describe('a refused request waits', () => {
  const plan = (status: number, headers: Record<string, string> = {}, chance = 0.5) =>
    planRetry({
      status,
      headers,
      rateLimit: parseRateLimit(headers['ratelimit'], headers['ratelimit-policy']),
      retry: 0,
      chance,
      nowMs,
    });

  it('until its window ends and one second more, when the quota is used up', () => {
    expect(plan(429, { ratelimit: '"api";r=0;t=17' })).toMatchObject({ waitMs: 18_000, scope: 'bucket' });
  });

  it('by plain back-off when requests are left: that 429 is of another limit', () => {
    expect(plan(429, { ratelimit: '"api";r=55;t=170' })).toMatchObject({ waitMs: 500, scope: 'host' });
  });

  it('at least as long as the server asks', () => {
    expect(plan(429, { 'retry-after': '9' })).toMatchObject({ waitMs: 9000, scope: 'host' });
    expect(plan(503, { 'retry-after': '9' })).toMatchObject({ waitMs: 9000, scope: 'host' });
    expect(plan(429, { 'retry-after': '90', ratelimit: '"api";r=0;t=17' })).toMatchObject({ waitMs: 90_000 });
  });

  it('by plain back-off when nothing believable is said', () => {
    expect(plan(500)).toMatchObject({ waitMs: 500, scope: 'request' });
    expect(plan(429, { 'retry-after': '-3' })).toMatchObject({ waitMs: 500 });
    expect(plan(429, { ratelimit: '"api";r=0;t=99999999' })).toMatchObject({ waitMs: 500 });
  });
});
