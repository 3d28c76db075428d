import { readLedger, readMisses } from '../core/run/ledger.ts';
import type { MissKind } from '../core/run/types.ts';

/** What one stage of a source asked for. */
export interface StageContents {
  readonly stage: string;
  /** Records received, by resource; of what is no JSON, answers. */
  readonly received: Readonly<Record<string, number>>;
  readonly missed: number;
}

/** Things of one resource that were not obtained for one reason. */
export interface MissedKind {
  readonly kind: MissKind;
  readonly resource: string;
  readonly count: number;
  /** As they were asked for, the first few. */
  readonly examples: readonly string[];
}

export interface RunContents {
  readonly stages: readonly StageContents[];
  /** The most frequent first. */
  readonly missed: readonly MissedKind[];
}

const mostExamples = 3;

/** What a run of a source holds, stage by stage, and what it missed. Reads its two lists once. */
export async function runContents(dataDir: string, source: string, run: string): Promise<RunContents> {
  const stages = new Map<string, { received: Record<string, number>; missed: number }>();
  const of = (stage: string): { received: Record<string, number>; missed: number } => {
    const found = stages.get(stage) ?? { received: {}, missed: 0 };
    stages.set(stage, found);
    return found;
  };
  for await (const { resource, stage = resource, status, records, mediaType } of readLedger(dataDir, source, run)) {
    const { received } = of(stage);
    if (status !== 200 && status !== 206) continue;
    received[resource] = (received[resource] ?? 0) + (mediaType.includes('json') ? records : Math.max(records, 1));
  }
  const missed = new Map<string, { kind: MissKind; resource: string; count: number; examples: string[] }>();
  for await (const { resource, stage = resource, kind, id } of readMisses(dataDir, source, run)) {
    of(stage).missed += 1;
    const key = `${kind} ${resource}`;
    const found = missed.get(key) ?? { kind, resource, count: 0, examples: [] };
    missed.set(key, found);
    found.count += 1;
    if (found.examples.length < mostExamples) found.examples.push(id);
  }
  return {
    stages: [...stages].map(([stage, contents]) => ({ stage, ...contents })),
    missed: [...missed.values()].sort((a, b) => b.count - a.count),
  };
}
