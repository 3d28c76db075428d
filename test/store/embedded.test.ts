import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadRun } from '../../graph/load.ts';
import { openForLoad, openGraph } from '../../graph/open.ts';
import { syntheticModels } from '../bench/synthetic-models.ts';
import { dump, load, read } from './engines.ts';
import type { Sandbox } from './engines.ts';
import { writeRun } from './run-fixture.ts';
import { compiled } from '../support/compiled-program.ts';

const [day1, day2] = ['2026-11-20_10-00-00_aaaaaaaa', '2026-11-21_10-00-00_bbbbbbbb'] as const;
const script = compiled('test/store/loader-process.ts');
const countModels = 'MATCH (m:MLModel) WHERE m.resolved RETURN count(m) AS n';

let sandbox: Sandbox;
beforeEach(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'stemma-embedded-'));
  sandbox = {
    dataDir,
    location: { dataDir, neo4j: {} },
    remove: () => rm(dataDir, { recursive: true, force: true, maxRetries: 3 }),
  };
});
afterEach(() => sandbox.remove());

const graphFile = async () =>
  join(
    sandbox.dataDir,
    'graph',
    (await readFile(join(sandbox.dataDir, 'graph/current'), 'utf8')).trim(),
    'graph.grafeo',
  );

function startLoader(run: string): ChildProcess {
  return spawn(process.execPath, [script, sandbox.dataDir, run], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function said(child: ChildProcess, word: string): Promise<void> {
  for await (const chunk of child.stdout ?? []) if (String(chunk).includes(word)) return;
}

describe('a reader and a loader at once', () => {
  it(
    'reads the last published state while another process loads, and after it was killed',
    { timeout: 120_000 },
    async () => {
      const models = syntheticModels(3000);
      await writeRun({ dataDir: sandbox.dataDir, run: day1, models: models.slice(0, 100) });
      await load(sandbox, day1);
      await writeRun({ dataDir: sandbox.dataDir, run: day2, models });
      const before = await dump(sandbox);
      for (const delay of [0, 150, 400, 900]) {
        const loader = startLoader(day2);
        const ended = once(loader, 'exit');
        await said(loader, 'loading');
        await new Promise((resolve) => setTimeout(resolve, delay));
        expect(await read(sandbox, countModels)).toEqual([{ n: 100 }]);
        loader.kill('SIGKILL');
        await ended;
        expect(await dump(sandbox)).toBe(before);
      }
      await load(sandbox, day2);
      expect(await read(sandbox, countModels)).toEqual([{ n: 3000 }]);
      // What the killed loads left behind is gone; the previous generation stays for readers that are opening it.
      const left = (await readdir(join(sandbox.dataDir, 'graph'))).filter((name) => /^\d+$/.test(name));
      expect(left).toHaveLength(2);
      expect(left).toContain('1');
    },
  );

  it('lets a reader finish on the state it opened', async () => {
    await writeRun({ dataDir: sandbox.dataDir, run: day1, models: syntheticModels(5) });
    await load(sandbox, day1);
    const store = await openGraph(sandbox.location, 'read');
    for (const [index, count] of [10, 20, 30].entries()) {
      const run = `2026-12-0${index + 1}_10-00-00_aaaaaaaa`;
      await writeRun({ dataDir: sandbox.dataDir, run, models: syntheticModels(count) });
      await load(sandbox, run);
    }
    expect(await store.read(countModels)).toEqual([{ n: 5 }]);
    await store.close();
    expect(await read(sandbox, countModels)).toEqual([{ n: 30 }]);
  });

  it('lets one process load at a time', async () => {
    const target = await openForLoad(sandbox.location);
    await expect(openForLoad(sandbox.location)).rejects.toMatchObject({ code: 'STEMMA_RUN' });
    await target.abandon();
    await (await openForLoad(sandbox.location)).abandon();
  });

  it('publishes nothing for a load that changed nothing', async () => {
    await writeRun({ dataDir: sandbox.dataDir, run: day1, models: syntheticModels(5) });
    await load(sandbox, day1);
    const before = await graphFile();
    await load(sandbox, day1);
    expect(await graphFile()).toBe(before);
  });
});

describe('an embedded graph that cannot be used', () => {
  it('says that there is none yet', async () => {
    await expect(openGraph(sandbox.location, 'read')).rejects.toMatchObject({
      code: 'STEMMA_STORE',
      hint: expect.stringContaining('stemma demo'),
    });
  });

  it('is found out when a bit is flipped, a piece or the file is missing, and can be rebuilt', async () => {
    await writeRun({ dataDir: sandbox.dataDir, run: day1, models: syntheticModels(50) });
    await load(sandbox, day1);
    const expected = await dump(sandbox);
    const file = await graphFile();
    const whole = await readFile(file);
    const damages = [
      ...Array.from({ length: 12 }, (_, index) => async () => {
        const bytes = Buffer.from(whole);
        const at = Math.floor((bytes.length * (index + 0.5)) / 12);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << (index % 8));
        await writeFile(file, bytes);
      }),
      () => truncate(file, whole.length - 1),
      () => truncate(file, 0),
      () => rm(file),
    ];
    for (const damage of damages) {
      await damage();
      const error = { code: 'STEMMA_GRAPH_DAMAGED', hint: 'stemma load --rebuild' };
      await expect(openGraph(sandbox.location, 'read')).rejects.toMatchObject(error);
      await expect(openForLoad(sandbox.location)).rejects.toMatchObject(error);
      await writeFile(file, whole);
    }
    await rm(file);
    const target = await openForLoad(sandbox.location, { rebuild: true });
    await loadRun({ target, dataDir: sandbox.dataDir, run: day1 });
    await target.publish();
    expect(await dump(sandbox)).toBe(expected);
  });

  it('is refused when its format is of an older version', async () => {
    await writeRun({ dataDir: sandbox.dataDir, run: day1, models: syntheticModels(2) });
    await load(sandbox, day1);
    const meta = join(await graphFile(), '..', 'meta.json');
    await writeFile(meta, (await readFile(meta, 'utf8')).replace(/"formatVersion": \d+/, '"formatVersion": 1'));
    await expect(openGraph(sandbox.location, 'read')).rejects.toMatchObject({
      code: 'STEMMA_STORE',
      hint: 'stemma load --rebuild',
    });
  });
});
