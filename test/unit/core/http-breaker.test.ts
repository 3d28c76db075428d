import { describe, expect, it } from 'vitest';
import { createHttpClient } from '../../../src/core/http/client.ts';
import type { Transport } from '../../../src/core/http/types.ts';
import { FakeClock } from '../../support/fake-clock.ts';

interface Sent {
  readonly at: number;
  readonly atOnce: number;
}

/** A server on virtual time whose answers take 100 ms; `answer` decides by the number of the request. */
function server(clock: FakeClock, answer: (count: number) => { readonly status: number; readonly body?: string }) {
  const sent: Sent[] = [];
  let underWay = 0;
  const transport: Transport = {
    async send() {
      underWay += 1;
      sent.push({ at: clock.monotonic(), atOnce: underWay });
      const { status, body = '{}' } = answer(sent.length);
      await clock.sleep(100);
      underWay -= 1;
      return {
        status,
        headers: { 'content-type': 'application/json' },
        body: (async function* () {
          yield Buffer.from(body);
        })(),
      };
    },
    close: async () => undefined,
  };
  return { sent, transport };
}

const breaker = { after: 5, pauseMs: 5000, longestPauseMs: 60_000 };
const urls = Array.from({ length: 8 }, (_, n) => `http://runs.test/api/run/${n}`);

describe('a server that fails again and again', () => {
  it('is left alone longer and longer, then tried by one request at a time, and used as before when it is well', async () => {
    const clock = new FakeClock();
    const { sent, transport } = server(clock, (count) => ({ status: count <= 8 ? 503 : 200 }));
    const http = createHttpClient({ clock, transport, breaker, concurrencyPerHost: 4, maxRetries: 20 });

    await Promise.all(urls.map((url) => http.get({ url })));

    const gaps = sent.map(({ at }, index) => at - (sent[index - 1]?.at ?? 0));
    // The failures after the fifth each come alone, after 5, 10 and 20 seconds; the next one after 40.
    expect(sent.slice(8, 9).every(({ atOnce }) => atOnce === 1)).toBe(true);
    expect(Math.max(...gaps)).toBeGreaterThanOrEqual(20_000);
    expect(sent.slice(9).some(({ atOnce }) => atOnce > 1)).toBe(true);
    expect(sent).toHaveLength(16);
  });

  it('is asked on when failures are few and far between', async () => {
    const clock = new FakeClock();
    const { sent, transport } = server(clock, (count) => ({ status: count % 3 === 0 ? 500 : 200 }));
    const http = createHttpClient({ clock, transport, breaker });
    for (const url of urls) await http.get({ url });
    expect(sent.at(-1)?.at).toBeLessThan(5000);
  });
});

describe('an answer that says to come back although its status does not', () => {
  const comeBack = ({ body }: { readonly body: Buffer }) => (body.includes('busy') ? 'too many users' : undefined);

  it('is asked for again', async () => {
    const clock = new FakeClock();
    const { sent, transport } = server(clock, (count) => ({ status: 412, body: count < 3 ? 'busy' : '{}' }));
    const http = createHttpClient({ clock, transport });

    const answer = await http.get({ url: 'http://runs.test/api', comeBack });

    expect([answer.status, answer.attempts, sent.length]).toEqual([412, 3, 3]);
  });

  it('is a failure that can be retried when it stays so, and opens the breaker', async () => {
    const clock = new FakeClock();
    const { sent, transport } = server(clock, () => ({ status: 412, body: 'busy' }));
    const http = createHttpClient({ clock, transport, breaker });

    await expect(http.get({ url: 'http://runs.test/api', comeBack })).rejects.toMatchObject({
      code: 'STEMMA_HTTP',
      retryable: true,
      message: expect.stringContaining('too many users'),
    });
    expect(sent).toHaveLength(7);
    expect(clock.monotonic()).toBeGreaterThanOrEqual(15_000);
  });
});

describe('the pace of requests', () => {
  it('is kept between their beginnings, several being under way', async () => {
    const clock = new FakeClock();
    const { sent, transport } = server(clock, () => ({ status: 200 }));
    const http = createHttpClient({ clock, transport, pace: 40, concurrencyPerHost: 4 });

    await Promise.all(urls.map((url) => http.get({ url })));

    for (const [index, { at }] of sent.entries())
      if (index > 0) expect(at - (sent[index - 1]?.at ?? 0)).toBeGreaterThanOrEqual(40);
    expect(Math.max(...sent.map(({ atOnce }) => atOnce))).toBeGreaterThan(1);
  });
});

describe('a failure that is believed after some tries', () => {
  const afterThree = () => {
    let failures = 0;
    return (status: number): boolean => status === 500 && (failures += 1) >= 3;
  };

  it('is an answer like any other, while the server is well', async () => {
    const clock = new FakeClock();
    const { sent, transport } = server(clock, () => ({ status: 500, body: 'fatal error' }));
    const http = createHttpClient({ clock, transport, breaker });

    const answer = await http.get({ url: 'http://runs.test/api', believe: afterThree() });

    expect([answer.status, answer.body.toString(), answer.attempts, sent.length]).toEqual([500, 'fatal error', 3, 3]);
  });

  it('is none while nothing else is answered well either', async () => {
    const clock = new FakeClock();
    const { transport } = server(clock, (count) => ({ status: count <= 9 ? 500 : 200 }));
    const http = createHttpClient({ clock, transport, breaker });

    const answers = await Promise.all(urls.slice(0, 4).map((url) => http.get({ url, believe: afterThree() })));

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });
});
