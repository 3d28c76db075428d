import { StemmaError } from '../core/errors.ts';
import { sourceByName } from '../../extract/index.ts';
import { extractRun } from './extract.ts';
import { loadStage } from './load.ts';
import { mapStage } from './map-stage.ts';
import { thawedSettings, type PipelineContext, type RunPlan, type SourcePlan } from './plan.ts';
import { runStages, type PipelineResult } from './run.ts';
import { findRun, nextStage, readRun, runNames, type RunOnDisk } from './runs.ts';
import { usualStages } from './source-stages.ts';
import { graphKey, type StageName } from './stages.ts';

export interface Resumable {
  readonly found: RunOnDisk;
  /** The first stage that is not done. */
  readonly stage: StageName;
}

/** Runs with something left to do, the newest first. One that a living process works on is not among them. */
export async function resumableRuns(dataDir: string, graph: string): Promise<Resumable[]> {
  const found: Resumable[] = [];
  for (const name of await runNames(dataDir)) {
    const one = await readRun(dataDir, name);
    if (one.parts.some((part) => part.held === 'alive')) continue;
    const stage = await nextStage(dataDir, one, graph);
    if (stage !== undefined) found.push({ found: one, stage });
  }
  return found;
}

/** The plan a run was begun with: settings from its own folder, or as they were written down before it had one. */
export function planAgain(
  found: RunOnDisk,
  settingsOf: (source: string) => Readonly<Record<string, unknown>>,
): RunPlan {
  const planned = found.stages?.sources ?? {};
  const names = [...new Set([...Object.keys(planned), ...found.parts.map((part) => part.source)])];
  const sources = names.map((name): SourcePlan => {
    const source = sourceByName(name);
    const manifest = found.parts.find((part) => part.source === name)?.manifest;
    const frozen = manifest?.settings ?? planned[name]?.settings;
    const firstSeq = manifest?.firstSeq ?? planned[name]?.firstSeq;
    if (frozen === undefined || firstSeq === undefined) {
      throw new StemmaError('STEMMA_RUN', `run ${found.run} of ${name} cannot be resumed: its manifest is damaged`, {
        hint: 'stemma verify',
      });
    }
    const stages = manifest?.stages ?? planned[name]?.stages ?? usualStages(source);
    return { source, settings: thawedSettings(source.settings, frozen, settingsOf(name)), firstSeq, stages };
  });
  const fresh = found.stages?.fresh === true;
  return { run: found.run, fresh, sources: sources.sort((a, b) => a.firstSeq - b.firstSeq) };
}

/**
 * The run that is meant, and its first stage that is not done; without a name the newest run with something left.
 * @throws StemmaError STEMMA_USAGE when there is no such run
 */
export async function pickResumable(
  wanted: string | undefined,
  { dataDir, graph: target }: Pick<PipelineContext, 'dataDir' | 'graph'>,
): Promise<{ readonly found: RunOnDisk; readonly stage: StageName | undefined }> {
  const graph = graphKey(target.uri);
  const [candidate] = wanted === undefined ? await resumableRuns(dataDir, graph) : [];
  if (candidate !== undefined) return candidate;
  const found = await findRun(dataDir, wanted);
  return { found, stage: await nextStage(dataDir, found, graph) };
}

/**
 * Goes on with a run from its first stage that is not done to the last one that was wanted. undefined: nothing is left to do.
 * Without a name the newest run with something left.
 * @throws StemmaError STEMMA_USAGE when there is no such run
 */
export async function resume(
  wanted: string | undefined,
  context: PipelineContext,
  settingsOf: (source: string) => Readonly<Record<string, unknown>>,
): Promise<PipelineResult | undefined> {
  const { found, stage } = await pickResumable(wanted, context);
  if (stage === undefined) return undefined;
  const stages = found.stages?.wanted ?? ['extract'];
  return runStages(found.run, context, stages, async (report) => {
    await extractRun(planAgain(found, settingsOf), context, report);
    if (stages.includes('map') || stages.includes('load')) await mapStage(found.run, context, report);
    if (stages.includes('load')) await loadStage(found.run, context, report);
  });
}
