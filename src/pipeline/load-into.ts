import type { LoadReport } from '../../graph/load-report.ts';
import { loadRun } from '../../graph/load.ts';
import type { RunToLoad } from '../../graph/recorded-runs.ts';
import type { GraphLoadTarget } from '../../graph/store.ts';
import { sources as registry } from '../../extract/index.ts';
import type { EntityLine } from '../../ontology/entity.ts';
import { authorityOfSources } from './authority.ts';
import type { PipelineContext } from './plan.ts';
import { loadedHash, readEntitiesManifest } from './entities-folder.ts';
import type { ReportBuilder } from './report.ts';
import { graphKey, noteLoaded } from './stages.ts';

type Verdict = 'new' | 'updated' | 'unchanged';
/** Told once for each account of a run, what became of it. */
export type OnAccount = (line: EntityLine, verdict: Verdict) => void;

/** A record of a resource may give several things; the one its resource is about is counted. */
function mainLabels(): ReadonlyMap<string, readonly string[]> {
  return new Map(
    registry.flatMap((source) =>
      source.resources.map(({ name, about, emits }) => [name, about ?? emits.slice(0, 1)] as const),
    ),
  );
}

/** Counts what became of a run's accounts. */
export function counting(report: ReportBuilder): OnAccount {
  const labels = mainLabels();
  return (line, verdict) => {
    const { resource } = line.origin;
    const isAbout = labels.get(resource)?.includes(line['@type']) === true;
    // What only says where a name leads is about nothing new.
    if (isAbout && line['redirectsTo'] === undefined) report.resource(resource)[verdict]++;
  };
}

/** A mapped run as this command asks for it. */
export async function runToLoad(context: PipelineContext, run: string): Promise<RunToLoad> {
  const manifest = await readEntitiesManifest(context.dataDir, run);
  return {
    run,
    inlineContent: context.inlineContent === true,
    acceptRemovals: context.acceptRemovals === true,
    ...(manifest === undefined ? {} : { mapping: loadedHash(manifest) }),
  };
}

/** Loads a run after those that the target holds, and shows how far it is. */
export async function loadInto(
  target: GraphLoadTarget,
  wanted: RunToLoad,
  context: PipelineContext,
  onAccount: OnAccount = () => undefined,
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
    ...wanted,
    target,
    dataDir,
    authority: authorityOfSources(),
    signal,
    onAccount,
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

/** Notes with the runs that the graph holds them. */
export async function noteRuns(context: PipelineContext, runs: readonly RunToLoad[]): Promise<void> {
  for (const { run, mapping } of runs)
    if (mapping !== undefined) await noteLoaded(context.dataDir, run, graphKey(context.graph.uri), mapping);
}
