import { isoTime, momentOf } from '../../src/core/clock.ts';
import { StemmaError } from '../../src/core/errors.ts';
import type { EarlierRun } from '../../src/core/run/earlier-runs.ts';
import { selectFromList } from './select.ts';
import { type HubSettings, readSettings } from './settings.ts';

type Given = Readonly<Record<string, unknown>>;

const usualOverlapSeconds = 3600;

/**
 * The settings with `since: last` as the date it means now: when the newest complete run over the same list was begun, less
 * the overlap, because a change may reach the list late and two clocks never agree.
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
      'there is no complete run over the same list for --since last to go on from',
      {
        hint: 'begin with --all, --limit N or --since DATE, with the same filters and endpoint',
      },
    );
  }
  const overlap = typeof given['overlap'] === 'number' ? given['overlap'] : usualOverlapSeconds;
  return { ...given, since: isoTime(begun - overlap * 1000) };
}

/** Another endpoint, other filters or an id file alone say nothing of what changed here. */
function walkedTheSameList({ manifest }: EarlierRun, wanted: HubSettings): boolean {
  if (manifest.stages?.includes('hf_models') === false) return false;
  let settings: HubSettings;
  try {
    settings = readSettings(manifest.settings);
  } catch {
    return false;
  }
  return (
    settings.endpoint === wanted.endpoint &&
    settings.until === undefined &&
    // Bounded by a number, it may have ended before it came to its date.
    (settings.since === undefined || settings.numModels === undefined || settings.all) &&
    selectFromList(settings) !== undefined &&
    JSON.stringify(settings.filters) === JSON.stringify(wanted.filters)
  );
}
