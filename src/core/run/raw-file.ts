import { constants } from 'node:fs';
import { access, type FileHandle, open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { noFollow } from '../atomic-file.ts';
import { diskError, onDisk, systemCodeOf } from '../disk-error.ts';
import { isStemmaError, StemmaError } from '../errors.ts';

async function openRead(path: string): Promise<FileHandle> {
  return onDisk('read', path, () => open(path, constants.O_RDONLY | noFollow));
}

/** The file itself, or `<file>.gz` where that stands instead. */
export async function actualPath(path: string): Promise<{ path: string; isCompressed: boolean }> {
  try {
    await access(path);
  } catch {
    const compressed = `${path}.gz`;
    const exists = await access(compressed).then(
      () => true,
      () => false,
    );
    if (exists) return { path: compressed, isCompressed: true };
  }
  return { path, isCompressed: false };
}

/** All bytes of a raw file, uncompressed, in order. Throws STEMMA_DISK, or STEMMA_RUN for a broken gzip file. */
export async function* rawBytes(path: string): AsyncGenerator<Buffer> {
  const actual = await actualPath(path);
  const handle = await openRead(actual.path);
  const file = handle.createReadStream({ highWaterMark: 256 * 1024 });
  const stream = actual.isCompressed ? file.pipe(createGunzip({ chunkSize: 256 * 1024 })) : file;
  file.once('error', (error) => stream.destroy(error));
  try {
    for await (const chunk of stream) yield chunk as Buffer;
  } catch (error) {
    if (isStemmaError(error)) throw error;
    if (systemCodeOf(error)?.startsWith('Z_') === true) {
      throw new StemmaError('STEMMA_RUN', `${actual.path} is damaged: its gzip data does not decompress`, {
        cause: error,
      });
    }
    throw diskError(error, 'read', actual.path);
  } finally {
    stream.destroy();
    file.destroy();
  }
}

/** A forward-only walk over bytes. */
export class ByteCursor {
  readonly #chunks: AsyncGenerator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);
  position = 0;

  constructor(chunks: AsyncGenerator<Buffer>) {
    this.#chunks = chunks;
  }

  /** Hands the next `length` bytes to `sink` in pieces; returns how many there were before the end. */
  async feed(length: number, sink: (piece: Buffer) => void): Promise<number> {
    let done = 0;
    while (done < length) {
      if (this.#rest.length === 0) {
        const next = await this.#chunks.next();
        if (next.done === true) break;
        this.#rest = next.value;
        continue;
      }
      const piece = this.#rest.subarray(0, length - done);
      this.#rest = this.#rest.subarray(piece.length);
      sink(piece);
      done += piece.length;
      this.position += piece.length;
    }
    return done;
  }

  /** The next `length` bytes, fewer at the end. */
  async take(length: number): Promise<Buffer> {
    const pieces: Buffer[] = [];
    await this.feed(length, (piece) => pieces.push(piece));
    return pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces);
  }

  async close(): Promise<void> {
    await this.#chunks.return(undefined);
  }
}

/** Ranges of one raw file, by offset in the uncompressed file. Of a gzip file ascending ranges are cheap, going back starts over. */
export class RawFile {
  readonly #path: string;
  #handle: FileHandle | undefined;
  #size = 0;
  #cursor: ByteCursor | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /** Throws STEMMA_RUN when the file ends before the range does, STEMMA_DISK when it cannot be read. One call at a time. */
  async read(offset: number, length: number): Promise<Buffer> {
    if (this.#handle === undefined && this.#cursor === undefined) await this.#open();
    const bytes =
      this.#handle === undefined
        ? await this.#readCompressed(offset, length)
        : await this.#readPlain(this.#handle, offset, length);
    if (bytes.length === length) return bytes;
    throw new StemmaError('STEMMA_RUN', `${this.#path} ends before byte ${offset + length}, which its ledger knows`, {
      hint: 'stemma verify',
      context: { path: this.#path, offset, length },
    });
  }

  async close(): Promise<void> {
    await this.#handle?.close();
    await this.#cursor?.close();
    this.#handle = undefined;
    this.#cursor = undefined;
  }

  async #open(): Promise<void> {
    const actual = await actualPath(this.#path);
    if (actual.isCompressed) {
      this.#cursor = new ByteCursor(rawBytes(this.#path));
      return;
    }
    const handle = await openRead(actual.path);
    this.#handle = handle;
    this.#size = (await onDisk('read', actual.path, () => handle.stat())).size;
  }

  async #readPlain(handle: FileHandle, offset: number, length: number): Promise<Buffer> {
    if (offset + length > this.#size) this.#size = (await onDisk('read', this.#path, () => handle.stat())).size;
    if (offset + length > this.#size) return Buffer.alloc(0);
    const bytes = Buffer.allocUnsafe(length);
    let done = 0;
    while (done < length) {
      const { bytesRead } = await onDisk('read', this.#path, () =>
        handle.read(bytes, done, length - done, offset + done),
      );
      if (bytesRead === 0) break;
      done += bytesRead;
    }
    return bytes.subarray(0, done);
  }

  async #readCompressed(offset: number, length: number): Promise<Buffer> {
    if (this.#cursor !== undefined && this.#cursor.position > offset) {
      await this.#cursor.close();
      this.#cursor = new ByteCursor(rawBytes(this.#path));
    }
    const cursor = this.#cursor ?? new ByteCursor(rawBytes(this.#path));
    await cursor.feed(offset - cursor.position, () => undefined);
    return cursor.take(length);
  }
}
