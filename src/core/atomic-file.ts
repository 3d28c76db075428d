import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { pid, platform } from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { onDisk, systemCodeOf } from './disk-error.ts';

/** Refuses to follow a planted link; the flag does not exist on Windows. */
export const noFollow = constants.O_NOFOLLOW ?? 0;

/** What a temporary name of `writeFileAtomic` looks like: left behind only by a process that was killed. */
export const temporaryName = /\.[0-9]+-[0-9]+\.tmp$/;

let temporaryCount = 0;

function temporaryPath(path: string): string {
  temporaryCount += 1;
  return join(dirname(path), `${basename(path)}.${pid}-${temporaryCount}.tmp`);
}

/**
 * Replaces a file as a whole: after a crash either the old or the new content is there. The new content is on disk when the
 * promise resolves. Throws STEMMA_DISK and leaves the old file untouched.
 */
export async function writeFileAtomic(path: string, data: string | Uint8Array): Promise<void> {
  const temporary = temporaryPath(path);
  await onDisk('write', path, async () => {
    try {
      await writeDurably(temporary, data);
      await renameDurably(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => undefined);
      throw error;
    }
  });
}

async function writeDurably(path: string, data: string | Uint8Array): Promise<void> {
  const handle = await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | noFollow, 0o666);
  try {
    await writeAt(handle, typeof data === 'string' ? Buffer.from(data) : data, 0);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Renames a file or folder over `to` and makes the new name durable. On Windows a scanner may hold the target for a moment. */
export async function renameDurably(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await rename(from, to);
      break;
    } catch (error) {
      const isHeld = ['EPERM', 'EACCES', 'EBUSY'].includes(systemCodeOf(error) ?? '');
      if (platform !== 'win32' || !isHeld || attempt === 6) throw error;
      await wait(attempt * 20);
    }
  }
  await syncDirectory(dirname(to));
}

/** Makes the names in a folder durable. Windows cannot flush a folder and does not need it; some network file systems cannot either. */
export async function syncDirectory(directory: string): Promise<void> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(directory, 'r');
    await handle.sync();
  } catch (error) {
    if (!['EPERM', 'EACCES', 'EISDIR', 'EINVAL', 'ENOTSUP', 'EBADF'].includes(systemCodeOf(error) ?? '')) throw error;
  } finally {
    await handle?.close();
  }
}

/** Creates a folder with its parents, durably. Throws STEMMA_DISK. */
export async function ensureDirectory(directory: string): Promise<void> {
  await onDisk('create the folder', directory, async () => {
    const first = await mkdir(directory, { recursive: true });
    if (first === undefined) return;
    const top = dirname(resolve(first));
    for (
      let current = resolve(directory);
      current !== top && current !== dirname(current);
      current = dirname(current)
    ) {
      await syncDirectory(dirname(current));
    }
  });
}

/** Writes all bytes at a position, however few the system takes at once. */
export async function writeAt(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}
