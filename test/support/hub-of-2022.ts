import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replayPath, startReplay } from './replay-server.ts';
import { json, stemma, tempFolder } from './stemma-cli.ts';

interface Group {
  readonly code: string;
  readonly total: number;
  readonly examples: readonly { readonly key?: string; readonly pointer: string; readonly message: string }[];
}

export interface PartOfHub {
  /** Which of the models, as arguments of the program. */
  readonly selection: readonly string[];
  readonly models: number;
  /** Those whose card is recorded, and failures of front matter among them, at least. */
  readonly cards: number;
  readonly failures: number;
}

/** Models of February 2022 and their cards, through extract and map as a user runs them. */
export function testHubOf2022(title: string, part: PartOfHub): void {
  const isMissing = replayPath === '';
  if (isMissing) console.info(`skipped: ${title} (STEMMA_REPLAY is not set)`);
  describe.skipIf(isMissing)(title, () => testsOf(part));
}

function testsOf({ selection, models, cards, failures: least }: PartOfHub): void {
  const folder = tempFolder();
  let run = '';
  let shown: {
    readonly issues: readonly Group[];
    readonly missed: readonly { readonly kind: string; readonly count: number }[];
  };

  beforeAll(async () => {
    const replay = await startReplay({ world: 'hub2022' });
    try {
      const stages = ['--select', 'hf_models,hf_model_cards', '--threads', '8'];
      const args = ['extract', 'huggingface', ...selection, ...stages];
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
    expect(failures.reduce((sum, { total }) => sum + total, 0)).toBeGreaterThanOrEqual(least);
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
}
