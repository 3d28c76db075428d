import type { GraphStore } from '../../../graph/store.ts';
import { aspectsOf, type Kind } from './aspects.ts';
import { Coverage, type CoverageRow, type Grouping } from './coverage.ts';
import { type Fault, faultsOfRun } from './faults.ts';
import { judgedThings } from './read-things.ts';

/** How many things have one aspect. */
export interface AspectCount {
  readonly aspect: string;
  readonly have: number;
  readonly of: number;
  /** 0..1 */
  readonly share: number;
  readonly fix: string;
}

/** What cannot be used, by kind. */
export interface FaultCount {
  readonly code: string;
  readonly total: number;
  /** The first few. */
  readonly examples: readonly Pick<Fault, 'id' | 'literal' | 'message' | 'pointer' | 'record' | 'fix'>[];
}

export interface QualityReport {
  readonly of: Kind;
  readonly things: number;
  readonly coverage: readonly AspectCount[];
  /** Things that refer to something nobody describes, or that is gone. */
  readonly undescribed: number;
  readonly gone: number;
  /** The run whose faults these are; null: no mapped run is here. */
  readonly run: string | null;
  readonly faults: readonly FaultCount[];
}

export interface QualityOptions {
  readonly kind: Kind;
  readonly dataDir: string;
  readonly run?: string | undefined;
  readonly signal?: AbortSignal;
}

/** How much is stated of all described things of a kind that are still there, and what of it cannot be used. */
export async function quality(
  store: GraphStore,
  { kind, dataDir, run, signal }: QualityOptions,
): Promise<QualityReport> {
  const [all] = await coverageBy(store, { kind, signal });
  const of = all?.things ?? 0;
  const coverage = aspectsOf[kind].map(({ name, fix }): AspectCount => {
    const have = all?.have[name] ?? 0;
    return { aspect: name, have, of, share: of === 0 ? 0 : have / of, fix };
  });
  const faults = run === undefined ? [] : await faultCounts(dataDir, run);
  const { undescribed = 0, gone = 0 } = all ?? {};
  return { of: kind, things: of, coverage, undescribed, gone, run: run ?? null, faults };
}

export async function coverageBy(
  store: GraphStore,
  { kind, by, signal }: { readonly kind: Kind; readonly by?: Grouping; readonly signal?: AbortSignal | undefined },
): Promise<readonly CoverageRow[]> {
  const coverage = new Coverage(kind, by);
  for await (const thing of judgedThings(store, kind, { signal })) coverage.add(thing);
  return coverage.rows(by);
}

const mostExamples = 3;

async function faultCounts(dataDir: string, run: string): Promise<readonly FaultCount[]> {
  const found = new Map<string, { total: number; examples: FaultCount['examples'][number][] }>();
  for await (const { code, ...example } of faultsOfRun(dataDir, run)) {
    const count = found.get(code) ?? { total: 0, examples: [] };
    found.set(code, count);
    count.total += 1;
    if (count.examples.length < mostExamples) count.examples.push(example);
  }
  const counts = [...found].map(([code, count]): FaultCount => ({ code, ...count }));
  return counts.sort((a, b) => b.total - a.total || (a.code < b.code ? -1 : 1));
}
