import { StemmaError } from '../core/errors.ts';
import { sources as registry } from '../../extract/index.ts';
import { dryExtract, type DryExtract } from './dry-extract.ts';
import { settlePlan, type PipelineContext, type RunPlan } from './plan.ts';
import { runsToRebuild } from './rebuild.ts';
import { pickResumable, planAgain } from './resume.ts';
import { loadedHash, mappedFiles } from './entities-folder.ts';
import { findRun, isMapCurrent, mapInputsOf, readRun, type RunOnDisk } from './runs.ts';
import { graphKey, type StageName } from './stages.ts';

/** Entities that would be made or loaded, as far as the disk tells. */
export interface DryEntities {
  readonly run: string;
  /** Answers and bytes a mapping would read. */
  readonly responses: number;
  readonly bytes: number;
  /** Entities are there and are of what the run folders hold. */
  readonly mapped: boolean;
  /** By class; null when they are not mapped yet. */
  readonly entities: Readonly<Record<string, number>> | null;
  /** The graph has recorded that it holds these entities: loading them would change nothing. */
  readonly loaded: boolean;
}

/** What a command would do. Names are never changed. */
export interface DryPlan {
  readonly dryRun: true;
  /** null: a new one. */
  readonly run: string | null;
  readonly stages: readonly StageName[];
  readonly sources: readonly DryExtract[];
  readonly entities: readonly DryEntities[];
  /** Relative to the data directory; `<run>` stands for the new run's id. */
  readonly files: readonly string[];
  readonly dataDir: string;
  /** Only when something would be loaded. */
  readonly graph?: string;
}

function filesOf(run: string, stages: readonly StageName[], sources: readonly string[]): string[] {
  const raw = stages.includes('extract') ? sources.map((source) => `raw/${source}/${run}/`) : [];
  const jsonld = `jsonld/${run}/`;
  const mapped = stages.some((stage) => stage !== 'extract')
    ? [...mappedFiles, 'manifest.json'].map((file) => `${jsonld}${file}`)
    : [];
  return [...raw, ...mapped, `${jsonld}stages.json`, `${jsonld}report.json`, `${jsonld}metrics.prom`];
}

function planOf(
  run: string | null,
  stages: readonly StageName[],
  context: PipelineContext,
  found: { readonly sources?: readonly DryExtract[]; readonly entities?: readonly DryEntities[] },
): DryPlan {
  const { dataDir, graph } = context;
  const { sources = [], entities = [] } = found;
  const loads = stages.includes('load');
  const files = filesOf(
    run ?? '<run>',
    stages,
    sources.map(({ source }) => source),
  );
  return {
    dryRun: true,
    run,
    stages,
    sources,
    entities,
    files: loads && graph.uri === undefined ? [...files, 'graph/'] : files,
    dataDir,
    ...(loads ? { graph: graphKey(graph.uri) } : {}),
  };
}

async function entitiesOf(found: RunOnDisk, context: PipelineContext): Promise<DryEntities> {
  const { dataDir, graph } = context;
  const unknown = found.parts.find(({ source }) => !registry.some(({ name }) => name === source));
  if (unknown !== undefined)
    throw new StemmaError(
      'STEMMA_RUN',
      `run ${found.run} is of a source this stemma does not know: ${unknown.source}`,
      {
        hint: 'stemma sources',
      },
    );
  const inputs = Object.values(await mapInputsOf(dataDir, found));
  const mapped = await isMapCurrent(dataDir, found);
  const hash = found.mapped === undefined ? undefined : loadedHash(found.mapped);
  return {
    run: found.run,
    responses: inputs.reduce((sum, { responses }) => sum + responses, 0),
    bytes: inputs.reduce((sum, { bytes }) => sum + bytes, 0),
    mapped,
    entities: mapped && found.mapped !== undefined ? found.mapped.entities : null,
    loaded: mapped && hash !== undefined && found.stages?.loaded[graphKey(graph.uri)] === hash,
  };
}

/** `run` and `extract`: a new run. */
export async function dryNewRun(
  planned: RunPlan,
  stages: readonly StageName[],
  context: PipelineContext,
): Promise<DryPlan> {
  const plan = await settlePlan(planned, context);
  const sources: DryExtract[] = [];
  for (const part of plan.sources)
    sources.push(await dryExtract({ run: plan.run, part, manifest: undefined, fresh: plan.fresh === true }, context));
  return planOf(null, stages, context, { sources });
}

/** `map` and `load` of a run on the disk. */
export async function dryStage(
  name: string | undefined,
  stage: 'map' | 'load',
  context: PipelineContext,
): Promise<DryPlan> {
  const found = await findRun(context.dataDir, name);
  const entities = await entitiesOf(found, context);
  // A load maps first when it has to.
  const stages: StageName[] =
    stage === 'load' && entities.mapped ? ['load'] : stage === 'load' ? ['map', 'load'] : ['map'];
  return planOf(found.run, stages, context, { entities: [entities] });
}

/** `load --rebuild`: all complete runs, oldest first. */
export async function dryRebuild(context: PipelineContext): Promise<DryPlan> {
  const runs = await runsToRebuild(context);
  const entities: DryEntities[] = [];
  for (const run of runs) entities.push(await entitiesOf(await readRun(context.dataDir, run), context));
  return planOf(runs.at(-1) ?? null, ['map', 'load'], context, { entities });
}

/** `resume`: undefined when nothing is left to do. */
export async function dryResume(
  name: string | undefined,
  context: PipelineContext,
  settingsOf: (source: string) => Readonly<Record<string, unknown>>,
): Promise<DryPlan | undefined> {
  const { found, stage } = await pickResumable(name, context);
  if (stage === undefined) return undefined;
  const wanted = found.stages?.wanted ?? ['extract'];
  const stages = wanted.slice(Math.max(0, wanted.indexOf(stage)));
  const sources: DryExtract[] = [];
  const again = planAgain(found, settingsOf);
  for (const part of stage === 'extract' ? again.sources : []) {
    const manifest = found.parts.find(({ source }) => source === part.source.name)?.manifest;
    if (manifest?.state === 'complete') continue;
    sources.push(await dryExtract({ run: found.run, part, manifest, fresh: again.fresh === true }, context));
  }
  return planOf(found.run, stages, context, { sources, entities: [await entitiesOf(found, context)] });
}
