import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { onDisk, systemCodeOf } from '../src/core/disk-error.ts';
import { insideDataDir } from '../src/core/run/run-paths.ts';
import { parseEntity } from './run-index.ts';
import type { Account } from './run-index.ts';

/** Where a line of a mapped file stands. */
export interface LinePlace {
  /** Relative to the data directory. */
  readonly file: string;
  readonly offset: number;
  readonly length: number;
}

/** Lines nearer than this are read in one go: a gap costs less than a read. */
const widestGap = 32 * 1024;
const largestRead = 4 * 1024 * 1024;

/** Reads lines of mapped files, of this run and of earlier ones. */
export class AccountReader {
  readonly #dataDir: string;
  readonly #handles = new Map<string, Promise<FileHandle | undefined>>();

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
  }

  /** `undefined` when the file is not on this machine. */
  async read({ file, offset, length }: LinePlace): Promise<Account | undefined> {
    const bytes = await this.#bytes(file, offset, length);
    return bytes === undefined ? undefined : { line: parseEntity(bytes, file, offset), file, offset, length };
  }

  /** The same of many lines, in their order, in few reads. */
  async readAll(places: readonly LinePlace[]): Promise<readonly (Account | undefined)[]> {
    const found = new Map<LinePlace, Account>();
    for (const span of spansOf(places)) {
      const bytes = await this.#bytes(span.file, span.start, span.end - span.start);
      if (bytes === undefined) continue;
      for (const place of span.places) {
        const { file, offset, length } = place;
        const line = bytes.subarray(offset - span.start, offset - span.start + length);
        found.set(place, { line: parseEntity(line, file, offset), file, offset, length });
      }
    }
    return places.map((place) => found.get(place));
  }

  async close(): Promise<void> {
    for (const opened of this.#handles.values()) await (await opened)?.close();
  }

  async #bytes(file: string, offset: number, length: number): Promise<Buffer | undefined> {
    const handle = await this.#open(file);
    if (handle === undefined) return undefined;
    const bytes = Buffer.allocUnsafe(length);
    const { bytesRead } = await onDisk('read', file, () => handle.read(bytes, 0, length, offset));
    return bytes.subarray(0, bytesRead);
  }

  #open(file: string): Promise<FileHandle | undefined> {
    const known = this.#handles.get(file);
    if (known !== undefined) return known;
    const path = insideDataDir(this.#dataDir, file);
    const opened = open(path, constants.O_RDONLY).catch((error: unknown) => {
      if (systemCodeOf(error) === 'ENOENT') return undefined;
      throw error;
    });
    this.#handles.set(file, opened);
    return opened;
  }
}

interface Span {
  readonly file: string;
  readonly start: number;
  end: number;
  readonly places: LinePlace[];
}

/** Neighbouring lines of a file together. */
function spansOf(places: readonly LinePlace[]): readonly Span[] {
  const spans: Span[] = [];
  const ordered = places.toSorted((a, b) => (a.file === b.file ? a.offset - b.offset : a.file < b.file ? -1 : 1));
  for (const place of ordered) {
    const { file, offset, length } = place;
    const last = spans.at(-1);
    const end = Math.max(last?.end ?? 0, offset + length);
    if (last?.file === file && offset - last.end <= widestGap && end - last.start <= largestRead) {
      last.end = end;
      last.places.push(place);
    } else {
      spans.push({ file, start: offset, end: offset + length, places: [place] });
    }
  }
  return spans;
}
