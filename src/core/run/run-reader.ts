import { throwIfAborted } from '../abort.ts';
import { StemmaError } from '../errors.ts';
import { type ByteRange, listElements } from '../json-scan.ts';
import { isArraySlice } from './body-slice.ts';
import { readLedger } from './ledger.ts';
import { RawFile } from './raw-file.ts';
import { dataFilePath, insideDataDir, relativeFile, type RunPlace } from './run-paths.ts';
import type { LedgerLine, RawElement } from './types.ts';

export interface ReadElementsOptions {
  /** Only these resources; all when absent. */
  readonly resources?: readonly string[];
  /** Only answers for which it is true; of others not even the bytes are read. */
  readonly isWanted?: (line: LedgerLine) => boolean;
  readonly signal?: AbortSignal;
}

/** The data files of one run, opened when first read. */
class RawFiles {
  readonly #place: RunPlace;
  readonly #files = new Map<string, RawFile>();

  constructor(place: RunPlace) {
    this.#place = place;
  }

  async slice(line: LedgerLine): Promise<Buffer> {
    let file = this.#files.get(line.file);
    if (file === undefined) {
      file = new RawFile(dataFilePath(this.#place, line.file));
      this.#files.set(line.file, file);
    }
    return file.read(line.offset, line.length);
  }

  async close(): Promise<void> {
    for (const file of this.#files.values()) await file.close();
  }
}

function rangesOf(line: LedgerLine, slice: Buffer): readonly ByteRange[] {
  if (!line.file.endsWith('.json') || !isArraySlice(line.wrap)) return [{ offset: 0, length: slice.length }];
  const ranges = listElements(slice);
  if (ranges !== undefined) return ranges;
  throw new StemmaError('STEMMA_RUN', `the stored answer ${line.seq} of ${line.url} is damaged: it is no longer JSON`, {
    hint: 'stemma verify',
    context: { seq: line.seq, file: line.file, offset: line.offset },
  });
}

/**
 * The records of a run as they stand in the raw files, one response's at a time, in the order of the ledger: JSON elements,
 * XML documents and other bodies of 2xx answers. Memory is bounded by the largest response. An unfinished run
 * gives its readable prefix. Throws STEMMA_RUN when what is stored is damaged, STEMMA_CANCELLED on abort.
 */
export async function* readElementBatches(
  dataDir: string,
  source: string,
  run: string,
  { resources, isWanted, signal }: ReadElementsOptions = {},
): AsyncGenerator<readonly RawElement[]> {
  const files = new RawFiles({ dataDir, source, run });
  try {
    for await (const line of readLedger(dataDir, source, run)) {
      throwIfAborted(signal);
      if (line.records === 0 || resources?.includes(line.resource) === false) continue;
      if (isWanted?.(line) === false) continue;
      const slice = await files.slice(line);
      const file = relativeFile(source, run, line.file);
      yield rangesOf(line, slice).map(({ offset, length }) => ({
        resource: line.resource,
        line,
        file,
        offset: line.offset + offset,
        length,
        bytes: slice.subarray(offset, offset + length),
      }));
    }
  } finally {
    await files.close();
  }
}

/** The same one by one. */
export async function* readElements(
  dataDir: string,
  source: string,
  run: string,
  options: ReadElementsOptions = {},
): AsyncGenerator<RawElement> {
  for await (const batch of readElementBatches(dataDir, source, run, options)) yield* batch;
}

/** The exact body as received, rebuilt from its slice. Throws STEMMA_RUN or STEMMA_DISK. */
export async function readBody(dataDir: string, source: string, run: string, line: LedgerLine): Promise<Buffer> {
  const files = new RawFiles({ dataDir, source, run });
  try {
    return bodyOf(line, await files.slice(line));
  } finally {
    await files.close();
  }
}

/** A body from its stored slice. */
export function bodyOf(line: Pick<LedgerLine, 'wrap'>, slice: Buffer): Buffer {
  const [before, after] = line.wrap;
  return before === '' && after === '' ? slice : Buffer.concat([Buffer.from(before), slice, Buffer.from(after)]);
}

/**
 * The bytes at a place as the graph and the entities name it: `file` relative to the data directory, `offset` in the
 * uncompressed file. Throws STEMMA_RUN when the file is shorter or lies outside the data directory.
 */
export async function readDataRange(dataDir: string, file: string, offset: number, length: number): Promise<Buffer> {
  const raw = new RawFile(insideDataDir(dataDir, file));
  try {
    return await raw.read(offset, length);
  } finally {
    await raw.close();
  }
}
