import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { extract } from '../../extract/huggingface/extract.ts';
import { createHttpClient } from '../../src/core/http/client.ts';
import { extractContext } from '../support/extract-context.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { MemoryRun } from '../support/memory-run.ts';
import { pagedTransport } from '../support/paged-transport.ts';
import { startNights } from '../support/nights/index.ts';
import { stemma, tempFolder } from '../support/stemma-cli.ts';

const windowMs = 300_000;
const quota = 40;

/** Requests by window, of a list of so many pages under a quota of which only a share is for us. */
async function crawl(share: number, pages: number, others: number): Promise<readonly number[]> {
  const clock = new FakeClock();
  const windows = new Map<number, number>();
  const { transport } = pagedTransport(clock, pages);
  const http = createHttpClient({
    clock,
    quotaShare: share,
    transport: {
      ...transport,
      async send(request) {
        const now = clock.monotonic();
        const window = Math.floor(now / windowMs);
        const used = (windows.get(window) ?? 0) + 1;
        windows.set(window, used);
        const left = Math.max(0, quota - used - others);
        const seconds = Math.ceil(((window + 1) * windowMs - now) / 1000);
        const limits = {
          ratelimit: `"api";r=${left};t=${seconds}`,
          'ratelimit-policy': `"fixed window";"api";q=${quota};w=${windowMs / 1000}`,
        };
        const answer = await transport.send(request);
        return { ...answer, headers: { ...answer.headers, ...limits } };
      },
    },
  });
  const run = new MemoryRun();
  await extract(
    extractContext({ http, writer: run, settings: { endpoint: 'http://hub.test', all: true, pageSize: 1 } }),
  );
  expect(run.ids()).toHaveLength(pages);
  return [...windows.values()];
}

describe('--quota 50%', () => {
  it('never takes more than half of the window the Hub announces, by the count of the Hub', async () => {
    const windows = await crawl(0.5, 100, 0);

    expect(Math.max(...windows)).toBeLessThanOrEqual(quota / 2);
    expect(windows.length).toBeGreaterThanOrEqual(5);
  });

  it('takes less when others have used their part and more', async () => {
    const windows = await crawl(0.5, 60, 30);

    expect(Math.max(...windows)).toBeLessThanOrEqual(quota - 30);
  });

  it('takes it all without the flag', async () => {
    const windows = await crawl(1, 100, 0);

    expect(Math.max(...windows)).toBeGreaterThan(quota / 2);
    expect(Math.max(...windows)).toBeLessThanOrEqual(quota);
  });

  it('is a flag of the program, kept in real windows', { timeout: 60_000 }, async () => {
    const real = { requests: 12, windowMs: 2000 };
    const nights = await startNights({ quota: { api: real, resolvers: real } });
    try {
      const folder = tempFolder();
      const args = ['extract', 'huggingface', '--select', 'hf_models', '--quota', '50%', '--data-dir', folder];
      const ids = [...nights.world().models.keys()].slice(0, 20);
      const file = `${folder}/ids.txt`;
      await writeFile(file, ids.join('\n'));
      const { code, stderr } = await stemma([...args, '--limit', '0', '--models-file', file], {
        env: { HF_ENDPOINT: nights.urls.hf },
      });

      expect(code, stderr).toBe(0);
      const stats = nights.stats();
      expect(stats.mostInWindow['api']).toBeLessThanOrEqual(real.requests / 2);
      expect(stats.mostInWindow['api']).toBeGreaterThan(1);
      expect(stats.quotaViolations).toEqual({});
    } finally {
      await nights.close();
    }
  });
});
