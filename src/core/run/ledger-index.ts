import { CompactMap } from '../compact-map.ts';
import { StemmaError } from '../errors.ts';
import { LineReader } from '../line-reader.ts';
import { parseLedgerLine } from './ledger.ts';
import type { LedgerLine } from './types.ts';

/** Finds a ledger line by resource and URL, holding only where it begins: a run may have millions. */
export class LedgerIndex {
  readonly #lines: LineReader;
  readonly #offsets = new CompactMap();

  constructor(path: string) {
    this.#lines = new LineReader(path);
  }

  add(resource: string, url: string, { offset }: { readonly offset: number }): void {
    this.#offsets.set(keyOf(resource, url), offset);
  }

  /** Reads the line back from the file; synchronous, a few microseconds. */
  find(resource: string, url: string): LedgerLine | undefined {
    const offset = this.#offsets.get(keyOf(resource, url));
    if (offset === undefined) return undefined;
    const bytes = this.#lines.lineAt(offset);
    const line = bytes === undefined ? undefined : parseLedgerLine(bytes);
    if (line === undefined)
      throw new StemmaError('STEMMA_RUN', `${this.#lines.path} was changed while this run was writing it`);
    // Another text with the same hash leads here, once in a very long while.
    return line.resource === resource && line.url === url ? line : undefined;
  }

  close(): void {
    this.#lines.close();
  }
}

/** One string for a resource and a URL. */
export function keyOf(resource: string, url: string): string {
  return `${resource}\n${url}`;
}
