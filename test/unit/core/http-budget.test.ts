import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHttpClient } from '../../../src/core/http/client.ts';
import type { Transport } from '../../../src/core/http/types.ts';
import { FakeClock } from '../../support/fake-clock.ts';

interface World {
  readonly quota: number;
  readonly windowSeconds: number;
  /** Where in its window the server is at the start, ms. */
  readonly phase: number;
  /** Used up by others before. */
  readonly used: number;
  readonly requests: number;
  readonly concurrency: number;
  /** Milliseconds on the way there and back, in turn. */
  readonly delays: readonly number[];
  /** Every n-th request is counted and then answered by a reset. */
  readonly resetEvery: number;
  readonly roundDown: boolean;
}

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

/** A server with a fixed window on virtual time; it counts what it had to refuse. */
function quotaServer(
  world: World,
  clock: FakeClock,
): Transport & { violations: number; highest: number; served: number } {
  const windowMs = world.windowSeconds * 1000;
  let window = -1;
  let used = 0;
  let drawn = 0;
  let running = 0;
  const delay = (): Promise<void> => clock.sleep(world.delays[drawn++ % world.delays.length] ?? 0);
  const server = {
    violations: 0,
    highest: 0,
    served: 0,
    async send() {
      running += 1;
      server.highest = Math.max(server.highest, running);
      await delay();
      const now = clock.monotonic() + world.phase;
      const current = Math.floor(now / windowMs);
      if (current !== window) used = window === -1 ? world.used : 0;
      window = current;
      used += 1;
      server.served += 1;
      const reset = server.served % world.resetEvery === 0;
      const allowed = used <= world.quota;
      if (!allowed) server.violations += 1;
      const left = (windowMs - (now % windowMs)) / 1000;
      const seconds = world.roundDown ? Math.floor(left) : Math.ceil(left);
      const headers = {
        'content-type': 'application/json',
        ratelimit: `"api";r=${Math.max(0, world.quota - used)};t=${seconds}`,
        'ratelimit-policy': `"fixed window";"api";q=${world.quota};w=${world.windowSeconds}`,
      };
      await delay();
      running -= 1;
      if (reset) throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
      return { status: allowed ? 200 : 429, headers, body: bytes('[]') };
    },
    close: async () => undefined,
  };
  return server;
}

async function crawl(world: World) {
  const clock = new FakeClock({ chances: [0.2, 0.9, 0.5] });
  const transport = quotaServer(world, clock);
  const waits: { seconds: number; reason: string }[] = [];
  const http = createHttpClient({
    transport,
    clock,
    concurrencyPerHost: world.concurrency,
    onWait: (seconds, reason) => waits.push({ seconds, reason }),
  });
  const one = (_: unknown, index: number) =>
    http.get({ url: `http://hub.example/api/models/${index}`, expect: 'json' });
  const answers = await Promise.all(Array.from({ length: world.requests }, one));
  return { transport, waits, clock, answers };
}

const calm: World = {
  quota: 10,
  windowSeconds: 60,
  phase: 0,
  used: 0,
  requests: 35,
  concurrency: 4,
  delays: [20, 35, 5],
  resetEvery: 1e9,
  roundDown: false,
};

describe('the budget of a host', () => {
  it('stops before the quota is exceeded and goes on in the next window', async () => {
    const { transport, waits, answers } = await crawl(calm);
    expect(answers.every((answer) => answer.status === 200)).toBe(true);
    expect(transport.violations).toBe(0);
    expect(waits.every((wait) => wait.reason === 'quota "api" used up')).toBe(true);
    expect(waits.length).toBeGreaterThanOrEqual(3);
  });

  it('tells of one wait once, however many requests wait', async () => {
    const { waits } = await crawl({ ...calm, requests: 20, concurrency: 16 });
    expect(waits.length).toBeLessThanOrEqual(3);
  });

  it('uses nearly all of a window, not a part of it', async () => {
    const { clock } = await crawl({ ...calm, quota: 100, requests: 500 });
    // Five windows of quota 100 at least; a sixth and seventh for what caution leaves over.
    expect(clock.monotonic()).toBeLessThan(7 * 60_000);
  });

  it('holds to the number of requests at once', async () => {
    const { transport } = await crawl({ ...calm, quota: 1e6, requests: 100, concurrency: 3 });
    expect(transport.highest).toBe(3);
  });

  it('starts with one request alone, because others may have used the quota up', async () => {
    const { transport } = await crawl({ ...calm, used: 9, requests: 8, concurrency: 8 });
    expect(transport.violations).toBe(0);
  });

  it('never makes the server refuse for quota, whatever the delays, resets, windows and rounding', async () => {
    const worlds = fc.record<World>({
      quota: fc.integer({ min: 2, max: 30 }),
      windowSeconds: fc.integer({ min: 20, max: 300 }),
      phase: fc.integer({ min: 0, max: 300_000 }),
      used: fc.constant(0),
      requests: fc.integer({ min: 1, max: 60 }),
      concurrency: fc.integer({ min: 1, max: 12 }),
      delays: fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 7 }),
      resetEvery: fc.integer({ min: 3, max: 40 }),
      roundDown: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const { transport, answers } = await crawl(world);
        expect(answers).toHaveLength(world.requests);
        expect(transport.violations).toBe(0);
        expect(transport.highest).toBeLessThanOrEqual(world.concurrency);
      }),
      { numRuns: 100 },
    );
  });
});
