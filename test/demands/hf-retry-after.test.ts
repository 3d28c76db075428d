import { describe, expect, it } from 'vitest';
import { extract } from '../../extract/huggingface/extract.ts';
import { createHttpClient } from '../../src/core/http/client.ts';
import { extractContext } from '../support/extract-context.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { MemoryRun } from '../support/memory-run.ts';
import { pagedTransport } from '../support/paged-transport.ts';

const start = '2026-11-20T15:30:00.000Z';
const inSeconds = (seconds: number): string => new Date(Date.parse(start) + seconds * 1000).toUTCString();

interface Crawl {
  readonly run: MemoryRun;
  readonly error: unknown;
  /** Seconds between the refusal and the next try of that page; undefined when there was none. */
  readonly waited: number | undefined;
  readonly tries: number;
}

/** Three pages, of which the second is refused so often with such headers. */
async function crawl(headers: Readonly<Record<string, string>>, times = 1, status = 429): Promise<Crawl> {
  const clock = new FakeClock({ start });
  const { transport, asked } = pagedTransport(clock, 3, (page, count) =>
    page === 2 && count < times ? { status, headers } : undefined,
  );
  const http = createHttpClient({ clock, transport, maxRetries: 4, maxWaitSeconds: 900 });
  const run = new MemoryRun();
  const settings = { endpoint: 'http://hub.test', all: true, pageSize: 1 };
  const error = await extract(extractContext({ http, writer: run, settings })).catch((thrown: unknown) => thrown);
  const tries = asked.filter(({ page }) => page === 2);
  const [first, second] = tries;
  const waited = first === undefined || second === undefined ? undefined : (second.at - first.at) / 1000;
  return { run, error, waited, tries: tries.length };
}

describe('Retry-After', () => {
  it.each([
    ['seconds', '42', 42],
    ['a date', inSeconds(42), 41],
    ['a date in the form of asctime', 'Fri Nov 20 15:30:42 2026 GMT', 41],
  ])('as %s is waited for', async (_, value, least) => {
    const { run, error, waited } = await crawl({ 'retry-after': value, date: inSeconds(0) });

    expect(error).toBeUndefined();
    expect(run.ids()).toEqual(['moss/m1', 'moss/m2', 'moss/m3']);
    expect(waited).toBeGreaterThanOrEqual(least);
    expect(waited).toBeLessThan(least + 35);
  });

  it.each([
    ['absent', {}],
    ['negative', { 'retry-after': '-5' }],
    ['a past date', { 'retry-after': inSeconds(-1000), date: inSeconds(0) }],
    ['no number and no date', { 'retry-after': 'soon' }],
    ['beyond belief', { 'retry-after': '99999999999' }],
  ])('that is %s leaves the usual back-off', async (_, headers) => {
    const { run, error, waited } = await crawl(headers);

    expect(error).toBeUndefined();
    expect(run.ids()).toEqual(['moss/m1', 'moss/m2', 'moss/m3']);
    expect(waited).toBeLessThan(2);
  });

  it('with quota left is another limit: back-off, and the quota is not taken for used up', async () => {
    const { error, waited } = await crawl({ ratelimit: '"api";r=480;t=290' });

    expect(error).toBeUndefined();
    expect(waited).toBeLessThan(2);
  });

  it('above the longest wait ends the run with an error of its own kind, which says when to come back', async () => {
    const { run, error, tries } = await crawl({ 'retry-after': '3600' });

    expect(error).toMatchObject({ name: 'StemmaError', code: 'STEMMA_RATE_LIMIT' });
    expect(run.ids()).toEqual(['moss/m1']);
    expect(tries).toBe(1);
  });

  it('again and again is given up with an error of its own kind', async () => {
    const refused = await crawl({ 'retry-after': '2' }, 100);
    const broken = await crawl({ 'retry-after': '2' }, 100, 503);

    expect(refused.error).toMatchObject({ code: 'STEMMA_RATE_LIMIT' });
    expect(broken.error).toMatchObject({ code: 'STEMMA_HTTP' });
    expect([refused.tries, broken.tries]).toEqual([5, 5]);
  });
});
