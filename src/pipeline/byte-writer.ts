import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { writeAt } from '../core/atomic-file.ts';
import { diskError } from '../core/disk-error.ts';

export interface WrittenFile {
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Writes chunks one after another and hashes what it writes. One chunk is on its way to the disk while the next is made.
 * Throws STEMMA_DISK.
 */
export class ByteWriter {
  readonly #path: string;
  readonly #handle: FileHandle;
  readonly #hash = createHash('sha256');
  #bytes = 0;
  #underWay: Promise<void> = Promise.resolve();

  private constructor(path: string, handle: FileHandle) {
    this.#path = path;
    this.#handle = handle;
  }

  static async create(path: string): Promise<ByteWriter> {
    try {
      return new ByteWriter(path, await open(path, 'w'));
    } catch (error) {
      throw diskError(error, 'create', path);
    }
  }

  /** Starts writing, after what is under way has been written. */
  async write(chunk: Uint8Array): Promise<void> {
    await this.#underWay;
    if (chunk.length === 0) return;
    const position = this.#bytes;
    this.#bytes += chunk.length;
    this.#hash.update(chunk);
    this.#underWay = writeAt(this.#handle, chunk, position).catch((error: unknown) => {
      throw diskError(error, 'write', this.#path);
    });
    // The failure is thrown at the next write; until then it must not count as unhandled.
    this.#underWay.catch(() => undefined);
  }

  /** Everything is on disk when it resolves. */
  async finish(): Promise<WrittenFile> {
    await this.#underWay;
    try {
      await this.#handle.sync();
    } catch (error) {
      throw diskError(error, 'flush', this.#path);
    }
    await this.#handle.close();
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }

  /** Gives up: closes without finishing. */
  async abandon(): Promise<void> {
    await this.#underWay.catch(() => undefined);
    await this.#handle.close().catch(() => undefined);
  }
}
