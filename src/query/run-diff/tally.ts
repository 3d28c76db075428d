import { emptyDiffCounts, type CounterSummary, type DiffCounts, type DiffItem } from './types.ts';
import type { AccountMark } from './read-run.ts';

/** Counts everything, item or not. */
export class DiffTally {
  readonly counts: Record<string, DiffCounts> = {};
  readonly fields: Record<string, number> = {};
  readonly edges: Record<string, { gained: number; lost: number }> = {};
  readonly counters: Record<string, { -readonly [K in keyof CounterSummary]: CounterSummary[K] }> = {};
  licenses = 0;

  of(label: string): DiffCounts {
    return (this.counts[label] ??= emptyDiffCounts());
  }

  item({ kind, label, changes, edges, license }: DiffItem): void {
    this.of(label)[kind] += 1;
    if (license) this.licenses += 1;
    for (const name of new Set([...changes.map(({ property }) => property), ...edges.map(({ type }) => type)]))
      this.fields[name] = (this.fields[name] ?? 0) + 1;
    for (const { type, change } of edges) (this.edges[type] ??= { gained: 0, lost: 0 })[change] += 1;
  }

  /** Counters of one thing, each by the first resource of which both runs have it. */
  count(pairs: readonly (readonly [AccountMark, AccountMark])[]): void {
    const seen = new Set<string>();
    for (const [a, b] of pairs) {
      for (const [name, before] of Object.entries(a.counters ?? {})) {
        const after = b.counters?.[name];
        if (after === undefined || seen.has(name)) continue;
        seen.add(name);
        const sum = (this.counters[name] ??= { things: 0, before: 0, after: 0, rose: 0, fell: 0 });
        sum.things += 1;
        sum.before += before;
        sum.after += after;
        if (after > before) sum.rose += 1;
        if (after < before) sum.fell += 1;
      }
    }
  }
}

export function sortedRecord<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
