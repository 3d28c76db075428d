import { expect, it } from 'vitest';
import { extract } from '../../extract/huggingface/extract.ts';
import { createHttpClient } from '../../src/core/http/client.ts';
import { extractContext } from '../support/extract-context.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { MemoryRun } from '../support/memory-run.ts';
import { pagedTransport } from '../support/paged-transport.ts';

it('a 429 on page 501 of 1,000 costs the time it asks for, and no page twice', { timeout: 60_000 }, async () => {
  const clock = new FakeClock();
  const headers = { ratelimit: '"api";r=0;t=7', 'ratelimit-policy': '"fixed window";"api";q=500;w=300' };
  const { transport, asked } = pagedTransport(clock, 1000, (page, count) =>
    page === 501 && count === 0 ? { status: 429, headers } : undefined,
  );
  const http = createHttpClient({ clock, transport });
  const run = new MemoryRun();

  await extract(
    extractContext({ http, writer: run, settings: { endpoint: 'http://hub.test', all: true, pageSize: 1 } }),
  );

  const pages = run.stored.map(({ line }) => Number(new URL(line.url).searchParams.get('cursor') ?? 1));
  expect(pages).toEqual(Array.from({ length: 1000 }, (_, at) => at + 1));
  expect(run.stored.every(({ line }) => line.status === 200)).toBe(true);
  expect(asked).toHaveLength(1001);
  const [refused, again] = asked.filter(({ page }) => page === 501).map(({ at }) => at);
  expect((again ?? 0) - (refused ?? 0)).toBeGreaterThanOrEqual(7000);
  expect(Math.max(...clock.sleeps)).toBeGreaterThanOrEqual(7000);
});
