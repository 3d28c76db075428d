import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomic } from '../core/atomic-file.ts';
import { countersFile, type CountersTable } from '../core/run/counters-file.ts';
import { assertFormat } from '../core/run/manifest.ts';
import { sealedJson, sealOf } from '../core/sealed-json.ts';
import { jsonldFolder, jsonldManifestPath } from '../core/run/run-paths.ts';
import type { WrittenFile } from './byte-writer.ts';

/** What a mapping read: equal inputs give equal files, so a later mapping may be skipped. */
export interface MapInputs {
  readonly [source: string]: { readonly state: string; readonly responses: number; readonly bytes: number };
}

export interface MappedCounts {
  readonly records: number;
  readonly entities: number;
  readonly issues: number;
  /** Records the mapper could not work with at all. */
  readonly failed: number;
}

/** What a mapping writes beside its manifest. */
export const mappedFiles = ['entities.ndjson', 'issues.ndjson', 'presence.ndjson', countersFile] as const;
export type MappedFile = (typeof mappedFiles)[number];

/** `jsonld/<run>/manifest.json`: written last, so a folder with one is whole. */
export interface EntitiesManifest {
  readonly formatVersion: number;
  readonly run: string;
  readonly tool: { readonly name: 'stemma'; readonly version: string };
  readonly inputs: MapInputs;
  readonly counts: Readonly<Record<string, MappedCounts>>;
  readonly entities: Readonly<Record<string, number>>;
  readonly issues: Readonly<Record<string, number>>;
  /** How `counters.tsv` is read. */
  readonly counters: CountersTable;
  readonly files: Readonly<Record<MappedFile, WrittenFile>>;
}

async function sizeOf(path: string): Promise<number | undefined> {
  return (await stat(path).catch(() => undefined))?.size;
}

/**
 * The manifest of a run's mapped entities; undefined when it is missing, damaged or does not fit the files beside it: map again.
 * @throws StemmaError STEMMA_RUN when it was written in another format
 */
export async function readEntitiesManifest(dataDir: string, run: string): Promise<EntitiesManifest | undefined> {
  const bytes = await readFile(jsonldManifestPath(dataDir, run)).catch(() => undefined);
  if (bytes === undefined || sealOf(bytes) !== 'whole') return undefined;
  const document: unknown = JSON.parse(bytes.toString('utf8'));
  assertFormat(document, `the mapping of run ${run}`, `stemma map ${run}`);
  // The seal says that it is what `writeEntitiesManifest` wrote.
  const manifest = document as EntitiesManifest;
  for (const file of mappedFiles) {
    const size = await sizeOf(join(jsonldFolder(dataDir, run), file));
    // A manifest from before a file existed lists less.
    const listed: Partial<EntitiesManifest['files']> = manifest.files;
    if (size === undefined || size !== listed[file]?.bytes) return undefined;
  }
  return manifest;
}

export async function writeEntitiesManifest(dataDir: string, manifest: EntitiesManifest): Promise<void> {
  await writeFileAtomic(jsonldManifestPath(dataDir, manifest.run), sealedJson(manifest));
}

/** One hash for what a load reads of a mapping. */
export function loadedHash({ files }: EntitiesManifest): string {
  const { 'entities.ndjson': entities, 'presence.ndjson': presence } = files;
  return presence.bytes === 0 ? entities.sha256 : `${entities.sha256}+${presence.sha256}`;
}

/** Before the files are replaced: without a manifest the folder counts as not mapped. */
export async function dropEntitiesManifest(dataDir: string, run: string): Promise<void> {
  await rm(jsonldManifestPath(dataDir, run), { force: true });
}
