import type { LoadReport } from '../../graph/load-report.ts';
import type { HttpStats } from '../core/http/stats.ts';

/** What happened to one resource. The three in the middle are known once the graph was loaded; before that they are 0. */
export interface ResourceReport {
  /** Records stored, or read again from an earlier part of the run. */
  fetched: number;
  /** Things the graph had no account of from this source. */
  new: number;
  /** Things whose account changed. */
  updated: number;
  /** Things whose account is the one the graph had. */
  unchanged: number;
  /** Asked for and not obtained, or obtained and not usable. */
  failed: number;
}

/** How one stage of a source went. */
export interface StageReport {
  readonly requests: number;
  readonly retried: number;
  /** Stored, or read again from an earlier part of the run. */
  readonly records: number;
  readonly failed: number;
  /** Not asked for, because an earlier run has it. */
  readonly known: number;
  /** Different things that records refer to. */
  readonly references: number;
  /** Rows of lists that were read, where the stage reads any. */
  readonly listed?: number;
  /** Of those, how many the source leaves out of its list unless it is asked for them. */
  readonly hidden?: number;
  readonly seconds: number;
  /** Records a second. */
  readonly recordsPerSecond: number;
  readonly requestsPerSecond: number;
}

export type ReportState = 'complete' | 'failed' | 'interrupted';

/** What `--json` prints at the end of `run`, `extract`, `map`, `load` and `resume`. Names are never changed. */
export interface RunReport extends Partial<LoadReport> {
  readonly run: string;
  readonly state: ReportState;
  readonly resources: Readonly<Record<string, ResourceReport>>;
  /** Count by code. */
  readonly issues: Readonly<Record<string, number>>;
  readonly seconds: number;
  /** Stages of the sources, when something was extracted. */
  readonly sourceStages?: Readonly<Record<string, StageReport>>;
  /** What was asked of which host, when anything could be. */
  readonly http?: HttpStats;
}

export const counterNames = [
  'nodesCreated',
  'nodesUpdated',
  'nodesDeleted',
  'relationshipsCreated',
  'relationshipsUpdated',
  'relationshipsDeleted',
  'unchanged',
  'runsRecorded',
  'countersUpdated',
  'removalsHeld',
] as const satisfies readonly (keyof LoadReport)[];

/** Gathers a report while the stages run. */
export class ReportBuilder {
  readonly run: string;
  readonly #resources = new Map<string, ResourceReport>();
  #issues: Readonly<Record<string, number>> = {};
  #counters: Partial<LoadReport> = {};
  #stages: Readonly<Record<string, StageReport>> = {};
  #http: HttpStats | undefined;

  constructor(run: string) {
    this.run = run;
  }

  /** Of one source; those of several are put together. */
  stages(stages: Readonly<Record<string, StageReport>>): void {
    this.#stages = { ...this.#stages, ...stages };
  }

  http(stats: HttpStats): void {
    this.#http = this.#http === undefined ? stats : joinedStats(this.#http, stats);
  }

  resource(name: string): ResourceReport {
    const found = this.#resources.get(name) ?? { fetched: 0, new: 0, updated: 0, unchanged: 0, failed: 0 };
    this.#resources.set(name, found);
    return found;
  }

  issues(counts: Readonly<Record<string, number>>): void {
    this.#issues = counts;
  }

  counters(counters: LoadReport): void {
    this.#counters = Object.fromEntries(counterNames.map((name) => [name, counters[name]]));
  }

  get failed(): number {
    return [...this.#resources.values()].reduce((sum, resource) => sum + resource.failed, 0);
  }

  get warnings(): number {
    return Object.values(this.#issues).reduce((sum, count) => sum + count, 0);
  }

  /** `seconds` is rounded to milliseconds. */
  finish(state: ReportState, seconds: number): RunReport {
    const sorted = <T>(entries: Iterable<[string, T]>): Record<string, T> =>
      Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
    return {
      run: this.run,
      state,
      resources: sorted(this.#resources),
      issues: sorted(Object.entries(this.#issues)),
      seconds: Math.round(seconds * 1000) / 1000,
      ...this.#counters,
      ...(Object.keys(this.#stages).length === 0 ? {} : { sourceStages: this.#stages }),
      ...(this.#http === undefined ? {} : { http: this.#http }),
    };
  }
}

function joinedStats(one: HttpStats, other: HttpStats): HttpStats {
  return {
    requests: [...one.requests, ...other.requests],
    retries: one.retries + other.retries,
    waits: [...one.waits, ...other.waits],
    buckets: [...one.buckets, ...other.buckets],
  };
}
