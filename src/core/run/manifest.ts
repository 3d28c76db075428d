import { readFile } from 'node:fs/promises';
import { writeFileAtomic } from '../atomic-file.ts';
import { diskError, systemCodeOf } from '../disk-error.ts';
import { StemmaError } from '../errors.ts';
import { sealedJson, sealOf } from '../sealed-json.ts';
import { manifestPath, type RunPlace } from './run-paths.ts';
import { formatVersion, type Manifest } from './types.ts';

const states = ['running', 'complete', 'failed', 'interrupted'];

/** The bytes of `manifest.json`; undefined when the run has none. Throws STEMMA_DISK when it cannot be read. */
export async function manifestBytes(place: RunPlace): Promise<Buffer | undefined> {
  const path = manifestPath(place);
  try {
    return await readFile(path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCodeOf(error) ?? '')) return undefined;
    throw diskError(error, 'read', path);
  }
}

/**
 * The manifest of a run. Throws STEMMA_RUN when there is none, when it is not one, or when it was written in another format
 * (with the command to run). A changed manifest is `verify`'s to find.
 */
export async function readManifest(dataDir: string, source: string, run: string): Promise<Manifest> {
  const place = { dataDir, source, run };
  const bytes = await manifestBytes(place);
  if (bytes === undefined) {
    throw new StemmaError('STEMMA_RUN', `no run ${run} of ${source} in ${dataDir}`, {
      hint: 'stemma runs list',
      context: place,
    });
  }
  return parseManifest(bytes, place);
}

/** See `readManifest`. */
export function parseManifest(bytes: Buffer, place: RunPlace): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString());
  } catch (cause) {
    throw unreadable(place, cause);
  }
  assertFormat(value, `run ${place.run} of ${place.source}`, `stemma extract ${place.source}`);
  if (!isManifest(value)) throw unreadable(place, undefined);
  const { sha256: _seal, ...manifest } = value;
  return manifest;
}

/**
 * Refuses what another version of the format wrote. `what` names it, `remake` is the command that makes it anew.
 * Throws STEMMA_RUN; a document without `formatVersion` passes for its shape to be judged.
 */
export function assertFormat(document: unknown, what: string, remake: string): void {
  if (typeof document !== 'object' || document === null || !('formatVersion' in document)) return;
  const found = document.formatVersion;
  if (typeof found !== 'number' || found === formatVersion) return;
  const isNewer = found > formatVersion;
  throw new StemmaError(
    'STEMMA_RUN',
    `${what} was written in format ${found} by ${isNewer ? 'a newer' : 'an older'} stemma; this one reads format ${formatVersion}`,
    { hint: isNewer ? 'npm install -g stemma@latest' : remake, context: { found, expected: formatVersion } },
  );
}

function unreadable(place: RunPlace, cause: unknown): StemmaError {
  return new StemmaError('STEMMA_RUN', `${manifestPath(place)} is damaged: it is not a run's manifest`, {
    hint: 'restore it from a backup, or extract again',
    cause,
  });
}

function isManifest(value: unknown): value is Manifest & { sha256?: string } {
  if (typeof value !== 'object' || value === null) return false;
  const manifest: Partial<Record<keyof Manifest, unknown>> = value;
  return (
    manifest.formatVersion === formatVersion &&
    typeof manifest.run === 'string' &&
    typeof manifest.source === 'string' &&
    states.includes(String(manifest.state)) &&
    typeof manifest.settings === 'object' &&
    manifest.settings !== null &&
    Number.isSafeInteger(manifest.firstSeq) &&
    typeof manifest.startedAt === 'string' &&
    typeof manifest.counts === 'object' &&
    manifest.counts !== null
  );
}

/** Replaces `manifest.json` as a whole, sealed. Throws STEMMA_DISK. */
export async function writeManifest(dataDir: string, manifest: Manifest): Promise<void> {
  await writeFileAtomic(manifestPath({ dataDir, source: manifest.source, run: manifest.run }), sealedJson(manifest));
}

/** The manifest of a run that is about to be written to: one whose bytes were changed is refused too. */
export async function readManifestToResume(dataDir: string, source: string, run: string): Promise<Manifest> {
  const manifest = await readManifest(dataDir, source, run);
  const bytes = await manifestBytes({ dataDir, source, run });
  if (bytes !== undefined && sealOf(bytes) !== 'whole') throw unreadable({ dataDir, source, run }, undefined);
  return manifest;
}
