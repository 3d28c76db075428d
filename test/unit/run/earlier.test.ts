import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { resolveSince } from '../../../extract/huggingface/since-last.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { EarlierAnswers } from '../../../src/core/run/earlier-answers.ts';
import { earlierRuns } from '../../../src/core/run/earlier-runs.ts';
import { createRun } from '../../../src/core/run/open-run.ts';
import type { RunWriter } from '../../../src/core/run/run-writer.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'stemma-earlier-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const base = 'https://hub.test';

async function begin(
  run: string,
  settings: Readonly<Record<string, unknown>> = {},
  start = '2026-11-20T10:00:00.000Z',
) {
  return createRun({ dataDir, source: 'huggingface', run, settings, clock: new FakeClock({ start }) });
}

async function store(writer: RunWriter, path: string, status: number, body: string): Promise<void> {
  const url = `${base}${path}`;
  const headers = { 'content-type': 'application/json', etag: `"${body.length}"` };
  const response = { url, requestUrl: url, status, headers, body: Buffer.from(body), redirects: [], attempts: 1 };
  await writer.store('hf_models', { ...response, fetchedAt: '2026-11-20T15:30:01.000Z' });
}

describe('runs from before', () => {
  it('are the complete ones with an earlier name, newest first, and know their answers', async () => {
    const first = await begin('2026-11-20_10-00-00_00000001');
    await store(first, '/a', 200, '{"id":"a"}');
    await store(first, '/b', 404, '{}');
    await first.finish();
    const second = await begin('2026-11-21_10-00-00_00000002', {}, '2026-11-21T10:00:00.000Z');
    await store(second, '/a', 200, '{"id":"a, but newer"}');
    await second.finish();
    const stopped = await begin('2026-11-22_10-00-00_00000003', {}, '2026-11-22T10:00:00.000Z');
    await store(stopped, '/c', 200, '{"id":"c"}');
    await stopped.interrupt();
    const later = await begin('2026-11-24_10-00-00_00000005', {}, '2026-11-24T10:00:00.000Z');
    await later.finish();

    const runs = await earlierRuns(dataDir, 'huggingface', '2026-11-23T10:00:00.000Z');
    const answers = new EarlierAnswers(runs, 'hf_models', ({ url }) => [url]);
    const newest = await answers.find(`${base}/a`);

    expect(runs.map(({ run }) => run)).toEqual(['2026-11-21_10-00-00_00000002', '2026-11-20_10-00-00_00000001']);
    expect(newest?.run.run).toBe('2026-11-21_10-00-00_00000002');
    expect(newest === undefined ? '' : (await newest.run.body(newest.line)).toString()).toBe('{"id":"a, but newer"}');
    expect((await answers.find(`${base}/b`))?.line.status).toBe(404);
    expect(await answers.find(`${base}/c`)).toBeUndefined();
    answers.close();
  });

  it('are none where nothing was run', async () => {
    expect(await earlierRuns(join(dataDir, 'empty'), 'huggingface')).toEqual([]);
  });
});

describe('--since last', () => {
  const endpoint = `${base}/hf`;

  it('is the start of the newest complete run over the same list, less the overlap', async () => {
    const folder = { all: true, endpoint };
    await (await begin('2026-11-25_10-00-00_00000006', folder, '2026-11-25T10:00:00.000Z')).finish();
    await (
      await begin('2026-11-25_11-00-00_00000007', { ...folder, author: 'moss' }, '2026-11-25T11:00:00.000Z')
    ).finish();
    await (
      await begin('2026-11-25_12-00-00_00000008', { ...folder, all: false, numModels: 0 }, '2026-11-25T12:00:00.000Z')
    ).finish();
    await (await begin('2026-11-25_13-00-00_00000009', { all: true }, '2026-11-25T13:00:00.000Z')).finish();
    const cut = { endpoint, since: '2026-11-25T09:00:00.000Z', numModels: 10 };
    await (await begin('2026-11-25_14-00-00_0000000a', cut, '2026-11-25T14:00:00.000Z')).finish();
    const runs = await earlierRuns(dataDir, 'huggingface');

    expect(resolveSince({ since: 'last', endpoint, overlap: 3600 }, runs)).toMatchObject({
      since: '2026-11-25T09:00:00.000Z',
    });
    expect(resolveSince({ since: 'last', endpoint, author: 'moss', overlap: 60 }, runs)).toMatchObject({
      since: '2026-11-25T10:59:00.000Z',
    });
    expect(() => resolveSince({ since: 'last', endpoint, author: 'fern' }, runs)).toThrow(
      'no complete run over the same list',
    );
    expect(resolveSince({ since: '2026-01-01' }, [])).toEqual({ since: '2026-01-01' });
  });
});
