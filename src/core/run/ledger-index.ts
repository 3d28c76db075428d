import { closeSync, constants, openSync, readSync } from 'node:fs';
import { noFollow } from '../atomic-file.ts';
import { diskError } from '../disk-error.ts';
import { StemmaError } from '../errors.ts';
import type { LinePlace } from '../ndjson.ts';
import { parseLedgerLine } from './ledger.ts';
import type { LedgerLine } from './types.ts';

/** Finds a ledger line by resource and URL, holding only its place in memory: a run may have millions. */
export class LedgerIndex {
  readonly #path: string;
  readonly #places = new Map<string, LinePlace>();
  #descriptor: number | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  add(resource: string, url: string, { offset, length }: LinePlace): void {
    this.#places.set(keyOf(resource, url), { offset, length });
  }

  /** Reads the line back from the file; synchronous, a few microseconds. */
  find(resource: string, url: string): LedgerLine | undefined {
    const place = this.#places.get(keyOf(resource, url));
    if (place === undefined) return undefined;
    const bytes = Buffer.allocUnsafe(place.length);
    try {
      this.#descriptor ??= openSync(this.#path, constants.O_RDONLY | noFollow);
      readSync(this.#descriptor, bytes, 0, place.length, place.offset);
    } catch (error) {
      throw diskError(error, 'read', this.#path);
    }
    const line = parseLedgerLine(bytes);
    if (line === undefined)
      throw new StemmaError('STEMMA_RUN', `${this.#path} was changed while this run was writing it`);
    return line;
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }
}

/** One string for a resource and a URL. */
export function keyOf(resource: string, url: string): string {
  return `${resource}\n${url}`;
}
