import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { stemmaHere } from '../support/cli-in-process.ts';
import { folderSnapshot } from '../support/folder-snapshot.ts';
import {
  type HyphaReply,
  type RunningHypha,
  ScriptedHypha,
  someArtifacts,
  startHypha,
} from '../support/scripted-hypha/index.ts';
import { json } from '../support/stemma-cli.ts';

// A web page in place of an answer is asked for again and again before it is believed: here nobody waits.
vi.mock('../../src/core/clock.ts', async (original) => {
  const clock = await original<typeof import('../../src/core/clock.ts')>();
  return { ...clock, systemClock: { ...clock.systemClock, sleep: () => Promise.resolve() } };
});

const page: HyphaReply = { status: 200, headers: { 'content-type': 'text/html' }, body: '<!doctype html><p>We moved' };

/** Demand src-gone: a source that leads elsewhere or answers that it is gone is told of as such; what runs of before have stays. */
describe('src-gone', { timeout: 30_000 }, () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'stemma-src-gone-'));
  const hypha = new ScriptedHypha();
  let server: RunningHypha;
  let first = '';
  let exported = '';

  const at = (...args: readonly string[]) =>
    stemmaHere([...args, '--json'], { AI4LIFE_BASE_URL: server.url, DATA_DIR: dataDir });
  const graph = async (): Promise<string> => {
    const result = await stemmaHere(['export', '--as', 'jsonld'], { DATA_DIR: dataDir });
    expect(result.code, result.stderr).toBe(0);
    return result.stdout;
  };

  beforeAll(async () => {
    server = await startHypha(hypha);
    const result = await at('run', 'ai4life', '--no-progress');
    expect(result.code, result.stderr).toBe(0);
    first = String(json(result)['run']);
    exported = await graph();
    expect(exported).toContain('brave-otter');
  });
  afterAll(async () => {
    await server.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it.each([
    ['410', { status: 410, headers: {}, body: '{"detail":"Gone."}' }, 'not there any more'],
    ['404', { status: 404, headers: {}, body: '{"detail":"Artifact does not exist."}' }, 'not there any more'],
    ['302 to a web page', { status: 302, headers: { location: '/elsewhere' }, body: '' }, ''],
  ] as const)('%s ends the run, says so, and removes nothing', async (_name, reply, words) => {
    hypha.options = {
      instead: ({ pathname }) =>
        pathname === '/elsewhere' ? page : pathname.endsWith('/children') ? reply : undefined,
    };
    const before = folderSnapshot(join(dataDir, 'raw', 'ai4life', first));

    const result = await at('run', 'ai4life', '--fresh', '--no-progress');
    const { state, error } = json(result) as { state?: string; error?: { code: string; message: string } };

    expect(result.code).not.toBe(0);
    expect(error?.code).toMatch(/^STEMMA_(?:HTTP|RESPONSE_SHAPE|NETWORK)$/);
    expect(`${error?.message}`).toContain(words);
    expect(state ?? 'failed').toBe('failed');
    expect(folderSnapshot(join(dataDir, 'raw', 'ai4life', first))).toEqual(before);
    expect(await graph()).toBe(exported);
  });

  it('leaves the run of before readable: shown, verified, explained', async () => {
    const verified = await at('verify', first);
    const shown = await at('show', 'brave-otter');
    const explained = await at('why', 'brave-otter');

    expect([verified.code, shown.code, explained.code]).toEqual([0, 0, 0]);
    expect(json(shown)['name']).toBe('Membranes in 3D');
    const { items } = json(explained) as { items: { property: string; verified: boolean }[] };
    expect(items.filter(({ verified: is }) => !is)).toEqual([]);
    expect(items.map(({ property }) => property)).toEqual(expect.arrayContaining(['text', 'trainedOn', 'modelInputs']));
  });

  it('is not taken for an empty collection, nor one that suddenly holds little', async () => {
    hypha.options = {};
    hypha.artifacts = someArtifacts.slice(0, 1);

    const result = await at('run', 'ai4life', '--no-progress');

    expect(result.code, result.stderr).toBe(0);
    expect(result.stdout).toMatch(/"removalsHeld":\s*[1-9]/);
    expect(await graph()).toContain('calm-heron');
  });
});
