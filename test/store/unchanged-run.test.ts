import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadRun } from '../../graph/load.ts';
import { openForLoad } from '../../graph/open.ts';
import { loadInAnyOrder } from '../support/any-order.ts';
import { editRunOf, sources, writeEdit, type Edit } from '../support/edit-history.ts';
import { dump, failingAfter, onBothEngines, type Sandbox } from './engines.ts';

/** Loads a run, asking the graph of every account, where the first statement that writes is refused. */
async function loadWithoutWrites(sandbox: Sandbox, run: string): Promise<unknown> {
  const target = await openForLoad(sandbox.location);
  try {
    const { dataDir } = sandbox;
    const mapping = `of ${run}`;
    return await loadRun({ dataDir, run, mapping, authority: sources, target: failingAfter(target, 0) });
  } finally {
    await target.abandon();
  }
}

async function filesOf(folder: string): Promise<unknown> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = found.flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name)] : []));
  const files = paths.toSorted().map(async (path) => {
    const { ino, size, mtimeMs } = await stat(path);
    return { path, ino, size, mtimeMs };
  });
  return Promise.all(files);
}

const edits = ['auto', 'manual', 'auto'].map((gated, at): Edit => ({
  source: sources[at % 2] ?? sources[0],
  said: [{ gated, downloads: at, bases: [0, 1] }, at === 2 ? 'gone' : { gated, downloads: 7, bases: [1] }],
  isComplete: at !== 1,
}));

onBothEngines('a run that the graph holds', (makeSandbox, engine) => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await makeSandbox();
    for (const [at, edit] of edits.entries())
      await loadInAnyOrder(sandbox, await writeEdit(sandbox.dataDir, edit, at), sources);
  });
  afterAll(() => sandbox.remove());

  it('is loaded again, the newest and those before it, and nothing is published', async () => {
    const [held, files] = [await dump(sandbox), await filesOf(sandbox.dataDir)];
    for (const at of edits.keys())
      expect(await loadInAnyOrder(sandbox, editRunOf(at), sources), editRunOf(at)).toBeUndefined();
    expect(await dump(sandbox)).toBe(held);
    if (engine === 'embedded') expect(await filesOf(sandbox.dataDir)).toEqual(files);
  });

  it('is compared with the graph account by account without one statement that writes', async () => {
    await expect(loadWithoutWrites(sandbox, editRunOf(2))).resolves.toMatchObject({ unchanged: 1, runsRecorded: 0 });
  });

  it('would be seen to write, as a new run is', async () => {
    const other: Edit = {
      source: sources[0],
      said: [{ gated: 'manual', downloads: 2, bases: [0, 1] }],
      isComplete: false,
    };
    const run = await writeEdit(sandbox.dataDir, other, 3);
    await expect(loadWithoutWrites(sandbox, run)).rejects.toThrow('killed');
  });
});
