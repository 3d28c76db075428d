import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { listRuns } from '../../../src/core/run/list.ts';
import { readLedger } from '../../../src/core/run/ledger.ts';
import { createRun } from '../../../src/core/run/open-run.ts';
import { readBody, readDataRange, readElements } from '../../../src/core/run/run-reader.ts';
import { verifyRun } from '../../../src/core/run/verify.ts';
import { sealedJson } from '../../../src/core/sealed-json.ts';
import {
  collect,
  create,
  filesOf,
  folderOf,
  inTemporaryFolder,
  mixedAnswers,
  resume,
  run,
  source,
  stillClock,
  storeAll,
} from '../../support/run-folder.ts';

async function completeRun(dataDir: string): Promise<void> {
  const writer = await create(dataDir);
  await storeAll(writer, mixedAnswers);
  await writer.miss({ resource: 'hf_models', id: 'gone', kind: 'missing', status: 404 });
  await writer.finish();
}

describe('verify', () => {
  it('passes over what was written, complete or not', () =>
    inTemporaryFolder(async (dataDir) => {
      const writer = await create(dataDir);
      await storeAll(writer, mixedAnswers.slice(0, 4));
      expect(await verifyRun(dataDir, source, run)).toMatchObject({ ok: true, responses: 4, problems: [] });
      await writer.interrupt();
      const again = await resume(dataDir);
      await storeAll(again, mixedAnswers);
      await again.finish();
      const bytes = mixedAnswers.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0);
      expect(await verifyRun(dataDir, source, run)).toEqual({
        run,
        source,
        ok: true,
        responses: 7,
        bytes,
        redacted: 0,
        problems: [],
      });
    }));

  it('names the record whose bytes were changed, and only that one', () =>
    inTemporaryFolder(async (dataDir) => {
      await completeRun(dataDir);
      const path = join(folderOf(dataDir), 'hf_models.json');
      const bytes = await readFile(path);
      const at = bytes.indexOf('"d"') + 1;
      bytes[at] = (bytes[at] ?? 0) ^ 4;
      await writeFile(path, bytes);
      const report = await verifyRun(dataDir, source, run);
      expect(report).toMatchObject({ ok: false, responses: 6 });
      const file = `raw/${source}/${run}/hf_models.json`;
      expect(report.problems).toEqual([
        {
          file,
          seq: 3,
          url: 'https://hub.example/models/d',
          record: `raw:${run}/3`,
          message: expect.stringContaining('sha256'),
        },
        { file, message: expect.stringContaining('manifest') },
      ]);
    }));

  it('reports missing files and damaged lines instead of throwing', () =>
    inTemporaryFolder(async (dataDir) => {
      await completeRun(dataDir);
      await rm(join(folderOf(dataDir), 'hf_cards.bin'));
      const path = join(folderOf(dataDir), 'requests.ndjson');
      const lines = (await readFile(path, 'utf8')).split('\n');
      await writeFile(path, lines.map((line, i) => (i === 1 ? line.replace('page=2', 'page=9') : line)).join('\n'));
      const { problems } = await verifyRun(dataDir, source, run);
      expect(problems).toContainEqual(
        expect.objectContaining({ file: expect.stringContaining('requests.ndjson'), seq: 2 }),
      );
      expect(problems).toContainEqual(
        expect.objectContaining({ file: expect.stringContaining('hf_cards.bin'), seq: 7 }),
      );
      await rm(path);
      expect((await verifyRun(dataDir, source, run)).ok).toBe(false);
    }));

  it('checks the mapped files by their manifest', () =>
    inTemporaryFolder(async (dataDir) => {
      await completeRun(dataDir);
      const folder = join(dataDir, 'jsonld', run);
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, 'entities.ndjson'), 'abc');
      const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
      await writeFile(
        join(folder, 'manifest.json'),
        sealedJson({ files: { 'entities.ndjson': { bytes: 3, sha256 } } }),
      );
      expect((await verifyRun(dataDir, source, run)).problems).toEqual([]);
      await writeFile(join(folder, 'entities.ndjson'), 'abd');
      expect((await verifyRun(dataDir, source, run)).problems).toMatchObject([
        { file: `jsonld/${run}/entities.ndjson` },
      ]);
    }));

  it('and the readers take a compressed data file for the plain one', () =>
    inTemporaryFolder(async (dataDir) => {
      await completeRun(dataDir);
      const plain = await collect(readElements(dataDir, source, run));
      const path = join(folderOf(dataDir), 'hf_models.json');
      await writeFile(`${path}.gz`, gzipSync(await readFile(path)));
      await rm(path);
      expect(await collect(readElements(dataDir, source, run))).toEqual(plain);
      for (const [i, line] of (await collect(readLedger(dataDir, source, run))).entries()) {
        expect(await readBody(dataDir, source, run, line)).toEqual(Buffer.from(mixedAnswers[i]?.body ?? ''));
      }
      const last = plain.findLast((element) => element.file.endsWith('.json'));
      expect(await readDataRange(dataDir, `raw/${source}/${run}/hf_models.json`, last?.offset ?? 0, 1)).toEqual(
        Buffer.from('1'),
      );
      expect((await verifyRun(dataDir, source, run)).problems).toEqual([]);
      await writeFile(`${path}.gz`, (await readFile(`${path}.gz`)).subarray(0, -12));
      expect((await verifyRun(dataDir, source, run)).ok).toBe(false);
    }));
});

describe('the list of runs', () => {
  it('is newest first, with the state of each source and the stages that are done', () =>
    inTemporaryFolder(async (dataDir) => {
      expect(await listRuns(dataDir)).toEqual([]);
      await completeRun(dataDir);
      const later = '2026-11-21_00-00-00_00000000';
      const open = await createRun({ dataDir, source: 'openml', run: later, settings: {}, clock: stillClock });
      await storeAll(open, mixedAnswers.slice(0, 1));
      const runs = await listRuns(dataDir);
      expect(runs.map((entry) => [entry.run, entry.state, entry.stages])).toEqual([
        [later, 'running', { extracted: false, mapped: false }],
        [run, 'complete', { extracted: true, mapped: false }],
      ]);
      expect(runs[0]?.sources[0]?.counts['hf_models']).toMatchObject({ requests: 1, records: 2 });
      expect(runs[1]?.bytes).toBe([...(await filesOf(dataDir)).values()].reduce((sum, { length }) => sum + length, 0));
      await rm(join(dataDir, 'raw', 'openml', later, 'run.lock'));
      expect((await listRuns(dataDir))[0]?.state).toBe('interrupted');
      await writeFile(join(folderOf(dataDir), 'manifest.json'), '{');
      expect((await listRuns(dataDir))[1]?.state).toBe('damaged');
      await open.interrupt();
    }));
});
