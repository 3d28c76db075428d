import { huggingface } from '../../extract/huggingface/index.ts';
import { loadRun } from '../../graph/load.ts';
import { openForLoad } from '../../graph/open.ts';
import type { GraphLocation } from '../../graph/open.ts';
import { silentProgress } from '../../src/core/progress.ts';
import { createRun } from '../../src/core/run/open-run.ts';
import { mapRun, type MapOutcome } from '../../src/pipeline/map.ts';
import { mapInputsOf, readRun } from '../../src/pipeline/runs.ts';
import { authority } from '../../src/query/past/authority.ts';
import { responseOf, source, type Answer } from './run-folder.ts';

/** `2026-11-20` → the run of that night, and when its answers were read. */
export function nightOf(day: string): { readonly run: string; readonly fetchedAt: string } {
  return { run: `${day}_02-00-00_aaaaaaaa`, fetchedAt: `${day}T02:00:01.000Z` };
}

/** Stores the answers of a night as an extraction does; gives the run's id. */
export async function storeNight(dataDir: string, day: string, answers: readonly Answer[]): Promise<string> {
  const { run, fetchedAt } = nightOf(day);
  const writer = await createRun({ dataDir, source, run, settings: {} });
  for (const answer of answers) await writer.store(answer.resource, { ...responseOf(answer), fetchedAt });
  await writer.finish();
  return run;
}

export async function mapNight(dataDir: string, run: string): Promise<MapOutcome> {
  return mapRun({
    dataDir,
    run,
    sources: [huggingface],
    inputs: await mapInputsOf(dataDir, await readRun(dataDir, run)),
    progress: silentProgress,
    signal: new AbortController().signal,
  });
}

export async function loadNights(location: GraphLocation, runs: readonly string[]): Promise<void> {
  const target = await openForLoad(location);
  try {
    for (const run of runs) await loadRun({ target, dataDir: location.dataDir, run, authority });
    await target.publish();
  } finally {
    await target.abandon();
  }
}

/** A page of a list of models. */
export function pageOf(models: readonly object[]): Answer {
  return { resource: 'hf_models', path: 'api/models?limit=100', body: JSON.stringify(models) };
}
