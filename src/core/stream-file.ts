import { open, rename, rm } from 'node:fs/promises';
import { diskError } from './disk-error.ts';
import { isStemmaError } from './errors.ts';

/** Writes parts beside their place and renames the file when it is whole. Throws STEMMA_DISK, or what the parts throw. */
export async function streamToFile(path: string, parts: AsyncIterable<string | Uint8Array>): Promise<void> {
  const partial = `${path}.partial`;
  try {
    const handle = await open(partial, 'w');
    try {
      for await (const part of parts) await handle.writeFile(part);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    throw isStemmaError(error) ? error : diskError(error, 'write', path);
  }
}
