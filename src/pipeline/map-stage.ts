import { StemmaError } from '../core/errors.ts';
import { sources as registry } from '../../extract/index.ts';
import { mapRun } from './map.ts';
import type { PipelineContext } from './plan.ts';
import type { ReportBuilder } from './report.ts';
import { isMapCurrent, mapInputsOf, readRun, type RunOnDisk } from './runs.ts';
import type { EntitiesManifest } from './entities-folder.ts';

export interface MapStageOptions {
  /** Map also when the entities are of what the run folders hold. */
  readonly always?: boolean;
}

function reportMapping(manifest: EntitiesManifest, report: ReportBuilder): void {
  for (const [name, counts] of Object.entries(manifest.counts)) {
    const resource = report.resource(name);
    resource.fetched = Math.max(resource.fetched, counts.records);
    resource.failed += counts.failed;
  }
  report.issues(manifest.issues);
}

/** Records of a source, as its manifest counted them. */
function recordsOf(run: RunOnDisk, source: string): number {
  const counts = run.parts.find((part) => part.source === source)?.manifest?.counts ?? {};
  return Object.values(counts).reduce((sum, { records }) => sum + records, 0);
}

/** Run folders → entities and issues. Does nothing when they are there and current, and says so. */
export async function mapStage(
  run: string,
  context: PipelineContext,
  report: ReportBuilder,
  options: MapStageOptions = {},
): Promise<void> {
  const { dataDir, progress, signal } = context;
  const found = await readRun(dataDir, run);
  if (found.mapped !== undefined && options.always !== true && (await isMapCurrent(dataDir, found))) {
    reportMapping(found.mapped, report);
    return;
  }
  const names = found.parts.map((part) => part.source);
  const unknown = names.find((name) => !registry.some((source) => source.name === name));
  if (unknown !== undefined || names.length === 0) {
    const what =
      unknown === undefined
        ? `run ${run} has no raw records`
        : `run ${run} is of a source this stemma does not know: ${unknown}`;
    throw new StemmaError('STEMMA_RUN', what, {
      hint: unknown === undefined ? `stemma resume ${run}` : 'stemma sources',
    });
  }
  for (const part of found.parts) {
    if (part.manifest?.state !== 'complete')
      progress.note(`run ${run} of ${part.source} is not complete; what is there is mapped`);
  }
  const inputs = await mapInputsOf(dataDir, found);
  const sources = registry.filter((source) => names.includes(source.name));
  const { manifest, unchanged } = await mapRun({
    dataDir,
    run,
    sources,
    inputs,
    progress,
    signal,
    expectedRecords: (source) => recordsOf(found, source),
  });
  if (unchanged) progress.note(`the entities of run ${run} are the same bytes as before`);
  reportMapping(manifest, report);
}
