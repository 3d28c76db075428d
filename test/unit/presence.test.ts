import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { huggingface } from '../../extract/huggingface/index.ts';
import { mintModel } from '../../ontology/iri.ts';
import { silentProgress } from '../../src/core/progress.ts';
import { createRun } from '../../src/core/run/open-run.ts';
import { presencePath } from '../../src/core/run/run-paths.ts';
import { mapRun, type MapOutcome } from '../../src/pipeline/map.ts';
import { mapInputsOf, readRun } from '../../src/pipeline/runs.ts';

const run = '2026-11-20_15-30-00_a1b2c3d4';
const hub = 'https://hub.test/api/models';

describe('what a run saw to be there and to be gone', () => {
  let dataDir = '';
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'stemma-presence-'));
    const writer = await createRun({ dataDir, source: 'huggingface', run, settings: {} });
    await writer.store('hf_model_ids', {
      url: `${hub}?limit=2`,
      requestUrl: `${hub}?limit=2`,
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(
        '[{"_id":"64aa00000000000000000001","id":"a/b"},{"_id":"64aa00000000000000000002","id":"c/d"}]',
      ),
      redirects: [],
      fetchedAt: '2026-11-20T15:30:01.000Z',
      attempts: 1,
    });
    const gone = { resource: 'hf_models', kind: 'missing', status: 404 } as const;
    await writer.miss({ ...gone, id: 'e/f', url: `${hub}/e/f`, context: { code: 'RepoNotFound' } });
    await writer.miss({ ...gone, id: 'g/h', url: `${hub}/g/h`, kind: 'private-or-missing', status: 401 });
    await writer.finish();
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  async function mapped(): Promise<MapOutcome> {
    return mapRun({
      dataDir,
      run,
      sources: [huggingface],
      inputs: await mapInputsOf(dataDir, await readRun(dataDir, run)),
      progress: silentProgress,
      signal: new AbortController().signal,
    });
  }

  it('is written line by line: sightings with their place, absences that are proved', async () => {
    const { manifest } = await mapped();
    const text = readFileSync(presencePath(dataDir, run), 'utf8');
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(lines).toMatchObject([
      {
        '@id': mintModel('a/b'),
        seen: true,
        source: 'huggingface',
        resource: 'hf_model_ids',
        at: '2026-11-20T15:30:01.000Z',
        record: `raw:${run}/1`,
        sourceId: '64aa00000000000000000001',
        pointer: '/_id',
      },
      { '@id': mintModel('c/d'), seen: true },
      { '@id': mintModel('e/f'), seen: false, whole: true, resource: 'hf_models' },
    ]);
    expect(lines).toHaveLength(3);
    expect(manifest.files['presence.ndjson'].bytes).toBe(Buffer.byteLength(text));
  });

  it('is the same bytes when mapped again', async () => {
    await mapped();
    const before = readFileSync(presencePath(dataDir, run), 'utf8');
    expect((await mapped()).unchanged).toBe(true);
    expect(readFileSync(presencePath(dataDir, run), 'utf8')).toBe(before);
  });
});
