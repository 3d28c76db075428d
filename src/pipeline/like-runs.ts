import { resumableRuns } from './resume.ts';
import { plannedSources, settlePlan, type RunPlan } from './plan.ts';
import type { PlannedSource, StageName } from './stages.ts';

/** Equal wishes give equal texts, in whatever order their settings were read. */
function wishText(sources: Readonly<Record<string, PlannedSource>>, wanted: readonly StageName[]): string {
  const sorted = (record: Readonly<Record<string, unknown>>): [string, unknown][] =>
    Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  const wishes = sorted(sources).map(([name]) => {
    const { settings, stages } = sources[name] ?? { settings: {}, stages: [] };
    return [name, sorted(settings), stages ?? []];
  });
  return JSON.stringify([wishes, wanted]);
}

/**
 * The newest run that set out to do the same — sources, settings and stages — and was stopped before everything was fetched.
 * One that a living process works on is not among them.
 */
export async function interruptedLike(
  planned: RunPlan,
  wanted: readonly StageName[],
  dataDir: string,
  graph: string,
): Promise<string | undefined> {
  const wish = wishText(plannedSources(await settlePlan(planned, { dataDir })), wanted);
  for (const { found, stage } of await resumableRuns(dataDir, graph)) {
    const { stages } = found;
    if (stage === 'extract' && stages !== undefined && wishText(stages.sources, stages.wanted) === wish)
      return found.run;
  }
  return undefined;
}
