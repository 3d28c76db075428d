import { LineSorter, type SortOptions } from '../../../src/core/sorted-lines.ts';

/** Values under a key, brought together whatever the order in which they come. Memory is bounded however many there are. */
export class Groups<T> {
  readonly #sorter: LineSorter;

  constructor(options: SortOptions = {}) {
    this.#sorter = new LineSorter(options);
  }

  /** Keys hold no line break and no tab. */
  add(entries: readonly (readonly [key: string, value: T])[]): Promise<void> {
    return this.#sorter.add(entries.map(([key, value]) => `${key}\t${JSON.stringify(value)}`));
  }

  /** Once, after the last: by key in the order of bytes, equal values of a key once; a key with more than `most` values comes again. */
  async *groups(
    most = Number.POSITIVE_INFINITY,
  ): AsyncGenerator<{ readonly key: string; readonly values: readonly T[] }> {
    let key: string | undefined;
    let values: T[] = [];
    for await (const chunk of this.#sorter.sorted()) {
      for (const line of chunk.toString().split('\n')) {
        const tab = line.indexOf('\t');
        if (tab === -1) continue;
        const found = line.slice(0, tab);
        if (found !== key || values.length >= most) {
          if (key !== undefined) yield { key, values };
          [key, values] = [found, []];
        }
        values.push(JSON.parse(line.slice(tab + 1)) as T);
      }
    }
    if (key !== undefined) yield { key, values };
  }

  discard(): Promise<void> {
    return this.#sorter.discard();
  }
}
