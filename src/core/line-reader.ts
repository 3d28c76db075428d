import { closeSync, constants, openSync, readSync } from 'node:fs';
import { noFollow } from './atomic-file.ts';
import { diskError } from './disk-error.ts';

const newline = 0x0a;
const usualLength = 4096;

/** Single lines of a file by where they begin; synchronous, a few microseconds each. Opened when first read. */
export class LineReader {
  readonly path: string;
  #descriptor: number | undefined;

  constructor(path: string) {
    this.path = path;
  }

  /** The line without its newline; undefined when none begins and ends there. Throws STEMMA_DISK. */
  lineAt(offset: number): Buffer | undefined {
    for (let length = usualLength; ; length *= 4) {
      const bytes = this.#read(offset, length);
      const end = bytes.indexOf(newline);
      if (end >= 0) return bytes.subarray(0, end);
      if (bytes.length < length) return undefined;
    }
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  #read(offset: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    try {
      this.#descriptor ??= openSync(this.path, constants.O_RDONLY | noFollow);
      return bytes.subarray(0, readSync(this.#descriptor, bytes, 0, length, offset));
    } catch (error) {
      throw diskError(error, 'read', this.path);
    }
  }
}
