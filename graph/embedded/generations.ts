import { readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomic } from '../../src/core/atomic-file.ts';
import { onDisk, systemCodeOf } from '../../src/core/disk-error.ts';
import { graphFormatVersion, otherFormat } from '../format-version.ts';
import { graphFolder } from '../../src/core/run/run-paths.ts';
import { damaged } from './errors.ts';

/**
 * The embedded graph on disk: `graph/<n>/graph.grafeo` and `meta.json` per generation, written once and never changed,
 * and `graph/current`, one line that names the generation readers open.
 */
const metaShape = z.object({
  formatVersion: z.number(),
  engine: z.string(),
  engineVersion: z.string(),
  bytes: z.number(),
  sha256: z.string(),
});
/** `meta.json`: what a generation was written with, and its file's size and hash. */
export type GenerationMeta = z.infer<typeof metaShape>;

export function generationFolder(dataDir: string, generation: number): string {
  return join(graphFolder(dataDir), String(generation));
}

export function generationFile(dataDir: string, generation: number): string {
  return join(generationFolder(dataDir, generation), 'graph.grafeo');
}

function pointerPath(dataDir: string): string {
  return join(graphFolder(dataDir), 'current');
}

/** The published generation; `undefined` before the first load. */
export async function currentGeneration(dataDir: string): Promise<number | undefined> {
  const path = pointerPath(dataDir);
  const text = await onDisk('read', path, () =>
    readFile(path, 'utf8').catch((error: unknown) => {
      if (systemCodeOf(error) === 'ENOENT') return undefined;
      throw error;
    }),
  );
  if (text === undefined) return undefined;
  const generation = Number(text.trim());
  if (!Number.isSafeInteger(generation) || generation < 1) throw damaged(`${path} names no generation`);
  return generation;
}

/** Atomic and durable: a reader sees the old name or the new one. */
export async function pointAt(dataDir: string, generation: number): Promise<void> {
  await writeFileAtomic(pointerPath(dataDir), `${generation}\n`);
}

export async function writeMeta(dataDir: string, generation: number, meta: GenerationMeta): Promise<void> {
  await writeFileAtomic(metaPath(dataDir, generation), `${JSON.stringify(meta, null, 2)}\n`);
}

function metaPath(dataDir: string, generation: number): string {
  return join(generationFolder(dataDir, generation), 'meta.json');
}

/** @throws ENOENT of the file system, STEMMA_GRAPH_DAMAGED, STEMMA_STORE for a format of another version. */
export async function readMeta(dataDir: string, generation: number): Promise<GenerationMeta> {
  const path = metaPath(dataDir, generation);
  const meta = metaShape.safeParse(parsed(await readFile(path, 'utf8'), path));
  if (!meta.success) throw damaged(`${path} is not readable`, meta.error);
  if (meta.data.formatVersion !== graphFormatVersion) {
    throw otherFormat(meta.data.formatVersion, path, 'stemma load --rebuild');
  }
  return meta.data;
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw damaged(`${path} is not JSON`, error);
  }
}

/** Generations on disk, published or left behind by a killed load, ascending. */
export async function listGenerations(dataDir: string): Promise<readonly number[]> {
  const names = await readdir(graphFolder(dataDir));
  return names
    .filter((name) => /^[1-9]\d{0,14}$/.test(name))
    .map(Number)
    .sort((a, b) => a - b);
}

/** A folder that cannot be removed (open under Windows) is left; the next load tries again. */
export async function removeGeneration(dataDir: string, generation: number): Promise<void> {
  await rm(generationFolder(dataDir, generation), { recursive: true, force: true }).catch(() => undefined);
}

/** All but the published one. */
export async function removeFormerGenerations(dataDir: string): Promise<void> {
  const current = await currentGeneration(dataDir);
  for (const generation of await listGenerations(dataDir))
    if (generation !== current) await removeGeneration(dataDir, generation);
}
