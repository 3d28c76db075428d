import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readManifest, writeManifest } from '../../src/core/run/manifest.ts';
import { stemmaHere } from '../support/cli-in-process.ts';
import { folderSnapshot } from '../support/folder-snapshot.ts';
import { startScriptedHub, type ScriptedHub } from '../support/scripted-hub.ts';
import { json, tempFolder, type CliResult } from '../support/stemma-cli.ts';

/** Far longer than any wait a run accepts. */
const windowMs = Date.now() + 7_200_000;
const quota = { requests: 1_000_000, windowMs };
const stages = ['--select', 'hf_models'];
let hub: ScriptedHub;
beforeAll(async () => {
  hub = await startScriptedHub({ quota });
});
afterAll(() => hub.close());
afterEach(() => {
  quota.requests = 1_000_000;
});

const requests = (): number => [...hub.requests.values()].reduce((sum, count) => sum + count, 0);
const at =
  (folder: string) =>
  (...args: readonly string[]): Promise<CliResult> =>
    stemmaHere([...args, '--data-dir', folder], { HF_ENDPOINT: hub.endpoint });

/** A run that has its list and none of its two models asked for one by one. */
async function interrupted(folder: string, command = 'extract'): Promise<string> {
  const ids = join(folder, '..', `ids-${folder.split('-').at(-1)}.txt`);
  writeFileSync(ids, 'stone/oak-7b\nno such model\nleaf/Twin\n');
  quota.requests = 1;
  // A window of its own: what was asked before does not count.
  const own = await startScriptedHub({ quota });
  const result = await stemmaHere(
    [command, ...stages, '--limit', '1', '--models-file', ids, '--data-dir', folder, '--json'],
    { HF_ENDPOINT: own.endpoint },
  );
  expect(result.code, result.stderr).toBe(6);
  await own.close();
  return String(json(result)['run']);
}

describe('--dry-run', () => {
  it('of run and extract names the first request and touches nothing', async () => {
    const folder = tempFolder();
    const before = requests();

    for (const command of ['run', 'extract']) {
      const result = await at(folder)(command, 'huggingface', '--limit', '20', '--dry-run', '--json');
      const plan = json(result);

      expect(result.code, result.stderr).toBe(0);
      expect(plan).toMatchObject({ dryRun: true, run: null, entities: [] });
      expect(plan['stages']).toEqual(command === 'run' ? ['extract', 'map', 'load'] : ['extract']);
      const [source] = plan['sources'] as { first: string[]; expected: object; stored: number }[];
      expect(source).toMatchObject({ source: 'huggingface', stored: 0, expected: { hf_models: 20 } });
      expect(source?.first).toHaveLength(1);
      expect(source?.first[0]).toContain(`${hub.endpoint}/api/models?sort=lastModified&limit=20`);
      expect(plan['files']).toContain('raw/huggingface/<run>/');
    }
    const shown = await at(folder)('run', '-n', '--limit', '20');
    expect(shown.stdout).toContain('first  GET http://');
    expect(requests()).toBe(before);
    expect(folderSnapshot(folder)).toEqual({});
  });

  it('checks what can be checked', async () => {
    const result = await at(tempFolder())('run', '-n', '--models-file', '/nonexistent/ids.txt', '--limit', '0');

    expect(result.code).toBe(2);
    expect(result.stderr).toContain('code STEMMA_CONFIG');
  });

  it('of map and load tells what is on the disk, and touches nothing', async () => {
    const folder = tempFolder();
    const ask = at(folder);
    const { run } = json(await ask('extract', ...stages, '--limit', '7', '--json'));
    const dry = async (...args: string[]): Promise<Record<string, unknown>> => {
      const [snapshot, asked] = [folderSnapshot(folder), requests()];
      const result = await ask(...args, '-n', '--json');
      expect(result.code, result.stderr).toBe(0);
      expect({ snapshot: folderSnapshot(folder), asked: requests() }).toEqual({ snapshot, asked });
      return json(result);
    };

    const unmapped = { run, responses: 1, mapped: false, entities: null, loaded: false };
    expect(await dry('map')).toMatchObject({ run, stages: ['map'], entities: [unmapped] });
    expect(await dry('load')).toMatchObject({ stages: ['map', 'load'], entities: [unmapped], graph: 'embedded' });
    await ask('load');
    const loaded = { run, mapped: true, loaded: true, entities: { MLModel: 7 } };
    expect(await dry('load')).toMatchObject({ stages: ['load'], entities: [loaded] });
    expect(await dry('load', '--rebuild')).toMatchObject({ stages: ['map', 'load'], entities: [loaded] });
    expect(await dry('resume')).toMatchObject({ run, state: 'complete' });
  });

  it('of resume says what is stored and what would be asked next', async () => {
    const folder = tempFolder();
    const run = await interrupted(folder, 'run');
    const snapshot = folderSnapshot(folder);

    const plan = json(await at(folder)('resume', '--dry-run', '--json'));

    expect(plan).toMatchObject({ run, stages: ['extract', 'map', 'load'] });
    const [source] = plan['sources'] as { first: string[]; stored: number; unusable: number }[];
    expect(source).toMatchObject({ stored: 1, unusable: 1 });
    expect(source?.first[0]).toMatch(/\/api\/models\/stone\/oak-7b\?/);
    expect(folderSnapshot(folder)).toEqual(snapshot);
  });
});

describe('--offline', () => {
  it('makes every request an error that names it, and keeps the run', async () => {
    const folder = tempFolder();
    const before = requests();

    const begun = await at(folder)('extract', ...stages, '--limit', '3', '--offline', '--json');
    const resumed = await at(folder)('resume', '--offline', '--json');

    for (const result of [begun, resumed]) {
      expect(result.code).toBe(1);
      expect(json(result)).toMatchObject({
        state: 'interrupted',
        error: { code: 'STEMMA_OFFLINE', message: expect.stringContaining(`${hub.endpoint}/api/models?`) },
      });
    }
    expect(requests()).toBe(before);
    expect(json(await at(folder)('resume', '--json'))).toMatchObject({
      run: json(begun)['run'],
      state: 'complete',
      resources: { hf_models: { fetched: 3 } },
    });
  });

  it('goes on with a run whose answers are stored', async () => {
    const folder = tempFolder();
    const run = String(json(await at(folder)('extract', ...stages, '--limit', '3', '--json'))['run']);
    const { files: _files, ...manifest } = await readManifest(folder, 'huggingface', run);
    await writeManifest(folder, { ...manifest, state: 'interrupted' });
    const before = requests();

    const result = await at(folder)('resume', '--offline', '--json');

    expect(json(result), result.stderr).toMatchObject({
      run,
      state: 'complete',
      resources: { hf_models: { fetched: 3 } },
    });
    expect(requests()).toBe(before);
    expect((await at(folder)('verify')).code).toBe(0);
  });
});

describe('an interrupted run of the same settings', () => {
  it('is named when a new one is begun, gone on with by --resume, and ignored by --fresh', async () => {
    const folder = tempFolder();
    const args = ['extract', ...stages, '--limit', '2', '--json'];
    const first = String(json(await at(folder)(...args, '--offline'))['run']);

    const other = await at(folder)('extract', ...stages, '--limit', '3', '--json');
    const fresh = await at(folder)(...args, '--fresh');
    const plain = await at(folder)(...args);
    const resumed = await at(folder)(...args, '--resume');
    const none = await at(folder)(...args, '--resume');

    expect(other.stderr).not.toContain('stemma resume');
    expect(fresh.stderr).not.toContain('stemma resume');
    expect(plain.stderr).toContain(`to go on with that one: stemma resume ${first}`);
    expect(json(plain)['run']).not.toBe(first);
    expect(json(resumed)).toMatchObject({ run: first, state: 'complete' });
    expect(none.stderr).toContain('a new one is begun');
    const stagesOf = (run: unknown): unknown =>
      JSON.parse(readFileSync(join(folder, `jsonld/${String(run)}/stages.json`), 'utf8'));
    expect(stagesOf(json(fresh)['run'])).toHaveProperty('fresh', true);
    expect(stagesOf(first)).not.toHaveProperty('fresh');
  });

  it('cannot be both gone on with and ignored', async () => {
    const result = await at(tempFolder())('run', '--fresh', '--resume', '--json');

    expect(result.code).toBe(2);
    expect(json(result)).toMatchObject({ error: { message: '--fresh and --resume exclude each other' } });
  });
});

describe('the report', () => {
  it('for reading groups issues by code, with true counts and what they were about', async () => {
    const { stdout } = await at(tempFolder())('run', ...stages, '--all');

    expect(stdout).toMatch(/^issues .*issues\.ndjson$/m);
    expect(stdout).toMatch(/^ {2}self-reference \d+: hf:\S+/m);
  });

  it('is kept with the run and, when wanted, in a file', async () => {
    const folder = tempFolder();
    const file = join(folder, 'report.json');

    const report = json(await at(join(folder, 'data'))('run', ...stages, '--limit', '3', '--report', file, '--json'));

    const kept = readFileSync(join(folder, `data/jsonld/${String(report['run'])}/report.json`), 'utf8');
    expect(readFileSync(file, 'utf8')).toBe(kept);
    expect(JSON.parse(kept)).toMatchObject({ ...report, stages: ['extract', 'map', 'load'], tool: { name: 'stemma' } });
    for (const time of ['startedAt', 'endedAt'])
      expect((JSON.parse(kept) as Record<string, unknown>)[time]).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  it('tells of a failure, without a secret', async () => {
    const folder = tempFolder();
    const strict = await startScriptedHub({ token: 'hf_the_right_one' });

    const result = await stemmaHere(['run', '--data-dir', folder, '--json'], {
      HF_ENDPOINT: strict.endpoint,
      HF_TOKEN: 'wrong-word-with-secret',
    });
    await strict.close();

    const kept = readFileSync(join(folder, `jsonld/${String(json(result)['run'])}/report.json`), 'utf8');
    expect(JSON.parse(kept)).toMatchObject({ state: 'failed', error: { code: 'STEMMA_AUTH' } });
    for (const name of Object.keys(folderSnapshot(folder)).filter((path) => /\.(nd)?json$/.test(path)))
      expect(readFileSync(join(folder, name), 'utf8'), name).not.toContain('wrong-word-with-secret');
  });

  it('is not begun when its place cannot be written', async () => {
    const before = requests();

    const result = await at(tempFolder())('run', '--report', '/nonexistent/folder/report.json', '--json');

    expect(result.code).toBe(2);
    expect(requests()).toBe(before);
  });
});

describe('--preview', () => {
  it('goes the whole way on a few records and leaves nothing', async () => {
    const [folder, temporary] = [tempFolder(), tempFolder()];
    const args = ['run', '--all', ...stages, '--preview', '4', '--data-dir', folder];
    const env = { HF_ENDPOINT: hub.endpoint, TMPDIR: temporary, STEMMA_GRAPH: 'bolt://127.0.0.1:1' };

    const result = await stemmaHere([...args, '--json'], env);
    const shown = await stemmaHere(args, env);

    expect(result.code, result.stderr).toBe(0);
    expect(json(result)).toMatchObject({
      state: 'complete',
      resources: { hf_models: { fetched: 4, new: 4 } },
      preview: { records: 4 },
    });
    const { items } = json(result)['preview'] as { items: { id: string }[] };
    expect(items).toHaveLength(5);
    expect(shown.stdout).toContain(items[0]?.id);
    expect(shown.stderr).toContain('nothing was kept');
    expect({ kept: readdirSync(folder), temporary: readdirSync(temporary) }).toEqual({ kept: [], temporary: [] });
  });

  it('takes the first lines of an id file, and leaves nothing after a failure either', async () => {
    const [folder, temporary] = [tempFolder(), tempFolder()];
    const ids = join(folder, 'ids.txt');
    writeFileSync(ids, '# families\nstone/oak-7b\n\nleaf/Twin\nleaf/twin\n');
    const args = ['run', ...stages, '--limit', '0', '--models-file', ids, '--preview', '2', '--json'];

    const good = await stemmaHere(args, { HF_ENDPOINT: hub.endpoint, TMPDIR: temporary });
    const bad = await stemmaHere(args, { HF_ENDPOINT: hub.endpoint, TMPDIR: temporary, HF_TOKEN: 'wrong-token' });

    expect(json(good)).toMatchObject({ resources: { hf_models: { fetched: 2, failed: 0 } } });
    expect(bad.code).toBe(4);
    expect(bad.stderr).not.toContain('stemma resume');
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('takes a whole number and no dry run', async () => {
    expect((await at(tempFolder())('run', '--preview', 'many')).code).toBe(2);
    expect((await at(tempFolder())('run', '--preview', '-n')).code).toBe(2);
  });
});
