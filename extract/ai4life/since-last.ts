import { isoTime, momentOf } from '../../src/core/clock.ts';
import { StemmaError } from '../../src/core/errors.ts';
import type { EarlierRun } from '../../src/core/run/earlier-runs.ts';
import { type Ai4lifeSettings, readSettings } from './settings.ts';

type Given = Readonly<Record<string, unknown>>;

const usualOverlapSeconds = 3600;

/**
 * The settings with `since: last` as the date it means now: when the newest complete run over the same collection was begun,
 * less the overlap.
 * @throws StemmaError STEMMA_USAGE when there is no such run
 */
export function resolveSince(given: Given, earlier: readonly EarlierRun[]): Given {
  if (given['since'] !== 'last') return given;
  const wanted = readSettings({ ...given, since: undefined });
  const found = earlier.find((run) => walkedTheSame(run, wanted));
  const begun = found === undefined ? undefined : momentOf(found.manifest.startedAt);
  if (begun === undefined) {
    throw new StemmaError(
      'STEMMA_USAGE',
      'there is no complete run over the same collection for --since last to go on from',
      { hint: 'begin without --since, or with --since DATE' },
    );
  }
  const overlap = typeof given['overlap'] === 'number' ? given['overlap'] : usualOverlapSeconds;
  return { ...given, since: isoTime(begun - overlap * 1000) };
}

function walkedTheSame({ manifest }: EarlierRun, wanted: Ai4lifeSettings): boolean {
  if (manifest.stages?.includes('ai4life_records') === false) return false;
  try {
    const { baseUrl, workspace, collection, most, staged } = readSettings(manifest.settings);
    const isSame = baseUrl === wanted.baseUrl && workspace === wanted.workspace && collection === wanted.collection;
    return isSame && most === undefined && (staged || !wanted.staged);
  } catch {
    return false;
  }
}
