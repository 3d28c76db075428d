import { spawnSync } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { acquireLock, inspectLock } from '../../../src/core/run/lock.ts';
import { inTemporaryFolder, stillClock } from '../../support/run-folder.ts';

const options = { what: 'run x', clock: stillClock };

function deadPid(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

function holder(pid: number, host = hostname()): string {
  return JSON.stringify({ pid, host, startedAt: '2026-11-20T15:00:00.000Z' });
}

describe('a lock', () => {
  it('is held by one at a time, says by whom, and is free after its release', () =>
    inTemporaryFolder(async (folder) => {
      const path = join(folder, 'run.lock');
      const lock = await acquireLock(path, options);
      expect(await inspectLock(path)).toMatchObject({ state: 'alive', holder: { pid: process.pid, host: hostname() } });
      await expect(acquireLock(path, options)).rejects.toMatchObject({
        code: 'STEMMA_RUN',
        message: expect.stringContaining(`process ${process.pid}`),
      });
      await lock.release();
      expect(await readdir(folder)).toEqual([]);
      await (await acquireLock(path, options)).release();
    }));

  it('of a dead process is taken over and said', () =>
    inTemporaryFolder(async (folder) => {
      const path = join(folder, 'run.lock');
      const pid = deadPid();
      await writeFile(path, holder(pid));
      const notes: string[] = [];
      const lock = await acquireLock(path, { ...options, onNote: (note) => notes.push(note) });
      expect(notes).toEqual([expect.stringContaining(`from process ${pid}`)]);
      await lock.release();
    }));

  it('left by an earlier process that had this very pid is taken over', () =>
    inTemporaryFolder(async (folder) => {
      const path = join(folder, 'run.lock');
      await writeFile(path, holder(process.pid));
      await (await acquireLock(path, options)).release();
    }));

  it.skipIf(process.platform !== 'linux')('of a dead process whose pid another process got is taken over', () =>
    inTemporaryFolder(async (folder) => {
      const path = join(folder, 'run.lock');
      await writeFile(path, JSON.stringify({ ...JSON.parse(holder(process.ppid)), birth: 'another-boot/1' }));
      await (await acquireLock(path, options)).release();
      await writeFile(path, holder(process.ppid));
      await expect(acquireLock(path, options)).rejects.toMatchObject({ code: 'STEMMA_RUN' });
    }),
  );

  it('of another host, or one that says nothing, needs --force', () =>
    inTemporaryFolder(async (folder) => {
      const path = join(folder, 'run.lock');
      for (const content of [holder(1, 'elsewhere'), '', '{"pid":"x"}', 'null']) {
        await writeFile(path, content);
        await expect(acquireLock(path, options)).rejects.toMatchObject({
          code: 'STEMMA_RUN',
          hint: expect.stringContaining('--force'),
        });
        await (await acquireLock(path, { ...options, force: true })).release();
      }
    }));

  it('goes to one of many that find a stale one', () =>
    inTemporaryFolder(async (folder) => {
      const path = join(folder, 'run.lock');
      await writeFile(path, holder(deadPid()));
      const tries = await Promise.allSettled(Array.from({ length: 20 }, () => acquireLock(path, options)));
      expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await readdir(folder)).toEqual(['run.lock']);
    }));
});
