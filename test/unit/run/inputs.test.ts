import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defineSource, type ExtractContext } from '../../../extract/source.ts';
import { systemClock } from '../../../src/core/clock.ts';
import { silentLogger } from '../../../src/core/logger.ts';
import { silentProgress } from '../../../src/core/progress.ts';
import { readManifest } from '../../../src/core/run/manifest.ts';
import { inputFileNameOf } from '../../../src/core/run/run-paths.ts';
import { verifyRun } from '../../../src/core/run/verify.ts';
import { extractRun } from '../../../src/pipeline/extract.ts';
import type { PipelineContext, RunPlan } from '../../../src/pipeline/plan.ts';
import { ReportBuilder } from '../../../src/pipeline/report.ts';
import { readStages, wantStages } from '../../../src/pipeline/stages.ts';

const run = '2026-11-20_15-30-00_a1b2c3d4';

/** A source that reads its file and stops the first time. */
function listening() {
  const seen: { text: string; fresh: boolean | undefined }[] = [];
  const source = defineSource({
    name: 'sample',
    title: 'Sample',
    homepage: 'https://sample.test',
    settings: [
      { name: 'idsFile', env: ['SAMPLE_IDS'], flag: 'ids-file', kind: 'path', isInput: true, doc: 'file of ids' },
    ],
    resources: [{ name: 'sample_models', doc: 'models', emits: ['MLModel'] }],
    stages: [],
    limits: { concurrency: 1 },
    extract: async ({ settings, fresh }: ExtractContext) => {
      seen.push({ text: readFileSync(String(settings['idsFile']), 'utf8'), fresh });
      if (seen.length === 1) throw new Error('stopped');
    },
    map: () => ({ entities: [], issues: [] }),
  });
  return { source, seen };
}

function workplace() {
  const dataDir = mkdtempSync(join(tmpdir(), 'stemma-inputs-'));
  const file = join(dataDir, 'ids.txt');
  writeFileSync(file, 'a/b\n');
  const { source, seen } = listening();
  const context: PipelineContext = {
    dataDir,
    graph: { neo4j: { user: '', password: '' } },
    progress: silentProgress,
    logger: silentLogger,
    clock: systemClock,
    signal: new AbortController().signal,
    createHttp: () => ({ get: () => Promise.reject(new Error('no network')), close: async () => undefined }),
  };
  const plan: RunPlan = {
    run,
    fresh: true,
    sources: [{ source, settings: { idsFile: file }, firstSeq: 1, stages: [] }],
  };
  const extract = (): Promise<void> => extractRun(plan, context, new ReportBuilder(run));
  return { dataDir, file, seen, extract };
}

describe('the files a run depends on', () => {
  it('are copied when it begins, and a resumed run reads the copy', async () => {
    const { dataDir, file, seen, extract } = workplace();
    await expect(extract()).rejects.toThrow('stopped');
    writeFileSync(file, 'other/model\n');

    await extract();

    expect(seen).toEqual([
      { text: 'a/b\n', fresh: true },
      { text: 'a/b\n', fresh: true },
    ]);
    const manifest = await readManifest(dataDir, 'sample', run);
    expect(manifest.settings['idsFile']).toBe(file);
    expect(Object.keys(manifest.inputs ?? {})).toEqual(['ids-file.txt']);
    expect((await verifyRun(dataDir, 'sample', run)).problems).toEqual([]);
  });

  it('are not needed any more once the run has begun', async () => {
    const { file, seen, extract } = workplace();
    await expect(extract()).rejects.toThrow('stopped');
    rmSync(file);

    await extract();

    expect(seen).toHaveLength(2);
  });

  it('are verified, and a changed copy is not used', async () => {
    const { dataDir, extract } = workplace();
    await expect(extract()).rejects.toThrow('stopped');
    writeFileSync(join(dataDir, 'raw/sample', run, 'ids-file.txt'), 'a/c\n');

    await expect(extract()).rejects.toMatchObject({ code: 'STEMMA_RUN' });
    expect((await verifyRun(dataDir, 'sample', run)).problems).toEqual([
      { file: `raw/sample/${run}/ids-file.txt`, message: expect.stringContaining('sha256') },
    ]);
  });

  it('begin no run when they cannot be read', async () => {
    const { dataDir, file, extract } = workplace();
    rmSync(file);

    await expect(extract()).rejects.toMatchObject({
      code: 'STEMMA_CONFIG',
      message: expect.stringContaining('--ids-file or SAMPLE_IDS'),
    });
    await expect(readManifest(dataDir, 'sample', run)).rejects.toMatchObject({ code: 'STEMMA_RUN' });
  });

  it('have plain names', () => {
    expect(inputFileNameOf('modelsFile')).toBe('models-file.txt');
    expect(() => inputFileNameOf('../x')).toThrow('not a name of an input');
  });
});

describe('a run that was begun anew', () => {
  it('stays so when it is resumed', async () => {
    const { dataDir } = workplace();
    await wantStages(dataDir, run, ['extract'], {}, true);
    await wantStages(dataDir, run, ['load']);

    expect(await readStages(dataDir, run)).toMatchObject({ fresh: true, wanted: ['extract', 'load'] });
  });
});
