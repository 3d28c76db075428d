import { isoTime, momentOf } from '../src/core/clock.ts';
import { StemmaError } from '../src/core/errors.ts';
import type { EarlierRun } from '../src/core/run/earlier-runs.ts';

type Given = Readonly<Record<string, unknown>>;

/** How a source understands `--since last`. */
export interface SinceLast<S> {
  /** So much earlier than that run was begun, when the user says nothing. */
  readonly usualOverlapSeconds: number;
  /** @throws StemmaError when they cannot be used */
  readonly readSettings: (given: Given) => S;
  /** The stage that walks what is gone on from. */
  readonly stage: string;
  /** Whether a run with these settings told of the same, and came to its end. */
  readonly isSame: (settings: S, wanted: S) => boolean;
  /** What such a run walks, and how to begin when there is none: for the error. */
  readonly walked: string;
  readonly hint: string;
}

/**
 * A `resolveSettings` that puts `since: last` as the date it means now: when the newest complete run over the same things was
 * begun, less the overlap. It throws STEMMA_USAGE when there is no such run.
 */
export function sinceLast<S>(source: SinceLast<S>): (given: Given, earlier: readonly EarlierRun[]) => Given {
  return (given, earlier) => {
    if (given['since'] !== 'last') return given;
    const wanted = source.readSettings({ ...given, since: undefined });
    const found = earlier.find((run) => walkedTheSame(source, run, wanted));
    const begun = found === undefined ? undefined : momentOf(found.manifest.startedAt);
    if (begun === undefined) {
      throw new StemmaError(
        'STEMMA_USAGE',
        `there is no complete run over the same ${source.walked} for --since last to go on from`,
        { hint: source.hint },
      );
    }
    const overlap = typeof given['overlap'] === 'number' ? given['overlap'] : source.usualOverlapSeconds;
    return { ...given, since: isoTime(begun - overlap * 1000) };
  };
}

function walkedTheSame<S>(source: SinceLast<S>, { manifest }: EarlierRun, wanted: S): boolean {
  if (manifest.stages?.includes(source.stage) === false) return false;
  let settings: S;
  try {
    settings = source.readSettings(manifest.settings);
  } catch {
    return false;
  }
  return source.isSame(settings, wanted);
}
