import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { verifyRun } from '../../../src/core/run/verify.ts';
import {
  create,
  dataOf,
  inTemporaryFolder,
  mixedAnswers,
  resume,
  run,
  source,
  storeAll,
} from '../../support/run-folder.ts';

type Write = (bytes: Uint8Array, offset: number, length: number, position: number) => Promise<{ bytesWritten: number }>;

/** The prototype that every open file shares. */
async function fileHandlePrototype(
  folder: string,
): Promise<{ write: Write; datasync: () => Promise<void>; sync: () => Promise<void> }> {
  const handle: FileHandle = await open(join(folder, 'probe.txt'), 'w');
  await handle.close();
  return Object.getPrototypeOf(handle) as { write: Write; datasync: () => Promise<void>; sync: () => Promise<void> };
}

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: made up`), { code });
}

describe('a disk that refuses', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('that is full at any byte stops the run with STEMMA_DISK, and the run resumes to the same bytes', () =>
    inTemporaryFolder(async (folder) => {
      const whole = join(folder, 'whole');
      const writer = await create(whole);
      await storeAll(writer, mixedAnswers);
      await writer.finish();
      const prototype = await fileHandlePrototype(folder);
      const write = prototype.write;
      let failures = 0;
      for (let room = 0; room < 3800; room += 190) {
        const dataDir = join(folder, `room-${room}`);
        const first = await create(dataDir);
        let left = room;
        // Takes what fits, as a real disk does, then refuses.
        const spy = vi.spyOn(prototype, 'write').mockImplementation(function (
          this: FileHandle,
          bytes,
          offset,
          length,
          position,
        ) {
          if (left === 0) return Promise.reject(systemError('ENOSPC'));
          const taken = Math.min(length, left);
          left -= taken;
          return write.call(this as never, bytes, offset, taken, position);
        });
        const error: unknown = await storeAll(first, mixedAnswers)
          .then(() => first.finish())
          .catch((thrown: unknown) => thrown);
        if (error instanceof Error) {
          failures += 1;
          expect(error).toMatchObject({
            code: 'STEMMA_DISK',
            message: expect.stringContaining('no space is left'),
            hint: `free some space, then run: stemma resume ${run}`,
          });
          await expect(first.miss({ resource: 'hf_models', id: 'x', kind: 'failed' })).rejects.toBe(error);
          await first.fail(error);
        }
        spy.mockRestore();
        const again = await resume(dataDir);
        await storeAll(again, mixedAnswers);
        await again.finish();
        expect(await dataOf(dataDir)).toEqual(await dataOf(whole));
        expect((await verifyRun(dataDir, source, run)).problems).toEqual([]);
      }
      expect(failures).toBeGreaterThan(10);
    }));

  it('that is read-only or fails to flush is said in words', () =>
    inTemporaryFolder(async (folder) => {
      const prototype = await fileHandlePrototype(folder);
      const cases = [
        { code: 'EROFS', method: 'write', words: 'read-only' },
        { code: 'EACCES', method: 'write', words: 'permission' },
        { code: 'EIO', method: 'datasync', words: 'input/output' },
      ] as const;
      for (const { code, method, words } of cases) {
        const dataDir = join(folder, code);
        const writer = await create(dataDir);
        const spy = vi.spyOn(prototype, method).mockRejectedValue(systemError(code));
        await expect(storeAll(writer, mixedAnswers)).rejects.toMatchObject({
          code: 'STEMMA_DISK',
          message: expect.stringContaining(words),
        });
        spy.mockRestore();
        await writer.interrupt();
        await (await resume(dataDir)).interrupt();
      }
    }));
});
