import type { ProgressSink } from '../../src/core/progress.ts';

/** Counts of one resource, told to the progress display as they grow. */
export interface Tally {
  add(counts: { readonly records?: number; readonly attempts?: number; readonly failed?: number }): void;
  stop(): void;
}

export function createTally(progress: ProgressSink, resource: string, expected: number | undefined): Tally {
  const total = { records: 0, requests: 0, failed: 0, retried: 0 };
  progress.start(resource, expected);
  return {
    add({ records = 0, attempts = 0, failed = 0 }) {
      total.records += records;
      total.failed += failed;
      total.requests += Math.min(attempts, 1);
      total.retried += Math.max(attempts - 1, 0);
      progress.update(resource, { ...total });
    },
    stop: () => progress.stop(resource),
  };
}
