import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replayPath, startReplay } from '../support/replay-server.ts';
import { json, stemma, tempFolder } from '../support/stemma-cli.ts';

const isMissing = replayPath === '';
if (isMissing) console.info('skipped: the whole Hub of 2022 with its cards (STEMMA_REPLAY is not set)');

interface Group {
  readonly code: string;
  readonly total: number;
  readonly examples: readonly { readonly key?: string; readonly pointer: string; readonly message: string }[];
}

/** One of the 16,241 recorded cards is of a repository whose list of files, recorded before, has none: it is not asked for. */
const [models, cards] = [29_432, 16_240];

/** 29,432 models and their cards, through extract and map as a user runs them. */
describe.skipIf(isMissing)('the Hub of February 2022', () => {
  const folder = tempFolder();
  let run = '';
  let shown: {
    readonly issues: readonly Group[];
    readonly missed: readonly { readonly kind: string; readonly count: number }[];
  };

  beforeAll(async () => {
    const replay = await startReplay({ world: 'hub2022' });
    try {
      const args = ['extract', 'huggingface', '--all', '--select', 'hf_models,hf_model_cards', '--threads', '8'];
      const extracted = await stemma([...args, '--data-dir', folder, '--json', '--no-progress'], {
        env: { HF_ENDPOINT: replay.urls.hf },
      });
      expect(extracted.code, extracted.stderr).toBe(0);
      run = String(json(extracted)['run']);
    } finally {
      await replay.close();
    }
    const mapped = await stemma(['map', run, '--data-dir', folder, '--json', '--no-progress'], {
      env: { NODE_OPTIONS: '--max-old-space-size=512' },
    });
    expect(mapped.code, mapped.stderr).toBe(0);
    expect(json(mapped)).toMatchObject({
      resources: { hf_models: { fetched: models }, hf_model_cards: { fetched: cards } },
    });
    const result = await stemma(['runs', 'show', run, '--data-dir', folder, '--json']);
    shown = json(result) as unknown as typeof shown;
  }, 400_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is mapped without a record the mapper trips over', () => {
    expect(shown.issues.map(({ code }) => code)).not.toContain('mapper-bug');
  });

  it('has its issues shown by code with true totals, as a plain count of the lines gives them, and ten examples', () => {
    const counted = new Map<string, number>();
    for (const line of readFileSync(join(folder, 'jsonld', run, 'issues.ndjson'), 'utf8').split('\n')) {
      const code = /"code":"([a-z-]+)"/.exec(line)?.[1];
      if (code !== undefined) counted.set(code, (counted.get(code) ?? 0) + 1);
    }
    expect(new Map(shown.issues.map(({ code, total }) => [code, total]))).toEqual(counted);
    for (const { total, examples } of shown.issues) expect(examples).toHaveLength(Math.min(total, 10));
  });

  it('has every failure of front matter among them, with its line', () => {
    const failures = shown.issues.filter(({ code }) => /^yaml-(?:error|unclosed|not-mapping)$/.test(code));
    expect(failures.reduce((sum, { total }) => sum + total, 0)).toBeGreaterThan(60);
    for (const { examples } of failures) {
      for (const { key, message } of examples) {
        expect(key).toMatch(/^hf:/);
        expect(message).toMatch(/^line \d+/);
      }
    }
  });

  it('says of each card that is not there why', () => {
    expect(shown.missed.reduce((sum, { count }) => sum + count, 0)).toBe(models - cards);
  });

  it('verifies', async () => {
    const verified = await stemma(['verify', run, '--data-dir', folder, '--json']);
    expect(verified.code, verified.stdout).toBe(0);
  }, 60_000);
});
