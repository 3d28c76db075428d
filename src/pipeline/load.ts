import { hasChanges } from '../../graph/load-report.ts';
import { openForLoad } from '../../graph/open.ts';
import { loadKindOf, recordedRuns, withRun, type RecordedRun } from '../../graph/recorded-runs.ts';
import { tellUnchanged } from '../../graph/unchanged-run.ts';
import { counting, loadInto, noteRuns, runToLoad } from './load-into.ts';
import type { PipelineContext } from './plan.ts';
import { replay } from './replay.ts';
import type { ReportBuilder } from './report.ts';
import { runsNotHere } from './runs.ts';

/**
 * Entities of one run → graph, which is then what its runs make in their order. Where a newer run is in it, it is made of its
 * runs again, unless one of them is not on this machine any more: then what the graph did not know is added, and that is said.
 */
export async function loadStage(run: string, context: PipelineContext, report: ReportBuilder): Promise<void> {
  const { dataDir, progress } = context;
  const wanted = await runToLoad(context, run);
  const onAccount = counting(report);
  const target = await openForLoad({ dataDir, ...context.graph });
  let isLate: boolean;
  try {
    const recorded = await recordedRuns(target.store);
    const kind = loadKindOf(wanted, recorded);
    const missing = kind === 'replay' ? await runsNotHere(dataDir, othersThan(run, recorded)) : [];
    isLate = kind === 'replay' && missing.length === 0;
    const newer = recorded.findLast((one) => one.run > run)?.run;
    if (missing.length > 0 && newer !== undefined) progress.note(partlyText(run, newer, missing));
    if (kind === 'nothing') report.counters(await tellUnchanged({ dataDir, run, signal: context.signal, onAccount }));
    else if (!isLate) {
      const counts = await loadInto(target, wanted, context, onAccount);
      report.counters(counts);
      if (hasChanges(counts)) await target.publish();
    }
  } finally {
    await target.abandon();
  }
  if (!isLate) return noteRuns(context, [wanted]);
  const { difference, runs } = await replay(context, {
    choose: (recorded) => withRun(wanted, recorded),
    onAccount: (of) => (of === run ? onAccount : undefined),
  });
  report.counters(difference);
  progress.note(
    `${run} is not the newest run of the graph: it was made anew of its ${runs.length} runs, in their order`,
  );
}

function othersThan(run: string, recorded: readonly RecordedRun[]): readonly RecordedRun[] {
  return recorded.filter((one) => one.run !== run);
}

function partlyText(run: string, newer: string, missing: readonly string[]): string {
  const list = `${missing.slice(0, 3).join(', ')}${missing.length > 3 ? ' …' : ''}`;
  return (
    `${newer} is in the graph already, and the folders of ${list} are not here: of ${run} only what the graph did not ` +
    'know is added. For the whole past put them back and load it again'
  );
}
