import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { byCodePoint, compareBy } from '../../core/code-point-order.ts';
import { onDisk } from '../../core/disk-error.ts';
import { readLines } from '../../core/ndjson.ts';

/** Portions that are each sorted and put on disk, read back as one sorted whole. */
export class SortedSpool<T> {
  readonly #folder: string;
  readonly #keyOf: (item: T) => string;
  readonly #files: string[] = [];

  constructor(folder: string, keyOf: (item: T) => string) {
    this.#folder = folder;
    this.#keyOf = keyOf;
  }

  async add(items: readonly T[]): Promise<void> {
    if (items.length === 0) return;
    const path = join(this.#folder, `sorted-${this.#files.length}.ndjson`);
    const lines = items.toSorted(compareBy(this.#keyOf)).map((item) => `${JSON.stringify(item)}\n`);
    await onDisk('write', path, () => writeFile(path, lines.join('')));
    this.#files.push(path);
  }

  async *read(): AsyncGenerator<T> {
    const readers = this.#files.map((path) => readLines(path));
    const heads: Head<T>[] = [];
    const advance = async (reader: Head<T>['reader']): Promise<void> => {
      const next = await reader.next();
      if (next.done === true) return;
      const item = JSON.parse(next.value.line.toString()) as T;
      const key = this.#keyOf(item);
      heads.splice(placeOf(heads, key), 0, { item, key, reader });
    };
    try {
      for (const reader of readers) await advance(reader);
      for (;;) {
        const head = heads.pop();
        if (head === undefined) return;
        yield head.item;
        await advance(head.reader);
      }
    } finally {
      for (const reader of readers) await reader.return(undefined);
    }
  }
}

interface Head<T> {
  readonly item: T;
  readonly key: string;
  readonly reader: AsyncGenerator<{ readonly line: Buffer }>;
}

/** The least is last. */
function placeOf<T>(heads: readonly Head<T>[], key: string): number {
  let [low, high] = [0, heads.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (byCodePoint(heads[middle]?.key ?? '', key) > 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
