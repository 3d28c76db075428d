import { readdir } from 'node:fs/promises';
import { systemCodeOf, diskError } from '../disk-error.ts';
import { isStemmaError } from '../errors.ts';
import { readLineBatches } from '../ndjson.ts';
import { parseLedgerLine, readMisses } from './ledger.ts';
import { readManifest } from './manifest.ts';
import { isRunName, ledgerPath, sourceFolder } from './run-paths.ts';
import { readBody, readElements } from './run-reader.ts';
import type { LedgerLine, Manifest, Miss, RawElement } from './types.ts';

/** A ledger line and where it begins in its ledger. */
export interface PlacedLine {
  readonly line: LedgerLine;
  readonly offset: number;
}

/** A complete run of the same source that was begun before. */
export interface EarlierRun {
  readonly run: string;
  readonly manifest: Manifest;
  /** Path of its ledger. */
  readonly ledger: string;
  /** Its ledger lines of one resource, in their order. */
  lines(resource: string): AsyncIterable<PlacedLine>;
  elements(resource: string, isWanted?: (line: LedgerLine) => boolean): AsyncIterable<RawElement>;
  misses(): AsyncIterable<Miss>;
  /** The exact body of one of its answers. */
  body(line: LedgerLine): Promise<Buffer>;
}

/**
 * The complete runs of a source that were begun before this moment (ISO 8601 UTC; without it all), newest first: what a run may take for
 * known. A resumed run asks for the moment it was begun itself, and so finds the same ones. A run that was not finished is no
 * one's knowledge but its own. What cannot be read is left out; `verify` tells of it. Throws STEMMA_DISK when the folder cannot
 * be listed.
 */
export async function earlierRuns(dataDir: string, source: string, before?: string): Promise<readonly EarlierRun[]> {
  const found: EarlierRun[] = [];
  for (const name of await runNamesOf(dataDir, source)) {
    const manifest = await readManifest(dataDir, source, name).catch((error: unknown) => {
      if (isStemmaError(error, 'STEMMA_RUN')) return undefined;
      throw error;
    });
    if (manifest?.state !== 'complete') continue;
    if (before === undefined || manifest.startedAt < before) found.push(openEarlier(dataDir, manifest));
  }
  return found.sort((a, b) => (a.manifest.startedAt < b.manifest.startedAt ? 1 : -1));
}

async function runNamesOf(dataDir: string, source: string): Promise<string[]> {
  const folder = sourceFolder(dataDir, source);
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory() && isRunName(entry.name)).map((entry) => entry.name);
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return [];
    throw diskError(error, 'list', folder);
  }
}

function openEarlier(dataDir: string, manifest: Manifest): EarlierRun {
  const { source, run } = manifest;
  const ledger = ledgerPath({ dataDir, source, run });
  const has = (resource: string): boolean => manifest.counts[resource] !== undefined;
  return {
    run,
    manifest,
    ledger,
    async *lines(resource) {
      if (has(resource)) yield* linesOf(ledger, resource);
    },
    async *elements(resource, isWanted) {
      const filter = isWanted === undefined ? {} : { isWanted };
      if (has(resource)) yield* readElements(dataDir, source, run, { resources: [resource], ...filter });
    },
    misses: () => readMisses(dataDir, source, run),
    body: (line) => readBody(dataDir, source, run, line),
  };
}

/** The name of the resource stands within so many bytes of a line's beginning. */
const headLength = 120;

/** A ledger may hold millions of lines of other resources: those are not parsed. */
async function* linesOf(ledger: string, resource: string): AsyncGenerator<PlacedLine> {
  const mark = Buffer.from(`"resource":${JSON.stringify(resource)}`);
  for await (const batch of readLineBatches(ledger)) {
    for (const { line: bytes, offset } of batch) {
      if (!bytes.subarray(0, headLength).includes(mark)) continue;
      const line = parseLedgerLine(bytes);
      if (line?.resource === resource) yield { line, offset };
    }
  }
}
