import { verifyMapped, verifyRun, type VerifyProblem } from '../core/run/verify.ts';
import type { ProgressSink } from '../core/progress.ts';
import { readPending } from './forget/pending.ts';
import { sourcesOfRun } from './runs.ts';

export interface VerifiedRun {
  readonly run: string;
  readonly ok: boolean;
  /** Responses whose bytes were hashed. */
  readonly responses: number;
  readonly bytes: number;
  /** Answers of which something is forgotten. */
  readonly redacted: number;
  /** Short id of a thing whose forgetting began in this run and did not end: what differs may be that. */
  readonly forgetting?: string;
  readonly problems: readonly (VerifyProblem & { readonly source?: string })[];
}

/** Rebuilds and hashes what these runs hold: each response of each source, and the mapped entities. */
export async function verifyRuns(
  dataDir: string,
  runs: readonly string[],
  { progress, signal }: { readonly progress: ProgressSink; readonly signal: AbortSignal },
): Promise<readonly VerifiedRun[]> {
  const verified: VerifiedRun[] = [];
  const pending = await readPending(dataDir);
  progress.start('verify', runs.length);
  for (const run of runs) {
    let [responses, bytes, redacted] = [0, 0, 0];
    const problems: (VerifyProblem & { source?: string })[] = [];
    for (const source of await sourcesOfRun(dataDir, run)) {
      const report = await verifyRun(dataDir, source, run, { signal, withMapped: false });
      responses += report.responses;
      bytes += report.bytes;
      redacted += report.redacted;
      problems.push(...report.problems.map((problem) => ({ ...problem, source })));
    }
    problems.push(...(await verifyMapped(dataDir, run)));
    const isPending = pending?.places.some((place) => place.run === run) === true;
    const forgetting = isPending ? { forgetting: pending.forgotten.id } : {};
    verified.push({ run, ok: problems.length === 0, responses, bytes, redacted, ...forgetting, problems });
    progress.update('verify', { records: verified.length, failed: verified.filter((one) => !one.ok).length });
  }
  progress.stop('verify');
  return verified;
}
