import { writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readElements } from '../../src/core/run/run-reader.ts';
import { exportHashByCli } from '../support/graph-hash.ts';
import { idsAtTheEnd, replayPath, startReplay, type ReplayStats } from '../support/replay-server.ts';
import { json, stemma, tempFolder } from '../support/stemma-cli.ts';

const isMissing = replayPath === '';
if (isMissing) console.info('skipped: seeds of faults over the recorded Hub (STEMMA_REPLAY is not set)');

const fault = '429:0.02,500:0.01,reset:0.01,truncate:0.01';
const fromList = 800;
const oneByOne = 60;

interface Outcome {
  readonly hash: string;
  readonly stats: ReplayStats;
  readonly resources: unknown;
}

/** A list, models one by one, and all they refer to; base models to the end. */
async function run(ids: string, options: Readonly<Record<string, unknown>>): Promise<Outcome> {
  const folder = tempFolder();
  const replay = await startReplay(options);
  try {
    const selection = ['--limit', String(fromList), '--models-file', ids, '--base-model-iterations', 'all'];
    const args = ['run', 'huggingface', ...selection, '--data-dir', folder, '--json', '--no-progress'];
    const env = { HF_ENDPOINT: replay.urls.hf, ARXIV_BASE_URL: replay.urls.arxiv, ARXIV_SPACING: '0s' };
    const result = await stemma(args, { env });
    expect(result.code, result.stderr).toBe(0);
    const verified = await stemma(['verify', '--data-dir', folder]);
    expect(verified.code, verified.stdout).toBe(0);
    return { hash: await exportHashByCli(folder), stats: replay.stats(), resources: json(result)['resources'] };
  } finally {
    await replay.close();
    await rm(folder, { recursive: true, force: true });
  }
}

describe.skipIf(isMissing)('two stages over a Hub that fails and counts', () => {
  const file = join(tempFolder(), 'ids.txt');
  let clean: Outcome;
  beforeAll(async () => {
    const plain = await startReplay();
    writeFileSync(file, `${(await idsAtTheEnd(plain, oneByOne)).join('\n')}\n`);
    await plain.close();
    clean = await run(file, {});
    console.info('requests of a quiet run:', clean.stats.requests);
  });

  it.each(Array.from({ length: 10 }, (_, at) => at + 1))('give the graph of a quiet one (seed %i)', async (seed) => {
    const faulty = await run(file, { fault, seed, quota: '5000/300s' });

    expect(Object.keys(faulty.stats.faults).toSorted()).toEqual(['429', '500', 'reset', 'truncate']);
    expect(faulty.stats.quotaViolations).toEqual({});
    expect(faulty.stats.duplicatePageFetches.total).toBe(0);
    expect(faulty.resources).toEqual(clean.resources);
    expect(faulty.hash).toBe(clean.hash);
  });
});

describe.skipIf(isMissing)('the whole list while models change after every page', () => {
  const folder = tempFolder();
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each([1, 2, 3])('holds every id once (seed %i)', async (seed) => {
    const replay = await startReplay({ listShuffle: 20, seed });
    try {
      const stage = ['--all', '--select', 'hf_models', '--fresh'];
      const args = ['extract', 'huggingface', ...stage, '--data-dir', folder, '--json', '--no-progress'];
      const result = await stemma(args, { env: { HF_ENDPOINT: replay.urls.hf } });
      expect(result.code, result.stderr).toBe(0);
      const ids: string[] = [];
      const name = String(json(result)['run']);
      for await (const { bytes } of readElements(folder, 'huggingface', name, { resources: ['hf_models'] }))
        ids.push((JSON.parse(Buffer.from(bytes).toString('utf8')) as { id: string }).id);

      expect(ids).toHaveLength(15_904);
      expect(new Set(ids).size).toBe(15_904);
      expect(replay.stats().duplicatePageFetches.total).toBe(0);
    } finally {
      await replay.close();
    }
  });
});
