import { isoTime, momentOf } from '../../src/core/clock.ts';
import { StemmaError } from '../../src/core/errors.ts';
import type { EarlierRun } from '../../src/core/run/earlier-runs.ts';
import { type OpenmlSettings, readSettings } from './settings.ts';

type Given = Readonly<Record<string, unknown>>;

const usualOverlapSeconds = 86_400;

/**
 * The settings with `since: last` as the date it means now: when the newest complete run over the same list was begun, less
 * the overlap, because runs are evaluated after they were uploaded.
 * @throws StemmaError STEMMA_USAGE when there is no such run
 */
export function resolveSince(given: Given, earlier: readonly EarlierRun[]): Given {
  if (given['since'] !== 'last') return given;
  const wanted = readSettings({ ...given, since: undefined });
  const found = earlier.find((run) => walkedTheSameList(run, wanted));
  const begun = found === undefined ? undefined : momentOf(found.manifest.startedAt);
  if (begun === undefined) {
    throw new StemmaError(
      'STEMMA_USAGE',
      'there is no complete run over the same runs of OpenML for --since last to go on from',
      { hint: 'begin with --since DATE or --all, with the same filters and address' },
    );
  }
  const overlap = typeof given['overlap'] === 'number' ? given['overlap'] : usualOverlapSeconds;
  return { ...given, since: isoTime(begun - overlap * 1000) };
}

/** One that came to the end of the list: the list begins with the oldest, so that a number of rows says nothing of the newest. */
function walkedTheSameList({ manifest }: EarlierRun, wanted: OpenmlSettings): boolean {
  if (manifest.stages?.includes('openml_runs') === false) return false;
  let settings: OpenmlSettings;
  try {
    settings = readSettings(manifest.settings);
  } catch {
    return false;
  }
  return (
    settings.baseUrl === wanted.baseUrl &&
    settings.numInstances === undefined &&
    (settings.all || settings.since !== undefined) &&
    JSON.stringify(settings.filters) === JSON.stringify(wanted.filters)
  );
}
