import type { LedgerLine, Manifest, Miss } from './types.ts';

type Counts = Manifest['counts'][string];

/** Requests, records, bytes and misses per resource, as the manifest shows them. */
export class RunCounts {
  readonly #byResource = new Map<string, { -readonly [K in keyof Counts]: Counts[K] }>();

  addResponse(line: Pick<LedgerLine, 'resource' | 'records' | 'bytes'>): void {
    const counts = this.#of(line.resource);
    counts.requests += 1;
    counts.records += line.records;
    counts.bytes += line.bytes;
  }

  addMiss(miss: Pick<Miss, 'resource'>): void {
    this.#of(miss.resource).missed += 1;
  }

  /** A copy, sorted by resource. */
  toRecord(): Record<string, Counts> {
    const sorted = [...this.#byResource].sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(sorted.map(([resource, counts]) => [resource, { ...counts }]));
  }

  #of(resource: string): { -readonly [K in keyof Counts]: Counts[K] } {
    let counts = this.#byResource.get(resource);
    if (counts === undefined) {
      counts = { requests: 0, records: 0, bytes: 0, missed: 0 };
      this.#byResource.set(resource, counts);
    }
    return counts;
  }
}
