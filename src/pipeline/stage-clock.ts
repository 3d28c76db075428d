import type { Clock } from '../core/clock.ts';
import type { StageCounts, StageSink } from '../../extract/source.ts';
import type { StageReport } from './report.ts';

interface Timed {
  /** Of the times it was ended. */
  counts: StageCounts;
  /** Since it was started. */
  current: StageCounts;
  startedAt: number | undefined;
  ms: number;
}

const nothing: StageCounts = { requests: 0, retried: 0, records: 0, failed: 0, known: 0, references: 0 };

/** Absent where neither counts it. */
function optionalSum(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined && other === undefined ? undefined : (one ?? 0) + (other ?? 0);
}

function sum(one: StageCounts, other: StageCounts): StageCounts {
  const listed = optionalSum(one.listed, other.listed);
  const hidden = optionalSum(one.hidden, other.hidden);
  return {
    ...(listed === undefined ? {} : { listed }),
    ...(hidden === undefined ? {} : { hidden }),
    requests: one.requests + other.requests,
    retried: one.retried + other.retried,
    records: one.records + other.records,
    failed: one.failed + other.failed,
    known: one.known + other.known,
    references: one.references + other.references,
  };
}

/** Counts and times the stages of one source. */
export class StageClock implements StageSink {
  readonly #stages: ReadonlyMap<string, Timed>;
  readonly #clock: Clock;

  /** `chosen` in the order in which they are reported. */
  constructor(chosen: readonly string[], clock: Clock) {
    this.#clock = clock;
    this.#stages = new Map(
      chosen.map((stage) => [stage, { counts: nothing, current: nothing, startedAt: undefined, ms: 0 }]),
    );
  }

  start(stage: string): void {
    const timed = this.#stages.get(stage);
    if (timed !== undefined) timed.startedAt = this.#clock.monotonic();
  }

  count(stage: string, counts: StageCounts): void {
    const timed = this.#stages.get(stage);
    if (timed !== undefined) timed.current = counts;
  }

  end(stage: string): void {
    const timed = this.#stages.get(stage);
    if (timed?.startedAt === undefined) return;
    timed.ms += this.#clock.monotonic() - timed.startedAt;
    timed.startedAt = undefined;
    timed.counts = sum(timed.counts, timed.current);
    timed.current = nothing;
  }

  /** Of the stages that did something. */
  reports(): Record<string, StageReport> {
    const reports: Record<string, StageReport> = {};
    for (const [stage, { counts, current, startedAt, ms }] of this.#stages) {
      if (startedAt === undefined && ms === 0) continue;
      const seconds = (ms + (startedAt === undefined ? 0 : this.#clock.monotonic() - startedAt)) / 1000;
      const all = sum(counts, current);
      const rate = (count: number): number => (seconds > 0 ? rounded(count / seconds) : 0);
      const rates = { recordsPerSecond: rate(all.records), requestsPerSecond: rate(all.requests) };
      reports[stage] = { ...all, seconds: rounded(seconds), ...rates };
    }
    return reports;
  }
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
