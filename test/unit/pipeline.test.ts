import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SettingDefinition, SourceDefinition } from '../../extract/source.ts';
import { StemmaError } from '../../src/core/errors.ts';
import type { HttpClient, HttpRequest, HttpResponse } from '../../src/core/http/types.ts';
import { silentProgress } from '../../src/core/progress.ts';
import { createRun } from '../../src/core/run/open-run.ts';
import { readEntitiesManifest } from '../../src/pipeline/entities-folder.ts';
import { gracefulHttp } from '../../src/pipeline/graceful-http.ts';
import { ByteWriter } from '../../src/pipeline/byte-writer.ts';
import { mapRun } from '../../src/pipeline/map.ts';
import { frozenSettings, plannedSources, thawedSettings } from '../../src/pipeline/plan.ts';
import { ReportBuilder } from '../../src/pipeline/report.ts';
import { findRun, mapInputsOf, nextStage, readRun } from '../../src/pipeline/runs.ts';
import { graphKey, noteLoaded, readStages, wantStages } from '../../src/pipeline/stages.ts';
import { mintModel } from '../../ontology/iri.ts';

const folder = (): string => mkdtempSync(join(tmpdir(), 'stemma-pipeline-'));
const run = '2026-11-20_15-30-00_a1b2c3d4';

function answer(url: string, body: string): HttpResponse {
  const headers = { 'content-type': 'application/json' };
  return {
    url,
    requestUrl: url,
    status: 200,
    headers,
    body: Buffer.from(body),
    redirects: [],
    fetchedAt: '2026-11-20T15:30:01.000Z',
    attempts: 1,
  };
}

const source: SourceDefinition = {
  name: 'sample',
  title: 'Sample',
  homepage: 'https://sample.test',
  settings: [],
  resources: [{ name: 'sample_models', doc: 'models', emits: ['MLModel'] }],
  stages: [],
  limits: { concurrency: 1 },
  extract: async () => undefined,
  map: ({ value }) => {
    const { id } = value as { id: string };
    if (id === 'bad/one') throw new Error('cannot read this');
    const entity = { '@id': mintModel(id), '@type': 'MLModel', id: `hf:${id}`, name: id, evidence: [] };
    const loop: Record<string, unknown> = {};
    loop['self'] = loop;
    if (id === 'loop/one') return { entities: [entity, { ...entity, keywords: loop }], issues: [] };
    return { entities: [entity], issues: [{ severity: 'info', code: 'seen', message: 'seen', pointer: '/id' }] };
  },
};

async function extracted(dataDir: string, bodies: readonly string[], finish = true): Promise<void> {
  const writer = await createRun({ dataDir, source: 'sample', run, settings: {}, firstSeq: 1 });
  for (const [index, body] of bodies.entries())
    await writer.store('sample_models', answer(`https://sample.test/${index}`, body));
  await (finish ? writer.finish() : writer.interrupt());
}

async function mapped(dataDir: string): Promise<Awaited<ReturnType<typeof mapRun>>> {
  const inputs = await mapInputsOf(dataDir, await readRun(dataDir, run));
  return mapRun({
    dataDir,
    run,
    sources: [source],
    inputs,
    progress: silentProgress,
    signal: new AbortController().signal,
  });
}

describe('mapping a run', () => {
  it('writes entities with their origin in raw order, issues with their place, the manifest last', async () => {
    const dataDir = folder();
    await extracted(dataDir, ['[{"id":"a/b"}, {"id":"c/d"}]', '[{"id":"e/f"}]']);

    const { manifest, unchanged } = await mapped(dataDir);

    const raw = readFileSync(join(dataDir, `raw/sample/${run}/sample_models.json`));
    const lines = readFileSync(join(dataDir, `jsonld/${run}/entities.ndjson`), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map((line) => line.id)).toEqual(['hf:a/b', 'hf:c/d', 'hf:e/f']);
    for (const { id, origin, contentHash } of lines) {
      expect(JSON.parse(raw.subarray(origin.offset, origin.offset + origin.length).toString())).toEqual({
        id: id.slice(3),
      });
      expect(contentHash).toMatch(/^[0-9a-f]{64}$/);
    }
    expect(lines[2].origin).toMatchObject({ record: `raw:${run}/2`, source: 'sample', run, resource: 'sample_models' });
    expect(manifest).toMatchObject({
      issues: { seen: 3 },
      entities: { MLModel: 3 },
      counts: { sample_models: { records: 3, failed: 0 } },
    });
    expect(unchanged).toBe(false);
  });

  it('gives the same bytes again, and says so', async () => {
    const dataDir = folder();
    await extracted(dataDir, ['[{"id":"a/b"}]']);

    const first = await mapped(dataDir);
    const second = await mapped(dataDir);

    expect(second.unchanged).toBe(true);
    expect(second.manifest).toEqual(first.manifest);
  });

  it('makes an issue of a record the mapper fails on or whose result cannot be written, and goes on', async () => {
    const dataDir = folder();
    await extracted(dataDir, ['[{"id":"bad/one"},{"id":"loop/one"},null,{"id":"a/b"}]']);

    const { manifest } = await mapped(dataDir);

    expect(manifest.issues).toEqual({ 'mapper-bug': 3, seen: 1 });
    expect(manifest.entities).toEqual({ MLModel: 1 });
    expect(manifest.counts['sample_models']).toMatchObject({ records: 4, entities: 1, failed: 3 });
  });

  it('counts as not mapped when a file does not fit its manifest', async () => {
    const dataDir = folder();
    await extracted(dataDir, ['[{"id":"a/b"}]']);
    await mapped(dataDir);
    const writer = await ByteWriter.create(join(dataDir, `jsonld/${run}/issues.ndjson`));
    await writer.finish();

    expect(await readEntitiesManifest(dataDir, run)).toBeUndefined();
  });
});

describe('what is left of a run', () => {
  it('goes from extract to map to load to nothing', async () => {
    const dataDir = folder();
    const next = async (graph = 'embedded'): Promise<string | undefined> =>
      nextStage(dataDir, await readRun(dataDir, run), graph);
    await wantStages(dataDir, run, ['extract', 'map', 'load'], { sample: { settings: {}, firstSeq: 1 } });
    expect(await next()).toBe('extract');
    await extracted(dataDir, ['[{"id":"a/b"}]']);
    expect(await next()).toBe('map');
    const { manifest } = await mapped(dataDir);
    expect(await next()).toBe('load');
    await noteLoaded(dataDir, run, 'embedded', manifest.files['entities.ndjson'].sha256);
    expect(await next()).toBeUndefined();
    expect(await next('neo4j://other')).toBe('load');
  });

  it('maps again what was mapped before the run was complete', async () => {
    const dataDir = folder();
    await wantStages(dataDir, run, ['map']);
    await extracted(dataDir, ['[{"id":"a/b"}]'], false);
    await mapped(dataDir);
    expect(await nextStage(dataDir, await readRun(dataDir, run), 'embedded')).toBe('extract');
  });

  it('finds a run by its beginning, and lists what there is when there is none', async () => {
    const dataDir = folder();
    await expect(findRun(dataDir, undefined)).rejects.toMatchObject({ code: 'STEMMA_USAGE' });
    await extracted(dataDir, []);

    expect((await findRun(dataDir, '2026-11-20')).run).toBe(run);
    expect((await findRun(dataDir, undefined)).run).toBe(run);
    await expect(findRun(dataDir, '2025')).rejects.toMatchObject({
      code: 'STEMMA_USAGE',
      context: { candidates: [run] },
    });
  });

  it('keeps earlier wishes and the settings a source began with', async () => {
    const dataDir = folder();
    await wantStages(dataDir, run, ['extract'], { sample: { settings: { limit: 1 }, firstSeq: 1 } });
    await wantStages(dataDir, run, ['load'], { sample: { settings: { limit: 2 }, firstSeq: 1 } });

    expect(await readStages(dataDir, run)).toMatchObject({
      wanted: ['extract', 'load'],
      sources: { sample: { settings: { limit: 1 } } },
    });
  });

  it('names a graph without its password', () => {
    expect(graphKey('bolt://ann:secret@host:7687')).toBe('bolt://host:7687');
    expect(graphKey(undefined)).toBe('embedded');
  });
});

describe('frozen settings', () => {
  const definitions: readonly SettingDefinition[] = [
    { name: 'token', env: ['T'], kind: 'string', secret: true, doc: '' },
    { name: 'file', env: ['F'], kind: 'path', doc: '' },
    { name: 'limit', env: ['L'], kind: 'integer', doc: '' },
  ];

  it('masks secrets, makes paths absolute, leaves out what is unset', () => {
    expect(frozenSettings(definitions, { token: 'secret', file: 'ids.txt', limit: undefined })).toEqual({
      token: '***',
      file: join(process.cwd(), 'ids.txt'),
    });
  });

  it('thaws to the frozen values with the secrets of today', () => {
    expect(thawedSettings(definitions, { token: '***', limit: 5 }, { token: 'new', limit: 9 })).toEqual({
      token: 'new',
      limit: 5,
    });
    expect(thawedSettings(definitions, { token: '***' }, {})).toEqual({ token: undefined });
  });

  it('writes no secret into the plan', () => {
    const plan = {
      run,
      sources: [
        { source: { ...source, settings: definitions }, settings: { token: 'secret' }, firstSeq: 1, stages: [] },
      ],
    };

    expect(JSON.stringify(plannedSources(plan))).not.toContain('secret');
  });
});

describe('stopping between requests', () => {
  const pending = (): { client: HttpClient; answers: (() => void)[]; seen: HttpRequest[] } => {
    const answers: (() => void)[] = [];
    const seen: HttpRequest[] = [];
    const get = (request: HttpRequest): Promise<HttpResponse> =>
      new Promise((resolve, reject) => {
        seen.push(request);
        answers.push(() => resolve(answer(request.url, '[]')));
        request.signal?.addEventListener('abort', () => reject(request.signal?.reason));
      });
    return { client: { get, close: async () => undefined }, answers, seen };
  };
  const cancelled = new StemmaError('STEMMA_CANCELLED', 'stopped');

  it('lets the request under way finish and starts no other', async () => {
    const { client, answers, seen } = pending();
    const stop = new AbortController();
    const { http } = gracefulHttp(client, stop.signal);
    const first = http.get({ url: 'https://sample.test/1' });

    stop.abort(cancelled);
    answers[0]?.();

    expect((await first).status).toBe(200);
    await expect(http.get({ url: 'https://sample.test/2' })).rejects.toBe(cancelled);
    expect(seen).toHaveLength(1);
    await http.close();
  });

  it('does not wait for a wait', async () => {
    const { client } = pending();
    const stop = new AbortController();
    const graceful = gracefulHttp(client, stop.signal);
    const first = graceful.http.get({ url: 'https://sample.test/1' });
    graceful.onWait();

    stop.abort(cancelled);

    await expect(first).rejects.toBe(cancelled);
    expect(graceful.signal.aborted).toBe(true);
  });
});

describe('the report', () => {
  it('has stable names, sorted, and counters only after a load', () => {
    const report = new ReportBuilder(run);
    report.resource('b').fetched = 2;
    report.resource('a').failed = 1;
    report.issues({ z: 1, placeholder: 2 });

    expect(report.finish('complete', 1.23456)).toEqual({
      run,
      state: 'complete',
      resources: {
        a: { fetched: 0, new: 0, updated: 0, unchanged: 0, failed: 1 },
        b: { fetched: 2, new: 0, updated: 0, unchanged: 0, failed: 0 },
      },
      issues: { placeholder: 2, z: 1 },
      seconds: 1.235,
    });
    expect([report.failed, report.warnings]).toEqual([1, 3]);
  });
});
