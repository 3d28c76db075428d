import { writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportHashByCli } from '../support/graph-hash.ts';
import { idsAtTheEnd, replayPath, startReplay, type ReplayStats } from '../support/replay-server.ts';
import { json, stemma, tempFolder } from '../support/stemma-cli.ts';

const isMissing = replayPath === '';
if (isMissing) console.info('skipped: the recorded Hub with faults and a quota (STEMMA_REPLAY is not set)');

interface Outcome {
  readonly hash: string;
  readonly stats: ReplayStats;
  readonly report: Record<string, unknown>;
}

/** One run over a server with these manners: so many models from the list, `ids` of the others one by one. */
async function crawl(limit: number, ids: number, options: Readonly<Record<string, unknown>>): Promise<Outcome> {
  const folder = tempFolder();
  const file = join(folder, 'ids.txt');
  const plain = await startReplay();
  writeFileSync(file, `${(await idsAtTheEnd(plain, ids)).join('\n')}\n`);
  await plain.close();
  const replay = await startReplay(options);
  try {
    const args = [
      'run',
      'huggingface',
      '--select',
      'hf_models',
      '--limit',
      String(limit),
      '--models-file',
      file,
      '--data-dir',
      folder,
      '--json',
      '--no-progress',
    ];
    const result = await stemma(args, { env: { HF_ENDPOINT: replay.urls.hf } });
    expect(result.code, result.stderr).toBe(0);
    const verified = await stemma(['verify', '--data-dir', folder]);
    expect(verified.code, verified.stdout).toBe(0);
    return { hash: await exportHashByCli(folder), stats: replay.stats(), report: json(result) };
  } finally {
    await replay.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const faultsGiven = (stats: ReplayStats): number => Object.values(stats.faults).reduce((sum, count) => sum + count, 0);

describe.skipIf(isMissing)('a server that fails and counts', () => {
  it('gives the graph of one that does not: 3,700 models from the list and 300 one by one', async () => {
    const clean = await crawl(3700, 300, {});
    const faulty = await crawl(3700, 300, {
      fault: '429:0.02,500:0.01,reset:0.01,truncate:0.01',
      quota: '1000/300s',
      seed: 5,
    });

    expect(faultsGiven(clean.stats)).toBe(0);
    expect(Object.keys(faulty.stats.faults).sort()).toEqual(['429', '500', 'reset', 'truncate']);
    expect(clean.report).toMatchObject({ resources: { hf_models: { fetched: 4000, failed: 0 } } });
    expect(faulty.stats.quotaViolations).toEqual({});
    expect(faulty.report['resources']).toEqual(clean.report['resources']);
    expect(faulty.hash).toBe(clean.hash);
  }, 240_000);

  it('is asked no more often than its quota allows, however small, and gives the same graph', async () => {
    const clean = await crawl(0, 250, {});
    const faulty = await crawl(0, 250, {
      fault: '429:0.02,500:0.02,reset:0.02,truncate:0.02',
      quota: '100/5s',
      seed: 9,
    });

    expect(faultsGiven(faulty.stats)).toBeGreaterThan(10);
    expect(faulty.stats.quotaViolations).toEqual({});
    expect(faulty.hash).toBe(clean.hash);
  }, 240_000);
});
