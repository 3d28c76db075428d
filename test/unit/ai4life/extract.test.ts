import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ai4life } from '../../../extract/ai4life/index.ts';
import { check } from '../../../extract/ai4life/check.ts';
import { mannersOf } from '../../../extract/ai4life/settings.ts';
import { readLedger, readMisses } from '../../../src/core/run/ledger.ts';
import { createHttpClient } from '../../../src/core/http/client.ts';
import { stemmaHere } from '../../support/cli-in-process.ts';
import { json } from '../../support/stemma-cli.ts';
import {
  type HyphaOptions,
  newModel,
  type RunningHypha,
  ScriptedHypha,
  someArtifacts,
  startHypha,
} from '../../support/scripted-hypha/index.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface Taken {
  readonly code: number | null;
  readonly stderr: string;
  readonly run: string;
  readonly manifest: Readonly<Record<string, unknown>>;
  readonly records: Readonly<Record<string, number>>;
  readonly misses: readonly (readonly [resource: string, id: string, kind: string])[];
  readonly urls: readonly string[];
}

class Desk {
  readonly hypha: ScriptedHypha;
  readonly #server: RunningHypha;
  readonly dataDir: string;

  constructor(hypha: ScriptedHypha, server: RunningHypha, dataDir: string) {
    [this.hypha, this.#server, this.dataDir] = [hypha, server, dataDir];
  }

  async take(...args: readonly string[]): Promise<Taken> {
    const env = { AI4LIFE_BASE_URL: this.#server.url, AI4LIFE_PAGE_SIZE: '3', DATA_DIR: this.dataDir };
    const result = await stemmaHere(['extract', 'ai4life', ...args, '--json', '--no-progress'], env);
    const run = String(json(result)['run']);
    const lines = await all(readLedger(this.dataDir, 'ai4life', run));
    const misses = await all(readMisses(this.dataDir, 'ai4life', run));
    const manifest = json(await stemmaHere(['runs', 'show', run, '--json'], env));
    const records: Record<string, number> = {};
    for (const { resource, records: count } of lines) records[resource] = (records[resource] ?? 0) + count;
    return {
      ...result,
      run,
      manifest,
      records,
      misses: misses.map(({ resource, id, kind }) => [resource, id, kind] as const),
      urls: lines.map(({ url }) => url.slice(this.#server.url.length)),
    };
  }
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

async function desk(options: HyphaOptions = {}): Promise<Desk> {
  const hypha = new ScriptedHypha(someArtifacts, options);
  const server = await startHypha(hypha);
  const dataDir = await mkdtemp(join(tmpdir(), 'stemma-hypha-'));
  closing.push(
    () => server.close(),
    () => rm(dataDir, { recursive: true, force: true }),
  );
  return new Desk(hypha, server, dataDir);
}

const isComplete = ({ manifest }: Taken): boolean => JSON.stringify(manifest).includes('"complete":[');

describe('taking the collection', { timeout: 30_000 }, () => {
  it('reads pages to their end, silently, and a record without its description by itself', async () => {
    const { take, hypha } = bound(await desk());

    const taken = await take();

    expect(taken.code, taken.stderr).toBe(0);
    expect(taken.records).toMatchObject({ ai4life_records: 8, ai4life_versions: 1, ai4life_documentation: 2 });
    expect(taken.urls.filter((url) => url.includes('/children?'))).toHaveLength(3);
    expect(taken.urls).toContain('/bioimage-io/artifacts/plain-fox?no_cache=true&silent=true');
    expect(hypha.requests.filter(({ searchParams }) => searchParams.get('silent') !== 'true')).toEqual([]);
    expect(hypha.paths.some((path) => /weights|\.npy|cover/.test(path))).toBe(false);
  });

  it('takes an array for a page, whose end is an empty one', async () => {
    const { take } = bound(await desk({ arrays: true }));

    const taken = await take('--select', 'ai4life_records');

    expect(taken.records).toMatchObject({ ai4life_records: 8 });
    expect(taken.urls.filter((url) => url.includes('/children?'))).toHaveLength(4);
  });

  it('follows a file to its signed address, of which nothing is kept', async () => {
    const { take } = bound(await desk({ redirects: true }));

    const taken = await take();

    expect(taken.records).toMatchObject({ ai4life_documentation: 2 });
    expect(JSON.stringify(taken.urls)).not.toContain('Signature');
  });

  it('notes links that lead to no file, ids that nothing answers to, and documentation of other places', async () => {
    const { take } = bound(await desk());

    const { misses } = await take();

    expect(misses).toContainEqual(['ai4life_files', 'brave-otter/cover.png', 'absent']);
    expect(misses).toContainEqual(['ai4life_files', 'brave-otter/extra/second.png', 'absent']);
    expect(misses).toContainEqual(['ai4life_files', 'calm-heron/macro.ijm', 'absent']);
    expect(misses).not.toContainEqual(['ai4life_files', 'brave-otter/extra/macro.ijm', 'absent']);
    expect(misses).toContainEqual(['ai4life_documentation', 'crisp-bagel', 'not-asked']);
    expect(misses.filter(([resource]) => resource === 'ai4life_records')).toEqual([
      ['ai4life_records', 'brave-otter: gone/tool', 'not-asked'],
      ['ai4life_records', 'brave-otter: Lab.example', 'not-asked'],
      ['ai4life_records', 'calm-heron: 0000', 'not-asked'],
    ]);
  });

  it('asks again for nothing but the list, until something is modified', async () => {
    const { take, hypha } = bound(await desk());
    await take();
    hypha.requests.length = 0;
    await take();
    const again = hypha.paths.filter((path) => !path.endsWith('/children'));
    hypha.artifacts = someArtifacts.map((one) => (one === newModel ? { ...one, modified: 1_760_000_000 } : one));
    hypha.requests.length = 0;
    await take();

    expect(again).toEqual(['/bioimage-io/artifacts/plain-fox']);
    expect(hypha.paths.filter((path) => path.includes('brave-otter')).toSorted()).toEqual([
      '/bioimage-io/artifacts/brave-otter/files/',
      '/bioimage-io/artifacts/brave-otter/files/documentation.md',
      '/bioimage-io/artifacts/brave-otter/files/extra/',
    ]);
  });

  it('takes so many of each kind, the last modified, or what was modified since; and does not call that whole', async () => {
    const { take } = bound(await desk());

    const some = await take('--limit', '1', '--select', 'ai4life_records');
    const since = await take('--since', '2025-01-01', '--select', 'ai4life_records');
    const whole = await take('--all', '--limit', '1', '--select', 'ai4life_records');
    const last = await take('--since', 'last', '--select', 'ai4life_records');

    expect(some.records).toEqual({ ai4life_records: 4 });
    expect(since.records).toEqual({ ai4life_records: 1 });
    expect(whole.records).toEqual({ ai4life_records: 8 });
    expect(last.urls[0]).toMatch(/filters=%7B%22last_modified%22%3A%5B\d+%2Cnull%5D%7D/);
    expect([some, since, whole].map(isComplete)).toEqual([false, false, true]);
  });

  it('reads the reports of tests when they are asked for, of what an earlier run took', async () => {
    const { take } = bound(await desk());
    await take('--select', 'ai4life_records');

    const { code, stderr, records, misses } = await take('--select', 'ai4life_test_reports');

    expect(code, stderr).toBe(0);
    expect(records).toEqual({ ai4life_test_reports: 1 });
    expect(misses.map(([, id, kind]) => [id, kind])).toContainEqual(['calm-heron', 'absent']);
  });

  it('has what is staged only when it is asked for, and says that it is', async () => {
    const { take } = bound(await desk());

    expect((await take('--select', 'ai4life_records')).records).toMatchObject({ ai4life_records: 8 });
    expect((await take('--staged', '--select', 'ai4life_records')).records).toMatchObject({ ai4life_records: 9 });
  });
});

describe('a list that cannot be trusted', { timeout: 30_000 }, () => {
  it('that changed while it was read proves nothing to be gone', async () => {
    let pages = 0;
    const moving = await desk();
    moving.hypha.options = {
      instead: (url) => {
        if (url.pathname.endsWith('/children')) pages += 1;
        if (pages === 2) moving.hypha.artifacts = someArtifacts.slice(1);
        return undefined;
      },
    };

    const taken = await moving.take('--select', 'ai4life_records');

    expect(taken.code, taken.stderr).toBe(0);
    expect(isComplete(taken)).toBe(false);
  });

  it('that gives one page again and again ends the run', async () => {
    const stuck = await desk();
    stuck.hypha.options = {
      instead: (url) => {
        if (!url.pathname.endsWith('/children') || url.searchParams.get('offset') === '0') return undefined;
        url.searchParams.set('offset', '0');
        return undefined;
      },
    };

    const taken = await stuck.take('--select', 'ai4life_records');

    expect(taken.code).not.toBe(0);
    expect(taken.stderr + JSON.stringify(taken)).toContain('again and again');
  });

  it('rows without a name are noted', async () => {
    const odd = await desk();
    const rows = [{ manifest: {} }, { id: 'bioimage-io/a b' }, 5, { id: 'bioimage-io/good-name', manifest: {} }];
    odd.hypha.options = {
      instead: (url) =>
        url.pathname.endsWith('/children')
          ? {
              status: 200,
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify({ items: rows, total: 4 }),
            }
          : undefined,
    };

    const { misses } = await odd.take('--select', 'ai4life_records');

    expect(misses.map(([, , kind]) => kind)).toEqual(['malformed', 'malformed', 'malformed']);
  });
});

describe('its manners', () => {
  it('are two requests a second at the usual address, and what is wished elsewhere', () => {
    expect(mannersOf({})).toMatchObject({ concurrency: 2, pace: 500 });
    expect(mannersOf({ baseUrl: 'http://127.0.0.1:1' })).not.toHaveProperty('pace');
    expect(mannersOf({ baseUrl: 'http://127.0.0.1:1', spacing: 2 })).toMatchObject({ concurrency: 2, pace: 2000 });
    expect(() => mannersOf({ baseUrl: 'ftp://x' })).toThrow(/AI4LIFE_BASE_URL/);
    expect(() => mannersOf({ parentId: 'no-slash' })).toThrow(/AI4LIFE_PARENT_ID/);
    expect(() => mannersOf({ threads: 0 })).toThrow(/AI4LIFE_THREADS/);
  });

  it('include to say whether the collection is there', async () => {
    const hypha = new ScriptedHypha();
    const http = createHttpClient({ transport: hypha.transport() });
    const { signal } = new AbortController();
    const at = (settings: Readonly<Record<string, unknown>>) => check({ settings, http, signal });

    const good = await at({ baseUrl: 'https://hypha.invalid' });
    const bad = await at({ baseUrl: 'https://hypha.invalid', parentId: 'bioimage-io/other' });
    await http.close();

    expect(good).toMatchObject([{ ok: true, detail: expect.stringContaining('7 records') as string }]);
    expect(bad).toMatchObject([{ ok: false, hint: expect.stringContaining('AI4LIFE_PARENT_ID') as string }]);
    expect(
      ai4life.absence({ resource: 'ai4life_records', id: 'a', kind: 'missing', status: 404, at: '' }),
    ).toBeUndefined();
  });
});

function bound(from: Desk): { readonly hypha: ScriptedHypha; take: Desk['take'] } {
  return { hypha: from.hypha, take: (...args) => from.take(...args) };
}
