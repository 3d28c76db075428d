import { readFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { extract } from '../../extract/huggingface/extract.ts';
import { createHttpClient } from '../../src/core/http/client.ts';
import { openRunForWriting } from '../../src/core/run/open-run.ts';
import type { Manifest } from '../../src/core/run/types.ts';
import { extractContext } from '../support/extract-context.ts';
import { HubWorkshop } from '../support/hub-workshop.ts';

interface Replay {
  readonly urls: { readonly hf: string };
  stats(): ReplayStats;
  close(): Promise<void>;
}
interface ReplayStats {
  readonly endpoints: Readonly<Record<string, { readonly count: number }>>;
  readonly quotaViolations: Readonly<Record<string, number>>;
  readonly duplicatePageFetches: { readonly total: number };
  readonly faults: Readonly<Record<string, number>>;
}

const replayPath = process.env['STEMMA_REPLAY'] ?? '';
const data = process.env['STEMMA_REALDATA'] ?? '';
const isMissing = replayPath === '' || data === '';
if (isMissing) console.info('skipped: the list of recorded models needs STEMMA_REALDATA and STEMMA_REPLAY');

const workshop = new HubWorkshop();
afterAll(() => workshop.close());

const run = '2026-11-20_15-30-00_0a0b0c0d';

async function crawl(
  name: string,
  options: Readonly<Record<string, unknown>>,
): Promise<{ manifest: Manifest; stats: ReplayStats; sha256: string }> {
  const { startReplay } = (await import(pathToFileURL(replayPath).href)) as {
    startReplay(options: object): Promise<Replay>;
  };
  const replay = await startReplay({ port: 0, data, snapshot: 'day1', ...options });
  const http = createHttpClient();
  try {
    const dataDir = join(await workshop.folder(), name);
    const writer = await openRunForWriting({ dataDir, source: 'huggingface', run, settings: {} });
    const settings = { endpoint: replay.urls.hf, all: true };
    await extract(extractContext({ settings, http, writer }));
    const manifest = await writer.finish();
    const bytes = await readFile(join(dataDir, 'raw', 'huggingface', run, 'hf_models.json'));
    return { manifest, stats: replay.stats(), sha256: createHash('sha256').update(bytes).digest('hex') };
  } finally {
    await http.close();
    await replay.close();
  }
}

describe.skipIf(isMissing)('the list of 15,904 recorded models', () => {
  it('is taken with at most 20 requests, and gives the same bytes from a server that fails and counts', async () => {
    const clean = await crawl('clean', {});
    const faulty = await crawl('faulty', {
      fault: '429:0.1,500:0.1,reset:0.1,truncate:0.1',
      quota: '1000/300s',
      seed: 3,
    });

    expect(clean.manifest.counts['hf_models']).toMatchObject({ requests: 16, records: 15_904, missed: 0 });
    expect(clean.stats.endpoints['hf models list']?.count).toBeLessThanOrEqual(20);
    expect(clean.stats.duplicatePageFetches.total).toBe(0);
    expect(faulty.sha256).toBe(clean.sha256);
    expect(Object.keys(faulty.stats.faults).length).toBeGreaterThan(1);
    expect(faulty.stats.quotaViolations).toEqual({});
  }, 120_000);
});
