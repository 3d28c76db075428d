import { createHash } from 'node:crypto';
import { writeFileAtomic } from '../atomic-file.ts';
import { StemmaError } from '../errors.ts';
import { hashFile } from './file-hashes.ts';
import { inputPath, type RunPlace } from './run-paths.ts';
import type { Manifest, ManifestFile } from './types.ts';

/** Copies the user's files into the run folder, before its manifest: a run that has one has its inputs. */
export async function writeInputs(
  place: RunPlace,
  inputs: Readonly<Record<string, Uint8Array>>,
): Promise<Record<string, ManifestFile>> {
  const copied: Record<string, ManifestFile> = {};
  for (const [file, bytes] of Object.entries(inputs)) {
    await writeFileAtomic(inputPath(place, file), bytes);
    copied[file] = { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  }
  return copied;
}

/**
 * Where a run keeps its copy of this file; undefined when it has none.
 * Throws STEMMA_RUN when the copy is not what was copied.
 */
export async function soundInput(dataDir: string, manifest: Manifest, file: string): Promise<string | undefined> {
  const expected = manifest.inputs?.[file];
  if (expected === undefined) return undefined;
  const path = inputPath({ dataDir, source: manifest.source, run: manifest.run }, file);
  const found = await hashFile(path).catch(() => undefined);
  if (found?.sha256 === expected.sha256) return path;
  throw new StemmaError('STEMMA_RUN', `the copy of ${file} in run ${manifest.run} is missing or was changed`, {
    hint: `restore it from a backup, or begin a new run: stemma extract ${manifest.source}`,
    context: { path },
  });
}
