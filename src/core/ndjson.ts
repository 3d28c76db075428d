import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { noFollow, writeAt } from './atomic-file.ts';
import { diskError, onDisk } from './disk-error.ts';

const newline = 0x0a;
const chunkBytes = 256 * 1024;

/** A line of an NDJSON file, without its newline; offsets are absolute in the file. */
export interface NdjsonLine {
  readonly offset: number;
  readonly length: number;
  readonly line: Buffer;
}

/** A line's place, as `append` gives it back. */
export interface LinePlace {
  readonly offset: number;
  readonly length: number;
}

/**
 * The complete lines of a file, a batch per chunk read. A torn last line (no newline) is left out. Each batch has its own memory.
 * Throws STEMMA_DISK when the file cannot be read.
 */
export async function* readLineBatches(path: string, start = 0): AsyncGenerator<readonly NdjsonLine[]> {
  const handle = await onDisk('read', path, () => open(path, constants.O_RDONLY | noFollow));
  try {
    let position = start;
    let pieces: Buffer[] = [];
    let pending = 0;
    for (;;) {
      const chunk = Buffer.allocUnsafe(chunkBytes);
      const { bytesRead } = await onDisk('read', path, () => handle.read(chunk, 0, chunkBytes, position + pending));
      if (bytesRead === 0) return;
      const read = chunk.subarray(0, bytesRead);
      if (!read.includes(newline)) {
        // Joined once a newline comes, so that one very long line costs linear time.
        pieces.push(read);
        pending += bytesRead;
        continue;
      }
      const joined = pieces.length === 0 ? read : Buffer.concat([...pieces, read]);
      const { lines, used } = splitLines(joined, position);
      yield lines;
      position += used;
      pieces = used < joined.length ? [joined.subarray(used)] : [];
      pending = joined.length - used;
    }
  } finally {
    await handle.close();
  }
}

function splitLines(bytes: Buffer, base: number): { lines: NdjsonLine[]; used: number } {
  const lines: NdjsonLine[] = [];
  let from = 0;
  for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, from)) {
    lines.push({ offset: base + from, length: end - from, line: bytes.subarray(from, end) });
    from = end + 1;
  }
  return { lines, used: from };
}

/** The complete lines of a file one by one; see `readLineBatches`. */
export async function* readLines(path: string, start = 0): AsyncGenerator<NdjsonLine> {
  for await (const batch of readLineBatches(path, start)) yield* batch;
}

/** An NDJSON file open for appending. One call at a time. */
export class NdjsonFile {
  readonly path: string;
  readonly #handle: FileHandle;
  #size: number;

  constructor(path: string, handle: FileHandle, size: number) {
    this.path = path;
    this.#handle = handle;
    this.#size = size;
  }

  /** Bytes appended so far and known to be whole lines. */
  get size(): number {
    return this.#size;
  }

  /** File descriptor, for synchronous reads of what was appended. */
  get descriptor(): number {
    return this.#handle.fd;
  }

  /** Appends lines (without newlines) in one write. Not durable before `sync`. Throws STEMMA_DISK; a later append overwrites what was torn. */
  async append(lines: readonly string[]): Promise<readonly LinePlace[]> {
    const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
    const places: LinePlace[] = [];
    let offset = this.#size;
    for (const line of lines) {
      const length = Buffer.byteLength(line);
      places.push({ offset, length });
      offset += length + 1;
    }
    try {
      await writeAt(this.#handle, bytes, this.#size);
    } catch (error) {
      throw diskError(error, 'write', this.path);
    }
    this.#size = offset;
    return places;
  }

  /** Everything appended is on disk when it resolves. */
  async sync(): Promise<void> {
    await onDisk('flush', this.path, () => this.#handle.datasync());
  }

  /** Cuts off what lies behind the known end: a torn line, or what a failed append left. */
  async truncate(): Promise<void> {
    await onDisk('shorten', this.path, () => this.#handle.truncate(this.#size));
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }
}

/** Opens a file for appending, created when absent. `size` bytes are kept, the rest is cut off (default: 0, an empty file). */
export async function openNdjson(path: string, size = 0): Promise<NdjsonFile> {
  const handle = await onDisk('open', path, () => open(path, constants.O_RDWR | constants.O_CREAT | noFollow, 0o666));
  const file = new NdjsonFile(path, handle, size);
  try {
    await file.truncate();
  } catch (error) {
    await handle.close();
    throw error;
  }
  return file;
}
