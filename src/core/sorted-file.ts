import { type FileHandle, open } from 'node:fs/promises';
import { onDisk, systemCodeOf } from './disk-error.ts';

const bytesPerRead = 16 * 1024;
const newline = 0x0a;

/**
 * The lines of a file that begin with a text, where its lines stand in the order of their bytes: found by halving, so that
 * a file of any size costs some twenty reads. A file that does not exist has none. Throws STEMMA_DISK.
 */
export async function linesWithPrefix(path: string, prefix: string): Promise<readonly string[]> {
  const handle = await onDisk('read', path, () =>
    open(path, 'r').catch((error: unknown) => {
      if (systemCodeOf(error) === 'ENOENT') return undefined;
      throw error;
    }),
  );
  if (handle === undefined) return [];
  try {
    return await onDisk('read', path, () => search(handle, Buffer.from(prefix)));
  } finally {
    await handle.close();
  }
}

async function search(handle: FileHandle, prefix: Buffer): Promise<readonly string[]> {
  const { size } = await handle.stat();
  // The first line at or after `low` may be wanted; the first at or after `high` is not before the prefix.
  let [low, high] = [0, size];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const line = await firstLineFrom(handle, middle, size);
    if (line === undefined || Buffer.compare(line.bytes, prefix) >= 0) high = middle;
    else low = line.end;
  }
  const found: string[] = [];
  for (let position = low; ;) {
    const line = await firstLineFrom(handle, position, size);
    if (line === undefined || !line.bytes.subarray(0, prefix.length).equals(prefix)) return found;
    found.push(line.bytes.toString());
    position = line.end;
  }
}

interface FoundLine {
  readonly bytes: Buffer;
  /** Of its newline, and one more. */
  readonly end: number;
}

/** The first whole line that begins at or after a position. */
async function firstLineFrom(handle: FileHandle, position: number, size: number): Promise<FoundLine | undefined> {
  // A line begins where a newline stands just before.
  let start = position === 0 ? 0 : ((await newlineFrom(handle, position - 1, size)) ?? size) + 1;
  const end = await newlineFrom(handle, start, size);
  if (end === undefined) return undefined;
  const bytes = Buffer.alloc(end - start);
  for (let filled = 0; filled < bytes.length;) {
    const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, start + filled);
    if (bytesRead === 0) return undefined;
    filled += bytesRead;
  }
  start = end + 1;
  return { bytes, end: start };
}

async function newlineFrom(handle: FileHandle, position: number, size: number): Promise<number | undefined> {
  const buffer = Buffer.alloc(bytesPerRead);
  for (let at = position; at < size;) {
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, at);
    if (bytesRead === 0) return undefined;
    const found = buffer.subarray(0, bytesRead).indexOf(newline);
    if (found >= 0) return at + found;
    at += bytesRead;
  }
  return undefined;
}
