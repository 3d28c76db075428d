import { createHash } from 'node:crypto';
import { appendFile, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readLedger, readMisses } from '../../../src/core/run/ledger.ts';
import { readManifest } from '../../../src/core/run/manifest.ts';
import { createRun, openRunForWriting, resumeRun } from '../../../src/core/run/open-run.ts';
import { readBody, readDataRange, readElements } from '../../../src/core/run/run-reader.ts';
import { verifyRun } from '../../../src/core/run/verify.ts';
import {
  collect,
  create,
  dataOf,
  filesOf,
  folderOf,
  inTemporaryFolder,
  mixedAnswers,
  responseOf,
  resume,
  run,
  source,
  stillClock,
  storeAll,
  urlOf,
} from '../../support/run-folder.ts';

const page = (path: string, body: string) => responseOf({ resource: 'hf_models', path, body });

describe('a run folder', () => {
  it('joins the received arrays to one JSON array and finds every element by offset and length', () =>
    inTemporaryFolder(async (dataDir) => {
      const writer = await create(dataDir);
      await storeAll(writer, mixedAnswers);
      await writer.finish();
      const files = await filesOf(dataDir);
      expect(JSON.parse(String(files.get('hf_models.json')))).toEqual([
        { id: 'a/b', tags: ['x'] },
        { id: 'a/c' },
        { id: 'd', n: 1 },
        1,
      ]);
      expect(String(files.get('hf_models.bin'))).toBe('{"error":"Repository not found"}');
      expect(String(files.get('hf_cards.bin'))).toBe('# Card');
      expect(String(files.get('arxiv_articles.xml'))).toBe('<feed><entry/></feed>');
      const elements = await collect(readElements(dataDir, source, run));
      expect(elements.map((element) => String(element.bytes))).toEqual([
        '{"id":"a/b","tags":["x"]}',
        '{"id":"a/c"}',
        '{"id":"d","n":12345678901234567890,"n":1}',
        '<feed><entry/></feed>',
        '1',
        '# Card',
      ]);
      for (const { file, offset, length, bytes } of elements)
        expect(await readDataRange(dataDir, file, offset, length)).toEqual(bytes);
      expect(elements[0]?.file).toBe(`raw/${source}/${run}/hf_models.json`);
      const articles = await collect(readElements(dataDir, source, run, { resources: ['arxiv_articles'] }));
      expect(articles).toHaveLength(1);
    }));

  it('rebuilds every body exactly and keeps no cookie', () =>
    inTemporaryFolder(async (dataDir) => {
      const writer = await create(dataDir);
      await storeAll(writer, mixedAnswers);
      const lines = await collect(readLedger(dataDir, source, run));
      expect(lines.map((line) => line.records)).toEqual([2, 0, 1, 0, 1, 1, 1]);
      expect(lines.map((line) => line.seq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
      for (const [i, line] of lines.entries()) {
        const body = Buffer.from(mixedAnswers[i]?.body ?? '');
        expect(await readBody(dataDir, source, run, line)).toEqual(body);
        expect(line.sha256).toBe(createHash('sha256').update(body).digest('hex'));
        expect(line.headers).not.toHaveProperty('set-cookie');
      }
      await writer.interrupt();
    }));

  it('writes a manifest with counts and the hash of every file, and lets go of the lock', () =>
    inTemporaryFolder(async (dataDir) => {
      const writer = await create(dataDir);
      await storeAll(writer, mixedAnswers);
      await writer.miss({ resource: 'hf_models', id: 'gone', kind: 'missing', status: 404 });
      const manifest = await writer.finish();
      expect(manifest.state).toBe('complete');
      expect(manifest.counts['hf_models']).toMatchObject({ requests: 5, records: 4, missed: 1 });
      const files = await filesOf(dataDir);
      expect([...files.keys()]).toEqual([
        'arxiv_articles.xml',
        'hf_cards.bin',
        'hf_models.bin',
        'hf_models.json',
        'manifest.json',
        'missed.ndjson',
        'requests.ndjson',
      ]);
      for (const [name, { sha256 }] of Object.entries(manifest.files ?? {})) {
        expect(
          createHash('sha256')
            .update(files.get(name) ?? '')
            .digest('hex'),
        ).toBe(sha256);
      }
    }));

  it('does not store an answer or a miss twice, also not when two calls overlap', () =>
    inTemporaryFolder(async (dataDir) => {
      const writer = await create(dataDir);
      const [first, second] = await Promise.all([
        writer.store('hf_models', page('p1', '[1]')),
        writer.store('hf_models', page('p1', '[2]')),
      ]);
      const third = await writer.store('hf_models', page('p1', '[3]'));
      for (const stored of [first, second, third]) expect(String(await stored.read())).toBe('[1]');
      const miss = { resource: 'hf_models', id: 'x', kind: 'gated' } as const;
      await Promise.all([writer.miss(miss), writer.miss(miss)]);
      await writer.interrupt();
      const resumed = await resume(dataDir);
      await resumed.miss(miss);
      await resumed.miss({ ...miss, kind: 'missing' });
      await resumed.finish();
      expect((await collect(readMisses(dataDir, source, run))).map(({ kind }) => kind)).toEqual(['gated', 'missing']);
      expect(await collect(readLedger(dataDir, source, run))).toHaveLength(1);
    }));

  it('writes overlapping stores in the order of the calls', () =>
    inTemporaryFolder(async (dataDir) => {
      const writer = await create(dataDir);
      await Promise.all(Array.from({ length: 50 }, (_, i) => writer.store('hf_models', page(`p${i}`, `[${i}]`))));
      await writer.finish();
      expect(JSON.parse(String((await filesOf(dataDir)).get('hf_models.json')))).toEqual(
        Array.from({ length: 50 }, (_, i) => i),
      );
    }));

  it('is the same bytes after an interruption, and a complete run is left alone', () =>
    inTemporaryFolder(async (dataDir) => {
      const whole = join(dataDir, 'whole');
      const writer = await create(whole);
      await storeAll(writer, mixedAnswers);
      await writer.finish();
      const cut = join(dataDir, 'cut');
      const first = await create(cut);
      await storeAll(first, mixedAnswers.slice(0, 3));
      await first.fail(new Error('the network is gone'));
      const again = await resume(cut);
      expect(again.manifest).toMatchObject({ state: 'running', settings: { limit: 10 } });
      expect(again.manifest).not.toHaveProperty('error');
      await storeAll(again, mixedAnswers);
      await again.finish();
      expect(await dataOf(cut)).toEqual(await dataOf(whole));
      const before = await filesOf(cut);
      const complete = await resume(cut);
      expect(complete.isComplete).toBe(true);
      await storeAll(complete, mixedAnswers);
      await expect(complete.store('hf_models', page('new', '[]'))).rejects.toMatchObject({ code: 'STEMMA_RUN' });
      await complete.finish();
      expect(await filesOf(cut)).toEqual(before);
    }));

  it('says which lists were walked to their end only when it is finished, in an order of its own', () =>
    inTemporaryFolder(async (dataDir) => {
      const [ids, rows] = [
        { of: 'MLModel', resource: 'hf_model_ids' },
        { of: 'MLModel', resource: 'hf_models' },
      ];
      const writer = await create(dataDir);
      writer.markComplete(rows);
      await writer.interrupt();
      expect(await readManifest(dataDir, source, run)).not.toHaveProperty('complete');
      const resumed = await resume(dataDir);
      for (const list of [rows, ids, rows]) resumed.markComplete(list);
      await resumed.finish();
      expect(await readManifest(dataDir, source, run)).toMatchObject({ state: 'complete', complete: [ids, rows] });
    }));

  it('cuts off closing brackets, torn lines, left-over files and garbage that the ledger does not know', () =>
    inTemporaryFolder(async (dataDir) => {
      const writer = await create(dataDir);
      await writer.store('hf_models', page('p1', '[1]'));
      await writer.miss({ resource: 'hf_models', id: 'x', kind: 'gated' });
      await writer.interrupt();
      const folder = folderOf(dataDir);
      const ledger = await readFile(join(folder, 'requests.ndjson'));
      await appendFile(join(folder, 'hf_models.json'), ',\n2]');
      await appendFile(join(folder, 'requests.ndjson'), Buffer.concat([ledger, Buffer.from('\0\0\0\n{"seq":2,')]));
      await appendFile(join(folder, 'missed.ndjson'), '{"resource":"hf_mo');
      await writeFile(join(folder, 'hf_tasks.json'), '[');
      await writeFile(join(folder, 'manifest.json.123-1.tmp'), '{');
      const resumed = await resume(dataDir);
      await resumed.store('hf_models', page('p2', '[2]'));
      await resumed.finish();
      const files = await filesOf(dataDir);
      expect(String(files.get('hf_models.json'))).toBe('[1,\n2]');
      expect([...files.keys()]).toEqual(['hf_models.json', 'manifest.json', 'missed.ndjson', 'requests.ndjson']);
      expect(await verifyRun(dataDir, source, run)).toMatchObject({ ok: true, responses: 2, problems: [] });
    }));

  it('refuses to resume over lost bytes, a damaged ledger line or a damaged manifest', () =>
    inTemporaryFolder(async (dataDir) => {
      const prepare = async (name: string): Promise<string> => {
        const own = join(dataDir, name);
        const writer = await create(own);
        await storeAll(writer, mixedAnswers);
        await writer.interrupt();
        return own;
      };
      const short = await prepare('short');
      await truncate(join(folderOf(short), 'hf_models.json'), 10);
      await expect(resume(short)).rejects.toMatchObject({
        code: 'STEMMA_RUN',
        message: expect.stringContaining('acknowledges'),
      });
      const torn = await prepare('torn');
      const ledger = await readFile(join(folderOf(torn), 'requests.ndjson'));
      ledger[40] = (ledger[40] ?? 0) ^ 1;
      await writeFile(join(folderOf(torn), 'requests.ndjson'), ledger);
      await expect(resume(torn)).rejects.toMatchObject({
        code: 'STEMMA_RUN',
        message: expect.stringContaining('line 1 of'),
      });
      const changed = await prepare('changed');
      const path = join(folderOf(changed), 'manifest.json');
      await writeFile(path, (await readFile(path, 'utf8')).replace('"limit": 10', '"limit": 11'));
      await expect(resume(changed)).rejects.toMatchObject({
        code: 'STEMMA_RUN',
        message: expect.stringContaining('damaged'),
      });
    }));

  it('says which command to run for another format, an unknown run and an existing one', () =>
    inTemporaryFolder(async (dataDir) => {
      await expect(resume(dataDir)).rejects.toMatchObject({ code: 'STEMMA_RUN', hint: 'stemma runs list' });
      await (await create(dataDir)).interrupt();
      await expect(create(dataDir)).rejects.toMatchObject({ code: 'STEMMA_RUN', hint: `stemma resume ${run}` });
      const opened = await openRunForWriting({ dataDir, source, run, settings: {}, clock: stillClock });
      expect(opened.manifest.settings).toEqual({ limit: 10 });
      await opened.interrupt();
      const path = join(folderOf(dataDir), 'manifest.json');
      const text = await readFile(path, 'utf8');
      await writeFile(path, text.replace('"formatVersion": 1', '"formatVersion": 2'));
      await expect(resume(dataDir)).rejects.toMatchObject({ code: 'STEMMA_RUN', hint: 'npm install -g stemma@latest' });
      await writeFile(path, text.replace('"formatVersion": 1', '"formatVersion": 0'));
      await expect(collect(readElements(dataDir, source, run))).rejects.toMatchObject({
        hint: 'stemma extract huggingface',
      });
    }));

  it('refuses names that could leave the folder, and does not follow a planted link', () =>
    inTemporaryFolder(async (dataDir) => {
      for (const bad of ['../x', 'a/b', 'C:', 'CON', 'nul', '', 'x'.repeat(200), 'a\0b', '.']) {
        await expect(createRun({ dataDir, source, run: bad, settings: {} })).rejects.toMatchObject({
          code: 'STEMMA_RUN',
        });
        await expect(resumeRun({ dataDir, source: bad, run })).rejects.toMatchObject({ code: 'STEMMA_RUN' });
      }
      const writer = await create(dataDir);
      for (const bad of ['../x', 'manifest', 'Models', 'nul']) {
        await expect(writer.store(bad, page('p', '[]'))).rejects.toMatchObject({ code: 'STEMMA_RUN' });
      }
      const outside = join(dataDir, 'outside.txt');
      await writeFile(outside, 'untouched');
      await symlink(outside, join(folderOf(dataDir), 'hf_models.json'));
      await expect(writer.store('hf_models', page('p', '[1]'))).rejects.toMatchObject({ code: 'STEMMA_DISK' });
      expect(await readFile(outside, 'utf8')).toBe('untouched');
      for (const bad of ['../outside.txt', '/etc/passwd', 'raw/../../x', 'a\0', '']) {
        await expect(readDataRange(dataDir, bad, 0, 1)).rejects.toMatchObject({ code: 'STEMMA_RUN' });
      }
      await writer.interrupt();
    }));

  it('keeps what the answer was: redirects, final URL, status', () =>
    inTemporaryFolder(async (dataDir) => {
      const writer = await create(dataDir);
      const redirects = [{ status: 307, from: urlOf({ path: 'old' }), to: urlOf({ path: 'new' }) }];
      const response = { ...page('old', '{"id":"new"}'), url: urlOf({ path: 'new' }), redirects };
      const stored = await writer.store('hf_models', response);
      expect(stored.line).toMatchObject({ url: urlOf({ path: 'old' }), finalUrl: urlOf({ path: 'new' }), redirects });
      expect(writer.find('hf_models', urlOf({ path: 'old' }))?.line).toEqual(stored.line);
      await writer.interrupt();
    }));
});
