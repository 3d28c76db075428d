import { hasChanges, type LoadReport } from '../../graph/load-report.ts';
import { loadRun } from '../../graph/load.ts';
import { openForLoad } from '../../graph/open.ts';
import { loadKindOf, recordedRuns, withRun } from '../../graph/recorded-runs.ts';
import { replayGraph } from '../../graph/replay.ts';
import type { Sandbox } from '../store/engines.ts';

/** Loads a run that stands as mapped lines alone, as the program loads one of its own; `undefined`: it was there already. */
export async function loadInAnyOrder(
  { location, dataDir }: Sandbox,
  run: string,
  authority: readonly string[],
): Promise<LoadReport | undefined> {
  const wanted = { run, mapping: `of ${run}` };
  const target = await openForLoad(location);
  try {
    const kind = loadKindOf(wanted, await recordedRuns(target.store));
    if (kind === 'nothing') return undefined;
    if (kind === 'append') {
      const report = await loadRun({ target, dataDir, authority, ...wanted });
      if (hasChanges(report)) await target.publish();
      return report;
    }
  } finally {
    await target.abandon();
  }
  const { difference } = await replayGraph({
    location,
    choose: (recorded) => Promise.resolve(withRun(wanted, recorded)),
    load: (to, one) => loadRun({ target: to, dataDir, authority, ...one }),
  });
  return difference;
}
