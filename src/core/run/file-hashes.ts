import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { rawBytes } from './raw-file.ts';
import { runFolder, type RunPlace } from './run-paths.ts';
import type { ManifestFile } from './types.ts';

/** Size and sha256 of a file's uncompressed content, read in pieces. */
export async function hashFile(path: string): Promise<ManifestFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of rawBytes(path)) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** Of files of a run folder, by name. */
export async function hashFiles(place: RunPlace, names: readonly string[]): Promise<Record<string, ManifestFile>> {
  const hashes: Record<string, ManifestFile> = {};
  for (const name of names) hashes[name] = await hashFile(join(runFolder(place), name));
  return hashes;
}
