import type { ExtractContext } from './source.ts';

/** Counts of one stage, told to the progress display and the report as they grow. */
export interface Tally {
  add(counts: {
    readonly records?: number;
    readonly attempts?: number;
    readonly failed?: number;
    /** Answered by an earlier run. */
    readonly known?: number;
    /** Different things that records refer to. */
    readonly references?: number;
    /** Rows of lists, and those of them that are left out of the list as it is shown to everybody. */
    readonly listed?: number;
    readonly hidden?: number;
  }): void;
  stop(): void;
}

export function createTally(
  { progress, stageSink }: Pick<ExtractContext, 'progress' | 'stageSink'>,
  stage: string,
  expected: number | undefined,
): Tally {
  const total = { records: 0, requests: 0, failed: 0, retried: 0 };
  const more = { known: 0, references: 0 };
  const lists: { listed?: number; hidden?: number } = {};
  progress.start(stage, expected);
  stageSink?.start(stage);
  return {
    add({ records = 0, attempts = 0, failed = 0, known = 0, references = 0, listed, hidden }) {
      total.records += records;
      total.failed += failed;
      total.requests += Math.min(attempts, 1);
      total.retried += Math.max(attempts - 1, 0);
      more.known += known;
      more.references += references;
      if (listed !== undefined) lists.listed = (lists.listed ?? 0) + listed;
      if (hidden !== undefined) lists.hidden = (lists.hidden ?? 0) + hidden;
      progress.update(stage, { ...total });
      stageSink?.count(stage, { ...total, ...more, ...lists });
    },
    stop: () => {
      progress.stop(stage);
      stageSink?.end(stage);
    },
  };
}
