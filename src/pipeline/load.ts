import { addReports, hasChanges, type LoadReport } from '../../graph/load-report.ts';
import { loadRun } from '../../graph/load.ts';
import { openForLoad } from '../../graph/open.ts';
import type { GraphLoadTarget } from '../../graph/store.ts';
import { sources as registry } from '../../extract/index.ts';
import type { EntityLine } from '../../ontology/entity.ts';
import { authorityOfSources } from './authority.ts';
import type { PipelineContext } from './plan.ts';
import type { ReportBuilder } from './report.ts';
import { loadedHash, readEntitiesManifest } from './entities-folder.ts';
import { graphKey, noteLoaded } from './stages.ts';

type Verdict = 'new' | 'updated' | 'unchanged';

/** A record of a resource may give several things; the one its resource is about is counted. */
function mainLabels(): ReadonlyMap<string, readonly string[]> {
  return new Map(
    registry.flatMap((source) =>
      source.resources.map(({ name, about, emits }) => [name, about ?? emits.slice(0, 1)] as const),
    ),
  );
}

function counting(report: ReportBuilder): (line: EntityLine, verdict: Verdict) => void {
  const labels = mainLabels();
  return (line, verdict) => {
    const { resource } = line.origin;
    const isAbout = labels.get(resource)?.includes(line['@type']) === true;
    // What only says where a name leads is about nothing new.
    if (isAbout && line['redirectsTo'] === undefined) report.resource(resource)[verdict]++;
  };
}

async function loadInto(
  target: GraphLoadTarget,
  run: string,
  context: PipelineContext,
  report: ReportBuilder,
): Promise<LoadReport> {
  const { dataDir, progress, signal } = context;
  const stages = { nodes: 'load nodes', relationships: 'load relationships' } as const;
  let current: string | undefined;
  const show = (name: string, total?: number): void => {
    if (current === name) return;
    if (current !== undefined) progress.stop(current);
    progress.start(name, total);
    current = name;
  };
  const counts = await loadRun({
    target,
    dataDir,
    run,
    authority: authorityOfSources(),
    inlineContent: context.inlineContent === true,
    acceptRemovals: context.acceptRemovals === true,
    signal,
    onAccount: counting(report),
    onProgress: ({ step, done, total }) => {
      show(stages[step], total);
      progress.update(stages[step], { records: done });
      // The second pass tells of itself only when its first part is written.
      if (step === 'nodes' && done === total) show(stages.relationships);
    },
  });
  if (current !== undefined) progress.stop(current);
  return counts;
}

/** Entities of these runs → graph, in this order. An embedded graph is published once, at the end, when anything changed. */
export async function loadRuns(
  runs: readonly string[],
  context: PipelineContext,
  report: ReportBuilder,
  options: { readonly rebuild?: boolean } = {},
): Promise<void> {
  const { dataDir } = context;
  const location = { dataDir, ...context.graph };
  const target = await openForLoad(location, options.rebuild === true ? { rebuild: true } : {});
  let sum: LoadReport | undefined;
  try {
    for (const run of runs) {
      const counts = await loadInto(target, run, context, report);
      sum = sum === undefined ? counts : addReports(sum, counts);
    }
    if (sum !== undefined && (hasChanges(sum) || options.rebuild === true)) await target.publish();
    else await target.abandon();
  } catch (error) {
    await target.abandon().catch(() => undefined);
    throw error;
  }
  if (sum !== undefined) report.counters(sum);
  for (const run of runs) {
    const manifest = await readEntitiesManifest(dataDir, run);
    if (manifest !== undefined) await noteLoaded(dataDir, run, graphKey(context.graph.uri), loadedHash(manifest));
  }
}

/** Entities of one run → graph. */
export async function loadStage(run: string, context: PipelineContext, report: ReportBuilder): Promise<void> {
  await loadRuns([run], context, report);
}
