import { countersOf } from '../../graph/rows.ts';
import { compareBy } from '../core/code-point-order.ts';
import { type Counting, mappedRuns, readCountings } from '../core/run/counters-file.ts';
import type { Instant } from './past/instant.ts';

export interface CounterSeries {
  /** Oldest first. */
  readonly countings: readonly Counting[];
  /** Mapped runs that have no file of counters: they were mapped before there was one. */
  readonly unknown: readonly string[];
}

const byTime = compareBy<Counting>(
  ({ at }) => at,
  ({ source }) => source,
  ({ resource }) => resource,
  ({ record }) => record,
);

/** What all runs counted of a thing, under all ids it had. It does not matter in which order runs were loaded. */
export async function counterSeries(dataDir: string, ids: readonly string[]): Promise<CounterSeries> {
  const countings: Counting[] = [];
  const unknown: string[] = [];
  for (const run of await mappedRuns(dataDir)) {
    const found = await readCountings(dataDir, run, ids);
    if (found === undefined) unknown.push(run);
    else countings.push(...found);
  }
  return { countings: countings.sort(byTime), unknown };
}

/** The counters of a thing of these classes as they were counted last by an instant. */
export async function countersAt(
  dataDir: string,
  ids: readonly string[],
  labels: readonly string[],
  at: Instant,
): Promise<Readonly<Record<string, number | string>>> {
  const missing = new Set(labels.flatMap(countersOf));
  if (missing.size === 0) return {};
  const found: Record<string, number | string> = {};
  for (const { at: counted, values } of (await counterSeries(dataDir, ids)).countings.toReversed()) {
    if (Date.parse(counted) > at.ms) continue;
    for (const [name, value] of Object.entries(values)) {
      if (!missing.delete(name)) continue;
      found[name] = value;
    }
  }
  return found;
}
